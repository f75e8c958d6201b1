/**
 * Lets declarations stand on their own where neither the DOM's types nor Node's are there (`"lib": ["ES2022"], "types": []`): what they
 * take from the web platform (`Response`, `URL`) is imported from a file in which a name that is missing is no error. Where it is
 * there, it is the same type.
 *
 * Usage: node scripts/web-types.ts
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesBelow } from './lib/files.ts'
import { webTypes, withWebTypes } from './lib/web-types.ts'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))
for (const path of filesBelow(DIST).filter((file) => file.endsWith('.d.ts'))) {
  const place = relative(dirname(path), DIST).replaceAll('\\', '/') || '.'
  writeFileSync(path, withWebTypes(readFileSync(path, 'utf8'), place))
}
writeFileSync(join(DIST, 'web.d.ts'), webTypes())
