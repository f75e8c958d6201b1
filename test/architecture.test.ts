/** ARCHITECTURE.md and CONTRIBUTING.md name what there is: layers, files and functions. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { filesOf, readLayers } from '../scripts/lib/layers.ts'

const root = new URL('../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const isFolder = (path: string) => statSync(new URL(path, root)).isDirectory()
const layers = readLayers()
const names = layers.map(({ name }) => name)

describe('the table of layers', () => {
  test('has a row for every folder, and none for what is not there', () => {
    const folders = readdirSync(new URL('src/', root)).filter((name) => isFolder(`src/${name}`))
    const rows = names.filter((name) => !name.endsWith('.ts'))

    expect(rows.sort()).toEqual(folders.sort())
    for (const file of names.filter((name) => name.endsWith('.ts') && name !== '*.ts')) {
      expect(existsSync(new URL(`src/${file}`, root)), file).toBe(true)
    }
  })

  test.each(layers)('$name imports only from layers below it', ({ name, mayImport }) => {
    const below = names.slice(names.indexOf(name) + 1)

    expect(mayImport.filter((imported) => !below.includes(imported))).toEqual([])
  })

  test.each(layers)('$name is imported by those that may import it', ({ name, importedBy }) => {
    const importers = layers.filter(({ mayImport }) => mayImport.includes(name))

    expect(importedBy).toEqual(importers.map((importer) => importer.name))
  })

  test('puts each source file in one layer', () => {
    const files = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
    const patterns = names.map((name) => new RegExp(filesOf(name, layers)))
    const counted = files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [file, patterns.filter((pattern) => pattern.test(`src/${file}`)).length])

    expect(counted.length).toBeGreaterThan(100)
    expect(counted.filter(([, count]) => count !== 1)).toEqual([])
  })
})

/** Items of lists, rows of tables and paragraphs, each with what it cites. */
const citations = ['ARCHITECTURE.md', 'CONTRIBUTING.md'].flatMap((document) =>
  read(document)
    .split(/\n(?=\s*(?:\d+\.|-) |\||\n)/)
    .map((text) => ({
      document,
      text: text.trim(),
      paths: [...text.matchAll(/`((?:src|test|api|scripts|bench|docs)\/[^`\s]+)`/g)].map(
        ([, path = '']) => path,
      ),
      functions: [...text.matchAll(/`(?:[\w.]+\.)?(\w+)\(\)`/g)].map(([, name = '']) => name),
    }))
    .filter(({ paths, functions }) => paths.length + functions.length > 0),
)

test('there is much to check', () => {
  expect(citations.flatMap(({ paths }) => paths).length).toBeGreaterThan(50)
  expect(citations.flatMap(({ functions }) => functions).length).toBeGreaterThan(30)
})

test.each(citations)('$document: $text', ({ paths, functions }) => {
  const missing = paths.filter((path) => !path.includes('*') && !existsSync(new URL(path, root)))
  expect(missing).toEqual([])

  const sources = paths.filter((path) => path.endsWith('.ts') && existsSync(new URL(path, root))).map(read)
  const unknown = functions.filter(
    (name) =>
      !sources.some((source) =>
        new RegExp(`(?:function |^ +(?:async )?|static )${name}\\b[<(]`, 'm').test(source),
      ),
  )
  expect(unknown).toEqual([])
})
