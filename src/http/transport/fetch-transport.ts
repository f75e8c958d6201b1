/** A transport over any `fetch`: the runtime's own, or one that the caller gives. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { loadPart } from '../../errors/load-part.ts'
import { LONGEST_ERROR_BODY, TIMEOUTS_PER_TEXT_BODY } from '../../limits.ts'
import { type IdleTimeout, untilAborted } from './idle-timeout.ts'
import {
  type ChunkReader,
  type RawResponse,
  readerOf,
  type WebAnswer,
  WebRawResponse,
} from './raw-response.ts'
import { BrokenBodyError, type OutgoingRequest, type Send } from './transport.ts'

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
  const { url, method, headers, body, idleTimeout } = request
  const sendOnce = async (init: RequestInit) =>
    withinTime(Promise.resolve<unknown>(fetch(url.href, init)), idleTimeout)
  if (body === undefined) return sendOnce({ method, headers, signal: idleTimeout.signal, redirect: 'manual' })
  // A page that only reads does without.
  const { WatchedBody } = await loadPart(import('./watched-body.ts'))
  const source = new WatchedBody(request)
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
