/** Bodies on their way into a `fetch`. Loaded with the first one. */

import { LONGEST_COPIED_BLOB } from '../../limits.ts'
import { bytesOfChunk } from './chunk-bytes.ts'
import { untilAborted } from './idle-timeout.ts'
import { OutgoingBodyError, type OutgoingRequest } from './transport.ts'

/** A body on its way into a `fetch`. */
export class WatchedBody {
  /** What the caller's stream failed with. */
  failure: OutgoingBodyError | undefined
  /** Whether somebody asked for the text of the stream, who would send the words "[object ReadableStream]". */
  isTakenForText = false
  readonly #request: OutgoingRequest
  #reader: ReadableStreamDefaultReader<unknown> | undefined

  constructor(request: OutgoingRequest) {
    this.#request = request
  }

  /** What to call the `fetch` with. */
  async init(): Promise<RequestInit> {
    const { body } = this.#request
    // Every `fetch` takes bytes, but not every one blobs.
    if (body instanceof Blob && body.size <= LONGEST_COPIED_BLOB)
      return { ...this.#init, body: await body.arrayBuffer() }
    if (!(body instanceof ReadableStream)) return { ...this.#init, body: body ?? null }
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
    if (body instanceof ReadableStream) return init
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
