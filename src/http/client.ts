/** Sends operations: token, retries, one replay after a 401, redirects, deadlines, and typed errors at the end of it. */

import ky, { type KyInstance, type Options as KyOptions } from 'ky'
import { createStatusError } from '../errors/from-status.ts'
import {
  APIConnectionError,
  type APIError,
  APITimeoutError,
  APIUserAbortError,
  InvalidArgumentError,
  NeMoPlatformError,
} from '../errors/index.ts'
import { redactUrl } from '../errors/redact.ts'
import { APIPromise } from './api-promise.ts'
import { isRawBody, type PreparedBody, prepareBody } from './body.ts'
import { connectionRemedies } from './connection-remedies.ts'
import { Deadline, SilenceError, sleep, untilAborted } from './deadline.ts'
import { type HeaderMap, mergeHeaders } from './headers.ts'
import type { Log } from './log.ts'
import type { AccessKnowledge, Operation, SentRequest } from './operation.ts'
import { checkRequestOptions, type HeadersInput, type RequestOptions } from './options.ts'
import { createPage, type Page, PagePromise } from './page.ts'
import { checkRawPath, Path } from './path.ts'
import { encodeQuery, type Query } from './query.ts'
import { type Hop, isRedirect, MAX_REDIRECTS, nextHop } from './redirect.ts'
import { notAPage, parseJson, readErrorText } from './response.ts'
import { isIdempotent, readRetryAfter, retryDelayForAnswer, retryDelayForFailure } from './retry.ts'
import type { TokenSource } from './token-source.ts'
import type { Send, TransportOptions } from './transport.ts'

/** What all requests of a client have in common. */
export interface HttpClientSettings {
  readonly baseURL: string
  readonly timeout: number
  readonly maxRetries: number
  readonly defaultHeaders: HeaderMap
  readonly defaultQuery: Query
  readonly log: Log
  /** What sends, at the time of the call. */
  readonly transport: () => Send
  readonly tokens: TokenSource | undefined
  readonly access: AccessKnowledge
}

/** Sends operations of one client. */
export class HttpClient {
  readonly #settings: HttpClientSettings
  readonly #baseURL: URL
  readonly #ky: KyInstance

  constructor(settings: HttpClientSettings) {
    this.#settings = settings
    this.#baseURL = new URL(settings.baseURL)
    this.#ky = ky.create({
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      redirect: 'manual',
      fetch: (request, options) => sendVia(request as Request, options as unknown as ViaOptions),
    })
  }

  /** The log that the client writes to. */
  get log(): Log {
    return this.#settings.log
  }

  /**
   * Sends an operation. Nothing is thrown: every error rejects the promise, those of the arguments too, which is why the
   * operation is described by a function.
   */
  request<Data>(describeOperation: () => Operation<Data>, options?: RequestOptions): APIPromise<Data> {
    const { start, parse } = this.#exchange(describeOperation, options)
    return new APIPromise(start, parse)
  }

  /** Sends an operation that answers with one page of a list. */
  list<Item>(describeOperation: () => Operation, options?: RequestOptions): PagePromise<Item> {
    const describeList = (): Operation<Page<Item>> => {
      const operation = describeOperation()
      const fetchPage = (page: number) => {
        const query = { ...operation.query, ...options?.query, page }
        return this.list<Item>(() => ({ ...operation, query }), { ...options, query: undefined })
      }
      const parse = async (response: Response, sent: SentRequest) => {
        const envelope = await parseJson(response, sent)
        const number = Number(sent.url.searchParams.get('page') ?? 1)
        return createPage<Item>(envelope, number, fetchPage, () => notAPage(response, sent, envelope))
      }
      return { ...operation, parse }
    }
    const { start, parse } = this.#exchange(describeList, options)
    return new PagePromise(start, parse)
  }

  #exchange<Data>(describeOperation: () => Operation<Data>, options: RequestOptions | undefined) {
    let operation: Operation<Data>
    let sent: SentRequest
    const start = async (raw: boolean): Promise<Response> => {
      operation = describeOperation()
      const call = this.#prepare(operation, options, raw)
      sent = call.sent
      try {
        return await this.#run(call)
      } catch (error) {
        if (operation.recover === undefined) throw error
        return operation.recover(error)
      }
    }
    const parse = async (response: Response): Promise<Data> => {
      try {
        return await (operation.parse ?? (parseJson as NonNullable<Operation<Data>['parse']>))(response, sent)
      } catch (error) {
        throw this.#bodyError(error, sent, options?.signal)
      }
    }
    return { start, parse }
  }

  #prepare(operation: Operation, options: RequestOptions | undefined, raw: boolean): Call {
    const { timeout, maxRetries, signal, headers, query } = checkRequestOptions(options)
    const settings = this.#settings
    const url = this.#urlOf(operation.path, { ...settings.defaultQuery, ...operation.query, ...query })
    const body = prepareBody(mergeBody(operation.body, options?.body))
    const sentHeaders: HeaderMap = { accept: 'application/json', ...settings.defaultHeaders }
    if (body.contentType !== undefined) sentHeaders['content-type'] = body.contentType
    mergeHeaders(sentHeaders, operation.headers)
    mergeHeaders(sentHeaders, headers)
    this.#warnOfTrustedHeaders(sentHeaders)
    return {
      sent: {
        method: operation.method,
        url,
        isKnown: operation.path instanceof Path,
        effect: operation.effect,
      },
      headers: sentHeaders,
      takesToken:
        operation.withoutToken !== true && !hasAuthorization(headers) && !hasAuthorization(operation.headers),
      body,
      secrets: operation.secrets?.filter((secret) => typeof secret === 'string') ?? [],
      signal,
      timeout: timeout ?? Math.max(settings.timeout, operation.minTimeout ?? 0),
      maxRetries: maxRetries ?? settings.maxRetries,
      idempotent: operation.idempotent ?? isIdempotent(operation.method),
      collect: !raw && operation.collect !== false,
    }
  }

  #urlOf(path: Path | string, query: Query): URL {
    const isRaw = typeof path === 'string' || !(path instanceof Path)
    const relative = isRaw ? checkRawPath(path) : path.build()
    const base = this.#baseURL
    const isAbsolute = isRaw && /^[a-z][a-z\d+.-]*:/i.test(relative)
    const prefix = `${base.origin}${base.pathname.replace(/\/+$/, '')}/`
    let url: URL
    try {
      url = new URL(isAbsolute ? relative : prefix + relative.replace(/^\/+/, ''))
    } catch (error) {
      throw new InvalidArgumentError('path', 'must be a path below the base URL', { cause: error })
    }
    if (url.origin !== base.origin) {
      throw new InvalidArgumentError(
        'path',
        `must lead to ${base.origin}: other origins get no requests of ours`,
      )
    }
    const text = encodeQuery(query)
    if (text !== '') url.search = url.search === '' ? text : `${url.search}&${text}`
    return url
  }

  /** Inside the platform these headers count more than any token; set by hand they are nearly always a mistake. */
  #warnOfTrustedHeaders(headers: HeaderMap): void {
    for (const name of Object.keys(headers)) {
      if (name.startsWith('x-nmp-principal-')) {
        this.log.warnOnce(
          `the header ${name} overrides the token on platforms without a gateway that strips it`,
        )
      }
    }
  }

  async #run(call: Call): Promise<Response> {
    const { access, log } = this.#settings
    let retries = 0
    let wasRenewed = false
    let forbiddenTries = 0
    for (;;) {
      if (call.signal?.aborted) throw this.#abortError(call)
      const token = await this.#tokenFor(call)
      const startedAt = performance.now()
      let response: Response
      try {
        response = await this.#attempt(call, token)
      } catch (error) {
        if (call.signal?.aborted) throw this.#abortError(call)
        if (error instanceof NeMoPlatformError) throw error
        const delay = mayRetry(call, retries)
          ? retryDelayForFailure(error, call.idempotent, retries)
          : undefined
        if (delay === undefined) throw this.#connectionError(call.sent, error, call.timeout)
        retries += 1
        log.write(
          'info',
          `${describe(call)} failed (${reasonOf(error)}); retry ${retries} in ${Math.round(delay)} ms`,
        )
        await this.#pause(delay, call)
        continue
      }
      if (log.writes('debug')) {
        log.write(
          'debug',
          `${describe(call)} → ${response.status} in ${Math.round(performance.now() - startedAt)} ms`,
        )
      }
      if (response.status < 300) {
        access.noteSuccess(call.sent, token, performance.now() - startedAt)
        return response
      }
      if (response.status === 401 && call.takesToken) {
        if (wasRenewed) {
          if (token !== undefined) this.#settings.tokens?.abandon(token)
        } else if (call.body.canRepeat) {
          const renewed = await this.#renewedToken(token, response, call)
          if (renewed !== undefined && renewed !== token) {
            wasRenewed = true
            await discard(response)
            continue
          }
        }
      }
      if (response.status === 403 && call.body.canRepeat) {
        const delay = access.retryForbidden(call.sent, token, forbiddenTries)
        if (delay !== undefined) {
          forbiddenTries += 1
          log.write(
            'info',
            `${describe(call)} is forbidden, perhaps not for long; again in ${Math.round(delay)} ms`,
          )
          await discard(response)
          await this.#pause(delay, call)
          continue
        }
      }
      const delay = mayRetry(call, retries)
        ? retryDelayForAnswer(response, call.idempotent, retries)
        : undefined
      if (delay === undefined) throw await this.#refusal(call, token, response)
      retries += 1
      log.write('info', `${describe(call)} → ${response.status}; retry ${retries} in ${Math.round(delay)} ms`)
      await discard(response)
      await this.#pause(delay, call)
    }
  }

  async #tokenFor(call: Call): Promise<string | undefined> {
    const { tokens } = this.#settings
    if (tokens === undefined || !call.takesToken) return undefined
    const token = tokens.token()
    if (!(token instanceof Promise)) return token
    try {
      return await untilAborted(token, call.signal)
    } catch (error) {
      throw call.signal?.aborted ? this.#abortError(call) : error
    }
  }

  async #renewedToken(
    token: string | undefined,
    response: Response,
    call: Call,
  ): Promise<string | undefined> {
    const { tokens } = this.#settings
    if (tokens === undefined) return undefined
    try {
      return await untilAborted(tokens.renew(token, response.headers), call.signal)
    } catch (error) {
      await discard(response)
      throw call.signal?.aborted ? this.#abortError(call) : error
    }
  }

  /** One attempt, redirects included: the answer's body may still be on its way when this resolves. */
  async #attempt(call: Call, token: string | undefined): Promise<Response> {
    const deadline = new Deadline(call.timeout, call.signal)
    try {
      const headers =
        token === undefined ? call.headers : { ...call.headers, authorization: `Bearer ${token}` }
      let hop: Hop = {
        url: call.sent.url,
        method: call.sent.method,
        headers,
        keepsBody: call.body.content !== undefined,
      }
      for (let hops = 0; ; hops += 1) {
        const response = await this.#send(hop, call, deadline)
        if (response.type === 'opaqueredirect')
          throw this.#redirectError(call.sent, 'browsers do not tell where to')
        if (!isRedirect(response)) return response
        await discard(response)
        const next =
          hops === MAX_REDIRECTS ? { refused: `there were ${hops} before it` } : nextHop(hop, response)
        if ('refused' in next) throw this.#redirectError(call.sent, next.refused)
        if (next.keepsBody && !call.body.canRepeat) {
          throw this.#redirectError(call.sent, 'the body is a stream, which cannot be sent again')
        }
        hop = next
        deadline.restart()
      }
    } catch (error) {
      deadline.finish()
      throw deadline.signal.aborted ? deadline.signal.reason : unwrapKyError(error)
    }
  }

  #send(hop: Hop, call: Call, deadline: Deadline): Promise<Response> {
    const { content, whole } = call.body
    const via: ViaOptions['via'] = {
      send: this.#settings.transport(),
      options: {
        url: hop.url,
        headers: hop.headers,
        wholeBody: hop.keepsBody ? whole : undefined,
        signal: deadline.signal,
        silence: deadline,
        collect: call.collect,
      },
    }
    const options = { method: hop.method, headers: hop.headers, via } as KyOptions
    if (hop.keepsBody && content !== undefined) {
      options.body = content as NonNullable<KyOptions['body']>
      if (content instanceof ReadableStream) Object.assign(options, { duplex: 'half' })
    }
    return this.#ky(hop.url, options)
  }

  async #refusal(call: Call, token: string | undefined, response: Response): Promise<APIError> {
    const text = await readErrorText(response).catch(() => '')
    return createStatusError(
      {
        request: failedRequest(call.sent),
        status: response.status,
        statusText: response.statusText,
        headers: response.headers,
        text,
        secrets: token === undefined ? call.secrets : [token, ...call.secrets],
        retryAfter: readRetryAfter(response.headers),
      },
      this.#settings.access.reasonsFor(call.sent, token, response),
    )
  }

  async #pause(milliseconds: number, call: Call): Promise<void> {
    try {
      await sleep(milliseconds, call.signal)
    } catch {
      throw this.#abortError(call)
    }
  }

  #abortError(call: Pick<Call, 'sent' | 'signal'>): APIUserAbortError {
    const init = { request: failedRequest(call.sent), cause: call.signal?.reason }
    return new APIUserAbortError(`${describe(call)} was aborted by the caller`, init)
  }

  #connectionError(sent: SentRequest, error: unknown, timeout?: number): APIConnectionError {
    const request = failedRequest(sent)
    if (error instanceof SilenceError) {
      const within = timeout === undefined ? 'in time' : `within ${timeout} ms`
      const remedies = [
        'Raise `timeout`, for the client or for this call',
        `Check ${sent.url.origin}/health/ready`,
      ]
      return new APITimeoutError(`${describe({ sent })}: nothing came ${within}. Try: ${remedies[0]}`, {
        request,
        cause: error,
        remedies,
      })
    }
    const remedies = connectionRemedies(error, sent.url)
    const hint = remedies[0] === undefined ? '' : ` Try: ${remedies[0]}`
    return new APIConnectionError(`${describe({ sent })}: no answer (${reasonOf(error)}).${hint}`, {
      request,
      cause: error,
      remedies,
    })
  }

  #redirectError(sent: SentRequest, why: string): APIConnectionError {
    const remedies = ['Set `baseURL` to where the platform really is']
    const message = `${describe({ sent })}: the redirect was not followed, because ${why}. Try: ${remedies[0]}`
    return new APIConnectionError(message, { request: failedRequest(sent), remedies })
  }

  /** An error while a body was read: ours as it is, all others as what they mean. */
  #bodyError(error: unknown, sent: SentRequest, signal: AbortSignal | undefined): unknown {
    if (error instanceof NeMoPlatformError) return error
    if (signal?.aborted) return this.#abortError({ sent, signal })
    return this.#connectionError(sent, error)
  }
}

// --- internal ---

interface Call {
  readonly sent: SentRequest
  readonly headers: HeaderMap
  /** Whether the client's token goes with it: not where the caller brings an authorization of its own. */
  readonly takesToken: boolean
  readonly body: PreparedBody
  readonly secrets: readonly string[]
  readonly signal: AbortSignal | undefined
  readonly timeout: number
  readonly maxRetries: number
  readonly idempotent: boolean
  readonly collect: boolean
}

/** ky hands options that it does not know on to `fetch`: this is how ours get past it. */
interface ViaOptions {
  via: { send: Send; options: TransportOptions }
}

function sendVia(request: Request, { via }: ViaOptions): Promise<Response> {
  return via.send(request, via.options)
}

/** ky's own errors hold the request with all its headers: only their cause goes on. */
function unwrapKyError(error: unknown): unknown {
  return error instanceof Error && error.name === 'NetworkError' && error.cause !== undefined
    ? error.cause
    : error
}

function mayRetry(call: Call, retries: number): boolean {
  return call.body.canRepeat && retries < call.maxRetries
}

function mergeBody(own: unknown, extra: unknown): unknown {
  if (extra === undefined) return own
  if (own === undefined || isRawBody(own)) return extra
  const isMergeable =
    typeof extra === 'object' && extra !== null && !Array.isArray(extra) && !isRawBody(extra)
  return isMergeable ? { ...(own as object), ...extra } : extra
}

function hasAuthorization(headers: HeadersInput | undefined): boolean {
  if (headers === undefined) return false
  const map: HeaderMap = {}
  mergeHeaders(map, headers)
  return 'authorization' in map
}

function failedRequest(sent: SentRequest): { method: string; url: string } {
  return { method: sent.method, url: redactUrl(sent.url) }
}

function describe({ sent }: { sent: SentRequest }): string {
  return `${sent.method} ${sent.url.pathname}`
}

function reasonOf(error: unknown): string {
  const source = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return source instanceof Error
    ? source.message || String((source as { code?: unknown }).code ?? source.name)
    : String(source)
}

async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => {})
}
