/** Makes a web `Response` of a Node answer: decompressed, with back-pressure, broken off with an error. */

import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import type * as zlib from 'node:zlib'
import { claim, free } from '../../http/transport/chunks.ts'
import { collectedText, ERROR_BODY_LIMIT, type IdleTimer } from '../../http/transport/transport.ts'

/** What belongs to an answer beside its own head. */
export interface ResponseContext {
  url: URL
  method: string
  signal: AbortSignal
  idleTimer: IdleTimer
  collect: boolean
}

/** Wraps an answer. Where its text is wanted at once it is read here, else only as fast as the caller takes it. */
export async function createResponse(incoming: IncomingMessage, context: ResponseContext): Promise<Response> {
  const status = incoming.statusCode ?? 0
  const hasBody = context.method !== 'HEAD' && !STATUS_WITHOUT_BODY.has(status)
  const decoder = hasBody
    ? createDecoder(incoming.headers['content-encoding']?.trim().toLowerCase())
    : undefined
  const init = {
    status,
    statusText: incoming.statusMessage ?? '',
    headers: headersOf(incoming, decoder !== undefined),
  }
  const { idleTimer } = context
  let response: Response
  if (!hasBody) {
    incoming.resume()
    idleTimer.finish()
    response = new Response(null, init)
  } else {
    const source = decoder === undefined ? incoming : decompress(incoming, decoder)
    if (context.collect) {
      const text = await collect(
        source,
        incoming,
        status >= 400 ? ERROR_BODY_LIMIT : Number.POSITIVE_INFINITY,
        idleTimer,
      )
      response = new Response(null, init)
      collectedText.set(response, text)
    } else {
      response = new Response(stream(source, incoming, context), init)
    }
  }
  Object.defineProperty(response, 'url', { value: context.url.href })
  return response
}

const STATUS_WITHOUT_BODY = new Set([204, 205, 304])
const BROKEN_OFF = 'The connection broke in the middle of the answer'

type Decoder = zlib.Gunzip | zlib.Inflate | zlib.BrotliDecompress

function createDecoder(encoding: string | undefined): Decoder | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return loadZlib().createGunzip()
    case 'deflate':
      return loadZlib().createInflate()
    case 'br':
      return loadZlib().createBrotliDecompress()
    default:
      return undefined
  }
}

/** Few answers are compressed, and a start is shorter without it. */
function loadZlib(): typeof zlib {
  return process.getBuiltinModule('node:zlib')
}

function headersOf({ rawHeaders }: IncomingMessage, isDecoded: boolean): [string, string][] {
  const headers: [string, string][] = []
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string
    // These describe the bytes on the wire, which nobody sees any more.
    if (isDecoded && /^content-(?:encoding|length)$/i.test(name)) continue
    headers.push([name, rawHeaders[index + 1] as string])
  }
  return headers
}

function decompress(incoming: IncomingMessage, decoder: Decoder): Readable {
  incoming.on('error', (error) => decoder.destroy(error))
  incoming.on('close', () => {
    if (!incoming.complete) decoder.destroy(new Error(BROKEN_OFF))
  })
  // A body without a byte is no valid stream for any decoder, but it is what some servers send.
  let isEmpty = true
  incoming.once('data', () => {
    isEmpty = false
  })
  incoming.on('end', () => {
    if (isEmpty) decoder.push(null)
    else decoder.end()
  })
  return incoming.pipe(decoder, { end: false })
}

function collect(
  source: Readable,
  incoming: IncomingMessage,
  limit: number,
  idleTimer: IdleTimer,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    let isComplete = false
    const finish = () => {
      isComplete = true
      idleTimer.finish()
      resolve(new TextDecoder().decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)))
    }
    idleTimer.restart()
    source.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      length += chunk.byteLength
      if (length <= limit) {
        idleTimer.restart()
        return
      }
      finish()
      incoming.destroy()
    })
    source.on('end', finish)
    source.on('error', (error) => {
      idleTimer.finish()
      reject(error)
    })
    source.on('close', () => {
      if (!isComplete) reject(new Error(BROKEN_OFF))
    })
  })
}

function stream(
  source: Readable,
  incoming: IncomingMessage,
  { signal, idleTimer }: ResponseContext,
): ReadableStream {
  // What an interceptor or a decoder hands out may be part of something else.
  const isFromSocket = source === incoming && isRealSocket(incoming.socket)
  if (isFromSocket) freeAsItIsParsed(incoming)
  let finished = false
  const finish = () => {
    finished = true
    idleTimer.finish()
  }
  idleTimer.restart()
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const fail = (error: unknown) => {
          if (finished) return
          finish()
          controller.error(signal.aborted ? signal.reason : error)
        }
        source.on('data', (chunk: Uint8Array) => {
          if (finished) return
          controller.enqueue(isFromSocket ? claim(chunk) : chunk)
          if ((controller.desiredSize ?? 0) > 0) {
            idleTimer.restart()
          } else {
            source.pause()
            idleTimer.stop()
          }
        })
        source.on('end', () => {
          if (finished) return
          finish()
          controller.close()
        })
        source.on('error', fail)
        source.on('close', () => fail(new Error(BROKEN_OFF)))
      },
      pull() {
        if (finished) return
        idleTimer.restart()
        source.resume()
      },
      cancel() {
        finish()
        incoming.destroy()
      },
    },
    { highWaterMark: 64 * 1024, size: (chunk) => chunk.byteLength },
  )
}

function isRealSocket(socket: Socket): boolean {
  const { bun, deno } = process.versions as Record<string, string | undefined>
  return bun === undefined && deno === undefined && /^(?:TLS)?Socket$/.test(socket.constructor.name)
}

/** The parser copies the body out of what the socket has read, as long as that is handed round. */
function freeAsItIsParsed(incoming: IncomingMessage): void {
  const { socket } = incoming
  // Called after the parser, which has been listening for longer.
  const onData = (chunk: Uint8Array) => free(claim(chunk))
  socket.on('data', onData)
  incoming.once('close', () => socket.off('data', onData))
}
