/** What a page carries that was bundled with esbuild from the built package. */

import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type BuildOptions, build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const KIBIBYTE = 1024
/** 30 KiB are wanted: bench/README.md says what is above. */
const LONGEST_PAGE = 30 * KIBIBYTE

/** The same page as one file, which carries all that the client can do. 60 KiB are wanted, as above. */
const LONGEST_SINGLE_FILE = 60 * KIBIBYTE

const PAGE = `
  import { NeMoPlatform } from 'nemo-platform'
  const client = new NeMoPlatform({ baseURL: location.origin, accessToken: 'a-token' })
  const { data } = await client.workspaces.list()
  document.body.textContent = data.map(({ name }) => name).join()
`
const ERROR = `
  import { PermissionDeniedError } from 'nemo-platform'
  globalThis.isDenied = (error) => error instanceof PermissionDeniedError
`

/** All that can be imported where there is no file system. */
const ENTRY_POINTS = Object.entries(manifest.exports).flatMap(([name, target]) =>
  typeof target === 'object' && 'default' in target ? [name.replace('.', 'nemo-platform')] : [],
)

const EVERYTHING = ENTRY_POINTS.map((name, index) => `export * as all${index} from '${name}'`).join('\n')

function bundle(contents: string, options: BuildOptions = {}) {
  return build({
    stdin: { contents, resolveDir: ROOT },
    bundle: true,
    format: 'esm',
    minify: true,
    platform: 'browser',
    metafile: true,
    write: false,
    outdir: 'out',
    // An optional package, which comes with an `import()` of its own.
    external: ['openai'],
    // Not this repository's paths, which lead to the sources.
    tsconfigRaw: '{}',
    logLevel: 'silent',
    ...options,
  } satisfies BuildOptions)
}

/** The files that a page loads before it runs. */
function staticFiles({ metafile, outputFiles }: Awaited<ReturnType<typeof bundle>>) {
  const outputs = metafile?.outputs ?? {}
  const found = new Set(Object.keys(outputs).filter((name) => outputs[name]?.entryPoint === '<stdin>'))
  for (const name of found) {
    for (const { path, kind } of outputs[name]?.imports ?? [])
      if (kind === 'import-statement') found.add(path)
  }
  return [...found].map((name) => outputFiles?.find(({ path }) => path.endsWith(name.slice(3)))?.text ?? '')
}

function sizeOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(file).length, 0)
}

test('a page that lists workspaces loads little, in few files, without the description of the API', async () => {
  const files = staticFiles(await bundle(PAGE, { splitting: true }))

  expect(files.length).toBeGreaterThan(0)
  expect(files.length).toBeLessThanOrEqual(4)
  expect(files.join('')).not.toContain('"openapi":"3.1.0"')
  expect(sizeOf(files)).toBeLessThanOrEqual(LONGEST_PAGE)
})

test('nothing that a page could load comes from what only Node has', async () => {
  const { metafile } = await bundle(PAGE, { splitting: true })

  const inputs = Object.keys(metafile?.inputs ?? {})
  expect(inputs.join()).toContain('request-errors')
  expect(
    inputs.filter((path) => /chunks\/(?:config|node|process|update)\.js$|runtime\/node/.test(path)),
  ).toEqual([])
})

test.each([false, true])('one class of error costs 2 KiB, with several files: %s', async (splitting) => {
  const files = staticFiles(await bundle(ERROR, { splitting }))

  expect(files.join('')).toContain('PermissionDeniedError')
  expect(sizeOf(files)).toBeLessThanOrEqual(2 * KIBIBYTE)
})

describe('a page in one file that leaves out what it does not use', () => {
  const options: BuildOptions = { conditions: ['nemo-platform-lean'], external: [] }

  test('carries neither the description of the API, nor diagnosis, nor `openai`', async () => {
    const built = await bundle(PAGE, options)

    expect(sizeOf(staticFiles(built))).toBeLessThanOrEqual(LONGEST_SINGLE_FILE)
    const inputs = Object.keys(built.metafile?.inputs ?? {}).join('\n')
    expect(inputs).not.toMatch(/openapi|explain|diagnose|optional\/(?!left-out)|node_modules\/openai/)
  })

  test.each([
    ['auth.explain(new Error())'],
    ['auth.diagnose()'],
    ["auth.can({ verb: 'create', resource: 'projects' })"],
    ["auth.waitForAccess({ permission: 'projects.create' })"],
    ['models.getOpenAIClient()'],
    ["files.download({ remote_path: 'a#', local_path: '/a' })"],
    ['withOptions({ strict: true, fetch: async () => Response.json({ name: 1 }) }).workspaces.retrieve("a")'],
  ])('says so where it is used all the same: client.%s', async (call) => {
    const program = `
      import { NeMoPlatform } from 'nemo-platform'
      const client = new NeMoPlatform({ baseURL: 'https://nemo.test', accessToken: 'a-token', workspace: 'a' })
      export default await client.${call}.catch((error) => error)
    `
    const [code = ''] = staticFiles(await bundle(program, options))

    const { default: error } = await import(
      `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
    )

    expect(error).toMatchObject({ name: 'NeMoPlatformError', code: 'package/left-out' })
  })
})

test.each(ENTRY_POINTS)('a page can import %s', async (entry) => {
  const packages = ['openai', 'msw', '@observablehq/plot', 'linkedom']
  const { metafile } = await bundle(`export * from '${entry}'`, { external: packages })

  const ofNode = Object.keys(metafile?.inputs ?? {}).filter((path) =>
    /^dist\/(?:chunks\/node\.js|runtime\/node\/)/.test(path),
  )
  expect(ofNode).toEqual([])
})

test.each(['browser', 'node'] as const)(
  'for %s, no file imports itself by way of others',
  async (platform) => {
    const { metafile } = await bundle(EVERYTHING, {
      platform,
      external: ['openai', 'msw', '@observablehq/plot', 'linkedom', 'koffi'],
    })

    const inputs = metafile?.inputs ?? {}
    const importsOf = (path: string) =>
      (inputs[path]?.imports ?? []).filter(({ kind }) => kind === 'import-statement').map(({ path }) => path)
    const circles = Object.keys(inputs)
      .filter((path) => path.startsWith('dist/'))
      .flatMap((path) => {
        const reached = new Set(importsOf(path))
        for (const file of reached) for (const next of importsOf(file)) reached.add(next)
        return reached.has(path) ? [path] : []
      })
    expect(Object.keys(inputs)).toContain('dist/client.js')
    expect(circles).toEqual([])
  },
)

test('loading a file does nothing but look at the version of Node', async () => {
  const { outputFiles } = await bundle("import 'nemo-platform'", {
    minify: false,
    plugins: [
      {
        name: 'ignore-side-effects-false',
        setup(setup) {
          setup.onResolve(
            { filter: /^\.|^nemo-platform$/ },
            async ({ path, resolveDir, kind, pluginData }) => {
              if (pluginData === 'seen') return undefined
              const found = await setup.resolve(path, { resolveDir, kind, pluginData: 'seen' })
              return { path: found.path, sideEffects: true }
            },
          )
        },
      },
    ],
  })

  const code = outputFiles?.[0]?.text ?? ''
  expect(code).toContain('nodeVersionProblem()')
  expect(code.length).toBeLessThan(1_500)
})
