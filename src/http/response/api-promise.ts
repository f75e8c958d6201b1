/** The promise of an API call: of its parsed answer, or of the `Response` alone. */

import { type RawResponse, WebRawResponse } from '../transport/raw-response.ts'

/** Parsed answer and `Response` together. */
export interface WithResponse<Data> {
  data: Data
  response: Response
}

/**
 * What every call returns. `await` gives the parsed answer; {@link APIPromise.withResponse} the `Response` beside it;
 * {@link APIPromise.asResponse} the `Response` with its body unread.
 *
 * It is a promise like any other: pending until the answer has been parsed, also for those who look at it without `then`. Once
 * `asResponse` is taken before the request is sent, it settles with that `Response` as soon as its headers are there; whoever
 * awaits it then gets the parsed answer all the same.
 */
export class APIPromise<Data> extends Promise<Data> {
  readonly #answer: Promise<RawResponse>
  readonly #parse: (response: RawResponse) => Promise<Data>
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
  constructor(
    start: (raw: boolean) => Promise<RawResponse>,
    parse: (response: RawResponse) => Promise<Data>,
  ) {
    let settle: (value: PromiseLike<Data>) => void = () => {}
    super((resolve) => {
      settle = resolve
    })
    this.#parse = parse
    this.#answer = this.#begin(start)
    settle(this.#settled())
  }

  /** The answer's `Response`, its body unread. Error statuses reject as always. */
  async asResponse(): Promise<Response> {
    if (!this.#hasStarted) this.#wantsRaw = true
    if (this.#wantsRaw) await super.then()
    else this.#leaveFailureToOthers()
    return (await this.#answer).toReadableWeb()
  }

  /** The parsed answer, and the `Response` for its status and headers (its body has been read). */
  async withResponse(): Promise<WithResponse<Data>> {
    await super.then()
    const data = await this.#data()
    return { data, response: (await this.#answer).toWeb() }
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  override then<Fulfilled = Data, Rejected = never>(
    onFulfilled?: ((data: Data) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    if (!this.#wantsRaw) return super.then(onFulfilled, onRejected)
    this.#leaveFailureToOthers()
    return this.#data().then(onFulfilled, onRejected)
  }

  /** The same failure is told by the promise that the caller took instead. */
  #leaveFailureToOthers(): void {
    super.then(undefined, () => {})
  }

  async #begin(start: (raw: boolean) => Promise<RawResponse>): Promise<RawResponse> {
    await undefined
    // Another turn, after which the promise is awaited by whoever does: what fails at once then has their line in its stack, too.
    await undefined
    this.#hasStarted = true
    return await start(this.#wantsRaw)
  }

  /**
   * What the promise itself comes to. All here is one chain of promises that does not branch before it has ended: engines follow it from
   * an error to the line that awaits the call.
   */
  async #settled(): Promise<Data> {
    const response = await this.#answer
    return this.#wantsRaw ? (response.toWeb() as Data) : await this.#data()
  }

  #data(): Promise<Data> {
    this.#parsed ??= this.#parseAnswer()
    return this.#parsed
  }

  async #parseAnswer(): Promise<Data> {
    const response = await this.#answer
    return await this.#parse(this.#wantsRaw ? new WebRawResponse(response.toWeb().clone()) : response)
  }
}
