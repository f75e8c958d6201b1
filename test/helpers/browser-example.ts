/** The page of `examples/browser`, built by Vite from the built package. */

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, preview } from 'vite'

const ROOT = join(import.meta.dirname, '../..')

/** Where the page's sources are. */
export const EXAMPLE = join(ROOT, 'examples/browser')

/** Builds the page; gives the folder that it is in. */
export async function buildBrowserExample(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'nemo-browser-example-'))
  await build({
    root: EXAMPLE,
    logLevel: 'warn',
    resolve: {
      conditions: ['browser'],
      // What was built, as if it were installed.
      alias: [
        { find: /^nemo-platform$/, replacement: join(ROOT, 'dist/index.js') },
        { find: /^nemo-platform\/(.*)$/, replacement: join(ROOT, 'dist/$1/index.js') },
      ],
    },
    build: { outDir, emptyOutDir: true },
  })
  return outDir
}

/** Serves what was built on a free port, with a platform behind it. */
export async function serveBrowserExample(
  outDir: string,
  platform: string,
): Promise<AsyncDisposable & { readonly url: string }> {
  const proxy = Object.fromEntries(['/apis', '/status', '/cluster-info'].map((path) => [path, platform]))
  const server = await preview({
    root: EXAMPLE,
    logLevel: 'warn',
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1', proxy },
  })
  const address = server.httpServer.address()
  if (typeof address !== 'object' || address === null) throw new Error('The page is served on no port')
  return { url: `http://127.0.0.1:${address.port}`, [Symbol.asyncDispose]: () => server.close() }
}
