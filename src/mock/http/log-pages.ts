/** Pages of logs, with cursors: forward from the oldest line, or backward from the newest. */

import { decodeBase58, encodeBase58 } from '../store/base58.ts'
import { sha256 } from '../store/sha256.ts'

/** A line of a log, as it is kept. */
export interface LogEntry {
  readonly workspace: string
  readonly job: string
  readonly job_attempt: string
  readonly job_step: string
  readonly job_task: string
  readonly log_message: string
  /** UTC without a zone. */
  readonly timestamp: string
}

/** What is asked for. */
export interface LogQuery {
  readonly filters: Readonly<Record<string, string>>
  /** Lines of a page. */
  readonly limit: number
  /** Where a page before this one ended. */
  readonly cursor: LogCursor | undefined
  /** So many of the newest lines. */
  readonly tail: number | null
  readonly folder: string | null
}

/** A page of logs, as it goes over the wire. */
export interface LogPageBody {
  data: { timestamp: string; job: string; job_step: string; job_task: string; message: string }[]
  total: number
  next_page: string | null
  prev_page: string | null
}

/** A page by its number, or what comes before a line. */
export type LogCursor =
  | { readonly kind: 'page'; readonly page: number; readonly isBackward: boolean }
  | {
      readonly kind: 'before'
      readonly timestamp: string
      readonly hash: string
      readonly scope: string
      /** How many lines that are equal to this one were given already. */
      readonly given: number
    }

/** A cursor that is none, or that belongs to another query. */
export class CursorError extends Error {
  /** In the platform's words. */
  readonly detail: string

  constructor(detail: string) {
    super(detail)
    this.detail = detail
  }
}

/**
 * Reads a cursor.
 *
 * @throws CursorError
 */
export function readCursor(text: string): LogCursor {
  try {
    const value: unknown = JSON.parse(decodeBase58(text))
    if (
      Array.isArray(value) &&
      value.length === 2 &&
      Number.isInteger(value[0]) &&
      [0, 1].includes(value[1])
    ) {
      return { kind: 'page', page: value[0], isBackward: value[1] === 1 }
    }
    const { v, t, r, q, e = 0 } = value as Record<string, unknown>
    if (v === 1 && typeof t === 'string' && typeof r === 'string' && typeof q === 'string') {
      return { kind: 'before', timestamp: t, hash: r, scope: q, given: Number(e) }
    }
  } catch {
    // Whatever is wrong with it, the answer is the same.
  }
  throw new CursorError('Invalid page cursor')
}

/**
 * Makes a page of the lines that fit the filters.
 *
 * @throws CursorError for a cursor of another query.
 */
export function logPage(entries: readonly LogEntry[], query: LogQuery): LogPageBody {
  const { cursor, tail, limit } = query
  if (tail === null && cursor?.kind !== 'before') return numberedPage(entries, limit, cursor)
  const scope = scopeOf(query)
  if (cursor?.kind === 'before' && cursor.scope !== scope) {
    throw new CursorError('page_cursor does not match the current log filters.')
  }
  return windowBefore(entries, tail ?? limit, scope, cursor?.kind === 'before' ? cursor : undefined)
}

type Boundary = Extract<LogCursor, { kind: 'before' }>

function numberedPage(
  entries: readonly LogEntry[],
  limit: number,
  { page, isBackward }: Exclude<LogCursor, Boundary> = { kind: 'page', page: 1, isBackward: false },
): LogPageBody {
  const sorted = entries.toSorted((a, b) => compare(a.timestamp, b.timestamp))
  if (isBackward) sorted.reverse()
  const lines = sorted.slice((page - 1) * limit, page * limit)
  const encode = (number: number) => encodeBase58(`[${number}, ${isBackward ? 1 : 0}]`)
  const onward = sorted.length > page * limit ? encode(page + 1) : null
  const back = page > 1 ? encode(page - 1) : null
  return {
    data: lines.map(describe),
    // The total comes with the lines: beyond the last page there is none.
    total: lines.length === 0 ? 0 : entries.length,
    next_page: isBackward ? back : onward,
    prev_page: isBackward ? onward : back,
  }
}

function windowBefore(
  entries: readonly LogEntry[],
  size: number,
  scope: string,
  cursor: Boundary | undefined,
): LogPageBody {
  const rows = entries
    .map((entry) => ({ entry, hash: hashOf(entry) }))
    .sort((a, b) => compare(a.entry.timestamp, b.entry.timestamp) || compare(a.hash, b.hash))
  const isAt = (row: (typeof rows)[number], at: Pick<Boundary, 'timestamp' | 'hash'>) =>
    row.entry.timestamp === at.timestamp && row.hash === at.hash
  let end = rows.length
  if (cursor !== undefined) {
    const isAfter = ({ entry, hash }: (typeof rows)[number]) =>
      (compare(entry.timestamp, cursor.timestamp) || compare(hash, cursor.hash)) > 0
    const first = rows.findIndex(isAfter)
    if (first >= 0) end = first
    const equal = rows.slice(0, end).filter((row) => isAt(row, cursor)).length
    end -= Math.min(cursor.given, equal)
  }
  const total = end === 0 && cursor !== undefined ? 0 : rows.length
  const start = Math.max(0, end - size)
  const lines = rows.slice(start, end)
  const [oldest] = lines
  let prev_page: string | null = null
  if (start > 0 && oldest !== undefined) {
    const at = { timestamp: oldest.entry.timestamp, hash: oldest.hash }
    const before = cursor !== undefined && isAt(oldest, cursor) ? cursor.given : 0
    const given = lines.filter((row) => isAt(row, at)).length + before
    prev_page = encodeBase58(JSON.stringify({ v: 1, t: at.timestamp, r: at.hash, q: scope, e: given }))
  }
  return { data: lines.map(({ entry }) => describe(entry)), total, next_page: null, prev_page }
}

function describe({ timestamp, job, job_step, job_task, log_message }: LogEntry) {
  return { timestamp, job, job_step, job_task, message: log_message }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Lines of the same time are ordered by this. */
function hashOf(entry: LogEntry): string {
  const { timestamp, workspace, job, job_attempt, job_step, job_task, log_message } = entry
  const time = timestamp.replace('T', ' ').replace(/0+$/, (zeros) => (timestamp.includes('.') ? '' : zeros))
  return shortHash([time, workspace, job, job_attempt, job_step, job_task, log_message].join('\u001f'))
}

/** A cursor is good only for the query that it comes from. */
function scopeOf({ filters, folder }: LogQuery): string {
  const sorted = Object.fromEntries(Object.entries(filters).sort(([a], [b]) => compare(a, b)))
  const text = JSON.stringify({ artifact_base_path: folder, filters: sorted })
  return shortHash(
    text.replace(/[\u007f-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )
}

function shortHash(text: string): string {
  return sha256(text).slice(0, 32)
}
