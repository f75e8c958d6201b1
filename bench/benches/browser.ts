/** What a page loads before it runs, bundled with esbuild: one that lists workspaces, and one that knows an error. */

import { gzipSync } from 'node:zlib'
import { type BuildOptions, build } from 'esbuild'
import { OURS } from '../contestants/index.ts'
import { atMost, type Bench } from '../support/bench.ts'
import { pathOf } from '../support/paths.ts'
import { Measurements } from '../support/statistics.ts'

const KIBIBYTE = 1024

const SINGLE_FILE = `${OURS}, one file`
const LEAN = `${OURS}, one file, lean`
const ERROR = `${OURS}, one error`

const PAGES: Readonly<Record<string, string>> = {
  [OURS]: `import { NeMoPlatform } from 'nemo-platform'
    const client = new NeMoPlatform({ baseURL: location.origin, accessToken: 'a-token' })
    document.title = (await client.workspaces.list()).data[0].name`,
  ky: `import ky from 'ky'
    document.title = (await ky.get('/apis/entities/v2/workspaces').json()).data[0].name`,
  openai: `import OpenAI from 'openai'
    const client = new OpenAI({ baseURL: location.origin, apiKey: 'a-token', dangerouslyAllowBrowser: true })
    document.title = (await client.models.list()).data[0].id`,
}

const ERROR_PAGE = `import { PermissionDeniedError } from 'nemo-platform'
  globalThis.isDenied = (error) => error instanceof PermissionDeniedError`

/** Bytes, which no round changes. */
export const browser: Bench = async () => {
  const measurements = new Measurements([...Object.keys(PAGES), SINGLE_FILE, LEAN, ERROR])
  for (const [name, page] of Object.entries(PAGES)) measurements.add(name, { size: await sizeOf(page) })
  const page = PAGES[OURS] ?? ''
  const lean = { splitting: false, conditions: ['nemo-platform-lean'] }
  measurements.add(SINGLE_FILE, { size: await sizeOf(page, { splitting: false }) })
  measurements.add(LEAN, { size: await sizeOf(page, lean) })
  measurements.add(ERROR, { size: await sizeOf(ERROR_PAGE) })
  return [
    {
      title: 'What a page loads before it runs',
      measurements,
      columns: [{ metric: 'size', heading: 'gzip, KiB', digits: 1 }],
      verdicts: [
        atMost('page that lists workspaces, gzip KiB', measurements.median(OURS, 'size'), 30),
        atMost('the same in one file, lean, gzip KiB', measurements.median(LEAN, 'size'), 60),
        atMost('one class of errors, gzip KiB', measurements.median(ERROR, 'size'), 2),
      ],
    },
  ]
}

async function sizeOf(page: string, options: BuildOptions = {}): Promise<number> {
  const { metafile, outputFiles } = await build({
    stdin: { contents: page, resolveDir: pathOf('..') },
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    platform: 'browser',
    outdir: 'out',
    external: page.includes("from 'openai'") ? [] : ['openai'],
    // Not this repository's paths, which lead to the sources.
    tsconfigRaw: '{}',
    logLevel: 'silent',
    ...options,
    metafile: true,
    write: false,
  })
  const { outputs } = metafile
  const names = new Set(Object.keys(outputs).filter((name) => outputs[name]?.entryPoint === '<stdin>'))
  for (const name of names) {
    for (const { path, kind } of outputs[name]?.imports ?? [])
      if (kind === 'import-statement') names.add(path)
  }
  const files = [...names].map((name) => outputFiles.find(({ path }) => path.endsWith(name.slice(3))))
  return files.reduce((sum, file) => sum + gzipSync(file?.contents ?? '').length, 0) / KIBIBYTE
}
