/** What the inference gateway answers depends on what it was asked. */

/** A body that asks for a stream is answered with one. */
export function gatewayAnswer(body: unknown): 'stream' | 'anything' {
  const asksForStream = typeof body === 'object' && body !== null && 'stream' in body && body.stream === true
  return asksForStream ? 'stream' : 'anything'
}
