/** Asks a platform where to log in, and says why it does not tell. */

import { type DiscoveryDocument, readDiscovery } from '../../discovery-document.ts'
import { AuthError } from '../../errors/index.ts'
import { problemOf } from '../../errors/problem.ts'
import { parseJson } from '../../json.ts'
import { noteShape } from '../../platform-info.ts'
import { checkURL, logInAt } from '../../remedies/index.ts'
import { discoveryURL, type PlainFetch } from '../discovery.ts'

const TIMEOUT = 10_000

/**
 * Asks for the discovery document.
 *
 * @throws AuthError `discovery-failed` if the platform cannot be reached or answers something else.
 */
export async function discover(
  baseURL: string,
  fetch: PlainFetch,
  signal: AbortSignal | undefined,
): Promise<DiscoveryDocument> {
  const limit = AbortSignal.timeout(TIMEOUT)
  let response: Response
  let text: string
  try {
    response = await fetch(discoveryURL(baseURL), {
      headers: { accept: 'application/json' },
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
    })
    text = await response.text()
  } catch (cause) {
    throw failure(baseURL, wordsOf(cause), cause)
  }
  const document = response.status === 200 ? readDiscovery(parseJson(text)) : undefined
  if (document !== undefined) {
    noteShape(baseURL, document.generation)
    return document
  }
  const what = /^\s*</.test(text) ? 'a web page' : response.status === 200 ? 'something else' : 'an error'
  throw failure(baseURL, `${baseURL} answered with ${what} (status ${response.status})`)
}

function failure(baseURL: string, why: string, cause?: unknown): AuthError {
  return new AuthError('discovery-failed', `Failed to discover auth configuration: ${why}.`, {
    cause,
    remedies: [
      checkURL(discoveryURL(baseURL), 'Check that this is the base URL of the platform, and that it is up'),
      logInAt('Give another one'),
    ],
  })
}

/** What a `fetch` failed of, in as few words as possible. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT / 1000} s`
  const { cause } = error
  if (cause instanceof AggregateError && cause.errors.length > 0) return wordsOf(cause.errors[0])
  if (error instanceof AggregateError && error.errors.length > 0) return wordsOf(error.errors[0])
  const words = cause instanceof Error ? problemOf(cause) : ''
  return words === '' ? problemOf(error) : words
}
