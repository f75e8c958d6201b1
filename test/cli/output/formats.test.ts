/** Tables, Markdown, CSV and YAML hold what they were given, whatever that is. */

import fc from 'fast-check'
import width from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Cells, cellsOf, chooseColumns } from '../../../src/cli/output/cells.ts'
import { csv, fields, fitted, json, markdown, raw, table, yaml } from '../../../src/cli/output/formats.ts'
import { createStyle, wantsColour } from '../../../src/cli/output/style.ts'

const PLAIN = createStyle(false)
const OPTIONS = { truncate: true, timestamps: 'iso8601', isForPrograms: false, now: 0 } as const

const text = fc.string({ unit: 'grapheme' })
const cells: fc.Arbitrary<Cells> = fc.integer({ min: 1, max: 4 }).chain((length) =>
  fc.record({
    columns: fc.array(fc.stringMatching(/^[a-z_]{1,12}$/), { minLength: length, maxLength: length }),
    rows: fc.array(fc.array(text, { minLength: length, maxLength: length })),
    isCut: fc.constant(false),
  }),
)

/** A reader of CSV, after RFC 4180. */
function readCsv(source: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of source.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows
}

const LONG_TEXT = 'many words '.repeat(9)

describe('formats', () => {
  test('CSV is read back as it was', () => {
    fc.assert(
      fc.property(cells, (given) => {
        if (given.rows.length === 0) expect(csv(given)).toBe('')
        // Each line ends with CR LF; the command line writes the last LF.
        else expect(readCsv(csv(given).replace(/\r$/, ''))).toEqual([given.columns, ...given.rows])
      }),
    )
  })

  test('CSV of a row that would be an empty line', () => {
    expect(csv({ columns: ['a'], rows: [['x'], ['']], isCut: false })).toBe('a\r\nx\r\n""\r')
    expect(csv({ columns: ['a', 'b'], rows: [['', '']], isCut: false })).toBe('a,b\r\n,\r')
  })

  test('a table is as wide in each of its lines, and fits into the terminal where it can', () => {
    fc.assert(
      fc.property(cells, (given) => {
        for (const columns of [undefined, 80]) {
          const widths = table(given, PLAIN, columns)
            .split('\n')
            .map((line) => width(line))
          expect(new Set(widths).size).toBe(1)
          if (columns !== undefined) expect(widths[0]).toBeLessThanOrEqual(columns)
        }
      }),
    )
  })

  test('a Markdown table has as many cells in each of its lines', () => {
    fc.assert(
      fc.property(cells, (given) => {
        const counts = markdown(given)
          .split('\n')
          .map((line) => line.replace(/\\./gu, '').split('|').length)
        expect(counts).toEqual(Array(given.rows.length + 2).fill(given.columns.length + 2))
      }),
    )
  })

  test('JSON, raw and YAML are read back as they were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const same = JSON.parse(JSON.stringify(value))
        expect(JSON.parse(json(value))).toEqual(same)
        expect(JSON.parse(raw(value))).toEqual(same)
        expect(raw(value)).not.toContain('\n')
        expect(parse(await yaml(same), { version: '1.1' })).toEqual(same)
      }),
    )
  })

  test('one record has a field in each line', () => {
    const one = { columns: ['name', 'description'], rows: [['ml', 'a team']], isCut: false }
    expect(fields(one, PLAIN, undefined)).toBe('name         ml\ndescription  a team')
  })

  test('what one goes on with is cut last', () => {
    const names = ['train-llama-with-a-long-name-1', 'train-llama-with-a-long-name-2']
    const columns = ['name', 'description', 'status']
    const given = { columns, rows: names.map((name) => [name, LONG_TEXT, 'active']), isCut: false }
    const text = table(given, PLAIN, 60)
    for (const name of names) expect(text).toContain(name)
    expect(text).toMatch(/│ many w.*… │/)
    expect(fitted(given, 60).isCut).toBe(true)
    expect(fitted(given, 200)).toMatchObject({ rows: given.rows, isCut: false })
    // There is no room for them, either.
    expect(
      table(given, PLAIN, 40)
        .split('\n')
        .every((line) => width(line) <= 40),
    ).toBe(true)
  })

  test('control characters do not reach a table', () => {
    const evil = { columns: ['name'], rows: [['a\u001b[31mb\nc\u0007']], isCut: false }
    expect(table(evil, PLAIN, undefined)).toContain('│ a[31mb c │')
  })
})

describe('cells', () => {
  const LONG = 'x'.repeat(60)

  test('are cut at 50 characters, but for names', () => {
    const { rows, isCut } = cellsOf([{ name: LONG, description: LONG }], ['name', 'description'], OPTIONS)
    expect(rows).toEqual([[LONG, `${'x'.repeat(47)}...`]])
    expect(isCut).toBe(true)
    const whole = cellsOf([{ description: LONG }], ['description'], { ...OPTIONS, truncate: false })
    expect(whole).toMatchObject({ rows: [[LONG]], isCut: false })
  })

  test.each([
    ['2026-11-24T08:00:00', '2026-11-24T08:00:30Z', 'just now'],
    ['2026-11-24T08:00:00.123456', '2026-11-24T08:05:01Z', '5m ago'],
    ['2026-11-24T08:00:00Z', '2026-11-24T10:00:00Z', '2h ago'],
    ['2026-11-21T08:00:00+00:00', '2026-11-24T10:00:00Z', '3d ago'],
    ['2026-09-20T08:00:00', '2026-11-24T10:00:00Z', '2mo ago'],
    ['2025-11-20T08:00:00', '2026-11-24T10:00:00Z', '1y ago'],
    ['soon', '2026-11-24T10:00:00Z', 'soon'],
  ])('%s is, at %s, %s', (created_at, now, expected) => {
    const options = { ...OPTIONS, timestamps: 'relative', now: Date.parse(now) } as const
    expect(cellsOf([{ created_at }], ['created_at'], options).rows).toEqual([[expected]])
  })

  test('show lists as words to people; to programs all is written as Python does', () => {
    const member = { roles: ['Viewer', 'Editor'], enabled: true, more: { a: [1, false, null], 'ü"': {} } }
    const columns = Object.keys(member)
    expect(cellsOf([member], columns, OPTIONS).rows).toEqual([
      ['Viewer, Editor', 'true', '{"a": [1, false, null], "ü\\"": {}}'],
    ])
    expect(cellsOf([member], columns, { ...OPTIONS, isForPrograms: true }).rows).toEqual([
      ['["Viewer", "Editor"]', 'True', '{"a": [1, false, null], "ü\\"": {}}'],
    ])
  })

  test('can be chosen by name, also deeper ones', () => {
    const records = [{ name: 'a', storage: { type: 'local' } }]
    expect(chooseColumns(undefined, ['name'], records)).toEqual(['name'])
    expect(chooseColumns('all', ['name'], records)).toEqual(['name', 'storage'])
    expect(chooseColumns('storage.type, name', ['name'], records)).toEqual(['storage.type', 'name'])
    expect(cellsOf(records, ['storage.type'], OPTIONS).rows).toEqual([['local']])
    expect(chooseColumns('description', ['name'], [], ['name', 'description'])).toEqual(['description'])
    expect(chooseColumns('name', [], [])).toEqual(['name'])
    expect(() => chooseColumns('nme', ['name'], records)).toThrow("There is no column 'nme'")
  })
})

describe('colours', () => {
  test.each([
    [{ isTTY: true }, {}, true, true],
    [{ isTTY: false }, {}, true, false],
    [{ isTTY: true }, { NO_COLOR: '1' }, true, false],
    [{ isTTY: true }, { TERM: 'dumb' }, true, false],
    [{ isTTY: true }, {}, false, false],
    [{ isTTY: false }, { FORCE_COLOR: '1' }, true, true],
    [{ isTTY: false }, { FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
  ])('%o with %o, preference %s: %s', (stream, env, preference, expected) => {
    expect(wantsColour(stream, env, preference)).toBe(expected)
  })
})
