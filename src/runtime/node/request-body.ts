/** Writes a request body no faster than the connection takes it. */

import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { bytesOfChunk } from '../../http/transport/chunk-bytes.ts'
import { free, isClaimed } from '../../http/transport/chunks.ts'
import type { IdleTimeout } from '../../http/transport/idle-timeout.ts'
import { OutgoingBodyError } from '../../http/transport/transport.ts'

/** Bodies up to this size fit into what a connection takes at once, so that no answer comes while they are written. */
const SMALL_BODY = 16 * 1024
/** What a write fails with when the other side reads no more. */
const BROKEN_WRITE = new Set<unknown>(['EPIPE', 'ECONNRESET', 'ECONNABORTED'])

/** Whether a body is so long that the server may answer before it has all of it. */
export function isLong(body: string | Uint8Array): boolean {
  return body.length > SMALL_BODY
}

/**
 * Sends a stream and ends the message; the message's own `error` event tells about failures of the connection.
 *
 * @throws OutgoingBodyError where the stream fails.
 */
export async function sendStream(
  message: ClientRequest,
  stream: ReadableStream<Uint8Array>,
  idleTimeout: IdleTimeout,
): Promise<void> {
  const reader = stream.getReader()
  let isOver = false
  const giveUp = () => {
    isOver = true
    // The server has its answer done, or the connection broke: nobody reads the rest.
    reader.cancel().catch(() => {})
  }
  message.once('close', giveUp).once('response', (incoming: IncomingMessage) => {
    // A server may begin a good answer while it reads on, and does not want less of the body for that.
    if ((incoming.statusCode ?? 0) >= 300) giveUp()
    else incoming.once('end', giveUp)
  })
  for (;;) {
    // While the caller's stream has nothing to send, the server is not to blame for the silence.
    idleTimeout.stop()
    let chunk: Uint8Array | undefined
    try {
      const { done, value } = await reader.read()
      chunk = done ? undefined : bytesOfChunk(value, 'body')
    } catch (error) {
      if (isOver) return
      reader.cancel(error).catch(() => {})
      throw new OutgoingBodyError('the body broke off', { cause: error })
    }
    if (isOver) return
    idleTimeout.restart()
    if (chunk === undefined) {
      message.end()
      return
    }
    const sent = isClaimed(chunk) ? freeOnceSent(chunk) : undefined
    if (!message.write(chunk, sent)) await drained(message)
  }
}

/**
 * Lets the answer count whatever a write says. A server that has read enough answers and closes; then a write fails before the
 * answer is read, and Node would throw away the connection with the answer in it. So the failure is kept back: the reading side
 * will give either the answer or a failure of its own.
 *
 * @returns Puts the connection back to what it was.
 */
export function preferAnswer(socket: Socket): () => void {
  const write = socket._write.bind(socket)
  const writeAll = socket._writev?.bind(socket)
  const unlessBroken = (callback: (error?: Error | null) => void) => (error?: Error | null) => {
    if (!BROKEN_WRITE.has((error as NodeJS.ErrnoException | null | undefined)?.code)) callback(error)
  }
  socket._write = (chunk, encoding, callback) => write(chunk, encoding, unlessBroken(callback))
  if (writeAll !== undefined) socket._writev = (chunks, callback) => writeAll(chunks, unlessBroken(callback))
  return () => {
    Reflect.deleteProperty(socket, '_write')
    Reflect.deleteProperty(socket, '_writev')
  }
}

function freeOnceSent(chunk: Uint8Array): (error?: Error | null) => void {
  return () => free(chunk)
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
