// Bundles for Node (ES modules, CommonJS) and for a page, runs the former beside koffi and away from it.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

/** Bundles without a word of esbuild. */
async function bundle(options) {
  const { warnings } = await build({ bundle: true, logLevel: 'error', ...options })
  if (warnings.length > 0) throw new Error(JSON.stringify(warnings, null, 2))
}

const formats = [
  // Some dependencies are CommonJS, and ask for modules of Node with `require`.
  {
    format: 'esm',
    outfile: 'out/program.mjs',
    banner: {
      js: "import { createRequire as from } from 'node:module'; const require = from(import.meta.url);",
    },
  },
  { format: 'cjs', outfile: 'out/program.cjs' },
]
for (const { format, outfile, banner } of formats) {
  await bundle({ entryPoints: ['program.js'], platform: 'node', target: 'node22', format, outfile, banner })
  const beside = run(outfile)
  expect(beside, '2 workspaces of 127.0.0.1')
  if (beside.includes('flock(2) is not'))
    throw new Error(`${format}: koffi is there, but was not found: ${beside}`)
  const elsewhere = mkdtempSync(join(tmpdir(), 'nemo-bundle-'))
  try {
    const moved = join(elsewhere, outfile.replace('out/', ''))
    copyFileSync(outfile, moved)
    const away = run(moved)
    expect(away, '2 workspaces of 127.0.0.1')
    expect(away, `\`koffi\` is not installed where ${moved} would find it`)
  } finally {
    rmSync(elsewhere, { recursive: true })
  }
  console.log(`ok: esbuild, ${format} for Node`)
}

await bundle({
  entryPoints: ['page.js'],
  platform: 'browser',
  format: 'esm',
  splitting: true,
  minify: true,
  outdir: 'out/page',
})
console.log('ok: esbuild, a page')

function run(path) {
  const home = mkdtempSync(join(tmpdir(), 'nemo-home-'))
  try {
    const { stdout, stderr, status } = spawnSync(process.execPath, [path], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: home, CONFIG: join(home, 'config.yaml') },
    })
    if (status !== 0) throw new Error(`${path} ended with ${status}:\n${stdout}${stderr}`)
    return stdout + stderr
  } finally {
    rmSync(home, { recursive: true })
  }
}

function expect(text, words) {
  if (!text.includes(words)) throw new Error(`"${words}" is not in what it printed: ${text}`)
}
