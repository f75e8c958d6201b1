/** Streams of events, as they come: server-sent events, or JSON line by line. */

import { readErrorBody } from '../../errors/body.ts'
import { type ErrorCode, NeMoPlatformError, StreamError } from '../../errors/index.ts'
import { redactHeaders, redactText } from '../../errors/redact.ts'
import { parseJson } from '../../json.ts'
import { repeatCall } from '../../remedies/index.ts'
import type { SentRequest } from '../request/operation.ts'
import { abortError, connectionError, failedRequest, nameOf, reasonOf } from '../request-errors.ts'
import { IdleTimeoutError } from '../transport/idle-timeout.ts'
import { type RawEvent, type StreamFormat, splitterFor } from './event-splitter.ts'
import { discard } from './response-body.ts'

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
  /** The answer's status and headers. Its body belongs to the stream. */
  readonly response: Response
  readonly #format: StreamFormat
  readonly #context: StreamContext
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  #isTaken = false
  #isAborted = false
  #count = 0

  /** @internal */
  constructor(response: Response, format: StreamFormat, context: StreamContext) {
    this.response = response
    this.#format = format
    this.#context = context
  }

  /** Ends the request. A loop over the stream ends too, without an error. */
  abort(): void {
    this.#isAborted = true
    if (this.#reader === undefined) discard(this.response)
    else this.#reader.cancel().catch(() => {})
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
    if (this.#isTaken || this.response.body?.locked) {
      throw new NeMoPlatformError('The stream was read before', {
        code: 'stream/already-read',
        remedies: [{ text: 'Keep the events where they are needed twice: a stream is read once' }],
      })
    }
    this.#isTaken = true
    const events = this.#events()
    const leave = async (): Promise<IteratorReturnResult<void>> => {
      // First, since a read may be under way, behind which the generator's own end would wait.
      this.abort()
      await events.return()
      return { done: true, value: undefined }
    }
    return {
      next: () => events.next(),
      return: leave,
      throw: async (error) => {
        await leave()
        throw error
      },
      [Symbol.asyncIterator]() {
        return this
      },
    }
  }

  async *#events(): AsyncGenerator<Event, void> {
    const { body } = this.response
    if (body === null || this.#isAborted) return
    const reader = body.getReader() as ReadableStreamDefaultReader<Uint8Array>
    this.#reader = reader
    const decoder = new TextDecoder()
    let isOver = false
    try {
      const splitter = await splitterFor(this.#format)
      while (!isOver) {
        const { done, value } = await reader.read()
        const text = done ? decoder.decode() : decoder.decode(value, { stream: true })
        isOver = done
        for (const raw of done ? splitter.end(text) : splitter.push(text)) {
          if (this.#isAborted) return
          if (this.#context.signal?.aborted) throw abortError(this.#context.sent, this.#context.signal)
          if (raw.data.trimStart().startsWith('[DONE]')) {
            isOver = true
            if (!done) finish(reader)
            return
          }
          const event = this.#parse(raw)
          if (event === undefined) continue
          this.#count += 1
          yield event.value as Event
        }
      }
    } catch (error) {
      if (!this.#isAborted) throw this.#failure(error)
    } finally {
      if (!isOver) this.abort()
    }
  }

  /** What an event holds; undefined for one that holds nothing for us. */
  #parse({ name, data, isCutOff }: RawEvent): { value: unknown } | undefined {
    if (data.trim() === '') return undefined
    if (name === 'error') throw this.#reported(data)
    const value = parseJson(data)
    if (value === undefined) {
      if (isCutOff) throw this.#error('broke off in the middle of an event')
      // Only events under their own name may be something else, for instance a sign of life.
      if (name !== undefined && name !== 'message') return undefined
      const start = redactText(data, this.#secrets).slice(0, SHOWN_CHARACTERS)
      throw this.#error(`holds an event that is no JSON; it begins with: ${start}`, { body: start })
    }
    if (isErrorReport(value)) throw this.#reported(data)
    return { value }
  }

  /** The error that the server told within the stream. */
  #reported(data: string): StreamError {
    const { detail, body } = readErrorBody(data, '', this.#secrets)
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
    const { status, headers } = this.response
    return new StreamError(`${nameOf(sent)}: the stream ${problem}`, {
      request: failedRequest(sent),
      status,
      headers: redactHeaders(headers, this.#secrets),
      ...init,
      remedies: [repeatCall('Send the request again: a stream cannot be resumed')],
    })
  }

  get #secrets(): string[] {
    return [...this.#context.sent.secrets]
  }
}

/** How a stream of that content type is written; undefined if it is no stream of events. */
export function streamFormat(contentType: string | null): StreamFormat | undefined {
  if (contentType === null || /^text\/event-stream\b/i.test(contentType)) return 'sse'
  return /^application\/(?:x-)?(?:ndjson|jsonl|jsonlines|json-lines)\b/i.test(contentType)
    ? 'ndjson'
    : undefined
}

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

/** Reads what follows the last event, so that the connection can be used again; but does not wait for it for long. */
function finish(reader: ReadableStreamDefaultReader<Uint8Array>): void {
  const timer = setTimeout(() => reader.cancel().catch(() => {}), LAST_WORDS)
  const readOn = async () => {
    while (!(await reader.read()).done);
  }
  readOn()
    .catch(() => {})
    .finally(() => clearTimeout(timer))
}
