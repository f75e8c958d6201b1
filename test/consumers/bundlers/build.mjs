// Builds a page, a program and declarations without a warning; runs the program, away from the package that it was made of.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import commonjs from '@rollup/plugin-commonjs'
import nodeResolve from '@rollup/plugin-node-resolve'
import { rspack } from '@rspack/core'
import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'

/** Optional packages, of ours and of what we use, which are not installed here. */
const OPTIONAL = ['openai', 'kerberos', 'supports-color', '@observablehq/plot', 'linkedom', 'msw']

for (const format of ['es', 'cjs']) {
  const name = format === 'es' ? 'program.mjs' : 'program.cjs'
  const resolved = nodeResolve({ exportConditions: ['node'], preferBuiltins: true })
  await withRollup('program.js', [resolved, commonjs()], {
    file: `out/rollup/${name}`,
    format,
    inlineDynamicImports: true,
  })
  runAway('out/rollup', name)
  console.log(`ok: Rollup, a program (${format})`)
}
await withRollup('page.js', [nodeResolve({ browser: true }), commonjs()], { dir: 'out/rollup-page' })
console.log('ok: Rollup, a page')

const types =
  "export { NeMoPlatform, type Workspace } from 'nemo-platform'\nexport * from 'nemo-platform/testing'\n"
writeFileSync('types.d.ts', types)
await withRollup('types.d.ts', [dts({ includeExternal: ['nemo-platform'] })], {
  file: 'out/types/index.d.ts',
})
writeFileSync(
  'out/types/user.ts',
  "import { NeMoPlatform } from './index.js'\nexport const platform: NeMoPlatform = new NeMoPlatform()\n",
)
const strict = [
  '--strict',
  '--target',
  'es2022',
  '--module',
  'nodenext',
  '--lib',
  'es2023,dom',
  '--skipLibCheck',
  '--noEmit',
]
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', ...strict, 'out/types/user.ts'], {
  stdio: 'inherit',
})
console.log('ok: Rollup, declarations')

await withRspack({
  entry: './page.js',
  target: 'web',
  output: { path: join(import.meta.dirname, 'out/rspack-page') },
  performance: { hints: false },
})
console.log('ok: Rspack, a page')
await withRspack({
  entry: './program.js',
  target: 'node22',
  output: { path: join(import.meta.dirname, 'out/rspack'), filename: 'program.cjs' },
})
runAway('out/rspack', 'program.cjs')
console.log('ok: Rspack, a program')

async function withRollup(input, plugins, output) {
  const bundle = await rollup({
    input,
    plugins,
    external: [...OPTIONAL, 'koffi', /^node:/],
    onLog(_level, { message }) {
      throw new Error(message)
    },
  })
  await bundle.write(output)
}

function withRspack(options) {
  const fallback = Object.fromEntries(OPTIONAL.map((name) => [name, false]))
  const all = { mode: 'production', context: import.meta.dirname, resolve: { fallback }, ...options }
  return new Promise((resolve, reject) => {
    rspack(all, (error, stats) => {
      if (error) reject(error)
      else if (stats.hasErrors() || stats.hasWarnings()) reject(new Error(stats.toString('errors-warnings')))
      else resolve()
    })
  })
}

/** Runs a program where the package is not installed. */
function runAway(folder, name) {
  const home = mkdtempSync(join(tmpdir(), 'nemo-home-'))
  try {
    cpSync(folder, join(home, 'program'), { recursive: true })
    const program = join(home, 'program', name)
    const { stdout, stderr } = spawnSync(process.execPath, [program], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: home, CONFIG: join(home, 'config.yaml') },
    })
    if (!stdout.includes('2 workspaces of 127.0.0.1')) throw new Error(`It printed ${stdout}${stderr}`)
    const missing = `\`koffi\` is not installed where ${program} would find it`
    // Rspack keeps the address of what it bundled, beside which koffi lies on this machine.
    if (stderr !== '' && !stderr.includes(missing)) throw new Error(`It printed ${stderr}`)
  } finally {
    rmSync(home, { recursive: true })
  }
}
