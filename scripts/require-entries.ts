/**
 * Writes what `require()` is led to in Node: a file for each entry point that hands on what `import` gets.
 *
 * They have no extension, and that is what they are for. Programs such as tsx rewrite each `.js` and `.mjs` file that is required as
 * CommonJS, also below node_modules, and leave every `import()` in it as it is: there would be two copies of the package, whose
 * errors are no `instanceof` of each other's classes. What has no extension they leave to Node, which finds one copy for both.
 *
 * Usage: node scripts/require-entries.ts
 */

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import manifest from '../package.json' with { type: 'json' }
import { requireEntries } from './lib/require-entries.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
for (const [path, text] of requireEntries(manifest.exports)) {
  const file = join(ROOT, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
