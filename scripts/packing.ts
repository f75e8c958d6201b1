/**
 * Runs before and after npm packs. Once `repository` in package.json says where the sources are, README's links are led there,
 * and what travels for these links alone stays at home; until then nothing is changed.
 *
 * Usage: node scripts/packing.ts prepare|restore
 */

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { absoluteLinks } from './lib/package-contents.ts'
import { type Repository, sourcesOf } from './lib/repository.ts'

/** Where the originals are meanwhile. */
const KEPT = 'node_modules/.cache/packing'
const CHANGED = ['README.md', 'package.json']

const [, , step] = process.argv
if (step === 'prepare') prepare()
else if (step === 'restore') restore()
else throw new Error('Usage: node scripts/packing.ts prepare|restore')

function prepare(): void {
  restore()
  const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'))
  if (!manifest.repository) return
  const base = sourcesOf(manifest.repository, manifest.version)
  mkdirSync(KEPT, { recursive: true })
  for (const file of CHANGED) cpSync(file, join(KEPT, file))
  const files = manifest.files.filter((pattern) => /^(?:dist|CHANGELOG\.md)/.test(pattern))
  writeFileSync('README.md', absoluteLinks(readFileSync('README.md', 'utf8'), base))
  writeFileSync('package.json', `${JSON.stringify({ ...manifest, files }, null, 2)}\n`)
}

/** Also mends what a packing that was broken off has left. */
function restore(): void {
  for (const file of CHANGED) if (existsSync(join(KEPT, file))) cpSync(join(KEPT, file), file)
  rmSync(KEPT, { recursive: true, force: true })
}

interface Manifest {
  readonly version: string
  readonly files: readonly string[]
  readonly repository?: Repository
}
