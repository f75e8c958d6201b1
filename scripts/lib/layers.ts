/** The layers of `src/`, as the table in ARCHITECTURE.md has them: who may import whom is written there, and nowhere else. */

import { readFileSync } from 'node:fs'

/** A row of the table: a folder of `src/`, or a file that has rules of its own. */
export interface Layer {
  /** `http`, `index.ts`, `auth/index.ts`; `*.ts` stands for the files beside the folders that have no row. */
  readonly name: string
  readonly mayImport: readonly string[]
  readonly importedBy: readonly string[]
}

/** Reads the table, in its order: the highest layer first. */
export function readLayers(): Layer[] {
  const document = readFileSync(new URL('../../ARCHITECTURE.md', import.meta.url), 'utf8')
  const [, table] = /^\| Layer [^\n]*\n\|[ |-]+\n((?:\|[^\n]*\n)+)/m.exec(document) ?? []
  if (table === undefined) throw new Error('ARCHITECTURE.md has no table that begins with "| Layer"')
  return table
    .trimEnd()
    .split('\n')
    .map((row) => {
      const [name = '', , mayImport = '', importedBy = ''] = row.split('|').slice(1)
      return { name: namesIn(name)[0] ?? '', mayImport: namesIn(mayImport), importedBy: namesIn(importedBy) }
    })
}

/** A regular expression for the files of a layer, which belong to no other one. */
export function filesOf(name: string, layers: readonly Layer[]): string {
  const escaped = (text: string) => text.replaceAll('.', '\\.')
  const ownRows = layers
    .map((layer) => layer.name)
    .filter((other) => other.endsWith('.ts') && other !== '*.ts')
  if (name === '*.ts') return `^src/(?!(?:${ownRows.map(escaped).join('|')})$)[^/]+\\.ts$`
  if (name.endsWith('.ts')) return `^src/${escaped(name)}$`
  const elsewhere = ownRows.filter((row) => row.startsWith(`${name}/`))
  const but = elsewhere.map((row) => `(?!${escaped(row.slice(name.length + 1))}$)`).join('')
  return `^src/${escaped(name)}/${but}`
}

/** The names that stand in backticks. */
function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
}
