/// <reference lib="esnext.disposable" preserve="true" />
/** Streams of events, as they come: server-sent events, or JSON line by line. */

import { readErrorBody } from '../../errors/body.ts'
import { type ErrorCode, NeMoPlatformError, StreamError } from '../../errors/index.ts'
import { redactHeaders, redactStart } from '../../errors/redact.ts'
import { parseJson } from '../../json.ts'
import { LONGEST_ERROR_BODY } from '../../limits.ts'
import { repeatCall } from '../../remedies/index.ts'
import type { SentRequest } from '../request/operation.ts'
import { secretsOf } from '../request/secrets.ts'
import { abortError, connectionError, failedRequest, nameOf, reasonOf } from '../request-errors.ts'
import { IdleTimeoutError } from '../transport/idle-timeout.ts'
import type { ChunkReader, RawResponse } from '../transport/raw-response.ts'
import { type EventSplitter, type RawEvent, type StreamFormat, splitterFor } from './event-splitter.ts'
import { Turns } from './turns.ts'
import { unexpectedAnswer } from './unexpected-answer.ts'

/** What a stream has to know of its request. */
export interface StreamContext {
  readonly sent: SentRequest
  readonly signal: AbortSignal | undefined
  /** The timeout of the attempt in ms. */
  readonly timeout: number
}

/**
 * A stream of events, each parsed from its JSON. It is read once, and no faster than the loop over it goes; leaving the loop
 * early ends the request.
 *
 * @example
 * ```ts
 * const stream = await client.post<Chunk>(path, { body: { ...question, stream: true }, as: 'stream' })
 * for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '')
 * ```
 */
export class Stream<Event> implements AsyncIterable<Event>, AsyncDisposable {
  readonly #answer: RawResponse
  readonly #format: StreamFormat
  readonly #context: StreamContext
  #chunks: ChunkReader | undefined
  #isTaken = false
  #isAborted = false
  #count = 0

  /** @internal */
  constructor(response: RawResponse, format: StreamFormat, context: StreamContext) {
    this.#answer = response
    this.#format = format
    this.#context = context
  }

  /** The answer's status and headers. Its body belongs to the stream. */
  get response(): Response {
    return this.#answer.toWeb()
  }

  /** Ends the request. A loop over the stream ends too, without an error. */
  abort(): void {
    this.#isAborted = true
    if (this.#chunks === undefined) this.#answer.discard()
    else this.#chunks.cancel()
  }

  /** The same as {@link Stream.abort}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.abort()
  }

  /**
   * The events, until the server has sent all of them.
   *
   * @throws StreamError (from the loop) for an error that the server reports, an event that is no JSON, a broken connection.
   * @throws NeMoPlatformError if the stream has a reader already.
   */
  [Symbol.asyncIterator](): AsyncIterableIterator<Event, void> {
    if (this.#isTaken || (this.#answer.isTaken && !this.#isAborted)) {
      throw new NeMoPlatformError('The stream was read before', {
        code: 'stream/already-read',
        remedies: [{ text: 'Keep the events where they are needed twice: a stream is read once' }],
      })
    }
    this.#isTaken = true
    return new EventIterator<Event>({
      open: () => this.#open(),
      read: (raw, isCutOff) => this.#read(raw, isCutOff),
      fail: (error) => (this.#isAborted ? undefined : this.#failure(error)),
      isAborted: () => this.#isAborted,
      abort: () => this.abort(),
    })
  }

  async #open(): Promise<{ chunks: ChunkReader; splitter: EventSplitter } | undefined> {
    if (this.#isAborted) return undefined
    this.#chunks = this.#answer.chunks()
    return { chunks: this.#chunks, splitter: await splitterFor(this.#format) }
  }

  /** The result that gives an event, `DONE` for the last one, undefined for one that holds nothing for us. */
  #read(raw: RawEvent, isCutOff: boolean): IteratorYieldResult<Event> | typeof DONE | undefined {
    const { sent, signal } = this.#context
    if (signal?.aborted) throw abortError(sent, signal)
    const { data } = raw
    // Nearly every event is an object, and needs no look for what is none.
    if (data.charCodeAt(0) !== OPENING_BRACE) {
      const words = data.trim()
      if (words.startsWith('[DONE]')) return DONE
      if (words === '') return undefined
    }
    const value = this.#parse(raw, isCutOff)
    if (value === undefined) return undefined
    this.#count += 1
    return { done: false, value: value as Event }
  }

  /** What an event holds; undefined for one that holds nothing for us. */
  #parse({ event: name, data }: RawEvent, isCutOff: boolean): unknown {
    if (name === 'error') throw this.#reported(data)
    const value = parseJson(data)
    if (value === undefined) {
      if (isCutOff) throw this.#error('broke off in the middle of an event')
      // Only events under their own name may be something else, for instance a sign of life.
      if (name !== undefined && name !== 'message') return undefined
      const start = redactStart(data, this.#secrets, SHOWN_CHARACTERS)
      throw this.#error(`holds an event that is no JSON; it begins with: ${start}`, { body: start })
    }
    if (isErrorReport(value)) throw this.#reported(data)
    return value
  }

  /** The error that the server told within the stream. */
  #reported(data: string): StreamError {
    const { detail, body } = readErrorBody(data.slice(0, LONGEST_ERROR_BODY), '', this.#secrets)
    return this.#error(`reported an error: ${detail}`, { body, code: 'stream/reported' })
  }

  #failure(error: unknown): NeMoPlatformError {
    const { sent, signal, timeout } = this.#context
    if (signal?.aborted) return abortError(sent, signal)
    if (error instanceof NeMoPlatformError) return error
    if (error instanceof IdleTimeoutError) return connectionError(sent, error, timeout)
    return this.#error(`broke off after ${this.#count} events (${reasonOf(error, sent)})`, { cause: error })
  }

  #error(problem: string, init: { body?: unknown; cause?: unknown; code?: ErrorCode } = {}): StreamError {
    const { sent } = this.#context
    const { status } = this.#answer
    return new StreamError(`${nameOf(sent)}: the stream ${problem}`, {
      request: failedRequest(sent),
      status,
      headers: redactHeaders(this.#answer.headers(), this.#secrets),
      ...init,
      remedies: [repeatCall('Send the request again: a stream cannot be resumed')],
    })
  }

  get #secrets(): string[] {
    return secretsOf(this.#context.sent)
  }
}

/**
 * The stream of an answer.
 *
 * @throws APIResponseValidationError for an answer of another content type.
 */
export async function openStream(response: RawResponse, context: StreamContext): Promise<Stream<unknown>> {
  const type = response.header('content-type')
  const format = streamFormat(type)
  if (format !== undefined) return new Stream(response, format, context)
  const { sent } = context
  const start = redactStart(await response.text(SHOWN_BYTES), secretsOf(sent), SHOWN_BYTES)
  const problem = `not with a stream of events (content type: ${type}); it begins with: ${start}`
  throw unexpectedAnswer(response, sent, problem, { body: start })
}

/** How a stream of that content type is written; undefined if it is no stream of events. */
function streamFormat(contentType: string | undefined): StreamFormat | undefined {
  if (contentType === undefined || /^text\/event-stream\b/i.test(contentType)) return 'sse'
  return /^application\/(?:x-)?(?:ndjson|jsonl|jsonlines|json-lines)\b/i.test(contentType)
    ? 'ndjson'
    : undefined
}

const OPENING_BRACE = 0x7b
const SHOWN_BYTES = 200
const SHOWN_CHARACTERS = 200
/** How long the end of a body may follow the end of its events, in ms. */
const LAST_WORDS = 250

/** An OpenAI-style error: an object under `error`, or a sentence that stands there alone. */
function isErrorReport(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('error' in value)) return false
  const { error } = value
  if (typeof error === 'object') return error !== null
  return typeof error === 'string' && error !== '' && Object.keys(value).length === 1
}

/** The server says that no event comes any more. */
const DONE = Symbol('done')

/** What an iterator has to know of its stream. */
interface EventSource<Event> {
  open(): Promise<{ chunks: ChunkReader; splitter: EventSplitter } | undefined>
  read(raw: RawEvent, isCutOff: boolean): IteratorYieldResult<Event> | typeof DONE | undefined
  /** The error to end with; undefined to end without. */
  fail(error: unknown): unknown
  isAborted(): boolean
  abort(): void
}

/**
 * Gives the events of a stream. Written by hand: an async generator and a web stream between socket and event cost several turns
 * of the event loop for each event.
 */
class EventIterator<Event> implements AsyncIterableIterator<Event, void> {
  readonly #source: EventSource<Event>
  #opened: { chunks: ChunkReader; splitter: EventSplitter } | undefined
  readonly #decoder = new TextDecoder()
  /** How much of the text has come: all of it, and then also the end of an event that was cut off. */
  #end: 'open' | 'decoded' | 'reached' = 'open'
  #isDone = false
  readonly #turns = new Turns()

  constructor(source: EventSource<Event>) {
    this.#source = source
  }

  next(): Promise<IteratorResult<Event, void>> {
    if (this.#turns.areFree && this.#opened !== undefined) {
      try {
        const result = this.#take(this.#opened.splitter)
        if (result !== undefined) return Promise.resolve(result)
      } catch (error) {
        return this.#fail(error)
      }
    }
    return this.#turns.take(() => this.#step())
  }

  async return(): Promise<IteratorReturnResult<void>> {
    // At once, since a read may be under way.
    return this.#finish()
  }

  async throw(error: unknown): Promise<never> {
    this.#finish()
    throw error
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** The next event of the text that is there; undefined where more is needed. */
  #take(splitter: EventSplitter): IteratorResult<Event, void> | undefined {
    if (this.#isDone || this.#source.isAborted()) return this.#finish()
    for (let raw = splitter.next(); raw !== undefined; raw = splitter.next()) {
      const result = this.#source.read(raw, splitter.isCutOff)
      if (result === DONE) {
        if (this.#end === 'open' && this.#opened !== undefined) readOut(this.#opened.chunks)
        this.#end = 'reached'
        return this.#finish()
      }
      if (result !== undefined) return result
    }
    return this.#end === 'reached' ? this.#finish() : undefined
  }

  async #step(): Promise<IteratorResult<Event, void>> {
    try {
      if (this.#isDone) return this.#finish()
      this.#opened ??= await this.#source.open()
      if (this.#opened === undefined) return this.#finish()
      const { chunks, splitter } = this.#opened
      for (;;) {
        const result = this.#take(splitter)
        if (result !== undefined) return result
        if (this.#end === 'decoded') {
          this.#end = 'reached'
          splitter.end()
          continue
        }
        const read = chunks.read()
        const chunk = read instanceof Promise ? await read : read
        if (chunk === undefined) this.#end = 'decoded'
        splitter.feed(
          chunk === undefined ? this.#decoder.decode() : this.#decoder.decode(chunk, { stream: true }),
        )
      }
    } catch (error) {
      return this.#fail(error)
    }
  }

  #fail(error: unknown): Promise<IteratorResult<Event, void>> {
    const failure = this.#source.fail(error)
    const result = this.#finish()
    return failure === undefined ? Promise.resolve(result) : Promise.reject(failure)
  }

  #finish(): IteratorReturnResult<void> {
    if (!this.#isDone && this.#end !== 'reached') this.#source.abort()
    this.#isDone = true
    return { done: true, value: undefined }
  }
}

/** Reads what follows the last event, so that the connection can be used again; but does not wait for it for long. */
function readOut(chunks: ChunkReader): void {
  const timer = setTimeout(() => chunks.cancel(), LAST_WORDS)
  const readOn = async () => {
    while ((await chunks.read()) !== undefined);
  }
  readOn()
    .catch(() => {})
    .finally(() => clearTimeout(timer))
}
