// Runs the program by what runs TypeScript as it stands, as an ES module and as CommonJS.
import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'

copyFileSync('program.ts', 'program.mts')
copyFileSync('program.ts', 'program.cts')

const WAYS = {
  'tsx, an ES module': ['node_modules/tsx/dist/cli.mjs', 'program.mts'],
  'tsx, CommonJS': ['node_modules/tsx/dist/cli.mjs', 'program.cts'],
  'tsx as a hook, CommonJS': ['--import', 'tsx', 'program.cts'],
  'ts-node, CommonJS': ['node_modules/ts-node/dist/bin.js', 'program.cts'],
  'Node alone, an ES module': ['program.mts'],
}
for (const [name, args] of Object.entries(WAYS)) {
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (stdout !== 'ok: completed\n' || stderr !== '') throw new Error(`${name}: it printed ${stdout}${stderr}`)
  console.log(`ok: ${name}`)
}
