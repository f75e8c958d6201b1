/** Makes an answer of Node's message: decompressed, with back-pressure, broken off with an error. */

import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import type * as zlib from 'node:zlib'
import { claim, free } from '../../http/transport/chunks.ts'
import type { IdleTimeout } from '../../http/transport/idle-timeout.ts'
import { BodyTooLongError, type ChunkReader, RawResponse } from '../../http/transport/raw-response.ts'
import { BrokenBodyError, type OutgoingRequest } from '../../http/transport/transport.ts'
import { LONGEST_ERROR_BODY, LONGEST_TEXT_BODY, TIMEOUTS_PER_TEXT_BODY } from '../../limits.ts'

/**
 * Takes an answer. Where its text is wanted at once it is read here, else only as fast as the caller takes it, but for a little: a
 * short answer that nobody reads keeps no connection from others.
 *
 * @param resolve - Called with the answer.
 * @param reject - Called where its text is wanted and does not come.
 */
export function receive(
  incoming: IncomingMessage,
  request: OutgoingRequest,
  resolve: (response: RawResponse) => void,
  reject: (error: unknown) => void,
): void {
  const { method, collect, idleTimeout } = request
  const url = request.url.href
  if (method === 'HEAD' || STATUS_WITHOUT_BODY.has(incoming.statusCode ?? 0)) {
    incoming.resume()
    idleTimeout.finish()
    resolve(new NodeResponse({ incoming, source: undefined, url, idleTimeout }, {}))
    return
  }
  const take = (source: Readable) => {
    if (collect) collectText({ incoming, source, url, idleTimeout }, resolve, reject)
    else {
      idleTimeout.stop()
      const parts = { incoming, source, url, idleTimeout }
      resolve(new NodeResponse(parts, { reader: new BodyReader(parts) }))
    }
  }
  const takeDecoded = (decoder: Decoder | undefined) => {
    if (decoder === undefined) {
      take(incoming)
      return
    }
    decompress(incoming, decoder)
    // It may be at work for longer than the connection, and takes that along where it ends early.
    idleTimeout.target = decoder
    take(decoder)
  }
  const encoding = headerOf(incoming, 'content-encoding')?.toLowerCase()
  if (encoding === 'deflate') chooseInflate(incoming, takeDecoded)
  else takeDecoded(createDecoder(encoding))
}

/** A header by its name in small letters; several of a name are joined. */
export function headerOf({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  let value: string | undefined
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const key = rawHeaders[index] as string
    if (key.length !== name.length || key.toLowerCase() !== name) continue
    const text = (rawHeaders[index + 1] as string).trim()
    value = value === undefined ? text : `${value}, ${text}`
  }
  return value
}

const STATUS_WITHOUT_BODY = new Set([204, 205, 304])
const BROKEN_OFF = 'The connection broke in the middle of the answer'
/** Bytes that are read ahead of whoever takes them. */
const READ_AHEAD = 64 * 1024
/** Smaller chunks are joined rather than given back one by one. */
const LARGE_CHUNK = 8 * 1024

interface ResponseParts {
  readonly incoming: IncomingMessage
  /** The body, decompressed; undefined where there is none. */
  readonly source: Readable | undefined
  readonly url: string
  readonly idleTimeout: IdleTimeout
}

interface BodyParts extends ResponseParts {
  readonly source: Readable
}

class NodeResponse extends RawResponse {
  readonly status: number
  readonly statusText: string
  readonly #parts: ResponseParts
  readonly #reader: ChunkReader | undefined

  constructor(parts: ResponseParts, { text, reader }: { text?: string; reader?: ChunkReader }) {
    super()
    this.status = parts.incoming.statusCode ?? 0
    this.statusText = parts.incoming.statusMessage ?? ''
    this.collected = text
    this.#parts = parts
    this.#reader = reader
  }

  get url(): string {
    return this.#parts.url
  }

  header(name: string): string | undefined {
    return this.#isDecoded && DESCRIBES_WIRE.test(name) ? undefined : headerOf(this.#parts.incoming, name)
  }

  headers(): Headers {
    const { rawHeaders } = this.#parts.incoming
    const headers = new Headers()
    for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
      const name = rawHeaders[index] as string
      if (!(this.#isDecoded && DESCRIBES_WIRE.test(name)))
        headers.append(name, rawHeaders[index + 1] as string)
    }
    return headers
  }

  protected get isBodyless(): boolean {
    return this.#parts.source === undefined
  }

  protected open(): ChunkReader {
    return this.#reader as ChunkReader
  }

  get #isDecoded(): boolean {
    return this.#parts.source !== undefined && this.#parts.source !== this.#parts.incoming
  }
}

/** Headers that are about the bytes on the wire, which nobody sees any more where they were decompressed. */
const DESCRIBES_WIRE = /^content-(?:encoding|length)$/i

/** Reads a body as it comes, and no further ahead than a little. */
class BodyReader implements ChunkReader {
  readonly #source: Readable
  readonly #incoming: IncomingMessage
  readonly #idleTimeout: IdleTimeout
  #queue: Uint8Array[] = []
  #length = 0
  #isOver = false
  #failure: { readonly error: unknown } | undefined
  #waiting: { resolve(chunk: Uint8Array | undefined): void; reject(error: unknown): void } | undefined

  constructor({ incoming, source, idleTimeout }: BodyParts) {
    this.#source = source
    this.#incoming = incoming
    this.#idleTimeout = idleTimeout
    // It tells nobody a second time.
    if (source.destroyed) {
      this.#fail(source.errored ?? new Error(BROKEN_OFF))
      return
    }
    // What an interceptor or a decoder hands out may be part of something else.
    const isFromSocket = source === incoming && isRealSocket(incoming.socket)
    if (isFromSocket) freeAsItIsParsed(incoming)
    source.on('data', (chunk: Uint8Array) => {
      this.#take(isFromSocket && chunk.byteLength >= LARGE_CHUNK ? claim(chunk) : chunk)
    })
    source.on('end', () => this.#end())
    source.on('error', (error) => this.#fail(error))
    source.on('close', () => {
      if (!this.#isOver) this.#fail(new Error(BROKEN_OFF))
    })
  }

  read(): Uint8Array | undefined | Promise<Uint8Array | undefined> {
    const chunk = this.#next()
    if (chunk !== undefined) {
      if (!this.#isOver && this.#source.isPaused()) this.#source.resume()
      return chunk
    }
    if (this.#idleTimeout.aborted) this.#fail(this.#idleTimeout.reason)
    if (this.#failure !== undefined) return Promise.reject(this.#failure.error)
    if (this.#isOver) return undefined
    this.#idleTimeout.restart()
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
    })
  }

  cancel(): void {
    if (this.#isOver) return
    this.#finish()
    this.#queue = []
    this.#length = 0
    giveUp(this.#source, this.#incoming)
    this.#waiting?.resolve(undefined)
    this.#waiting = undefined
  }

  /** The first chunk of those that are there; small ones are taken together. */
  #next(): Uint8Array | undefined {
    const queue = this.#queue
    const small = queue.findIndex(({ byteLength }) => byteLength >= LARGE_CHUNK)
    const count = small < 0 ? queue.length : Math.max(small, 1)
    if (count === 0) return undefined
    const chunks = queue.splice(0, count)
    const chunk = chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks)
    this.#length -= chunk.byteLength
    return chunk
  }

  #take(chunk: Uint8Array): void {
    if (this.#isOver) return
    const waiting = this.#waiting
    if (waiting !== undefined) {
      this.#waiting = undefined
      this.#idleTimeout.stop()
      waiting.resolve(chunk)
      return
    }
    this.#queue.push(chunk)
    this.#length += chunk.byteLength
    if (this.#length >= READ_AHEAD) this.#source.pause()
  }

  #end(): void {
    if (this.#isOver) return
    // Node drops what is left of a body that is broken off, and reports an end as if that had been all.
    if (this.#idleTimeout.aborted) {
      this.#fail(this.#idleTimeout.reason)
      return
    }
    this.#finish()
    this.#waiting?.resolve(undefined)
    this.#waiting = undefined
  }

  #fail(cause: unknown): void {
    if (this.#isOver) return
    const error = failureOf(cause, this.#idleTimeout)
    this.#finish()
    this.#failure = { error }
    this.#waiting?.reject(error)
    this.#waiting = undefined
  }

  #finish(): void {
    this.#isOver = true
    this.#idleTimeout.finish()
  }
}

/** Reads the text of an answer. Of an error's body a part will do, but no more than one timeout is spent on it. */
function collectText(
  parts: BodyParts,
  resolve: (response: RawResponse) => void,
  reject: (error: unknown) => void,
): void {
  const { incoming, source, idleTimeout } = parts
  const isError = (incoming.statusCode ?? 0) >= 400
  const limit = isError ? LONGEST_ERROR_BODY : LONGEST_TEXT_BODY
  const chunks: Buffer[] = []
  let length = 0
  let isOver = false
  const finish = () => {
    isOver = true
    idleTimeout.finish()
    const bytes = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
    resolve(new NodeResponse(parts, { text: textOf(bytes) }))
  }
  const fail = (cause: unknown) => {
    if (isOver) return
    if (isError) {
      finish()
      return
    }
    isOver = true
    const error = failureOf(cause, idleTimeout)
    idleTimeout.finish()
    reject(error)
  }
  idleTimeout.restart()
  idleTimeout.limitTotal(isError ? 1 : TIMEOUTS_PER_TEXT_BODY)
  source.on('data', (chunk: Buffer) => {
    if (isOver) return
    chunks.push(chunk)
    length += chunk.byteLength
    if (length <= limit) {
      idleTimeout.restart()
      return
    }
    if (isError) finish()
    else fail(new BodyTooLongError(limit))
    giveUp(source, incoming)
  })
  source.on('end', () => {
    if (idleTimeout.aborted) fail(idleTimeout.reason)
    else if (!isOver) finish()
  })
  source.on('error', fail)
  source.on('close', () => {
    if (!isOver) fail(new Error(BROKEN_OFF))
  })
  // It tells nobody a second time.
  if (source.destroyed) fail(source.errored ?? new Error(BROKEN_OFF))
}

/** As a `TextDecoder` would read it. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

function failureOf(cause: unknown, idleTimeout: IdleTimeout): unknown {
  if (idleTimeout.aborted) return idleTimeout.reason
  return cause instanceof BodyTooLongError ? cause : new BrokenBodyError(BROKEN_OFF, { cause })
}

/** Nothing more is read, nor decompressed. */
function giveUp(source: Readable, incoming: IncomingMessage): void {
  incoming.destroy()
  if (source === incoming) return
  incoming.unpipe()
  source.destroy()
}

type Decoder = zlib.Gunzip | zlib.Inflate | zlib.InflateRaw | zlib.BrotliDecompress

function createDecoder(encoding: string | undefined): Decoder | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return loadZlib().createGunzip()
    case 'br':
      return loadZlib().createBrotliDecompress()
    default:
      return undefined
  }
}

/** `deflate` means zlib's format, but some servers send the bare data: the first byte tells. */
function chooseInflate(incoming: IncomingMessage, take: (decoder: Decoder | undefined) => void): void {
  let isChosen = false
  const choose = (decoder: Decoder | undefined) => {
    if (isChosen) return
    isChosen = true
    take(decoder)
  }
  incoming.once('readable', () => {
    const chunk: Buffer | null = incoming.read()
    if (chunk === null) {
      choose(undefined)
      return
    }
    incoming.unshift(chunk)
    const isZlib = ((chunk[0] ?? 0) & 0x0f) === 0x08
    choose(isZlib ? loadZlib().createInflate() : loadZlib().createInflateRaw())
  })
  incoming.once('close', () => choose(undefined))
}

/** Few answers are compressed, and a start is shorter without it. */
function loadZlib(): typeof zlib {
  return process.getBuiltinModule('node:zlib')
}

function decompress(incoming: IncomingMessage, decoder: Decoder): void {
  decoder.on('close', () => incoming.destroy())
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
  incoming.pipe(decoder, { end: false })
}

function isRealSocket(socket: Socket): boolean {
  const { bun, deno } = process.versions as Record<string, string | undefined>
  return bun === undefined && deno === undefined && /^(?:TLS)?Socket$/.test(socket.constructor.name)
}

/** The parser copies the body out of what the socket has read, as long as that is handed round. */
function freeAsItIsParsed(incoming: IncomingMessage): void {
  const { socket } = incoming
  // Called after the parser, which has been listening for longer.
  const onData = (chunk: Uint8Array) => {
    if (chunk.byteLength >= LARGE_CHUNK) free(claim(chunk))
  }
  socket.on('data', onData)
  incoming.once('close', () => socket.off('data', onData))
}
