/**
 * A `fetch` for what is not the API itself: discovery, key sets, and the endpoints of identity providers. It sends over a
 * transport of ours, with its certificates and its proxy. Redirects are not followed, no token is added, and an answer is
 * read whole, up to a limit, before the call resolves. Only a GET is repeated.
 */

import type { Options } from 'ky'
import { InternalError } from '../../errors/problem.ts'
import type { HeaderMap } from '../request/headers.ts'
import { type IdleTimer, readBytes, type Send } from './transport.ts'

/** Longest answer that is read, in bytes. */
export const ANSWER_LIMIT = 1024 * 1024

/** An answer of success was longer than {@link ANSWER_LIMIT}. */
export class AnswerTooLongError extends InternalError {
  override get name(): string {
    return 'AnswerTooLongError'
  }
}

/** The caller's signal limits these requests as a whole, their bodies included. */
const UNWATCHED: IdleTimer = { restart: () => {}, stop: () => {}, finish: () => {} }

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

/** Sends what a `fetch` would, through whatever is the transport at the time of the call. */
export function createPlainFetch(
  transport: () => Send,
): (url: string, init: RequestInit) => Promise<Response> {
  return async (url, init) => {
    const { default: ky } = await import('ky')
    const wholeBody = textOfBody(init.body)
    let answer: Answer | undefined
    const options: Options = {
      ...(init as Options),
      redirect: 'manual',
      timeout: false,
      retry: (init.method ?? 'GET').toUpperCase() === 'GET' ? RETRY_OF_GET : 0,
      fetch: async (input) => {
        const request = input as Request
        answer = await readAnswer(
          await transport()(request, {
            url: new URL(request.url),
            headers: Object.fromEntries(request.headers) as HeaderMap,
            wholeBody,
            signal: init.signal ?? request.signal,
            idleTimer: UNWATCHED,
            collect: false,
          }),
        )
        return responseOf(answer)
      },
    }
    try {
      await ky(url, options)
    } catch (error) {
      if (init.signal?.aborted) throw init.signal.reason
      if (!isStatus(error)) throw withoutRequest(error)
    }
    if (answer === undefined) throw new Error(`${url} was not asked`)
    return responseOf(answer)
  }
}

/** An answer whose body is here already; a response that holds it can be read once only. */
interface Answer {
  readonly text: string | null
  readonly init: ResponseInit
}

async function readAnswer(response: Response): Promise<Answer> {
  if (response.type === 'opaqueredirect') throw new Error('the answer is a redirect, which is not followed')
  const { status, statusText, headers } = response
  const init = { status, statusText, headers }
  if (response.body === null) return { text: null, init }
  const { bytes, isWhole } = await readBytes(response, ANSWER_LIMIT)
  // The beginning of an error says enough.
  if (!isWhole && response.ok) throw new AnswerTooLongError(`the answer is longer than ${ANSWER_LIMIT} bytes`)
  return { text: new TextDecoder().decode(bytes), init }
}

function responseOf({ text, init }: Answer): Response {
  return new Response(text, init)
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
