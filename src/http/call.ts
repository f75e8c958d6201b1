/** Turns an operation and the options of a call into what goes over the wire. */

import { InvalidArgumentError } from '../errors/index.ts'
import { isRawBody, type PreparedBody, prepareBody } from './body.ts'
import { type HeaderMap, mergeHeaders } from './headers.ts'
import type { Operation, SentRequest } from './operation.ts'
import { checkRequestOptions, type HeadersInput, type RequestOptions } from './options.ts'
import { checkRawPath, Path } from './path.ts'
import { encodeQuery, type Query } from './query.ts'
import { isIdempotent } from './retry.ts'

/** What all calls of a client have in common. */
export interface CallDefaults {
  readonly baseURL: URL
  readonly timeout: number
  readonly maxRetries: number
  readonly headers: HeaderMap
  readonly query: Query
}

/** A call that is ready to be sent, as often as it takes. */
export interface Call {
  readonly sent: SentRequest
  readonly headers: HeaderMap
  /** Whether the client's token goes with it: not where the caller brings an authorization of its own. */
  readonly takesToken: boolean
  readonly body: PreparedBody
  /** Values in it that no error may show. */
  readonly secrets: readonly string[]
  readonly signal: AbortSignal | undefined
  readonly timeout: number
  readonly maxRetries: number
  readonly idempotent: boolean
  /** Whether the answer's text is wanted at once. */
  readonly collect: boolean
}

/**
 * Prepares a call.
 *
 * @param raw - Whether the caller wants the answer's body unread.
 * @throws InvalidArgumentError for anything that can never work.
 */
export function prepareCall(
  operation: Operation,
  options: RequestOptions | undefined,
  defaults: CallDefaults,
  raw: boolean,
): Call {
  const { timeout, maxRetries, signal, headers, query, body: extraBody } = checkRequestOptions(options)
  const url = buildURL(defaults.baseURL, operation.path, { ...defaults.query, ...operation.query, ...query })
  const body = prepareBody(mergeBody(operation.body, extraBody))
  const sentHeaders: HeaderMap = { accept: 'application/json', ...defaults.headers }
  if (body.contentType !== undefined) sentHeaders['content-type'] = body.contentType
  mergeHeaders(sentHeaders, operation.headers)
  mergeHeaders(sentHeaders, headers)
  const isKnown = operation.path instanceof Path
  return {
    sent: { method: operation.method, url, isKnown, effect: operation.effect },
    headers: sentHeaders,
    takesToken: operation.withoutToken !== true && !namesAuthorization(headers),
    body,
    secrets: secretsOf(operation, sentHeaders),
    signal,
    timeout: timeout ?? Math.max(defaults.timeout, operation.minTimeout ?? 0),
    maxRetries: maxRetries ?? defaults.maxRetries,
    idempotent: operation.idempotent ?? isIdempotent(operation.method),
    collect: !raw && operation.collect !== false,
  }
}

// --- internal ---

function buildURL(base: URL, path: Path | string, query: Query): URL {
  const isRaw = !(path instanceof Path)
  const relative = isRaw ? checkRawPath(path) : path.build()
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

function mergeBody(own: unknown, extra: unknown): unknown {
  if (extra === undefined) return own
  if (own === undefined || isRawBody(own) || typeof own !== 'object') return extra
  const isMergeable =
    typeof extra === 'object' && extra !== null && !Array.isArray(extra) && !isRawBody(extra)
  return isMergeable ? { ...own, ...extra } : extra
}

function namesAuthorization(headers: HeadersInput | undefined): boolean {
  if (headers === undefined) return false
  const map: HeaderMap = {}
  mergeHeaders(map, headers)
  return 'authorization' in map
}

function secretsOf(operation: Operation, { authorization }: HeaderMap): string[] {
  const secrets = operation.secrets?.filter((secret) => typeof secret === 'string') ?? []
  return authorization === undefined ? secrets : [...secrets, authorization.replace(/^\S+\s+/, '')]
}
