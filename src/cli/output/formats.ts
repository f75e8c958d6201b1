/** Writes records as table, JSON, YAML, Markdown, CSV or raw. */

import width from 'fast-string-width'
import type { ScalarTag } from '../../inlined/yaml.ts'
import { isExactNumber, parseExactly } from '../exact-json.ts'
import type { Cells } from './cells.ts'
import { isStatusColumn, statusText } from './status.ts'
import type { Style } from './style.ts'
import { isUnsafe, printableLine, wrapped } from './terminal.ts'

/** The formats of the command line. */
export const FORMATS = ['table', 'json', 'yaml', 'markdown', 'csv', 'raw'] as const
/** In place of an answer: the TypeScript that asks for it. */
export const CODE = 'code'
/** One of them. */
export type Format = (typeof FORMATS)[number]

/**
 * A table in a frame. On a terminal, wide columns become narrower until it fits; where they cannot, each row becomes a block of
 * fields.
 */
export function table(cells: Cells, style: Style, columnsOfTerminal: number | undefined): string {
  const { columns, rows } = fitted(cells, columnsOfTerminal)
  const lines = rows.map((row) => row.map(printableLine))
  const widths = columns.map((column, index) =>
    lines.reduce((most, row) => Math.max(most, width(row[index] ?? '')), width(column)),
  )
  if (columnsOfTerminal !== undefined && widthOfTable(widths) > columnsOfTerminal)
    return cells.rows.map((row) => fields({ ...cells, rows: [row] }, style, columnsOfTerminal)).join('\n\n')
  const rule = (left: string, fill: string, middle: string, right: string) =>
    `${left}${widths.map((length) => fill.repeat(length + 2)).join(middle)}${right}`
  const line = (row: readonly string[], edge: string, paint: (text: string, index: number) => string) =>
    `${edge} ${row.map((cell, index) => paint(padded(cell, widths[index] ?? 0), index)).join(` ${edge} `)} ${edge}`
  const byMeaning = (text: string, index: number) =>
    isStatusColumn(cells.columns[index] ?? '') ? statusText(style, text) : text
  return [
    rule('┏', '━', '┳', '┓'),
    line(columns, '┃', style.bold),
    rule('┡', '━', '╇', '┩'),
    ...lines.map((row) => line(row, '│', byMeaning)),
    rule('└', '─', '┴', '┘'),
  ].join('\n')
}

/** One record, a field in each line; on a terminal, long values take several. */
export function fields(
  { columns, rows }: Cells,
  style: Style,
  columnsOfTerminal: number | undefined,
): string {
  const longest = Math.max(0, ...columns.map((column) => width(column)))
  const [row = []] = rows
  return columns
    .map((column, index) => {
      const value = row[index] ?? ''
      const shown = isStatusColumn(column)
        ? statusText(style, value)
        : wrapped(value, columnsOfTerminal, longest + 2)
      return `${style.cyan(padded(column, longest))}  ${shown}`.trimEnd()
    })
    .join('\n')
}

/** A table for a Markdown document. */
export function markdown({ columns, rows }: Cells): string {
  const line = (row: readonly string[]) =>
    `| ${row.map((cell) => cell.replace(/\s+/gu, ' ').replaceAll('\\', '\\\\').replaceAll('|', '\\|')).join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')
}

/**
 * Comma-separated values after RFC 4180; the last line feed is left out. As Python has it: nothing where there are no rows, and quotes
 * where a row would be an empty line.
 */
export function csv({ columns, rows }: Cells): string {
  if (rows.length === 0) return ''
  const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [columns, ...rows].map((row) => `${row.map(quoted).join(',') || '""'}\r`).join('\n')
}

/** JSON with two spaces. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2)
}

/** JSON on one line. */
export function raw(value: unknown): string {
  return JSON.stringify(value)
}

/**
 * YAML in block style: of data without classes and undefined, as JSON has it, its numbers as they are written.
 *
 * @param isForTerminal - Whether texts that could steer a terminal are quoted, so that escapes can be put into them.
 */
export async function yaml(value: unknown, isForTerminal = false): Promise<string> {
  const { Document, visit } = await import('../../inlined/yaml.ts')
  const exactNumber: ScalarTag = {
    tag: 'tag:yaml.org,2002:float',
    default: true,
    identify: isExactNumber,
    resolve: Number,
    stringify: ({ value: exact }) => (exact as { rawJSON: string }).rawJSON,
  }
  const document = new Document(parseExactly(JSON.stringify(value ?? null)), {
    version: '1.1',
    aliasDuplicateObjects: false,
    customTags: (tags) => [...tags, exactNumber],
  })
  visit(document, {
    Scalar: (_key, scalar) => {
      const text = scalar.value
      if (typeof text !== 'string') return
      // Only in quotes have characters escapes, and blanks at the end of a text a hold.
      if ((isForTerminal && isUnsafe(text)) || /(?:^|\s)\s$/.test(text)) scalar.type = 'QUOTE_DOUBLE'
    },
  })
  return document.toString({ lineWidth: 0 }).trimEnd()
}

const NARROWEST = 8
/** What one goes on with is cut last. */
const NEEDED = /^(?:name|id|principal|jti|path)$/i

function widthOfTable(widths: readonly number[]): number {
  return widths.reduce((sum, length) => sum + length + 3, 1)
}

/** The cells as a table on a terminal has room for them: the widest columns give way first. */
export function fitted(cells: Cells, available: number | undefined): Cells {
  if (available === undefined) return cells
  const widths = cells.columns.map((column, index) =>
    cells.rows.reduce((most, row) => Math.max(most, width(printableLine(row[index] ?? ''))), width(column)),
  )
  const narrow = (isOne: (column: string) => boolean) => {
    while (widthOfTable(widths) > available) {
      const wide = widths.map((length, index) => (isOne(cells.columns[index] ?? '') ? length : 0))
      const widest = wide.indexOf(Math.max(...wide))
      if ((wide[widest] ?? 0) <= NARROWEST) return
      widths[widest] = (widths[widest] ?? 0) - 1
    }
  }
  narrow((column) => !NEEDED.test(column))
  narrow(() => true)
  const cut = (row: readonly string[]) => row.map((cell, index) => shortened(cell, widths[index] ?? 0))
  // A table that has no room even so becomes blocks, in which all stands.
  const isCut = widthOfTable(widths) <= available && cells.rows.some((row) => isShorter(row, widths))
  return { columns: cut(cells.columns), rows: cells.rows.map(cut), isCut: cells.isCut || isCut }
}

function isShorter(row: readonly string[], widths: readonly number[]): boolean {
  return row.some((cell, index) => width(printableLine(cell)) > (widths[index] ?? 0))
}

/** A text on one line, cut where it would be wider than so many columns. */
export function shortened(text: string, most: number): string {
  const line = printableLine(text)
  if (width(line) <= most) return line
  let short = ''
  for (const character of line) {
    if (width(short + character) > most - 1) break
    short += character
  }
  return `${short}…`
}

function padded(text: string, length: number): string {
  return text + ' '.repeat(Math.max(0, length - width(text)))
}
