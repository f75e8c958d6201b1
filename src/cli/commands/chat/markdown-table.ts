/** Tables in Markdown, drawn for a terminal. */

import width from 'fast-string-width'
import type { Style } from '../../output/style.ts'
import { wrappedRows } from '../../output/terminal.ts'
import { inlineMarkdown } from './inline-markdown.ts'

const NARROWEST = 8

/** The rows of a table with its columns under each other; cells that are too wide take several rows. */
export function paintTable(lines: readonly string[], style: Style, columns: number): string[] {
  const { bold, dim } = style
  const [head = [], ...others] = lines.map(cellsOf)
  const rule = others[0] !== undefined && isRule(others[0]) ? others.shift() : undefined
  // What stands beyond the last column belongs to it: a line in code, as a rule.
  const count = rule === undefined ? undefined : Math.max(head.length, rule.length)
  const records = [head, ...others].map((cells) => squeezed(cells, count))
  const painted = records.map((cells, index) =>
    cells.map((cell) => {
      const text = inlineMarkdown(cell, style)
      return index === 0 && rule !== undefined ? bold(text) : text
    }),
  )
  const widths = fittedWidths(painted, columns)
  const rows = painted.map((cells) => {
    const blocks = widths.map((one, place) => wrappedRows(cells[place] ?? '', one, { hard: true }))
    const height = Math.max(...blocks.map(({ length }) => length))
    return Array.from({ length: height }, (_, row) =>
      blocks
        .map((block, place) => ` ${aligned(block[row] ?? '', widths[place] ?? 0, rule?.[place])} `)
        .join(dim('│'))
        .trimEnd(),
    )
  })
  const line = dim(widths.map((one) => '─'.repeat(one + 2)).join('┼'))
  const isTall = rows.some(({ length }) => length > 1)
  return rows.flatMap((row, index) => {
    // Where cells take several rows, only a line tells where the next one begins.
    const isLast = index === rows.length - 1
    const ends = index === 0 ? rule !== undefined : isTall && !isLast
    return ends ? [...row, line] : row
  })
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))
}

function isRule(cells: readonly string[]): boolean {
  return cells.every((cell) => /^:?-+:?$/.test(cell))
}

function squeezed(cells: readonly string[], count: number | undefined): readonly string[] {
  if (count === undefined || cells.length <= count) return cells
  return [...cells.slice(0, count - 1), cells.slice(count - 1).join('|')]
}

/** How wide columns are, so that they fit: the widest ones give way first. */
function fittedWidths(rows: readonly (readonly string[])[], columns: number): number[] {
  const widths: number[] = []
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 1, width(cell))
  for (;;) {
    const all = widths.reduce((sum, one) => sum + one + 3, -1)
    const widest = widths.indexOf(Math.max(...widths))
    if (all <= columns || (widths[widest] ?? 0) <= NARROWEST) return widths
    widths[widest] = (widths[widest] ?? 0) - 1
  }
}

function aligned(text: string, length: number, rule = ''): string {
  const space = Math.max(0, length - width(text))
  if (!rule.endsWith(':')) return text + ' '.repeat(space)
  const before = rule.startsWith(':') ? Math.floor(space / 2) : space
  return ' '.repeat(before) + text + ' '.repeat(space - before)
}
