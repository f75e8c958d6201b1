/** Sends requests that change nothing, with the token exactly as it is; every response is a result, whatever its status. */

import { APIUserAbortError } from '../errors/index.ts'
import { problemOf } from '../errors/problem.ts'
import { isHtmlText } from '../errors/server-texts.ts'
import type { HttpClient } from '../http/client.ts'
import type { Method } from '../http/request/operation.ts'
import type { RawResponse } from '../http/transport/raw-response.ts'
import { asRecord, parseJson } from '../json.ts'
import { LONGEST_ERROR_BODY } from '../limits.ts'
import { clean } from './finding.ts'

/** Longest wait for one answer, in ms. */
const PROBE_TIMEOUT = 5_000

/** Longest time that all requests of one finding may take, in ms. */
const TIME_LIMIT = 15_000

/** What the platform answered. */
export interface ProbeResponse {
  readonly status: number
  readonly headers: Headers
  /** Parsed JSON; undefined for anything else. */
  readonly json: unknown
  /** Whether an HTML page came in place of JSON. */
  readonly isHtml: boolean
  /** The server's own text, shortened and without secrets. */
  readonly detail: string
}

/** The response, or why there is none. */
export type ProbeResult =
  | { readonly answer: ProbeResponse; readonly problem?: undefined }
  | { readonly answer?: undefined; readonly problem: string; readonly ranOutOfTime: boolean }

/** A request that changes nothing. */
export interface ProbeRequest {
  readonly method?: Method
  /** Below the base URL, percent-encoded. */
  readonly path: string
  readonly body?: unknown
  /** Headers beside those of the client. */
  readonly headers?: Readonly<Record<string, string | null>>
  /** Send it without a token. @default false */
  readonly withoutToken?: boolean
}

/** Sends the requests of one finding to the platform of one client. */
export class Probe {
  readonly #http: HttpClient
  readonly #token: string | undefined
  readonly #signal: AbortSignal | undefined

  /**
   * @param token - Sent as it is: never refreshed, and not renewed after a 401.
   * @param signal - Ends all requests.
   */
  constructor(http: HttpClient, token: string | undefined, signal: AbortSignal | undefined) {
    this.#http = http
    this.#token = token
    this.#signal = signal
  }

  /** Sends it once. */
  async ask({
    method = 'GET',
    path,
    body,
    headers = {},
    withoutToken = false,
  }: ProbeRequest): Promise<ProbeResult> {
    const authorization =
      withoutToken || this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }
    try {
      const answer = await this.#http.request<ProbeResponse>(
        () => ({
          method,
          path,
          body,
          headers: { accept: 'application/json' },
          // Read here: the beginning of a long answer tells enough.
          responseType: 'bytes',
          withoutToken: true,
          acceptsAnyStatus: true,
          parse: (response) => readProbe(response, this.#token),
        }),
        {
          headers: { ...authorization, ...headers },
          maxRetries: 0,
          timeout: PROBE_TIMEOUT,
          signal: this.#signal,
        },
      )
      return { answer }
    } catch (error) {
      const ranOutOfTime = error instanceof APIUserAbortError
      return {
        problem: ranOutOfTime ? 'the time limit passed' : clean(problemOf(error), this.#token),
        ranOutOfTime,
      }
    }
  }
}

/** The caller's signal, and the longest time that all requests together may take. */
export function limited(signal: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(TIME_LIMIT)
  return signal === undefined ? limit : AbortSignal.any([signal, limit])
}

async function readProbe(response: RawResponse, token: string | undefined): Promise<ProbeResponse> {
  const text = await response.text(LONGEST_ERROR_BODY)
  const json = parseJson(text)
  const isHtml = /html/i.test(response.header('content-type') ?? '') || isHtmlText(text)
  const own = asRecord(json)?.['detail']
  const detail = typeof own === 'string' ? own : isHtml ? 'an HTML page' : text
  return {
    status: response.status,
    headers: response.headers(),
    json,
    isHtml,
    detail: clean(detail, token).replace(/\s+/g, ' ').trim().slice(0, 200),
  }
}
