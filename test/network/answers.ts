/** Answers of every shape that a server, or something in its place, could send. */

import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import type { Chance } from './seeded.ts'

/** Makes a text of about a length. */
export type Shape = (length: number) => string

/** Shapes that parsers, searches and splitters have to cope with. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  'a flat object': (length) => JSON.stringify(Object.fromEntries(each(length / 16, (n) => [`k${n}`, n]))),
  'a deep list': (length) => '['.repeat(length / 2) + ']'.repeat(length / 2),
  'a deep object': (length) => `${'{"a":'.repeat(length / 6)}1${'}'.repeat(length / 6)}`,
  'a list of pages': (length) =>
    JSON.stringify({
      data: each(length / 24, (n) => ({ name: `item-${n}` })),
      pagination: { page: 1, page_size: 10, total_pages: 1 },
    }),
  'an error with many issues': (length) =>
    JSON.stringify({
      detail: each(length / 60, (n) => ({ loc: ['body', n], msg: 'wrong', input: `v${n}` })),
    }),
  'JSON in JSON': (length) => JSON.stringify({ detail: JSON.stringify({ detail: 'x'.repeat(length / 2) }) }),
  'beginnings of tokens': (length) => 'eyJaaaa-'.repeat(length / 8),
  'names of secrets': (length) => 'password = '.repeat(length / 11),
  'a page of HTML': (length) => `<html><head><title>${'<title> '.repeat(length / 8)}`,
  blanks: (length) => ' '.repeat(length),
  'line breaks': (length) => '\r\n'.repeat(length / 2),
  'many events': (length) => 'data: {"a":1}\n\n'.repeat(length / 15),
  'one long event': (length) => `data: "${'x'.repeat(length)}"\n\n`,
  'an event of many lines': (length) => `${'data: 1\n'.repeat(length / 8)}\n`,
  'fields without an event': (length) => 'id: 1\n'.repeat(length / 6),
  'many lines of JSON': (length) => '{"a":1}\n'.repeat(length / 8),
  'one line without an end': (length) => `"${'x'.repeat(length)}`,
  backslashes: (length) => `{"detail":"${'\\\\'.repeat(length / 2)}"}`,
  emoji: (length) => JSON.stringify({ detail: '💡'.repeat(length / 4) }),
}

/** Types of content, whether they fit or not. */
export const TYPES = [
  'application/json',
  'application/json',
  'text/event-stream',
  'application/x-ndjson',
  'text/html',
  'application/octet-stream',
  'text/plain; charset=utf-16',
] as const

/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** How long it is once it is decompressed. */
  readonly length: number
  /** Whether the connection breaks before all of it has gone out. */
  readonly isCut: boolean
  /** After so many bytes it breaks, or hesitates. */
  readonly breakAt: number
  /** Whether it says how long it is. */
  readonly hasLength: boolean
}

const STATUSES = [200, 200, 200, 201, 202, 204, 400, 401, 403, 404, 409, 422, 424, 429, 500, 503, 599, 999]
const FAST = { level: 1, params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }
const ENCODERS: readonly [name: string, encode: (bytes: Buffer) => Buffer][] = [
  ['gzip', (bytes) => gzipSync(bytes, FAST)],
  ['deflate', (bytes) => deflateSync(bytes, FAST)],
  ['deflate', (bytes) => deflateRawSync(bytes, FAST)],
  ['br', (bytes) => brotliCompressSync(bytes, FAST)],
]
const LONGEST = 1024 * 1024
const USUAL = 16 * 1024

/**
 * Makes an answer of chance. Sizes go up to 1 MiB, each order of magnitude as often as any other; most are smaller, so that 100 000
 * answers are more than 2 GiB.
 */
export function randomAnswer(chance: Chance): WireAnswer {
  const length = chance.logUniform(chance.is(0.3) ? LONGEST : USUAL)
  const shape = SHAPES[chance.pick(Object.keys(SHAPES))] as Shape
  let body: Buffer = chance.is(0.1) ? chance.bytes(Math.min(length, USUAL)) : Buffer.from(shape(length))
  const decoded = body.byteLength
  const headers: Record<string, string> = { 'content-type': chance.pick(TYPES), 'retry-after-ms': '0' }
  if (chance.is(0.4)) {
    const [name, encode] = chance.pick(ENCODERS)
    body = encode(body)
    headers['content-encoding'] = name
  }
  if (chance.is(0.2) && body.byteLength > 0) {
    body = Buffer.from(body)
    const at = chance.between(0, body.byteLength - 1)
    body[at] = (body[at] as number) ^ 0xff
  }
  if (chance.is(0.05)) headers['content-encoding'] = chance.pick(['gzip', 'br', 'deflate', 'zstd', 'x'])
  const status = chance.pick(STATUSES)
  const isCut = chance.is(0.15)
  // Often at the very beginning, where the least is known of what is to come.
  const breakAt = chance.is(0.3) ? 0 : chance.between(0, body.byteLength)
  return { status, headers, body, length: decoded, isCut, breakAt, hasLength: chance.is(0.7) }
}

function each<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index))
}
