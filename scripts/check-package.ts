/**
 * Tries the packed package as a user gets it: what is in it, its exports and types, a program compiled against it without
 * `skipLibCheck`, and the same program on the oldest Node that it supports.
 *
 * Usage: node scripts/check-package.ts
 */

import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import manifest from '../package.json' with { type: 'json' }
import { filesBelow } from './lib/files.ts'
import { deadLinks, unexpectedFiles } from './lib/package-contents.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Where the local platform listens. */
const PORT = 18_471
const OLDEST_NODE = `${manifest.engines.node.replace(/^>=/, '')}.0`
/** A release that users may still have, and that is too old. */
const TOO_OLD_NODE = '20'
/**
 * What the package may weigh, unpacked, in bytes. Half of it is source maps. The description, the mock platform and the command
 * line are each loaded by those who use them.
 */
const SIZE_LIMIT = 7_500_000

const PROGRAM = `
import { NeMoPlatform, PermissionDeniedError, type Workspace } from 'nemo-platform'
import { createUnsignedToken, decodeToken } from 'nemo-platform/auth'
import { loadConfig, updateConfig } from 'nemo-platform/config'
import { MockPlatform } from 'nemo-platform/testing'
import { mswHandlers } from 'nemo-platform/testing/msw'

const configPath = process.argv[2] ?? ''
const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com', oidc: true } })
await using server = await platform.listen()
await platform.writeConfig(configPath, { email: 'admin@example.com', expiresIn: -60 })
await updateConfig({ workspace: 'ml-team' }, { configPath })

await using client = new NeMoPlatform({ configPath })
const workspace: Workspace = await client.workspaces.create({ name: 'ml-team' })
const names: string[] = []
for await (const { name } of client.workspaces.list()) names.push(name)
await client.workspaces.members.create({ principal: 'ana@example.com', roles: ['Viewer'] })
const ana = client.withOptions({ accessToken: platform.tokenFor('ana@example.com') })
await ana.workspaces.retrieve('ml-team')
const reason = await ana.projects.create({ name: 'x' }).catch((error: unknown) =>
  error instanceof PermissionDeniedError ? error.reason : 'another error')
const refreshes = platform.identityProvider.events.filter(({ type }) => type === 'refresh').length
const subject = decodeToken(createUnsignedToken({ email: 'x@example.com' }))?.claims['email']
console.log(JSON.stringify([
  workspace.name, names.includes('ml-team'), reason, refreshes, subject,
  loadConfig({ configPath }).exists, mswHandlers(platform, 'http://nemo.test').length,
]))
`
const EXPECTED = '["ml-team",true,"insufficient-role",1,"x@example.com",true,2]'

const TSCONFIG = {
  compilerOptions: {
    target: 'ES2023',
    lib: ['ES2024', 'ESNext.Disposable', 'DOM', 'DOM.Iterable'],
    module: 'NodeNext',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    outDir: 'out',
  },
  files: ['program.ts'],
}

const folder = await mkdtemp(join(tmpdir(), 'nemo-platform-package-'))
try {
  await checkPackage()
} finally {
  await rm(folder, { recursive: true })
}

async function checkPackage(): Promise<void> {
  const packed = await run('npm', ['pack', '--json', '--pack-destination', folder], ROOT)
  const [report] = Object.values(JSON.parse(packed)) as [PackReport]
  checkContents(report)
  const tarball = join(folder, report.filename)
  await step('publint finds nothing', () => run('publint', ['run', '--strict', tarball], ROOT))
  await step('types resolve wherever they should', () =>
    run('attw', ['--profile', 'esm-only', '--format', 'ascii', tarball], ROOT),
  )

  const consumer = join(folder, 'consumer')
  await mkdir(consumer)
  await writeFile(
    join(consumer, 'package.json'),
    JSON.stringify({ type: 'module', private: true, allowScripts: { node: true, koffi: true } }),
  )
  await writeFile(join(consumer, 'program.ts'), PROGRAM)
  await writeFile(join(consumer, 'tsconfig.json'), JSON.stringify(TSCONFIG))
  const packages = [tarball, 'msw@3', 'typescript@6', '@types/node@22', `node@${OLDEST_NODE}`]
  await step('it installs in an empty folder', () =>
    run('npm', ['install', '--no-audit', '--no-fund', ...packages], consumer),
  )
  const bin = (name: string) => join(consumer, 'node_modules', '.bin', name)
  await step('a program compiles against it, its own types checked too', () => run(bin('tsc'), [], consumer))
  const version = (await run(bin('node'), ['--version'], consumer)).trim()
  if (version !== `v${OLDEST_NODE}`)
    throw new Error(`It should run on ${OLDEST_NODE}, but runs on ${version}`)
  await step(`the program runs on Node ${OLDEST_NODE}`, async () => {
    const output = await run(bin('node'), ['out/program.js', join(consumer, 'config.yaml')], consumer)
    if (output.trim() !== EXPECTED) throw new Error(`It printed ${output}`)
  })
  await step('its links lead somewhere', () => checkLinks(join(consumer, 'node_modules/nemo-platform')))
  await step(`Node ${TOO_OLD_NODE} is told that it is too old`, () => checkOldNode(consumer))
  await checkCommands(consumer)
}

/** The command under its name and the package's, and a platform on the oldest Node. */
async function checkCommands(consumer: string): Promise<void> {
  const home = join(consumer, 'home')
  await mkdir(home)
  const nemo = (...args: string[]) =>
    run(
      join(consumer, 'node_modules/.bin/node'),
      ['node_modules/nemo-platform/dist/cli/bin.js', ...args],
      consumer,
      home,
    )
  await step('npx nemo-platform runs the command', async () => {
    const printed = await run('npx', ['--no-install', 'nemo-platform', '--version'], consumer, home)
    if (printed.trim() !== `nemo ${manifest.version}`) throw new Error(`It printed ${printed}`)
  })
  await step(`a local platform comes and goes on Node ${OLDEST_NODE}`, async () => {
    await nemo(
      'quickstart',
      'configure',
      '--admin-email',
      'admin@example.com',
      '--port',
      String(PORT),
      '--yes',
    )
    await nemo('quickstart', 'up')
    try {
      const list = JSON.parse(await nemo('workspaces', 'list', '-f', 'json'))
      if (list.data.length !== 2) throw new Error(`It listed ${JSON.stringify(list)}`)
    } finally {
      await nemo('quickstart', 'down')
    }
  })
}

interface PackReport {
  filename: string
  unpackedSize: number
  files: { path: string }[]
}

function checkContents({ files, unpackedSize }: PackReport): void {
  const hasRepository = 'repository' in manifest
  const odd = unexpectedFiles(
    files.map(({ path }) => path),
    { hasRepository },
  )
  if (odd.length > 0) throw new Error(`There should be no ${odd.join(', ')} in it`)
  if (unpackedSize > SIZE_LIMIT) throw new Error(`It weighs ${unpackedSize} bytes, more than ${SIZE_LIMIT}`)
  console.log(`ok: ${files.length} files, ${Math.round(unpackedSize / 1024)} KiB`)
}

/** The links of the package that was installed, which lead to files beside it or to the repository. */
async function checkLinks(installed: string): Promise<void> {
  const paths = filesBelow(installed).map((path) => relative(installed, path).replaceAll('\\', '/'))
  const dead: string[] = []
  for (const path of paths.filter((path) => path.endsWith('.md'))) {
    const text = await readFile(join(installed, path), 'utf8')
    dead.push(...deadLinks(path, text, paths).map((link) => `${path}: ${link}`))
  }
  if (dead.length > 0) throw new Error(`Links lead nowhere: ${dead.join(', ')}`)
}

/** What somebody sees who still has an old Node. */
async function checkOldNode(consumer: string): Promise<void> {
  const old = join(folder, 'old-node')
  await mkdir(old)
  await writeFile(join(old, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }))
  await run('npm', ['install', '--no-audit', '--no-fund', `node@${TOO_OLD_NODE}`], old)
  const installed = join(consumer, 'node_modules/nemo-platform/dist')
  const attempts = [
    [join(installed, 'cli/bin.js'), '--help'],
    ['--input-type=module', '--eval', `await import(${JSON.stringify(join(installed, 'index.js'))})`],
  ]
  for (const parameters of attempts) {
    const outcome = await run(join(old, 'node_modules/.bin/node'), parameters, old).catch(String)
    if (!outcome.includes('nemo-platform needs Node')) throw new Error(`It printed ${outcome}`)
  }
}

async function step(title: string, action: () => Promise<unknown>): Promise<void> {
  await action()
  console.log(`ok: ${title}`)
}

/** Runs a command, and gives what it printed; fails with all of that where it fails. */
function run(command: string, parameters: readonly string[], cwd: string, home?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env:
        home === undefined
          ? process.env
          : { ...process.env, HOME: home, NMP_CONFIG_FILE: join(home, 'config.yaml') },
    })
    let output = ''
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(output)
      else reject(new Error(`${command} ${parameters.join(' ')} ended with ${code}:\n${output}\n${errors}`))
    })
  })
}
