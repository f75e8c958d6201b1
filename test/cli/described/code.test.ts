/** `-f code` of every command that stands as data: it compiles, and sends the same request. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { NeMoPlatform } from 'nemo-platform'
import ts from 'typescript'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../../helpers/config-files.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { PLUGINS } from '../../plugins/plugin-calls.ts'
import { runHere } from './run-here.ts'
import { jobLines, sampleLines } from './sample-lines.ts'

const ROOT = join(import.meta.dirname, '../../..')

interface Sent {
  readonly method: string
  readonly url: string
  readonly type: string | null
  readonly body: string
}

const sent: Sent[] = []

beforeEach(() => {
  isolateEnvironment()
  vi.stubEnv('NMP_BASE_URL', 'http://nemo.test')
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = new Request(input, init)
    const { method, url, headers } = request
    if (url.endsWith('/openapi.json')) return Response.json({ detail: 'Not found' }, { status: 404 })
    // Plugins that were renamed ask how the platform calls them.
    if (url.endsWith('/cluster-info')) return Response.json({ platform_version: '0.8.1' })
    if (url.endsWith('/apis/auth/discovery')) return Response.json({ auth_enabled: false })
    const isStream = /\/(?:logs\/stream|(?:retrieval-)?preview|sample-agent)$/.test(new URL(url).pathname)
    sent.push({ method, url, type: headers.get('content-type'), body: await request.text() })
    if (isStream)
      return new Response('data: {"type": "done"}\n\n', { headers: { 'content-type': 'text/event-stream' } })
    return Response.json({
      data: [],
      pagination: { page: 1, page_size: 1, total_pages: 1, total_results: 0 },
    })
  })
})

async function requestsOf(act: () => Promise<unknown>): Promise<Sent[]> {
  sent.length = 0
  await act()
  return [...sent]
}

/** Runs a program as a module would be, but for its import. */
async function execute(code: string): Promise<void> {
  const body = code.replace(/^import .*\n/gm, '')
  const AsyncFunction = (async () => {}).constructor as new (
    ...parts: string[]
  ) => (...values: unknown[]) => Promise<void>
  const classes = Object.values(PLUGINS)
  const names = ['NeMoPlatform', 'console', ...classes.map(({ name }) => name)]
  await new AsyncFunction(...names, body)(NeMoPlatform, { log: () => {} }, ...classes)
}

async function codeFor(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runHere([...args, '-f', 'code'])
  // Of jobs of plugins is told whose fields their specs have.
  const problems = stderr.replace(/^The fields are those of .*\n/, '')
  expect({ args, code, problems }).toEqual({ args, code: 0, problems: '' })
  return stdout
}

async function expectSame(args: readonly string[]): Promise<void> {
  const byCommand = await requestsOf(async () => {
    const { code, stderr } = await runHere(args)
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  })
  const code = await codeFor(args)
  const byCode = await requestsOf(() => execute(code))

  expect(byCommand).toHaveLength(1)
  expect(byCode).toEqual(byCommand)
}

describe.each(['everything', 'the least'] as const)('with %s that it takes', (takes) => {
  const lines = sampleLines(takes)

  test.each(lines.map((line) => [line.path, line] as const))('%s', (_path, { args }) => expectSame(args))

  test('all of it compiles', () => expectToCompile(lines), 120_000)
})

describe('jobs of plugins', () => {
  const lines = jobLines()

  test.each(lines.map((line) => [line.path, line] as const))('%s', (_path, { args }) => expectSame(args))

  test('all of it compiles', () => expectToCompile(lines), 120_000)
})

describe('commands of plugins that are written by hand, of one call each', () => {
  const file = (name: string, text: string) => {
    const path = join(temporaryFolder(), name)
    writeFileSync(path, text)
    return path
  }
  const agent = () => file('agent.yaml', 'workflow: { _type: chat_completion }')
  const design = () =>
    file('design.yaml', 'columns: [{ name: id, column_type: sampler, sampler_type: uuid, params: {} }]')
  const training = () =>
    file('job.json', '{"model": "w/m", "dataset": {"training": "w/d"}, "training": {"type": "sft"}}')
  const lines: Readonly<Record<string, () => string[]>> = {
    'agents create': () => ['--name', 'a', '--agent-config', agent(), '--description', 'first'],
    'agents deploy': () => ['--agent', 'a', '--name', 'a-1', '--environment', 'w/e', '--no-wait'],
    'customization automodel': () => ['--job-json', training()],
    'data-designer create': () => [design(), '--num-records', '2'],
    'data-designer preview': () => [design(), '-n', '2'],
    'insights analysis disable': () => ['--agent', 'a'],
    'insights analysis enable': () => ['--agent', 'a', '--default-model', 'w/m'],
    'insights analysis status': () => ['--agent', 'a'],
  }
  const argsOf = (path: string) => [...path.split(' '), ...(lines[path]?.() ?? [])]

  test.each(Object.keys(lines))('%s', (path) => expectSame(argsOf(path)))

  test('all of it compiles', async () => {
    await expectToCompile(Object.keys(lines).map((path) => ({ args: argsOf(path) })))
  }, 120_000)
})

async function expectToCompile(lines: readonly { readonly args: readonly string[] }[]): Promise<void> {
  const files = new Map<string, string>()
  for (const [index, { args }] of lines.entries())
    files.set(join(ROOT, `test/cli/described/sample-${index}.ts`), await codeFor(args))

  expect(problemsOf(files)).toEqual([])
}

function problemsOf(files: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, include: [], files: ['src/index.ts'] },
    ts.sys,
    ROOT,
  )
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  host.fileExists = (name) => files.has(name) || fileExists(name)
  host.readFile = (name) => files.get(name) ?? readFile(name)
  host.getSourceFile = (name, language, ...rest) => {
    const text = files.get(name)
    return text === undefined
      ? getSourceFile(name, language, ...rest)
      : ts.createSourceFile(name, text, language)
  }
  const program = ts.createProgram([...files.keys()], { ...options, noEmit: true }, host)
  return [...files.keys()].flatMap((name) => {
    const file = program.getSourceFile(name)
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => `${files.get(name)}\n${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    )
  })
}
