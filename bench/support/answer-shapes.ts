/** Answers that parsers, searches and splitters have to cope with, by name. */

import { gzipSync } from 'node:zlib'

/** An answer of a shape. */
export interface ShapedAnswer {
  readonly status?: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const JSON_TYPE = { 'content-type': 'application/json' }
const pagination = { page: 1, page_size: 100, current_page_size: 100, total_pages: 1, total_results: 100 }

/** The shapes, each from a length in bytes. */
const SHAPES: Readonly<Record<string, (bytes: number) => ShapedAnswer>> = {
  'body-flat': (bytes) => json(Object.fromEntries(each(bytes / 16, (index) => [`key-${index}`, index]))),
  'body-deep': (bytes) => text(`${'{"a":'.repeat(bytes / 6)}1${'}'.repeat(bytes / 6)}`),
  'body-gzip': (bytes) => ({
    headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
    body: gzipSync(JSON.stringify(each(bytes / 16, (index) => ({ id: `${index}` })))),
  }),
  'error-issues': (bytes) =>
    json(
      { detail: each(bytes / 60, (index) => ({ loc: ['body', index], msg: 'wrong', input: `v${index}` })) },
      422,
    ),
  'error-tokens': (bytes) => text('eyJaaaa-'.repeat(bytes / 8), 422),
  'error-secrets': (bytes) => text('password = '.repeat(bytes / 11), 422),
  'error-html': (bytes) => ({
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: Buffer.from(`<html><head><title>${'<title> '.repeat(bytes / 8)}`),
  }),
  'error-gzip': (bytes) => ({
    status: 422,
    headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
    body: gzipSync(Buffer.alloc(bytes * 64, ' ')),
  }),
  'events-many': (bytes) => stream('text/event-stream', 'data: {"a":1}\n\n'.repeat(bytes / 15)),
  'events-long': (bytes) => stream('text/event-stream', `data: "${'x'.repeat(bytes)}"\n\n`),
  'events-lines': (bytes) => stream('text/event-stream', `${'data: 1\n'.repeat(bytes / 8)}\n`),
  'lines-many': (bytes) => stream('application/x-ndjson', '{"a":1}\n'.repeat(bytes / 8)),
  'page-items': (bytes) =>
    json({ data: each(bytes / 24, (index) => ({ name: `item-${index}` })), pagination }),
  'glob-name': (bytes) => json({ data: [{ path: 'a'.repeat(bytes), size: 1, file_ref: '', file_url: '' }] }),
}

/** An answer of that shape, made once. */
export function answerOf(shape: string, bytes: number): ShapedAnswer {
  const key = `${shape} ${bytes}`
  const answer = made.get(key) ?? (SHAPES[shape] as (bytes: number) => ShapedAnswer)(bytes)
  made.set(key, answer)
  return answer
}

const made = new Map<string, ShapedAnswer>()

function text(body: string, status = 200): ShapedAnswer {
  return { status, headers: JSON_TYPE, body: Buffer.from(body) }
}

function json(body: unknown, status?: number): ShapedAnswer {
  return text(JSON.stringify(body), status)
}

function stream(type: string, body: string): ShapedAnswer {
  return { headers: { 'content-type': type }, body: Buffer.from(body) }
}

function each<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index))
}
