/**
 * A `fetch` for what is not the API itself: discovery, key sets, and the endpoints of identity providers. It sends over a
 * transport of ours, with its certificates and its proxy. Redirects are not followed, no token is added, and an answer is
 * read whole, up to a limit, before the call resolves. Only a GET is repeated.
 */

import type { Options } from 'ky'
import { InternalError } from '../../errors/problem.ts'
import { LONGEST_AUTH_BODY } from '../../limits.ts'
import type { HeaderMap } from '../request/headers.ts'
import { IdleTimeout } from './idle-timeout.ts'
import { BodyTooLongError, type RawResponse, WebRawResponse } from './raw-response.ts'
import type { Send } from './transport.ts'

/** An answer of success was longer than {@link LONGEST_AUTH_BODY}. */
export class AnswerTooLongError extends InternalError {
  override get name(): string {
    return 'AnswerTooLongError'
  }
}

/** One repetition: whoever asks can live without the answer for a while, but not wait for long. */
const RETRY_OF_GET = {
  limit: 1,
  methods: ['get'],
  statusCodes: [408, 429, 500, 502, 503, 504],
  delay: () => 200,
  maxRetryAfter: 2_000,
  // Failures of our transports are none that ky knows.
  shouldRetry: ({ error }) => (isStatus(error) ? undefined : !(error instanceof AnswerTooLongError)),
} satisfies Options['retry']

/** Asks for a document that a start waits for. Its answer is read whole, as that of a plain `fetch`. */
export type PlainGet = (url: string, signal: AbortSignal) => Promise<RawResponse>

/**
 * The same as a GET with {@link createPlainFetch}, but its first attempt takes neither ky nor a `Response` of the web, whose
 * loading costs a start more than the request itself (docs/decisions/own-transport.md). Where it fails, that `fetch` takes over.
 */
export function createPlainGet(transport: () => Send): PlainGet {
  const fetch = createPlainFetch(transport)
  return async (url, signal) => {
    const headers = { accept: 'application/json' }
    try {
      const answer = await transport()({
        method: 'GET',
        url: new URL(url),
        headers,
        body: undefined,
        idleTimeout: new IdleTimeout(Number.POSITIVE_INFINITY, signal),
        collect: false,
      })
      await readWhole(answer)
      if (!RETRY_OF_GET.statusCodes.includes(answer.status)) return answer
    } catch (error) {
      if (signal.aborted || error instanceof AnswerTooLongError) throw error
    }
    return new WebRawResponse(await fetch(url, { headers, signal }))
  }
}

/** Sends what a `fetch` would, through whatever is the transport at the time of the call. */
export function createPlainFetch(
  transport: () => Send,
): (url: string, init: RequestInit) => Promise<Response> {
  return async (url, init) => {
    const { default: ky } = await import('ky')
    const wholeBody = textOfBody(init.body)
    let answer: RawResponse | undefined
    const options: Options = {
      ...(init as Options),
      redirect: 'manual',
      timeout: false,
      retry: (init.method ?? 'GET').toUpperCase() === 'GET' ? RETRY_OF_GET : 0,
      fetch: async (input) => {
        const request = input as Request
        answer = await transport()({
          method: request.method,
          url: new URL(request.url),
          headers: Object.fromEntries(request.headers) as HeaderMap,
          body: wholeBody ?? request.body ?? undefined,
          // The caller's signal limits these requests as a whole, their bodies included.
          idleTimeout: new IdleTimeout(Number.POSITIVE_INFINITY, init.signal ?? request.signal),
          collect: false,
        })
        await readWhole(answer)
        return answer.toReadableWeb()
      },
    }
    try {
      await ky(url, options)
    } catch (error) {
      if (init.signal?.aborted) throw init.signal.reason
      if (!isStatus(error)) throw withoutRequest(error)
    }
    if (answer === undefined) throw new Error(`${url} was not asked`)
    return answer.toReadableWeb()
  }
}

/** Reads the body, so that the answer holds it for as many responses as are made of it. */
async function readWhole(answer: RawResponse): Promise<void> {
  if (answer.status === 0) throw new Error('the answer is a redirect, which is not followed')
  // The beginning of an error says enough.
  const enough = answer.status < 300 ? Number.POSITIVE_INFINITY : LONGEST_AUTH_BODY
  try {
    await answer.text(enough, LONGEST_AUTH_BODY)
  } catch (error) {
    if (!(error instanceof BodyTooLongError)) throw error
    throw new AnswerTooLongError(`the answer is longer than ${LONGEST_AUTH_BODY} bytes`)
  }
}

function textOfBody(body: RequestInit['body']): string | undefined {
  if (body instanceof URLSearchParams) return body.toString()
  return typeof body === 'string' ? body : undefined
}

/** Whether it is ky's error for a status: here that is an answer like any other. */
function isStatus(error: unknown): boolean {
  return error instanceof Error && error.name === 'HTTPError'
}

/** ky's own errors hold the request with all that it carries: only their cause goes on. */
function withoutRequest(error: unknown): unknown {
  return error instanceof Error && error.name === 'NetworkError' ? (error.cause ?? error) : error
}
