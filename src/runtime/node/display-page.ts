/** A page as a table: the columns that tell things apart, as text and as HTML. */

import { escapeHTML } from '../../html.ts'
import type { Pagination } from '../../http/response/page.ts'
import { printableLine } from '../../printable.ts'

/** What names a thing comes first, what many have in common is left out. */
export const COLUMNS = ['workspace', 'name', 'principal', 'roles', 'status', 'description', 'created_at']
const MOST_COLUMNS = 6
const WIDEST_CELL = 60
/** What is read of a longer text. */
const LONGEST_READ = 1000
/** Longer pages are cut: a cell of a notebook is no place for a thousand lines. */
const MOST_ROWS = 50

/** A page, or a list that came as a whole. */
export interface Listed {
  readonly data: readonly unknown[]
  readonly pagination?: Partial<Pagination> | null
}

/** As lines of text. */
export function tableAsText(page: Listed): string {
  const { columns, rows } = tableOf(page)
  const table = [columns, ...rows]
  const widths = columns.map((_, index) => Math.max(...table.map((row) => row[index]?.length ?? 0)))
  const lines = table.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [...(rows.length === 0 ? [] : lines), summaryOf(page)].join('\n')
}

/** As HTML. Everything of it that a server sent is escaped. */
export function tableAsHTML(page: Listed): string {
  const { columns, rows } = tableOf(page)
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag} style="text-align:left">${escapeHTML(cell)}</${tag}>`).join('')}</tr>`
  const body = rows.map((cells) => row(cells, 'td')).join('')
  const table =
    rows.length === 0 ? '' : `<table><thead>${row(columns, 'th')}</thead><tbody>${body}</tbody></table>`
  return `${table}<p><small>${escapeHTML(summaryOf(page))}</small></p>`
}

function tableOf({ data }: Listed): { columns: string[]; rows: string[][] } {
  const shown = data.slice(0, MOST_ROWS)
  const items = shown.map((item) => (typeof item === 'object' && item !== null ? item : { value: item }))
  const present = new Set(
    items.flatMap((item) =>
      Object.entries(item).flatMap(([name, value]) => (isCell(value) && value !== '' ? [name] : [])),
    ),
  )
  const known = COLUMNS.filter((name) => present.has(name))
  const others = [...present].filter(
    (name) => !known.includes(name) && !name.endsWith('_at') && name !== 'id',
  )
  const columns = [...known, ...others].slice(0, MOST_COLUMNS)
  const rows = items.map((item) => columns.map((name) => cellOf((item as Record<string, unknown>)[name])))
  return { columns, rows }
}

function isCell(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((part) => typeof part === 'string')
  return ['string', 'number', 'boolean'].includes(typeof value)
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null || !isCell(value)) return ''
  return shortened(Array.isArray(value) ? value.join(', ') : String(value))
}

/** A text of the server in one short line. */
export function shortened(value: string): string {
  // A description may be long: what is cut off needs no making safe.
  const text = printableLine(value.slice(0, LONGEST_READ))
  return text.length > WIDEST_CELL ? `${text.slice(0, WIDEST_CELL - 1)}…` : text
}

function summaryOf({ data, pagination }: Listed): string {
  if (data.length === 0) return 'No items'
  const count = `${data.length} ${data.length === 1 ? 'item' : 'items'}`
  const cut = data.length > MOST_ROWS ? `, the first ${MOST_ROWS} shown` : ''
  if (typeof pagination?.total_pages !== 'number') return `${count}${cut}`
  const { page, total_pages, total_results } = pagination
  return `Page ${page} of ${total_pages}: ${count} of ${total_results}${cut}`
}
