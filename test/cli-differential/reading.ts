/** What a program would read of an output; what differs from run to run is made the same. */

import { parse } from 'yaml'
import type { Run } from '../cli/run-nemo.ts'
import type { Line } from './lines.ts'

const TIME = /\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d:\d\d)?/g
/** Ids and generated names end in a part that nobody chose. */
const ID = /\b[a-z][a-z_-]*-(?:[1-9A-HJ-NP-Za-km-z]{20,}|[0-9a-f]{8,})\b/g
/** Where a platform keeps its files. */
const STORE = /\/[\w./-]+(?=\/filesets\/<ws>)/g
const PORT = /127\.0\.0\.1:\d+/g

/** Where a line ran. */
export interface Place {
  readonly url: string
  readonly workspace: string
  readonly folder: string
  readonly inputs: string
}

/** Exit code, and data where it went well; the status where a refusal by the platform is what is compared. */
export interface Reading {
  readonly code: number | null
  readonly output?: unknown
  readonly refused?: number
}

/** Reads an output. */
export function readingOf(line: Line, { code, stdout, stderr }: Run, place: Place): Reading {
  const { reading } = line
  if (reading === 'refused' && code !== 0) {
    const status = /\(HTTP (\d{3})|: HTTP (\d{3})|: \((\d{3})\) /
      .exec(stderr)
      ?.slice(1)
      .find((text) => text !== undefined)
    return status === undefined ? { code } : { code: 3, refused: Number(status) }
  }
  if (code !== 0 || reading === '-') return { code }
  const text = stdout
    .replaceAll(place.url, '<url>')
    .replaceAll(place.folder, '<folder>')
    .replaceAll(place.inputs, '<inputs>')
    .replaceAll(place.workspace, '<ws>')
  switch (reading) {
    case 'json':
      return { code, output: comparable(JSON.parse(text), line) }
    case 'yaml':
      return { code, output: comparable(parse(text, { version: '1.1' }), line) }
    case 'text':
      // Python shows its progress on standard output, too; what was done stands in the last line.
      return { code, output: same(text.trimEnd().split('\n').at(-1) ?? '') }
    default:
      return { code, output: comparable(same(text), line) }
  }
}

/** What depends on the moment, or on the process that does it. */
const OF_THE_MOMENT = new Set(['created', 'status', 'status_details', 'status_message'])

/** Data without what differs from run to run, and without nulls: Python writes those of nested fields that a server leaves out. */
function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled)
  if (typeof value === 'string') return same(value)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([, field]) => field !== null)
  return Object.fromEntries(
    fields.map(([key, field]) => [key, OF_THE_MOMENT.has(key) ? '<of the moment>' : settled(field)]),
  )
}

/** A reading that was recorded earlier, as it would be now. */
export function asNow({ code, output, refused }: Reading, line: Line): Reading {
  if (refused !== undefined) return { code, refused }
  return output === undefined ? { code } : { code, output: comparable(output, line) }
}

/** An output without what depends on the platform that a line ran on: on the order of its disk, on what others have there. */
function comparable(output: unknown, line: Line): unknown {
  if (runs(line, 'files', 'list')) return inOrder(output)
  const value = settled(output)
  return runs(line, 'workspaces', 'list') && !line.args.includes('--filter') ? withoutTotals(value) : value
}

function runs({ args }: Line, ...command: string[]): boolean {
  return command.every((word, index) => args[index] === word)
}

/** Files as they come from a disk, sorted: entries of data, lines below the header of a table. */
function inOrder(output: unknown): unknown {
  if (typeof output === 'string') {
    const [header, ...rows] = output.split('\r\n')
    return [header, ...rows.sort()].join('\r\n')
  }
  const nameOf = (entry: unknown) => (entry as { path: string }).path
  return (settled(output) as unknown[]).sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
}

/** A page over all that a platform has, without how many there are in all. */
function withoutTotals(page: unknown): unknown {
  const { pagination, ...rest } = page as { pagination: Record<string, unknown> }
  const totals = { total_pages: '<of the platform>', total_results: '<of the platform>' }
  return { ...rest, pagination: { ...pagination, ...totals } }
}

function same(text: string): string {
  return text.replace(TIME, '<time>').replace(ID, '<id>').replace(PORT, '<host>').replace(STORE, '<store>')
}
