/** Turns an operation and the options of a call into what goes over the wire. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { isRecord } from '../../json.ts'
import { withoutTrailingSlashes } from '../../trailing-slashes.ts'
import { acceptFor, isReadAtOnce } from '../response/parse-response.ts'
import { isIdempotent } from '../retry.ts'
import { isRawBody, type PreparedBody, prepareBody } from './body.ts'
import { boundaryOf } from './form.ts'
import { type HeaderMap, headerEntries, mergeHeaders } from './headers.ts'
import type { Operation, ResponseType, SentRequest } from './operation.ts'
import { checkRawPath, Path, pathBelow } from './path.ts'
import { encodeQuery, type Query } from './query.ts'
import {
  checkRawOptions,
  checkRequestOptions,
  type HeadersInput,
  type RawRequestOptions,
} from './request-options.ts'

/** What all calls of a client have in common. */
export interface CallDefaults {
  readonly baseURL: URL
  readonly timeout: number
  readonly maxRetries: number
  readonly deadline?: number | undefined
  readonly headers: HeaderMap
  readonly query: Query
}

/** A call that is ready to be sent, as often as it takes. */
export interface Call {
  readonly sent: SentRequest
  readonly headers: HeaderMap
  /** Whether the client's token goes with it: not where the caller brings an authorization of its own. */
  readonly takesToken: boolean
  /** The bearer token of the latest attempt: the client's, or the caller's own. */
  bearer: string | undefined
  readonly body: PreparedBody
  /** The caller's signal, or one that ends with the deadline too. */
  signal: AbortSignal | undefined
  readonly timeout: number
  /** Longest time of the whole call, in ms. */
  readonly deadline: number | undefined
  readonly maxRetries: number
  readonly idempotent: boolean
  /** Whether every status is an answer. */
  readonly acceptsAnyStatus: boolean
  /** Whether it is a call by path, whose answer may well be empty. */
  readonly mayBeEmpty: boolean
  /** Whether the method has the parameter `exist_ok`. */
  readonly takesExistOk: boolean
  /** What the answer is to be. */
  readonly responseType: ResponseType
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
  options: RawRequestOptions | undefined,
  defaults: CallDefaults,
  raw: boolean,
): Call {
  const checked: RawRequestOptions = operation.takesAs
    ? checkRawOptions(options)
    : checkRequestOptions(options)
  const { timeout, deadline, maxRetries, signal, headers, query, body: extraBody } = checked
  const answer = checked.as ?? operation.responseType ?? 'json'
  const url = buildURL(defaults.baseURL, operation.path, { ...defaults.query, ...operation.query, ...query })
  const content = mergeBody(operation.body, extraBody)
  if (content !== undefined && (operation.method === 'GET' || operation.method === 'HEAD')) {
    throw new InvalidArgumentError('body', `cannot go with a ${operation.method} request`)
  }
  const namedType =
    content === undefined ? undefined : (contentTypeOf(headers) ?? contentTypeOf(operation.headers))
  const body = prepareBody(content, namedType)
  const sentHeaders: HeaderMap = { accept: acceptFor(answer), ...defaults.headers }
  if (body.contentType !== undefined) sentHeaders['content-type'] = body.contentType
  if (body.size !== undefined) sentHeaders['content-length'] = String(body.size)
  mergeHeaders(sentHeaders, operation.headers)
  mergeHeaders(sentHeaders, headers)
  // A form cannot be read without its boundary.
  if (
    namedType !== undefined &&
    isForm(body.contentType) &&
    isForm(namedType) &&
    boundaryOf(namedType) === undefined
  )
    sentHeaders['content-type'] = body.contentType as string
  const { method, effect } = operation
  return {
    sent: {
      method,
      url,
      path: pathBelow(defaults.baseURL, url),
      isKnown: operation.path instanceof Path,
      effect,
      hidden: hiddenIn(content, operation.secretFields),
      headers: [sentHeaders],
    },
    headers: sentHeaders,
    takesToken: operation.withoutToken !== true && !namesAuthorization(headers),
    bearer: bearerOf(sentHeaders['authorization']),
    body,
    signal,
    timeout: Math.min(
      timeout ?? Math.max(defaults.timeout, operation.minTimeout ?? 0),
      operation.maxTimeout ?? Number.POSITIVE_INFINITY,
    ),
    deadline: deadline ?? defaults.deadline,
    maxRetries: maxRetries ?? defaults.maxRetries,
    idempotent: operation.idempotent ?? isIdempotent(operation.method),
    acceptsAnyStatus: operation.acceptsAnyStatus === true,
    mayBeEmpty: operation.takesAs === true,
    takesExistOk: operation.takesExistOk === true,
    responseType: answer,
    collect: !raw && isReadAtOnce(answer),
  }
}

function buildURL(base: URL, path: Path | string, query: Query): URL {
  const prefix = `${base.origin}${withoutTrailingSlashes(base.pathname)}/`
  if (path instanceof Path) {
    // A path of ours has no query yet, and can lead nowhere else.
    const text = encodeQuery(query)
    return new URL(prefix + path.build().replace(/^\/+/, '') + (text === '' ? '' : `?${text}`))
  }
  const relative = checkRawPath(path)
  const isAbsolute = /^[a-z][a-z\d+.-]*:/i.test(relative)
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

function hiddenIn(content: unknown, fields: readonly string[] | undefined): string[] {
  if (fields === undefined || !isRecord(content)) return []
  return fields.map((field) => content[field]).filter((value) => typeof value === 'string')
}

function mergeBody(own: unknown, extra: unknown): unknown {
  if (extra === undefined) return own
  if (own === undefined || isRawBody(own) || typeof own !== 'object') return extra
  const isMergeable =
    typeof extra === 'object' && extra !== null && !Array.isArray(extra) && !isRawBody(extra)
  return isMergeable ? { ...own, ...extra } : extra
}

function contentTypeOf(headers: HeadersInput | undefined): string | undefined {
  if (headers === undefined) return undefined
  return headerEntries(headers).findLast(([name]) => name === 'content-type')?.[1] ?? undefined
}

function isForm(contentType: string | undefined): boolean {
  return /^multipart\/form-data\b/i.test(contentType ?? '')
}

/** Null counts too: it asks for a request without any. */
function namesAuthorization(headers: HeadersInput | undefined): boolean {
  return headers !== undefined && headerEntries(headers).some(([name]) => name === 'authorization')
}

function bearerOf(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : /^bearer\s+(\S+)$/i.exec(authorization)?.[1]
}
