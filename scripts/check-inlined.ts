/**
 * Compares the packages whose code is in the bundle with the newest ones of the registry, for nobody else updates them. The
 * bundle has to be built.
 *
 * Usage: node scripts/check-inlined.ts [--report]
 *
 * With `--report` it only prints.
 */

import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { type BillOfMaterials, BUNDLED } from './lib/bill-of-materials.ts'
import { BILL_OF_MATERIALS } from './lib/inventory.ts'

const run = promisify(execFile)
const file = new URL(`../dist/${BILL_OF_MATERIALS}`, import.meta.url)
const { components }: BillOfMaterials = JSON.parse(readFileSync(file, 'utf8'))
let behind = 0
for (const { name, version, properties } of components) {
  if (!properties.some((property) => property.name === BUNDLED && property.value === 'true')) continue
  const { stdout } = await run('npm', ['view', name, 'version'])
  const newest = stdout.trim()
  if (newest !== version) behind += 1
  console.log(
    `${newest === version ? 'ok' : '!!'} ${name} ${version}${newest === version ? '' : ` → ${newest}`}`,
  )
}
console.log(behind === 0 ? 'All are the newest.' : `${behind} are behind.`)
if (behind > 0 && !process.argv.includes('--report')) process.exitCode = 1
