/** What of a record stands in the cells of a table, and which cells there are. */

import { isRecord } from '../../json.ts'
import { UsageError } from '../errors.ts'
import { isExactNumber } from '../exact-json.ts'

/** How cells are written. */
export interface CellOptions {
  /** Cut long values. */
  readonly truncate: boolean
  /** `both`: the time, and how long ago that was. */
  readonly timestamps: 'iso8601' | 'relative' | 'both'
  /** For programs: lists stay JSON. For people they are words separated by commas. */
  readonly isForPrograms: boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Columns and rows of text. */
export interface Cells {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Whether something was cut. */
  readonly isCut: boolean
}

const LONGEST_CELL = 50
/** Names must be there as a whole: they are what one goes on with. */
const NEVER_CUT = new Set(['name', 'id', 'principal', 'jti'])

/** Fills the cells. */
export function cellsOf(
  records: readonly Readonly<Record<string, unknown>>[],
  columns: readonly string[],
  options: CellOptions,
): Cells {
  let isCut = false
  const rows = records.map((record) =>
    columns.map((column) => {
      const text = textOf(valueAt(record, column), column, options)
      if (!options.truncate || NEVER_CUT.has(column) || [...text].length <= LONGEST_CELL) return text
      isCut = true
      return `${[...text].slice(0, LONGEST_CELL - 3).join('')}...`
    }),
  )
  return { columns, rows, isCut }
}

/**
 * The columns that were asked for: `default`, `all`, or names separated by commas.
 *
 * @param fields - Those that records have, for a list that has none.
 */
export function chooseColumns(
  wanted: string | undefined,
  usual: readonly string[],
  records: readonly Readonly<Record<string, unknown>>[],
  fields: readonly string[] = [],
): readonly string[] {
  if (wanted === undefined || wanted === 'default') return usual
  const present = [...new Set(records.flatMap((record) => Object.keys(record)))]
  if (wanted === 'all') return present.length === 0 ? usual : present
  const known = [...new Set([...usual, ...(records.length === 0 ? fields : present)])]
  const names = wanted.split(',').map((name) => name.trim())
  // Of a list that is empty and that nothing is known of, any may be one.
  if (known.length === 0) return names
  const unknown = names.find((name) => !known.includes(name.split('.')[0] ?? ''))
  if (unknown !== undefined) {
    throw new UsageError(
      `There is no column '${unknown}'`,
      `Columns are ${known.join(', ')}; or use default or all`,
    )
  }
  return names
}

function valueAt(record: Readonly<Record<string, unknown>>, column: string): unknown {
  let value: unknown = record
  for (const key of column.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
  }
  return value
}

function textOf(value: unknown, column: string, { timestamps, isForPrograms, now }: CellOptions): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') {
    if (timestamps === 'iso8601' || !/(?:^|_)at$/.test(column)) return value
    const ago = relative(value, now)
    return timestamps === 'relative' || ago === value ? ago : `${value} (${ago})`
  }
  if (isForPrograms) return asPython(value)
  const isWords = Array.isArray(value) && value.every((item) => typeof item === 'string')
  if (isWords) return value.join(', ')
  // With blanks, long ones break between their parts.
  return typeof value === 'object' ? spaced(value) : String(value)
}

/** As Python's command line writes it, byte for byte: blanks within JSON, `True` in a cell of its own. */
function asPython(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'object' ? spaced(value) : String(value)
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`
  if (!isRecord(value) || isExactNumber(value)) return JSON.stringify(value)
  const entries = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${spaced(field)}`)
  return `{${entries.join(', ')}}`
}

const STEPS = [
  [365 * 86_400, 'y'],
  [30 * 86_400, 'mo'],
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'm'],
] as const

/** How long ago a time was; times without a zone are UTC. */
function relative(text: string, now: number): string {
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
  if (Number.isNaN(time)) return text
  const seconds = (now - time) / 1000
  const step = STEPS.find(([length]) => seconds >= length)
  return step === undefined ? 'just now' : `${Math.floor(seconds / step[0])}${step[1]} ago`
}
