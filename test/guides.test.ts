/**
 * What the guides show is true: their TypeScript compiles and runs, as one program for each guide, against the built package and a
 * mock platform, and prints what they say; their commands work; their links lead somewhere.
 */

import { execFile } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { MockPlatform, type MockPlatformOptions, type SeedOptions } from 'nemo-platform/testing'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { documentsOf } from '../scripts/lib/docs-index.ts'
import { temporaryFolder } from './helpers/config-files.ts'
import { blocksOf, type CodeBlock, programOf } from './helpers/guide-programs.ts'

const ROOT = join(import.meta.dirname, '..')
/** Below the package, so that programs find it by its name as its users do; ignored by git. */
const PROGRAMS = join(ROOT, '.vitest/guides')

/** What a guide starts from. */
interface Start {
  readonly platform?: MockPlatformOptions
  readonly seed?: SeedOptions
  /** Files of the folder that it runs in. */
  readonly files?: Readonly<Record<string, string>>
}

const TWO_FILES = { 'data/one.jsonl': '{"from":"one"}\n', 'data/two.jsonl': '{"from":"two"}\n' }
const STARTS: Readonly<Record<string, Start>> = {
  'docs/authentication.md': { platform: { auth: { oidc: true, accessKeys: true } } },
  'docs/files.md': { files: TWO_FILES },
  'docs/from-python.md': { files: TWO_FILES },
  'docs/notebooks.md': { files: TWO_FILES },
  'docs/command-line.md': {
    files: {
      'job.yaml':
        'name: nightly\nsource: ci\nspec: {}\nplatform_spec:\n  steps:\n    - name: one\n      executor: { provider: subprocess, command: ["true"] }\n',
    },
  },
  'docs/plugins.md': { files: { 'agent.yaml': 'name: research\n' } },
  'docs/requests.md': { seed: { workspaces: ['ml-team'] } },
  'docs/troubleshooting.md': { seed: { workspaces: ['ml-team'] } },
}

/** Blocks that do not run here, by something that stands in them: why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "from '@opentelemetry/api'": 'test/runtimes/opentelemetry.test.ts runs it, with the package',
}

/** Commands that do not run here, by how they begin: why. */
const NOT_HERE: readonly RegExp[] = [
  // Installs from a registry, or makes a project.
  /^(?:mkdir|npm|npx nemo quickstart|deno|bun|jupyter)\b/,
  // Leads to a platform that is not there.
  /^export NHX_BASE_URL=https/,
  // Finds what it looks for: nothing stands before the mock platform.
  /^nemo auth doctor --gateway/,
  // Waits for somebody who enters a code: test/cli/auth.test.ts has it.
  /^(?:npx )?nemo auth login\b/,
  // Wait for somebody who types or interrupts them: test/cli/agents.test.ts has them.
  /^nemo agents (?:chat|logs)\b/,
]

const examples = readdirSync(join(ROOT, 'examples'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => withoutIndentation(readFileSync(join(ROOT, 'examples', name), 'utf8')))
const documents = documentsOf(ROOT)
const guides = documents
  .map(({ path }) => relative(ROOT, path))
  .filter((path) => path.startsWith('docs/') && runnable(path).length > 0)
const guidesWithCommands = documents
  .map(({ path }) => relative(ROOT, path))
  // Its examples come from api/cli-examples.yaml: test/cli/examples.test.ts runs them.
  .filter((path) => path.startsWith('docs/') && path !== 'docs/cli.md' && commandsOf(path).length > 0)

test('the first page lists every document', () => {
  const all = [
    ...globSync('docs/*.md', { cwd: ROOT, exclude: ['docs/README.md'] }),
    ...globSync('*.md', { cwd: ROOT }),
    ...globSync('examples/*.md', { cwd: ROOT }),
  ]
  const listed = new Set(documents.map(({ path }) => relative(ROOT, path)))

  expect(all.filter((path) => !listed.has(path))).toEqual([])
})

test('the list of examples has every example', () => {
  const list = readFileSync(join(ROOT, 'examples/README.md'), 'utf8')
  const missing = readdirSync(join(ROOT, 'examples')).filter(
    (name) => name !== 'README.md' && !list.includes(`(${name}`),
  )

  expect(missing).toEqual([])
})

test('all code compiles', { timeout: 120_000 }, () => {
  const files = guides.map((guide) => writeProgram(guide))
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    ROOT,
  )
  // The package as it was built, and no more than users would turn on.
  const { paths: _, ...rest } = options
  const lenient = {
    noUnusedLocals: false,
    noPropertyAccessFromIndexSignature: false,
    noUnusedParameters: false,
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.esnext.disposable.d.ts'],
  }
  const program = ts.createProgram(files, { ...rest, ...lenient })

  const problems = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const at =
      file === undefined
        ? ''
        : `${relative(ROOT, file.fileName)}: ${file.text.slice(start, (start ?? 0) + 60)}`
    return `${at}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
  expect(problems).toEqual([])
})

test.each(guides)('%s runs, and prints what it says', async (guide) => {
  await using place = await openPlace(STARTS[guide] ?? {})

  const output = await place.run(process.execPath, [writeProgram(guide)])

  let rest = output
  for (const line of runnable(guide).flatMap((block) => linesOf(block.output ?? ''))) {
    expect(rest).toContain(line)
    rest = rest.slice(rest.indexOf(line) + line.length)
  }
})

test.each(guidesWithCommands)('the commands of %s work', async (guide) => {
  await using place = await openPlace(STARTS[guide] ?? {})
  for (const commands of commandsOf(guide))
    await place.run('bash', ['--norc', '-euo', 'pipefail', '-c', commands])
})

/** The blocks that are run here. */
function runnable(guide: string): CodeBlock[] {
  return blocksOf(guide).filter(
    ({ language, code }) =>
      language === 'ts' &&
      !Object.keys(ELSEWHERE).some((words) => code.includes(words)) &&
      !examples.some((example) => example.includes(withoutIndentation(code))),
  )
}

/** The scripts that are run here, without what is not. */
function commandsOf(guide: string): string[] {
  return blocksOf(guide)
    .filter(({ language }) => language === 'sh')
    .map(({ code }) => code.split('\n').filter((line) => !NOT_HERE.some((kind) => kind.test(line))))
    .map((lines) => lines.join('\n').trim())
    .filter((script) => script !== '')
}

function writeProgram(guide: string): string {
  const file = join(PROGRAMS, guide.replace(/^docs\/(.*)\.md$/, '$1.ts'))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, programOf(runnable(guide)))
  return file
}

function withoutIndentation(code: string): string {
  return code.replace(/^ +/gm, '')
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

interface Place extends AsyncDisposable {
  run(command: string, parameters: readonly string[]): Promise<string>
}

/** A folder, a platform, and somebody who is logged in there as its administrator. */
async function openPlace({ platform: options = {}, seed = {}, files = {} }: Start): Promise<Place> {
  const folder = temporaryFolder()
  const platform = new MockPlatform(options)
  const server = await platform.listen()
  await platform.seed(seed)
  await platform.writeConfig(join(folder, '.config/nhx/config.yaml'), { email: 'admin@example.com' })
  const bin = join(folder, 'bin')
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text, { mode: 0o755 })
  }
  for (const [name, text] of Object.entries(files)) write(name, text)
  write('bin/nemo', `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'dist/cli/bin.js')}' "$@"\n`)
  write('bin/npx', '#!/bin/sh\nexec "$@"\n')
  const environment = {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    NO_COLOR: '1',
    // What a guide exports has to come from somewhere.
    NEMO_CI_TOKEN: platform.tokenFor('admin@example.com'),
  }
  return {
    async run(command, parameters) {
      const env = command === 'bash' ? { ...environment, NHX_BASE_URL: server.url } : environment
      const { stdout } = await promisify(execFile)(command, parameters, { cwd: folder, env })
      return stdout
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

describe('what is left out is there', () => {
  const code = documents
    .filter(({ path }) => existsSync(path))
    .map(({ path }) => readFileSync(path, 'utf8'))
    .join('\n')
  test.each(Object.keys(ELSEWHERE))('%s', (words) => {
    expect(code).toContain(words)
  })
})
