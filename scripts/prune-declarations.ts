/**
 * Takes the declarations out of `dist` that no entry point leads to.
 *
 * Usage: node scripts/prune-declarations.ts
 */

import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import manifest from '../package.json' with { type: 'json' }
import { filesBelow } from './lib/files.ts'
import { reachableDeclarations } from './lib/reachable-declarations.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const entries = Object.values(manifest.exports).flatMap((entry) =>
  typeof entry === 'string' ? [] : [join(ROOT, entry.types)],
)
const reachable = reachableDeclarations(entries, (path) => readFileSync(path, 'utf8'))
for (const path of filesBelow(join(ROOT, 'dist'))) {
  if (path.endsWith('.d.ts') && !reachable.has(path)) rmSync(path)
}
