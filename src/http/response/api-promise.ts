/** The promise of an API call: of its parsed answer, or of the `Response` alone. */

import { collectedText } from '../transport/transport.ts'

/** Parsed answer and `Response` together. */
export interface WithResponse<Data> {
  data: Data
  response: Response
}

/**
 * What every call returns. `await` gives the parsed answer; {@link APIPromise.withResponse} the `Response` beside it;
 * {@link APIPromise.asResponse} the `Response` with its body unread.
 */
export class APIPromise<Data> extends Promise<Data> {
  readonly #answer: Promise<Response>
  readonly #parse: (response: Response) => Promise<Data>
  #wantsRaw = false
  #hasStarted = false
  #parsed: Promise<Data> | undefined

  /** Promises derived by `then` are plain ones. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise
  }

  /**
   * @param start - Sends the request; told whether its body is to be left unread. Called after the current call stack
   *   has ended, so that `asResponse()` can still be chained.
   * @param parse - Makes the parsed answer.
   * @internal
   */
  constructor(start: (raw: boolean) => Promise<Response>, parse: (response: Response) => Promise<Data>) {
    // The promise underneath is never looked at: `then` leads to the parsed answer.
    super((resolve) => resolve(undefined as Data))
    this.#answer = Promise.resolve().then(() => {
      this.#hasStarted = true
      return start(this.#wantsRaw)
    })
    this.#parse = parse
  }

  /** The answer's `Response`, its body unread. Error statuses reject as always. */
  async asResponse(): Promise<Response> {
    if (!this.#hasStarted) this.#wantsRaw = true
    const response = await this.#answer
    const text = collectedText.get(response)
    return text === undefined ? response : new Response(text, response)
  }

  /** The parsed answer, and the `Response` for its status and headers (its body has been read). */
  async withResponse(): Promise<WithResponse<Data>> {
    const [data, response] = await Promise.all([this.#data(), this.#answer])
    return { data, response }
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  override then<Fulfilled = Data, Rejected = never>(
    onFulfilled?: ((data: Data) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#data().then(onFulfilled, onRejected)
  }

  override catch<Rejected = never>(
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Data | Rejected> {
    return this.#data().catch(onRejected)
  }

  override finally(onFinally?: (() => void) | null): Promise<Data> {
    return this.#data().finally(onFinally)
  }

  #data(): Promise<Data> {
    this.#parsed ??= this.#answer.then((response) =>
      this.#parse(this.#wantsRaw ? response.clone() : response),
    )
    return this.#parsed
  }
}
