/** Sends questions that change nothing, with the token exactly as it is, and takes every answer as a fact. */

import { APIUserAbortError } from '../errors/index.ts'
import { redactText } from '../errors/redact.ts'
import type { HttpClient } from '../http/client.ts'
import type { Method } from '../http/request/operation.ts'
import type { RawResponse } from '../http/transport/raw-response.ts'
import { asRecord, parseJson } from '../json.ts'
import { LONGEST_ERROR_BODY } from '../limits.ts'

/** Longest wait for one answer, in ms. */
const PROBE_TIMEOUT = 5_000

/** Longest time that all questions of one finding may take, in ms. */
const TIME_LIMIT = 15_000

/** What came back. */
export interface ProbeResponse {
  readonly status: number
  readonly headers: Headers
  /** Parsed JSON; undefined for anything else. */
  readonly json: unknown
  /** Whether an HTML page came in place of JSON. */
  readonly isHtml: boolean
  /** The server's words, for evidence. */
  readonly words: string
}

/** An answer, or why there is none. */
export type ProbeResult =
  | { readonly answer: ProbeResponse; readonly problem?: undefined }
  | { readonly answer?: undefined; readonly problem: string; readonly ranOutOfTime: boolean }

/** A question. */
export interface ProbeRequest {
  readonly method?: Method
  /** Below the base URL, percent-encoded. */
  readonly path: string
  readonly body?: unknown
  /** Headers beside those of the client. */
  readonly headers?: Readonly<Record<string, string | null>>
  /** Ask without a token. @default false */
  readonly withoutToken?: boolean
}

/** Asks the platform of one client. */
export class Probe {
  readonly #http: HttpClient
  readonly #token: string | undefined
  readonly #signal: AbortSignal | undefined

  /**
   * @param token - Sent as it is: never refreshed, and not renewed after a 401.
   * @param signal - Ends all questions.
   */
  constructor(http: HttpClient, token: string | undefined, signal: AbortSignal | undefined) {
    this.#http = http
    this.#token = token
    this.#signal = signal
  }

  /** Asks once. */
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
      const words = error instanceof Error ? error.message : String(error)
      return {
        problem: ranOutOfTime ? 'the time limit passed' : clean(words, this.#token),
        ranOutOfTime,
      }
    }
  }
}

/** Text that shows neither the token nor what looks like one. */
export function clean(text: string, token: string | undefined): string {
  return redactText(text, token === undefined ? [] : [token])
}

/** The caller's signal, and the longest time that all questions together may take. */
export function limited(signal: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(TIME_LIMIT)
  return signal === undefined ? limit : AbortSignal.any([signal, limit])
}

/** What was found out, without what looks like a secret. */
export function withoutSecrets<Found extends { summary: string; evidence: string[]; remedies: string[] }>(
  found: Found,
  token: string | undefined,
): Found {
  return {
    ...found,
    summary: clean(found.summary, token),
    evidence: found.evidence.map((line) => clean(line, token)),
    remedies: found.remedies.map((line) => clean(line, token)),
  }
}

async function readProbe(response: RawResponse, token: string | undefined): Promise<ProbeResponse> {
  const text = await response.text(LONGEST_ERROR_BODY)
  const json = parseJson(text)
  const isHtml = /html/i.test(response.header('content-type') ?? '') || /^\s*<(?:!doctype|html)/i.test(text)
  const detail = asRecord(json)?.['detail']
  const words = typeof detail === 'string' ? detail : isHtml ? 'an HTML page' : text
  return {
    status: response.status,
    headers: response.headers(),
    json,
    isHtml,
    words: clean(words, token).replace(/\s+/g, ' ').trim().slice(0, 200),
  }
}
