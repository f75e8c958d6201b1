/** A transport over any `fetch`: the runtime's own, or one that the caller gives. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { loadPart } from '../../errors/load-part.ts'
import { LONGEST_COPIED_BLOB, LONGEST_ERROR_BODY, TIMEOUTS_PER_TEXT_BODY } from '../../limits.ts'
import { bytesOfChunk } from './chunk-bytes.ts'
import { type IdleTimeout, untilAborted } from './idle-timeout.ts'
import {
  type ChunkReader,
  type RawResponse,
  readerOf,
  type WebAnswer,
  WebRawResponse,
} from './raw-response.ts'
import { BrokenBodyError, OutgoingBodyError, type OutgoingRequest, type Send } from './transport.ts'

/** What a `fetch` has to be like: it is called with the URL as text, and with all else beside it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Sends through a `fetch`, and watches for silence on its behalf. */
export function sendThrough(fetch: Fetch): Send {
  return async (request) => {
    const { idleTimeout, collect } = request
    const response = await webAnswer(await ask(fetch, request))
    idleTimeout.stop()
    if (response.type === 'error') throw new TypeError('`fetch` gave an error in place of an answer')
    if (response.body?.locked === true)
      throw new InvalidArgumentError('fetch', 'gave an answer whose body was read already')
    const raw: RawResponse = new WebRawResponse(response, (body) => new WatchedReader(body, idleTimeout))
    if (response.body === null) idleTimeout.finish()
    else if (collect) await collectText(raw, idleTimeout)
    return raw
  }
}

/** Sends a request. A `fetch` that does not know streams gets the bytes as a whole: it has sent nothing when it shows that. */
async function ask(fetch: Fetch, request: OutgoingRequest): Promise<unknown> {
  const { url, idleTimeout } = request
  const source = new WatchedBody(request)
  const sendOnce = async (init: RequestInit) =>
    withinTime(Promise.resolve<unknown>(fetch(url.href, init)), idleTimeout)
  try {
    return await sendOnce(await source.init())
  } catch (error) {
    if (!source.isTakenForText) throw source.failure ?? error
  }
  try {
    return await sendOnce(await source.collectedInit())
  } catch (error) {
    throw source.failure ?? error
  }
}

async function webAnswer(answer: unknown): Promise<WebAnswer> {
  if (answer instanceof Response) return answer
  const { adoptResponse } = await loadPart(import('./foreign-response.ts'))
  return adoptResponse(answer)
}

/** Reads the text of an answer. Of an error's body a part will do, but no more than one timeout is spent on it. */
async function collectText(raw: RawResponse, idleTimeout: IdleTimeout): Promise<void> {
  const isError = raw.status >= 400
  idleTimeout.limitTotal(isError ? 1 : TIMEOUTS_PER_TEXT_BODY)
  await raw.text(isError ? LONGEST_ERROR_BODY : Number.POSITIVE_INFINITY)
}

/** Waits for an answer, but no longer than the attempt may take: not every `fetch` heeds its signal. */
async function withinTime(answer: Promise<unknown>, { signal }: IdleTimeout): Promise<unknown> {
  try {
    return await untilAborted(answer, signal)
  } catch (error) {
    if (signal.aborted)
      answer
        .then(webAnswer)
        .then(({ body }) => body?.cancel())
        .catch(() => {})
    throw error
  }
}

/** A body on its way into a `fetch`. */
class WatchedBody {
  /** What the caller's stream failed with. */
  failure: OutgoingBodyError | undefined
  /** Whether somebody asked for the text of the stream, who would send the words "[object ReadableStream]". */
  isTakenForText = false
  readonly #request: OutgoingRequest
  #reader: ReadableStreamDefaultReader<unknown> | undefined

  constructor(request: OutgoingRequest) {
    this.#request = request
  }

  async init(): Promise<RequestInit> {
    const { body } = this.#request
    if (body === undefined) return this.#init
    // Every `fetch` takes bytes, but not every one blobs.
    if (body instanceof Blob && body.size <= LONGEST_COPIED_BLOB)
      return { ...this.#init, body: await body.arrayBuffer() }
    if (!(body instanceof ReadableStream)) return { ...this.#init, body }
    this.#reader = body.getReader()
    if (!sendsStreams()) return { ...this.#init, body: await this.#collect((all) => all.blob()) }
    const watched = this.#watch(this.#reader)
    watched.toString = () => {
      if (watched.locked) return Object.prototype.toString.call(watched)
      this.isTakenForText = true
      throw new TypeError('a stream is no text')
    }
    return { ...this.#init, body: watched, duplex: 'half' } as RequestInit
  }

  /** The same with the stream's bytes as a whole. */
  async collectedInit(): Promise<RequestInit> {
    return { ...this.#init, body: await this.#collect((all) => all.arrayBuffer()) }
  }

  get #init(): RequestInit {
    const { method, headers, body, idleTimeout } = this.#request
    const init: RequestInit = { method, headers, signal: idleTimeout.signal, redirect: 'manual' }
    if (body === undefined || body instanceof ReadableStream) return init
    // Of what is there as a whole the length is known better than by the caller.
    const { 'content-length': _length, ...others } = headers
    return { ...init, headers: others }
  }

  async #collect<Whole>(read: (all: Response) => Promise<Whole>): Promise<Whole> {
    const { signal } = this.#request.idleTimeout
    const watched = this.#watch(this.#reader as ReadableStreamDefaultReader<unknown>)
    try {
      return await untilAborted(read(new Response(watched)), signal)
    } catch (error) {
      // Nobody else tells the caller's stream that it is not wanted any more.
      if (signal.aborted) this.#reader?.cancel(signal.reason).catch(() => {})
      throw error
    }
  }

  /** While the caller's stream has nothing to send, the server is not to blame for the silence; nor for what it throws. */
  #watch(reader: ReadableStreamDefaultReader<unknown>): ReadableStream<Uint8Array> {
    const { idleTimeout } = this.#request
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          idleTimeout.stop()
          try {
            const { done, value } = await reader.read()
            if (done) controller.close()
            else controller.enqueue(bytesOfChunk(value, 'body'))
          } catch (error) {
            this.failure = new OutgoingBodyError('the body broke off', { cause: error })
            throw error
          } finally {
            idleTimeout.restart()
          }
        },
        cancel: (reason) => reader.cancel(reason),
      },
      { highWaterMark: 0 },
    )
  }
}

let isAbleToStream: boolean | undefined

/**
 * Whether bodies may be streams here. Browsers either lack them, or take them over HTTP/2 only, which nobody can know before;
 * so there a stream is collected first.
 */
function sendsStreams(): boolean {
  isAbleToStream ??= !/^Mozilla\//.test(globalThis.navigator?.userAgent ?? '') && takesStreams()
  return isAbleToStream
}

function takesStreams(): boolean {
  let isAskedForDuplex = false
  const init = {
    method: 'POST',
    body: new ReadableStream(),
    get duplex() {
      isAskedForDuplex = true
      return 'half'
    },
  }
  // What does not know streams makes text of them, which has a type.
  const hasType = new Request('http://localhost', init as RequestInit).headers.has('content-type')
  return isAskedForDuplex && !hasType
}

/** Reads a body. Only while somebody waits for a chunk, silence counts; and it ends with the signal, whatever the `fetch` does. */
class WatchedReader implements ChunkReader {
  readonly #chunks: ChunkReader
  readonly #idleTimeout: IdleTimeout

  constructor(body: ReadableStream<Uint8Array>, idleTimeout: IdleTimeout) {
    this.#chunks = readerOf(body)
    this.#idleTimeout = idleTimeout
  }

  async read(): Promise<Uint8Array | undefined> {
    const idleTimeout = this.#idleTimeout
    idleTimeout.restart()
    try {
      const chunk = await untilAborted(Promise.resolve(this.#chunks.read()), idleTimeout.signal)
      if (chunk === undefined) idleTimeout.finish()
      else idleTimeout.stop()
      return chunk
    } catch (error) {
      idleTimeout.finish()
      this.#chunks.cancel()
      if (idleTimeout.aborted) throw idleTimeout.reason
      throw new BrokenBodyError('the body broke off', { cause: error })
    }
  }

  cancel(): void {
    this.#idleTimeout.finish()
    this.#chunks.cancel()
  }
}
