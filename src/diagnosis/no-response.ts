/** Why no answer came, or none that is of use. */

import { codeOf } from '../errors/error-code-of.ts'
import {
  APIConnectionError,
  type APIError,
  APIResponseValidationError,
  APITimeoutError,
  APIUserAbortError,
  StreamError,
} from '../errors/index.ts'
import type { Explanation } from '../types/index.ts'

/** Explains an error without a status. */
export function explainNoResponse(error: APIError): Explanation {
  const request = `${error.request.method} ${error.request.url}`
  const make = (
    cause: string,
    summary: string,
    remedies: readonly string[] = error.remedies,
  ): Explanation => ({
    cause,
    confidence: 'certain',
    summary,
    evidence: [request, error.message],
    remedies: [...remedies],
  })
  if (error instanceof APIUserAbortError) return make('aborted', "The caller's signal ended the call.", [])
  if (error instanceof APITimeoutError) return make('timeout', 'No answer came in time.')
  if (error instanceof APIResponseValidationError) {
    const isPage = isHtml(error)
    return {
      ...make(
        isPage ? 'proxy-page' : 'unexpected-answer',
        isPage
          ? 'An HTML page came in place of JSON: something in front of the platform answered, a login page perhaps, or the base URL is not the platform.'
          : 'The answer is not what the operation promises.',
        isPage
          ? [
              'Check the base URL: nemo config view',
              `Open ${originOf(error.request.url)} in a browser`,
              ...error.remedies,
            ]
          : error.remedies,
      ),
      confidence: isPage ? 'likely' : 'certain',
    }
  }
  if (error instanceof StreamError)
    return make('stream-broken', 'The stream of events broke off or reported an error.')
  if (/redirect/i.test(error.message))
    return make('redirect-refused', 'The platform redirects to where the token must not go.')
  if (error instanceof APIConnectionError) {
    const code = codeOf(error)
    const cause = CONNECTION_CAUSES.find(([pattern]) => pattern.test(code ?? ''))?.[1] ?? 'connection-failed'
    const words = CONNECTION_WORDS[cause] ?? 'No connection to the platform could be made, or it broke.'
    return make(cause, words)
  }
  return make('request-failed', error.message)
}

/** Whether an HTML page came. */
export function isHtml({ headers, body }: APIError): boolean {
  if (/html/i.test(headers?.get('content-type') ?? '')) return true
  return typeof body === 'string' && /^\s*<(?:!doctype|html)/i.test(body)
}

/** The origin of a URL; the text itself where it is none. */
export function originOf(url: string): string {
  try {
    return new URL(url).origin
  } catch {
    return url
  }
}

const CONNECTION_CAUSES: readonly (readonly [RegExp, string])[] = [
  [/CERT|ISSUER|SIGNATURE/, 'untrusted-certificate'],
  [/ECONNREFUSED/, 'server-not-listening'],
  [/ENOTFOUND|EAI_AGAIN/, 'unknown-host'],
  [/EPROTO|WRONG_VERSION/, 'wrong-scheme'],
]
const CONNECTION_WORDS: Readonly<Record<string, string>> = {
  'untrusted-certificate': "The platform's certificate is not trusted here.",
  'server-not-listening': 'Nothing listens at the base URL.',
  'unknown-host': 'The host name of the base URL is not known.',
  'wrong-scheme': 'The base URL has the wrong scheme: one end speaks TLS and the other does not.',
}
