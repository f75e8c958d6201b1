/** An answer as the client itself uses it: without a web `Response`, which is made only where a caller asks for one. */

import { LONGEST_TEXT_BODY } from '../../limits.ts'
import { bytesOfChunk } from './chunk-bytes.ts'

/** Reads a body chunk by chunk, no faster than it is asked. */
export interface ChunkReader {
  /** The next chunk; undefined at the end. No promise where there is a chunk already. */
  read(): Uint8Array | undefined | Promise<Uint8Array | undefined>
  /** Gives up the rest. */
  cancel(): void
}

/** The answer to a request, its body perhaps still on its way. */
export abstract class RawResponse {
  abstract readonly status: number
  abstract readonly statusText: string
  abstract readonly url: string
  /** Makes the error that a caller's reading of the body fails with, where not with the transport's own. */
  describeFailure: ((error: unknown) => Promise<unknown>) | undefined
  /** The body, where it was read at once. */
  protected collected: string | undefined
  /** Whether it is a redirect whose target the runtime keeps to itself. */
  readonly isOpaqueRedirect: boolean = false
  #isTaken = false
  #web: Response | undefined

  /** A header by its name in small letters; several of a name are joined with commas. */
  abstract header(name: string): string | undefined
  /** All headers. */
  abstract headers(): Headers
  /** Whether there can be no body. */
  protected abstract get isBodyless(): boolean
  /** Opens the body. Called once. */
  protected abstract open(): ChunkReader

  /** Whether somebody reads the body already. */
  get isTaken(): boolean {
    return this.#isTaken || this.#web?.body?.locked === true
  }

  /** The body as text, where it was read at once. */
  get textAtHand(): string | undefined {
    return this.collected
  }

  /** The body as chunks. */
  chunks(): ChunkReader {
    if (this.#isTaken) throw new TypeError('The body of this answer has a reader already')
    this.#isTaken = true
    return this.isBodyless ? NO_CHUNKS : this.open()
  }

  /**
   * The body as text, for as often as it is asked for.
   *
   * @param enough - After so many bytes the rest is given up, and whatever came before it broke off will do.
   * @param longest - More bytes are an error.
   * @throws BodyTooLongError
   */
  async text(enough = Number.POSITIVE_INFINITY, longest = LONGEST_TEXT_BODY): Promise<string> {
    this.collected ??= await readText(this.chunks(), enough, longest)
    return this.collected
  }

  /** Lets a body go that nobody wants. */
  discard(): void {
    if (!this.isTaken && this.collected === undefined) this.chunks().cancel()
  }

  /** The web `Response` that a caller gets. Its body is read through it from now on, unless it has been read. */
  toWeb(): Response {
    this.#web ??= createWebResponse(this, this.isBodyless || this.isTaken || this.collected !== undefined)
    return this.#web
  }

  /** A web `Response` with a body to read, also where that has been read as text. */
  toReadableWeb(): Response {
    return this.collected === undefined ? this.toWeb() : createWebResponse(this, false, this.collected)
  }
}

/** A text that is longer than we can hold. */
export class BodyTooLongError extends Error {
  constructor(longest: number) {
    super(`it is longer than ${longest} bytes`)
  }
}

/** What of a web `Response` is used here. */
export type WebAnswer = Pick<Response, 'status' | 'statusText' | 'url' | 'headers' | 'body'> & {
  readonly type: string
}

/** The answer as an answer of the web's: for those that come from a `fetch`, or that are made here. */
export class WebRawResponse extends RawResponse {
  override readonly isOpaqueRedirect: boolean
  readonly #response: WebAnswer
  readonly #reader: (body: ReadableStream<Uint8Array>) => ChunkReader

  /** @param reader - Reads the body in a way of its own. */
  constructor(response: WebAnswer, reader: (body: ReadableStream<Uint8Array>) => ChunkReader = readerOf) {
    super()
    this.isOpaqueRedirect = response.type === 'opaqueredirect'
    this.#response = response
    this.#reader = reader
  }

  get status(): number {
    return this.#response.status
  }

  get statusText(): string {
    return this.#response.statusText
  }

  get url(): string {
    return this.#response.url
  }

  header(name: string): string | undefined {
    return this.#response.headers.get(name) ?? undefined
  }

  headers(): Headers {
    return this.#response.headers
  }

  protected get isBodyless(): boolean {
    return this.#response.body === null
  }

  protected open(): ChunkReader {
    return this.#reader(this.#response.body as ReadableStream<Uint8Array>)
  }
}

/** Reads a web stream. */
export function readerOf(body: ReadableStream<Uint8Array>): ChunkReader {
  const reader = body.getReader()
  return {
    read: async () => {
      const { done, value } = await reader.read()
      return done ? undefined : bytesOfChunk(value, 'fetch')
    },
    // Not waited for: where somebody else keeps a copy of the body, the promise waits for them.
    cancel: () => void reader.cancel().catch(() => {}),
  }
}

const NO_CHUNKS: ChunkReader = { read: () => undefined, cancel: () => {} }

async function readText(reader: ChunkReader, enough: number, longest: number): Promise<string> {
  const decoder = new TextDecoder()
  const isPartEnough = Number.isFinite(enough)
  let text = ''
  let length = 0
  for (;;) {
    let chunk: Uint8Array | undefined
    try {
      chunk = await reader.read()
    } catch (error) {
      if (isPartEnough) return text
      throw error
    }
    if (chunk === undefined) return text + decoder.decode()
    length += chunk.byteLength
    text += decoder.decode(chunk, { stream: true })
    if (length >= enough) {
      reader.cancel()
      return text
    }
    if (length > longest) {
      reader.cancel()
      throw new BodyTooLongError(longest)
    }
  }
}

/** Statuses that have no body in a web `Response`. */
const STATUS_WITHOUT_BODY = new Set([101, 103, 204, 205, 304])

/** The one place that makes a web `Response`. */
function createWebResponse(raw: RawResponse, isEmpty: boolean, text?: string): Response {
  const { status, statusText } = raw
  const failure: Failure = { error: undefined }
  const body = isEmpty || STATUS_WITHOUT_BODY.has(status) ? null : (text ?? streamOf(raw, failure))
  const response = new Response(body, { status, statusText, headers: raw.headers() })
  Object.defineProperty(response, 'url', { value: raw.url })
  for (const name of BODY_METHODS) failWith(failure, response, name)
  return response
}

/** What the body failed with, once it has. */
interface Failure {
  error: unknown
}

const BODY_METHODS = ['arrayBuffer', 'blob', 'bytes', 'formData', 'json', 'text'] as const

/** Browsers put an error of their own in the place of the one that a body fails with. */
function failWith(failure: Failure, response: Response, name: (typeof BODY_METHODS)[number]): void {
  const read: (() => Promise<unknown>) | undefined = response[name]
  // Not every runtime has all of them.
  if (read === undefined) return
  const value = async () => {
    try {
      return await read.call(response)
    } catch (error) {
      throw failure.error ?? error
    }
  }
  Object.defineProperty(response, name, { value, configurable: true, writable: true })
}

/** Nothing is read before the caller reads. */
function streamOf(raw: RawResponse, failure: Failure): ReadableStream<Uint8Array> {
  let reader: ChunkReader | undefined
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          reader ??= raw.chunks()
          const chunk = await reader.read()
          if (chunk === undefined) controller.close()
          else controller.enqueue(chunk)
        } catch (error) {
          failure.error = (await raw.describeFailure?.(error)) ?? error
          throw failure.error
        }
      },
      cancel() {
        reader ??= raw.chunks()
        reader.cancel()
      },
    },
    { highWaterMark: 0 },
  )
}
