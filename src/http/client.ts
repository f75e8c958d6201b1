/** Sends operations: token, retries, one replay after a 401, and typed errors at the end of it. */

import { type APIError, ConflictError } from '../errors/index.ts'
import { loadPart } from '../errors/load-part.ts'
import { isIdentityHeader } from '../generations.ts'
import type { AccessPolicy } from './access-policy.ts'
import { attempt } from './attempt.ts'
import { bareRefusal, UNSAID } from './bare-errors.ts'
import { DeadlineError, RedirectError } from './call-ends.ts'
import { abortOf, failureOf, loadRequestErrors, shownRequest } from './failures.ts'
import type { Log } from './log.ts'
import { type Call, type CallDefaults, prepareCall } from './request/call.ts'
import { type HeaderMap, mergeHeaders } from './request/headers.ts'
import type { Hooks } from './request/hooks.ts'
import type { Operation, SentRequest } from './request/operation.ts'
import { Path } from './request/path.ts'
import type { RawRequestOptions, RequestOptions } from './request/request-options.ts'
import { APIPromise } from './response/api-promise.ts'
import type { Envelope } from './response/items.ts'
import { loadUnexpectedAnswers, type ResponseValidator, readJson } from './response/json-body.ts'
import { LogPage, LogPagePromise } from './response/log-page.ts'
import { isEnvelope, Page, PagePromise } from './response/page.ts'
import { parseResponse } from './response/parse-response.ts'
import { retryDelayForAnswer, retryDelayForFailure } from './retry.ts'
import type { TokenSource } from './token-source.ts'
import { sleep, untilAborted } from './transport/idle-timeout.ts'
import { type RawResponse, WebRawResponse } from './transport/raw-response.ts'
import { LONGEST_TIMER } from './transport/timer-wheel.ts'
import { OutgoingBodyError, type Send } from './transport/transport.ts'

/** What a client's requests go through. */
export interface HttpClientParts {
  readonly defaults: CallDefaults
  readonly log: Log
  /** What sends, at the time of the call. */
  readonly transport: () => Send
  readonly tokens: TokenSource | undefined
  readonly access: AccessPolicy
  readonly hooks?: Hooks | undefined
  /** Looks at every JSON answer; undefined where they are taken as they come. */
  readonly check?: ResponseValidator | undefined
}

/** Describes an operation when it is sent; a promise where what describes it has to be loaded. */
export type DescribeOperation<Data> = () => Operation<Data> | Promise<Operation<Data>>

/** What a list is asked for with. */
type ListArguments = [describeOperation: () => Operation, options: RequestOptions]

/** Sends operations of one client. */
export class HttpClient {
  /** The log that the client writes to. */
  readonly log: Log
  readonly #defaults: CallDefaults
  readonly #transport: () => Send
  readonly #tokens: TokenSource | undefined
  readonly #access: AccessPolicy
  readonly #hooks: Hooks
  readonly #check: ResponseValidator | undefined

  constructor({ defaults, log, transport, tokens, access, hooks = {}, check }: HttpClientParts) {
    this.log = log
    this.#defaults = defaults
    this.#transport = transport
    this.#tokens = tokens
    this.#access = access
    this.#hooks = hooks
    this.#check = check
  }

  /** Where operations go, in its normal form. */
  get baseURL(): string {
    return this.#defaults.baseURL.href
  }

  /** How often a failed attempt is repeated, unless a call says otherwise. */
  get maxRetries(): number {
    return this.#defaults.maxRetries
  }

  /** How long a call waits, unless it says otherwise, in ms. */
  get timeout(): number {
    return this.#defaults.timeout
  }

  /** Headers that go with every operation. */
  get defaultHeaders(): Record<string, string> {
    return { ...this.#defaults.headers }
  }

  /** Where tokens come from; undefined in direct mode without one. */
  get tokens(): TokenSource | undefined {
    return this.#tokens
  }

  /** The token that a request would have now; undefined where none is sent. */
  async token(): Promise<string | undefined> {
    return this.#tokens?.token()
  }

  /**
   * Sends an operation. Nothing is thrown: every error rejects the promise, those of the arguments too, which is why the
   * operation is described by a function.
   */
  request<Data>(describeOperation: DescribeOperation<Data>, options?: RawRequestOptions): APIPromise<Data> {
    const { start, parse } = this.#exchange(describeOperation, options)
    return new APIPromise(start, parse)
  }

  /** Sends an operation that answers with one page of a list. */
  list<Item>(describeOperation: () => Operation, options?: RequestOptions): PagePromise<Item> {
    const describePage = this.#pages(describeOperation, options, 'page', (envelope, number, at) => {
      return new Page<Item>(envelope, Number(number ?? 1), (next) => this.list(...at(next)))
    })
    const { start, parse } = this.#exchange(describePage, options)
    return new PagePromise(start, parse)
  }

  /** Sends an operation that answers with one page of a log, which a cursor leads through. */
  listLogs<Item>(describeOperation: () => Operation, options?: RequestOptions): LogPagePromise<Item> {
    const describePage = this.#pages(describeOperation, options, 'page_cursor', (envelope, cursor, at) => {
      return new LogPage<Item>(envelope, cursor, (next) => this.listLogs(...at(next)))
    })
    const { start, parse } = this.#exchange(describePage, options)
    return new LogPagePromise(start, parse)
  }

  /**
   * Describes an operation that answers with a page.
   *
   * @param param - The query parameter that says which page.
   * @param make - Makes a page of an answer, of which page was asked for, and of what a list takes to get another one.
   */
  #pages<Page>(
    describeOperation: () => Operation,
    options: RequestOptions | undefined,
    param: 'page' | 'page_cursor',
    make: (envelope: Envelope, asked: string | null, at: (page: number | string) => ListArguments) => Page,
  ): () => Operation<Page> {
    return () => {
      const operation = describeOperation()
      const at = (page: number | string): ListArguments => {
        const query = { ...operation.query, ...options?.query, [param]: page }
        return [() => ({ ...operation, query }), { ...options, query: undefined }]
      }
      const parse = async (response: RawResponse, sent: SentRequest) => {
        const envelope = await readJson(response, sent, this.#check)
        if (!isEnvelope(envelope)) throw await notAPage(response, sent, envelope)
        return make(envelope, sent.url.searchParams.get(param), at)
      }
      return { ...operation, parse, shape: undefined }
    }
  }

  #exchange<Data>(describeOperation: DescribeOperation<Data>, options: RawRequestOptions | undefined) {
    let operation: Operation<Data>
    let call: Call
    const start = async (raw: boolean): Promise<RawResponse> => {
      const described = describeOperation()
      // Another turn of the event loop only where it is needed.
      operation = described instanceof Promise ? await described : described
      const { path } = operation
      const isPrepared = !(path instanceof Path) || path.prepare === undefined
      const left = isPrepared ? options : await prepared(path.prepare, options, this.#defaults)
      call = prepareCall(operation, left, this.#defaults, raw)
      // A probe without a token sends them on purpose.
      if (operation.withoutToken !== true) this.#warnOfTrustedHeaders(call)
      const deadline = limitCall(call)
      try {
        if (isLimited(operation)) return await this.#runLimited(operation, call)
        const response = await this.#run(call)
        await operation.afterSuccess?.()
        return response
      } catch (error) {
        if (operation.recoverWith === undefined) throw error
        const response = new WebRawResponse(await operation.recoverWith(error))
        // An answer was lost, but not its effect.
        if (!(error instanceof ConflictError)) this.#access.noteSuccess(call.sent, call.bearer, 0)
        return response
      } finally {
        clearTimeout(deadline)
      }
    }
    const parse = async (response: RawResponse): Promise<Data> => {
      try {
        if (operation.parse !== undefined) return await operation.parse(response, call.sent)
        const answer = await parseResponse(response, call, this.#check)
        return operation.shape === undefined ? (answer as Data) : operation.shape(answer, response, call.sent)
      } catch (error) {
        throw await failureOf(call, error)
      }
    }
    return { start, parse }
  }

  /** Inside the platform these headers count more than any token; set by hand they are nearly always a mistake. */
  #warnOfTrustedHeaders({ headers }: Call): void {
    for (const name of Object.keys(headers)) {
      if (/-principal-/i.test(name) && isIdentityHeader(name)) {
        this.log.warnOnce(
          `the header ${name} overrides the token on platforms without a gateway that strips it`,
        )
      }
    }
  }

  /** A call of an operation that not every release of the platform has. */
  async #runLimited(operation: Operation, call: Call): Promise<RawResponse> {
    const { admit, explainFailure } = await loadPart(import('./release-gate.ts'))
    await admit(operation, this, call.signal)
    try {
      return await this.#run(call)
    } catch (error) {
      throw await explainFailure(operation, error, this, call.signal)
    }
  }

  /** All attempts at a call, until one is answered for good. */
  async #run(call: Call): Promise<RawResponse> {
    let attempts = 0
    let retries = 0
    let wasRenewed = false
    let forbiddenTries = 0
    for (;;) {
      if (call.signal?.aborted) throw await abortOf(call)
      const given = this.#tokenFor(call)
      const token = given instanceof Promise ? await this.#orAborted(call, given) : given
      if (token !== undefined) {
        call.bearer = token
      }
      attempts += 1
      const headers = await this.#headersFor(call, token, attempts)
      const startedAt = performance.now()
      let response: RawResponse
      try {
        response = await attempt(call, headers, this.#transport())
      } catch (error) {
        const failure = await failureOf(call, error)
        await this.#tell(call, attempts, startedAt, undefined, failure)
        const isFinal =
          call.signal?.aborted ||
          error === failure ||
          error instanceof OutgoingBodyError ||
          error instanceof RedirectError
        const delay =
          mayRetry(call, retries) && !isFinal
            ? retryDelayForFailure(error, call.idempotent, retries)
            : undefined
        if (delay === undefined) throw failure
        retries += 1
        await this.#pause(call, delay, `retry ${retries}`, error)
        continue
      }
      try {
        const duration = performance.now() - startedAt
        await this.#tell(call, attempts, startedAt, response.status, undefined)
        if (this.log.writes('debug')) {
          const errors = await loadRequestErrors()
          const name = errors?.nameOf(call.sent) ?? call.sent.method
          this.log.write('debug', `${name} → ${response.status} in ${Math.round(duration)} ms`)
        }
        if (response.status < 200 || response.status > 599) {
          response.discard()
          const { invalidStatus } = await loadUnexpectedAnswers()
          throw invalidStatus(response, call.sent)
        }
        if (!call.collect) response.describeFailure = (error) => failureOf(call, error)
        if (response.status < 300) {
          if (token !== undefined) this.#tokens?.markAccepted(token)
          this.#access.noteSuccess(call.sent, call.bearer, duration)
          return response
        }
        if (response.status === 401 && (await this.#renewsToken(call, token, response, wasRenewed))) {
          wasRenewed = true
          response.discard()
          continue
        }
        if (call.acceptsAnyStatus) return response
        const patience = await this.#patienceWith(call, response, forbiddenTries)
        if (patience !== undefined) {
          forbiddenTries += 1
          response.discard()
          await this.#pause(call, patience, 'is forbidden, perhaps not for long; again')
          continue
        }
        const delay = mayRetry(call, retries)
          ? retryDelayForAnswer(response, call.idempotent, retries)
          : undefined
        if (delay === undefined) throw await this.#refusal(call, response)
        retries += 1
        response.discard()
        await this.#pause(call, delay, `→ ${response.status}; retry ${retries}`)
      } catch (error) {
        // Nobody reads what is left of it.
        response.discard()
        throw error
      }
    }
  }

  /** The headers of an attempt: those of the call, its token, and those that the caller's hook adds. */
  #headersFor(call: Call, token: string | undefined, number: number): HeaderMap | Promise<HeaderMap> {
    const { onRequest } = this.#hooks
    let { headers } = call
    if (token !== undefined) {
      headers = { ...headers, authorization: `Bearer ${token}` }
      call.sent.headers.push(headers)
    }
    if (onRequest === undefined) return headers
    const add = async () => {
      const added = await onRequest({ ...(await shownRequest(call)), attempt: number })
      const all = { ...headers }
      mergeHeaders(all, added)
      call.sent.headers.push(all)
      return all
    }
    return this.#orAborted(call, add())
  }

  /** Tells the caller's hook how an attempt has ended. */
  #tell(
    call: Call,
    number: number,
    startedAt: number,
    status: number | undefined,
    error: unknown,
  ): Promise<void> | undefined {
    const { onResponse } = this.#hooks
    if (onResponse === undefined) return undefined
    const duration = performance.now() - startedAt
    const tell = async () =>
      onResponse({ ...(await shownRequest(call)), attempt: number, status, error, duration })
    if (!call.signal?.aborted) return this.#orAborted(call, tell())
    // An aborted call is told of, too, but waits for nobody.
    tell().catch(() => {})
    return undefined
  }

  #tokenFor(call: Call): string | undefined | Promise<string | undefined> {
    return call.takesToken ? this.#tokens?.token(call) : undefined
  }

  /** After a 401: whether there is another token to try. Once per call; what a second one refuses stays refused. */
  async #renewsToken(
    call: Call,
    token: string | undefined,
    response: RawResponse,
    wasRenewed: boolean,
  ): Promise<boolean> {
    if (this.#tokens === undefined || !call.takesToken) return false
    if (wasRenewed) {
      if (token !== undefined) this.#tokens.markRejected(token)
      return false
    }
    if (!call.body.canRepeat) return false
    const renewed = await this.#orAborted(call, this.#tokens.renew(token, response.headers(), call))
    return renewed !== undefined && renewed !== token
  }

  /** After a 403: how long to wait before trying again; undefined where it is believed. */
  #patienceWith(
    call: Call,
    { status }: RawResponse,
    tries: number,
  ): ReturnType<AccessPolicy['retryForbidden']> {
    if (status !== 403 || !call.body.canRepeat) return undefined
    return this.#access.retryForbidden(call.sent, call.bearer, tries)
  }

  /** What reads a refusal is loaded with the first one; where it cannot be, the status still says which error it is. */
  async #refusal(call: Call, response: RawResponse): Promise<APIError> {
    let reader: typeof import('./refusal.ts')
    try {
      reader = await import('./refusal.ts')
    } catch (error) {
      return bareRefusal(call.sent, response, error)
    }
    return reader.refusalOf(call, response, { baseURL: this.baseURL, access: this.#access })
  }

  /** @param error - What the attempt failed with, where no answer came. */
  async #pause(call: Call, milliseconds: number, why: string, error?: unknown): Promise<void> {
    if (this.log.writes('info')) {
      const errors = await loadRequestErrors()
      const name = errors?.nameOf(call.sent) ?? call.sent.method
      const failed = error === undefined ? '' : `failed (${errors?.reasonOf(error, call.sent) ?? UNSAID}); `
      this.log.write('info', `${name} ${failed}${why} in ${Math.round(milliseconds)} ms`)
    }
    await this.#orAborted(call, sleep(milliseconds, call.signal))
  }

  /** Waits, but not longer than the caller wants to. */
  async #orAborted<Value>(call: Call, promise: Promise<Value>): Promise<Value> {
    try {
      return await untilAborted(promise, call.signal)
    } catch (error) {
      throw call.signal?.aborted ? await abortOf(call) : error
    }
  }
}

/**
 * Makes the call's signal end it with its deadline too.
 *
 * @returns The timer to clear when the call is done.
 */
function limitCall(call: Call): ReturnType<typeof setTimeout> | undefined {
  const { deadline, signal } = call
  if (deadline === undefined || deadline > LONGEST_TIMER) return undefined
  const controller = new AbortController()
  call.signal = signal === undefined ? controller.signal : AbortSignal.any([signal, controller.signal])
  return setTimeout(() => controller.abort(new DeadlineError(deadline)), deadline)
}

async function notAPage(response: RawResponse, sent: SentRequest, answer: unknown): Promise<Error> {
  const errors = await loadUnexpectedAnswers()
  return errors.notAPage(response, sent, answer)
}

function isLimited({ since, until, demands }: Operation): boolean {
  return since !== undefined || until !== undefined || demands !== undefined
}

function mayRetry(call: Call, retries: number): boolean {
  return call.body.canRepeat && retries < call.maxRetries
}

/** Waits for what comes before a call. */
async function prepared(
  prepare: () => Promise<void>,
  options: RawRequestOptions | undefined,
  { deadline }: CallDefaults,
): Promise<RawRequestOptions | undefined> {
  const { withinLimits } = await loadPart(import('./within-limits.ts'))
  return withinLimits(prepare, options, deadline)
}
