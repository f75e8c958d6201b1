/** A transport over any `fetch`: the runtime's own, or one that the caller gives. */

import { LONGEST_ERROR_BODY, TIMEOUTS_PER_TEXT_BODY } from '../../limits.ts'
import { type IdleTimeout, untilAborted } from './idle-timeout.ts'
import { type ChunkReader, type RawResponse, readerOf, WebRawResponse } from './raw-response.ts'
import { BrokenBodyError, OutgoingBodyError, type OutgoingRequest, type Send } from './transport.ts'

/** What a `fetch` has to be like: it is called with the URL as text, and with all else beside it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Sends through a `fetch`, and watches for silence on its behalf. */
export function sendThrough(fetch: Fetch): Send {
  return async (request) => {
    const { url, idleTimeout, collect } = request
    const source = new WatchedBody(request)
    let response: Response
    try {
      const init = await source.init()
      response = await withinTime(fetch(url.href, init), idleTimeout)
    } catch (error) {
      throw source.failure ?? error
    }
    idleTimeout.stop()
    const raw: RawResponse = new WebRawResponse(response, (body) => new WatchedReader(body, idleTimeout))
    if (response.body === null) idleTimeout.finish()
    else if (collect) await collectText(raw, idleTimeout)
    return raw
  }
}

/** Reads the text of an answer. Of an error's body a part will do, but no more than one timeout is spent on it. */
async function collectText(raw: RawResponse, idleTimeout: IdleTimeout): Promise<void> {
  const isError = raw.status >= 400
  idleTimeout.limitTotal(isError ? 1 : TIMEOUTS_PER_TEXT_BODY)
  await raw.text(isError ? LONGEST_ERROR_BODY : Number.POSITIVE_INFINITY)
}

/** Waits for an answer, but no longer than the attempt may take: not every `fetch` heeds its signal. */
async function withinTime(answer: Promise<Response>, { signal }: IdleTimeout): Promise<Response> {
  try {
    return await untilAborted(answer, signal)
  } catch (error) {
    if (signal.aborted)
      Promise.resolve(answer)
        .then(
          (late) => late.body?.cancel(),
          () => {},
        )
        .catch(() => {})
    throw error
  }
}

/** A body on its way into a `fetch`. */
class WatchedBody {
  /** What the caller's stream failed with. */
  failure: OutgoingBodyError | undefined
  readonly #request: OutgoingRequest
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined

  constructor(request: OutgoingRequest) {
    this.#request = request
  }

  async init(): Promise<RequestInit> {
    const { method, headers, body, idleTimeout } = this.#request
    const init: RequestInit & { duplex?: 'half' } = {
      method,
      headers,
      signal: idleTimeout.signal,
      redirect: 'manual',
    }
    if (body === undefined) return init
    if (!(body instanceof ReadableStream)) return { ...init, body }
    const watched = this.#watch(body)
    if (!sendsStreams()) {
      // A stream that cannot be sent as such would be sent as the words "[object ReadableStream]".
      return { ...init, body: await this.#collect(watched) }
    }
    return { ...init, body: watched, duplex: 'half' } as RequestInit
  }

  async #collect(watched: ReadableStream<Uint8Array>): Promise<Blob> {
    const { signal } = this.#request.idleTimeout
    try {
      return await untilAborted(new Response(watched).blob(), signal)
    } catch (error) {
      // Nobody else tells the caller's stream that it is not wanted any more.
      if (signal.aborted) this.#reader?.cancel(signal.reason).catch(() => {})
      throw error
    }
  }

  /** While the caller's stream has nothing to send, the server is not to blame for the silence; nor for what it throws. */
  #watch(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const { idleTimeout } = this.#request
    const reader = body.getReader()
    this.#reader = reader
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          idleTimeout.stop()
          try {
            const { done, value } = await reader.read()
            if (done) controller.close()
            else controller.enqueue(value)
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
