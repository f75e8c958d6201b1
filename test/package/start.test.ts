/** What a start loads. Each file costs its share, and a single import may bring all of Node's HTTP with it. */

import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'esbuild'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalServer, sendJson, serve } from '../helpers/local-server.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Tells at the end which files were loaded, and which of Node's own modules. */
const RECORDER = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module'
  const files = []
  registerHooks({ load: (url, context, next) => { files.push(url); return next(url, context) } })
  process.on('exit', () => process.stderr.write(JSON.stringify({ files, builtins: process.moduleLoadList })))
`)}`

/** What every client needs. */
const LIBRARY = [
  'dist/chunks/basics.js',
  'dist/chunks/config.js',
  'dist/chunks/core.js',
  'dist/chunks/errors.js',
  'dist/chunks/later.js',
  'dist/chunks/node.js',
  'dist/chunks/process.js',
  'dist/chunks/supported-node.js',
  'dist/client.js',
  'dist/index.js',
  'dist/inlined/index.cjs',
  'dist/runtime/node/connection.js',
  'dist/runtime/node/runtime.js',
]

/** What the command loads before it knows which one it is. */
const COMMAND = [
  'dist/chunks/basics.js',
  'dist/chunks/errors.js',
  'dist/cli/bin.js',
  'dist/cli/chunks/frame.js',
  'dist/cli/start.js',
]

/** What a client with a context needs too. */
const CONTEXT = ['dist/inlined/yaml.cjs']

let server: LocalServer
const home = { path: mkdtempSync(join(tmpdir(), 'home-')) }

beforeAll(async () => {
  server = await serve((request, response) => {
    const page = { page: 1, page_size: 100, current_page_size: 0, total_pages: 0, total_results: 0 }
    const isDiscovery = request.url === '/apis/auth/discovery'
    sendJson(response, isDiscovery ? { auth_enabled: true, oidc: null } : { data: [], pagination: page })
  })
})

afterAll(() => server[Symbol.asyncDispose]())

/** What a run of Node loaded, files of the package by name, others by their package; and what it printed. */
interface Run {
  readonly files: string[]
  readonly builtins: string[]
  readonly output: string
}

/** Runs Node, and tells what it loaded. */
async function loadedBy(...args: string[]): Promise<Run> {
  const child = spawn(process.execPath, ['--import', RECORDER, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: home.path },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, loaded] = await Promise.all([text(child.stdout), text(child.stderr)])
  const { files, builtins } = JSON.parse(loaded) as Record<'files' | 'builtins', string[]>
  const names = files.flatMap((url) => {
    if (!url.startsWith('file:')) return []
    const path = fileURLToPath(url).replace(ROOT, '')
    return [/^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? path]
  })
  return { files: [...new Set(names)].sort(), builtins, output }
}

function program(options: string): string[] {
  const code = `import { NeMoPlatform } from 'nemo-platform'; await new NeMoPlatform(${options}).workspaces.list()`
  return ['--input-type=module', '--eval', code]
}

async function writeConfig(): Promise<void> {
  const folder = join(home.path, '.config', 'nmp')
  await mkdir(folder, { recursive: true })
  const config = `current_context: a
clusters: [{ name: a, base_url: "${server.url}" }]
users: [{ name: a, type: api_key, api_key: a-key }]
contexts: [{ name: a, cluster: a, user: a }]
`
  await writeFile(join(folder, 'config.yaml'), config, { mode: 0o600 })
}

const MAIN = `
  import { NeMoPlatform } from 'nemo-platform'
  void new NeMoPlatform().workspaces.list().then(({ data }) => console.log(data.length + ' workspaces'))
`
const PROGRAM =
  "import { NeMoPlatform } from 'nemo-platform'; console.log(await new NeMoPlatform().workspaces.list())"
/** What cannot be part of a bundle (`koffi` is native code), or is no dependency. */
const LEFT_OUT = ['openai', 'koffi']

async function bundleWithEsbuild(outfile: string, options: BuildOptions = {}): Promise<void> {
  await build({
    stdin: { contents: PROGRAM, resolveDir: ROOT },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: LEFT_OUT,
    // Not this repository's paths, which lead to the sources.
    tsconfigRaw: '{}',
    logLevel: 'silent',
    ...options,
  })
}

async function bundleWithRolldown(file: string): Promise<void> {
  const bundle = await rolldown({
    input: 'program',
    platform: 'node',
    external: LEFT_OUT,
    tsconfig: false,
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === 'program' ? join(ROOT, 'program.mjs') : null),
        load: (id) => (id === join(ROOT, 'program.mjs') ? PROGRAM : null),
      },
    ],
  })
  await bundle.write({ file, format: 'esm', codeSplitting: false })
}

describe('a start', () => {
  test('with URL and token', async () => {
    const options = JSON.stringify({ baseURL: server.url, accessToken: 'a-token' })

    const { files, builtins } = await loadedBy(...program(options))

    expect(files).toEqual(LIBRARY)
    // `node:http` alone takes 2 ms; with what its exports lead to, it takes 30.
    expect(builtins).toContain('NativeModule _http_client')
    expect(builtins.filter((name) => /undici|webstreams|http2|zlib| crypto$| tls$/.test(name))).toEqual([])
    // An `import` of `node:fs` or `node:util` brings these.
    expect(builtins.filter((name) => /fs\/streams|parse_args|worker_threads/.test(name))).toEqual([])
  })

  test('with a config file', async () => {
    await writeConfig()

    const { files, builtins } = await loadedBy(...program('{}'))

    expect(files).toEqual([...LIBRARY, ...CONTEXT].sort())
    // What the platform says of authentication is asked without ky, too.
    expect(builtins.filter((name) => /undici|webstreams|http2|zlib| crypto$| tls$/.test(name))).toEqual([])
  })

  test.each([
    ['esbuild', bundleWithEsbuild],
    ['Rolldown', bundleWithRolldown],
  ] as const)('of a program that %s has made one file of, with a config file', async (_name, bundle) => {
    await writeConfig()
    const folder = mkdtempSync(join(tmpdir(), 'bundled-'))

    await bundle(join(folder, 'program.mjs'))

    const { files } = await loadedBy(join(folder, 'program.mjs'))
    expect(files).toEqual([join(folder, 'program.mjs')])
  })

  // Some ask for what Node would load: bundlers with `module-sync` among their conditions, esbuild when told so.
  test.each([
    ['as CommonJS', { format: 'cjs' }],
    ['as Node would load it', { conditions: ['module-sync'] }],
    ['as Node would load it, as CommonJS', { format: 'cjs', conditions: ['module-sync'] }],
    ['as Node would load it, with addons', { conditions: ['node-addons', 'module-sync'] }],
  ] as [string, BuildOptions][])('of one file of esbuild, %s', async (_name, options) => {
    await writeConfig()
    const file = join(mkdtempSync(join(tmpdir(), 'bundled-')), options.format ? 'program.cjs' : 'program.mjs')

    await bundleWithEsbuild(file, { ...options, stdin: { contents: MAIN, resolveDir: ROOT } })

    const { files, output } = await loadedBy(file)
    expect(files.filter((path) => path !== file)).toEqual([])
    expect(output).toBe('0 workspaces\n')
  })

  describe('of the command', () => {
    test('for its help, with a config file to name the context of', async () => {
      await writeConfig()

      const { files, builtins } = await loadedBy('dist/cli/bin.js', '--help')

      const config = [
        'dist/chunks/config.js',
        'dist/chunks/later.js',
        'dist/chunks/load.js',
        'dist/chunks/process.js',
        'dist/inlined/index.cjs',
        'dist/inlined/yaml.cjs',
      ]
      expect(files).toEqual([...COMMAND, ...config].sort())
      expect(builtins.filter((name) => /undici|_http_client|http2|child_process/.test(name))).toEqual([])
    })

    test.each([
      ['workspaces', ['workspaces.js']],
      ['jobs', ['jobs.js']],
      ['models', ['models.generated.js', 'described.js']],
    ])('for the help of %s, and of no other group', async (group, own) => {
      const { files, builtins } = await loadedBy('dist/cli/bin.js', group, '--help')

      expect(files).toEqual([...COMMAND, ...chunksOf(...own)].sort())
      expect(builtins.filter((name) => /undici|_http_client|http2|child_process/.test(name))).toEqual([])
    })

    test.each([
      ['workspaces', ['workspaces.js']],
      ['jobs', ['jobs.js']],
    ])('for a list of %s', async (group, own) => {
      await writeConfig()

      const { files, builtins } = await loadedBy('dist/cli/bin.js', group, 'list')

      const all = [
        ...COMMAND,
        ...chunksOf(...own, 'invocation.js'),
        ...LIBRARY,
        ...CONTEXT,
        'dist/chunks/later.js',
      ]
      expect(files).toEqual([...new Set(all)].sort())
      const excess = /undici|webstreams|http2|zlib| crypto$| tls$|child_process/
      expect(builtins.filter((name) => excess.test(name))).toEqual([])
    })

    /** What a group of commands is made of, with what all groups have in common. */
    function chunksOf(...names: string[]): string[] {
      return ['shared.js', ...names].map((name) => `dist/cli/chunks/${name}`)
    }
  })
})

test('nothing imports `node:http` but as a type: the import reads all its exports, which load undici', () => {
  const importing = globSync('src/**/*.ts', { cwd: ROOT }).filter((file) =>
    /^(?:import|export)\s(?!type\b)[^'"]*from 'node:https?'|import\('node:https?'\)/m.test(
      readFileSync(join(ROOT, file), 'utf8'),
    ),
  )

  expect(importing).toEqual([])
})

test('a GET leaves nothing behind, and allocates little', async () => {
  const code = `
    import { NeMoPlatform } from 'nemo-platform'
    const client = new NeMoPlatform({ baseURL: '${server.url}', accessToken: 'a-token' })
    const call = () => client.workspaces.list()
    for (let n = 0; n < 1000; n += 1) await call()
    globalThis.gc()
    const before = process.memoryUsage().heapUsed
    let allocated = 0
    for (let round = 0, last = before; round < 1000; round += 1) {
      for (let n = 0; n < 10; n += 1) await call()
      const now = process.memoryUsage().heapUsed
      allocated += Math.max(0, now - last)
      last = now
    }
    globalThis.gc()
    process.stderr.write(JSON.stringify({ kept: process.memoryUsage().heapUsed - before, perCall: allocated / 10_000 }))
  `
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '--eval', code], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: home.path },
    stdio: ['ignore', 'ignore', 'pipe'],
  })

  const { kept, perCall } = JSON.parse(await text(child.stderr)) as Record<'kept' | 'perCall', number>

  expect(kept).toBeLessThan(2_000_000)
  expect(perCall).toBeGreaterThan(0)
  expect(perCall).toBeLessThan(60_000)
}, 120_000)
