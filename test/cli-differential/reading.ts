/** What a program would read of an output; what differs from run to run is made the same. */

import { parse } from 'yaml'
import type { Run } from '../cli/run-nemo.ts'
import type { Line } from './lines.ts'

const TIME = /\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d:\d\d)?/g
/** Ids and generated names end in a part that nobody chose. */
const ID = /\b[a-z][a-z_-]*-(?:[1-9A-HJ-NP-Za-km-z]{20,}|[0-9a-f]{8,})\b/g
const PORT = /127\.0\.0\.1:\d+/g

/** Where a line ran. */
export interface Place {
  readonly url: string
  readonly workspace: string
  readonly folder: string
}

/** Exit code, and data where it went well. */
export interface Reading {
  readonly code: number | null
  readonly output?: unknown
}

/** Reads an output. */
export function readingOf({ reading }: Line, { code, stdout }: Run, place: Place): Reading {
  if (code !== 0 || reading === '-') return { code }
  const text = stdout
    .replaceAll(place.url, '<url>')
    .replaceAll(place.folder, '<folder>')
    .replaceAll(place.workspace, '<ws>')
  switch (reading) {
    case 'json':
      return { code, output: settled(JSON.parse(text)) }
    case 'yaml':
      return { code, output: settled(parse(text, { version: '1.1' })) }
    default:
      return { code, output: same(text) }
  }
}

function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled)
  if (typeof value === 'string') return same(value)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, key === 'created' ? typeof field : settled(field)]),
  )
}

function same(text: string): string {
  return text.replace(TIME, '<time>').replace(ID, '<id>').replace(PORT, '<host>')
}
