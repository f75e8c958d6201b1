/** Chooses the format of an answer, and writes it. */

import { UsageError } from '../errors.ts'
import { type Cells, cellsOf, chooseColumns } from './cells.ts'
import {
  type CODE,
  csv,
  FORMATS,
  type Format,
  fields,
  fitted,
  json,
  markdown,
  raw,
  table,
  yaml,
} from './formats.ts'
import type { Style } from './style.ts'
import { escapedData, printable } from './terminal.ts'

/** How answers are written. */
export interface PrinterSettings {
  /** What was asked for with this command. */
  readonly format: Format | typeof CODE | undefined
  /** What is usual; on something that is no terminal, tables become JSON. */
  readonly preference: Format
  readonly columns: string | undefined
  readonly truncate: boolean
  /** What was asked for; else people at a terminal read how long ago it was, and programs the time. */
  readonly timestamps: 'iso8601' | 'relative' | undefined
  /** Width of the terminal; undefined where there is none. */
  readonly terminalColumns: number | undefined
  readonly style: Style
}

/** What an answer is. */
export interface PrintOptions {
  /** The columns of a list's table. @default all fields */
  readonly columns?: readonly string[] | undefined
  /** What stands above columns in place of their names, where nobody chose them. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The fields that there always are: those that the server leaves out are null. */
  readonly fields?: readonly string[] | undefined
  /** Whether it is a list: an array, or something with `data`. */
  readonly list?: boolean | undefined
  /** The formats that it can have. @default all */
  readonly formats?: readonly Format[] | undefined
}

/** Writes answers. */
export class Printer {
  readonly #settings: PrinterSettings

  constructor(settings: PrinterSettings) {
    this.#settings = settings
  }

  /** The text of an answer, and what is to be said about it. */
  async format(answer: unknown, options: PrintOptions): Promise<{ text: string; warnings: string[] }> {
    const value =
      options.fields === undefined ? answer : filled(answer, options.fields, options.list === true)
    const format = this.formatOf(options.formats)
    if (format === 'table' || format === 'markdown' || format === 'csv')
      return this.#cells(format, value, options)
    const { columns } = this.#settings
    // A name that is wrong is wrong in each format.
    if (columns !== undefined) this.#columnsOf(recordsOf(value, options.list === true), options)
    const text = format === 'yaml' ? await yaml(value, this.#isTerminal) : FORMATTERS[format](value)
    return {
      text: this.#isTerminal ? escapedData(text) : text,
      warnings: isChosen(columns) ? [unusedColumns(format)] : [],
    }
  }

  get #isTerminal(): boolean {
    return this.#settings.terminalColumns !== undefined
  }

  /**
   * The format that an answer gets.
   *
   * @param possible - Those that it can have.
   * @throws UsageError if that which was asked for is none of them.
   */
  formatOf(possible: readonly Format[] = FORMATS): Format {
    const { format, preference, terminalColumns } = this.#settings
    if (format !== undefined) {
      const found = possible.find((one) => one === format)
      if (found !== undefined) return found
      throw new UsageError(`This has no format '${format}'`, `Use -f ${possible.join(', -f ')}`)
    }
    const usual = preference === 'table' && terminalColumns === undefined ? 'json' : preference
    return possible.includes(usual) ? usual : 'json'
  }

  #columnsOf(
    records: readonly Readonly<Record<string, unknown>>[],
    { list, columns, fields }: PrintOptions,
  ): readonly string[] {
    const usual = (list === true ? columns : undefined) ?? [
      ...new Set(records.flatMap((record) => Object.keys(record))),
    ]
    return chooseColumns(this.#settings.columns, usual, records, fields)
  }

  #cells(format: 'table' | 'markdown' | 'csv', value: unknown, options: PrintOptions) {
    const { columns: wanted, truncate, timestamps, style, terminalColumns } = this.#settings
    const records = recordsOf(value, options.list === true)
    const columns = this.#columnsOf(records, options)
    const isOne = options.list !== true && format === 'table'
    const usualTimes = !this.#isTerminal || format !== 'table' ? 'iso8601' : isOne ? 'both' : 'relative'
    // A table on a terminal is cut where it has no room, and nowhere else.
    const room = format === 'table' && !isOne && truncate ? terminalColumns : undefined
    const named = cellsOf(records, columns, {
      truncate: truncate && !isOne && room === undefined,
      timestamps: timestamps ?? usualTimes,
      isForPrograms: format === 'csv',
      now: Date.now(),
    })
    const isUsual = wanted === undefined || wanted === 'default'
    const headers = isUsual ? (options.headers ?? {}) : {}
    const asTheyAre = { ...named, columns: named.columns.map((column) => headers[column] ?? column) }
    const cells = this.#isTerminal ? printableCells(asTheyAre) : asTheyAre
    const isCut = format === 'table' && fitted(cells, room).isCut
    const warnings = isCut ? ['Use --no-truncate to see full values.'] : []
    if (format === 'csv') return { text: csv(cells), warnings }
    if (format === 'markdown') return { text: markdown(cells), warnings }
    return {
      text: isOne ? fields(cells, style, terminalColumns) : table(cells, style, room),
      warnings,
    }
  }
}

const FORMATTERS = { json, raw }

/** Whether columns were named, so that not all fields are wanted. */
export function isChosen(columns: string | undefined): boolean {
  return columns !== undefined && columns !== 'all' && columns !== 'default'
}

/** What is to be said where columns were named and have no effect. */
export function unusedColumns(format: string): string {
  return `--output-columns is for tables, Markdown and CSV: ${format} has all fields.`
}

function printableCells({ columns, rows, isCut }: Cells): Cells {
  return { columns: columns.map(printable), rows: rows.map((row) => row.map(printable)), isCut }
}

/** The answer with all fields, in their order. */
function filled(answer: unknown, fields: readonly string[], isList: boolean): unknown {
  if (typeof answer !== 'object' || answer === null) return answer
  if (isList) {
    if (Array.isArray(answer)) return answer.map((item) => filled(item, fields, false))
    const { data } = answer as { data?: unknown[] }
    return { ...answer, data: data?.map((item) => filled(item, fields, false)) }
  }
  return { ...Object.fromEntries(fields.map((name) => [name, null])), ...answer }
}

function recordsOf(value: unknown, isList: boolean): Readonly<Record<string, unknown>>[] {
  const list = isList
    ? Array.isArray(value)
      ? value
      : ((value as { data?: unknown[] }).data ?? [])
    : [value]
  return list.map((item) =>
    typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : { value: item },
  )
}
