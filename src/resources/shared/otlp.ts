/** OTLP payloads: protobuf as bytes, or JSON. */

import { isPlainObject } from '../../http/request/query.ts'

/** Content type of an OTLP payload: bytes are protobuf unless they are text. */
export function otlpContentType(body: unknown): string {
  const isJson = typeof body === 'string' || isPlainObject(body)
  return isJson ? 'application/json' : 'application/x-protobuf'
}
