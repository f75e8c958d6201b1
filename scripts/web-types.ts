/**
 * Lets declarations stand on their own where neither the DOM's types nor Node's are there (`"lib": ["ES2022"], "types": []`): a name of
 * the web platform (`Response`, `URL`) that is missing there is no error then, but `any`. Where it is there, nothing changes.
 *
 * Usage: node scripts/web-types.ts
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { filesBelow } from './lib/files.ts'
import { excusingWebTypes } from './lib/web-types.ts'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))
for (const path of filesBelow(DIST).filter((file) => file.endsWith('.d.ts')))
  writeFileSync(path, excusingWebTypes(readFileSync(path, 'utf8')))
