/** Writes a request body no faster than the connection takes it. */

import type { ClientRequest } from 'node:http'
import { free, isClaimed } from '../../http/transport/chunks.ts'
import type { TransportOptions } from '../../http/transport/transport.ts'

/** Sends the body and ends the message; the message's own `error` event tells about failures of the connection. */
export async function sendBody(
  message: ClientRequest,
  request: Request,
  { wholeBody, idleTimer }: TransportOptions,
): Promise<void> {
  if (wholeBody !== undefined || request.body === null) {
    message.end(wholeBody)
    return
  }
  const reader = request.body.getReader()
  let isOver = false
  const giveUp = () => {
    isOver = true
    // The server has answered, or the connection broke: nobody reads the rest.
    reader.cancel().catch(() => {})
  }
  message.once('response', giveUp).once('close', giveUp)
  for (;;) {
    // While the caller's stream makes up its mind, the server is not to blame for the silence.
    idleTimer.stop()
    const { done, value } = await reader.read()
    if (isOver) return
    idleTimer.restart()
    if (done) {
      message.end()
      return
    }
    const sent = isClaimed(value) ? () => free(value) : undefined
    if (!message.write(value, sent)) await drained(message)
  }
}

function drained(message: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      message.off('drain', settle).off('close', settle).off('response', settle)
      resolve()
    }
    message.on('drain', settle).on('close', settle).on('response', settle)
  })
}
