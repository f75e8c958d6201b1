/** OTLP payloads: protobuf as bytes, or JSON. */

/** Content type of an OTLP payload: bytes are protobuf unless they are text. */
export function otlpContentType(body: unknown): string {
  const isJson = typeof body === 'string' || (typeof body === 'object' && body !== null && isPlain(body))
  return isJson ? 'application/json' : 'application/x-protobuf'
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
