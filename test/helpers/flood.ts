/** An answer without end. */

import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

/**
 * Sends spaces for as long as they are taken.
 *
 * @returns How many.
 */
export async function flood(response: ServerResponse, status = 200): Promise<number> {
  let sent = 0
  const spaces = function* () {
    for (const chunk = Buffer.alloc(64 * 1024, ' '); ; sent += chunk.byteLength) yield chunk
  }
  response.writeHead(status, { 'content-type': 'application/json' })
  await pipeline(spaces, response).catch(() => {})
  return sent
}
