// Builds a page and a program without a warning; runs the program.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import webpack from 'webpack'

const common = {
  mode: 'production',
  context: import.meta.dirname,
  // Optional packages, of ours and of what we use, which are not installed here: without this line webpack warns of them.
  resolve: { fallback: { openai: false, kerberos: false, '@observablehq/plot': false, linkedom: false } },
}

await bundle({
  ...common,
  entry: './page.js',
  target: 'web',
  output: { path: join(import.meta.dirname, 'out/page') },
  // Its opinion on sizes is not about us: the page is measured elsewhere.
  performance: { hints: false },
})
console.log('ok: webpack, a page')

await bundle({
  ...common,
  entry: './program.js',
  target: 'node22',
  output: { path: join(import.meta.dirname, 'out/node'), filename: 'program.cjs', chunkFormat: 'commonjs' },
})
const home = mkdtempSync(join(tmpdir(), 'nemo-home-'))
try {
  const printed = execFileSync(process.execPath, ['out/node/program.cjs'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: home, CONFIG: join(home, 'config.yaml') },
  })
  if (!printed.includes('2 workspaces of 127.0.0.1')) throw new Error(`It printed ${printed}`)
  console.log('ok: webpack, a program')
} finally {
  rmSync(home, { recursive: true })
}

function bundle(options) {
  return new Promise((resolve, reject) => {
    webpack(options, (error, stats) => {
      if (error) reject(error)
      else if (stats.hasErrors() || stats.hasWarnings()) reject(new Error(stats.toString('errors-warnings')))
      else resolve()
    })
  })
}
