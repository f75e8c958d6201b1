/** Why the platform, or something in front of it, refused a request: by its status, and for each status by what can be found out. */

import type { APIStatusError } from '../errors/index.ts'
import { readBadRequest, readNotFound } from '../errors/server-texts.ts'
import { checkBaseURL, checkServer, openInBrowser, type Remedy } from '../remedies/index.ts'
import type { KnownCause } from '../types/index.ts'
import { explainConflict } from './conflicts.ts'
import type { DiagnosticContext } from './diagnostic-context.ts'
import type { Finding } from './finding.ts'
import { explainForbidden } from './forbidden.ts'
import { isHtml, originOf } from './no-response.ts'
import { dottedScopeFault } from './scopes.ts'
import { explainServerError } from './server-errors.ts'
import { explainUnauthorized } from './unauthorized.ts'

/** Explains an error with a status. */
export async function explainStatus(context: DiagnosticContext, error: APIStatusError): Promise<Finding> {
  const request = `${error.request.method} ${error.request.url} → ${error.status}: ${error.detail}`
  const { baseURL } = context.target.http
  if (originOf(error.request.url) !== originOf(baseURL)) {
    return {
      cause: 'other-platform',
      confidence: 'certain',
      summary:
        'The error is from another platform than the one of this client: ask the client that it came from.',
      evidence: [request, `this client is for ${baseURL}`],
      advice: [{ text: 'Call `auth.explain` of the client that the error came from' }, ...error.advice],
    }
  }
  const finding = await byStatus(context, error)
  return { ...finding, evidence: [request, ...finding.evidence] }
}

async function byStatus(context: DiagnosticContext, error: APIStatusError): Promise<Finding> {
  if (isHtml(error) && error.status < 500) return explainProxy(error)
  switch (error.status) {
    case 400:
      return explainBadRequest(context, error)
    case 401:
      return explainUnauthorized(context, error)
    case 403:
      return explainForbidden(context, error)
    case 404:
    case 405:
      return explainNotFound(context, error)
    case 408:
      return certain('timeout', 'The platform waited too long for the request.', [], error.advice)
    case 409:
      return explainConflict(context, error)
    case 413:
      return certain(
        'too-large',
        'The request is larger than the platform, or a proxy, takes.',
        [],
        error.advice,
      )
    case 422:
      return certain(
        'invalid-request',
        `The request was allowed, but body or query do not fit: ${error.detail}`,
        ['the platform looks at the body only once token, scope and role are right'],
        error.advice,
      )
    case 429:
      return certain('rate-limited', 'Too many requests in too short a time.', [], error.advice)
    default:
      return error.status >= 500
        ? explainServerError(context, error)
        : certain('refused', `The platform refused it: ${error.detail}`, [], error.advice)
  }
}

function explainBadRequest(context: DiagnosticContext, error: APIStatusError): Finding {
  const kind = readBadRequest(error.detail)
  if (kind === 'permission-as-scope') return dottedScopeFault(context)
  if (kind === 'principal-header') {
    return certain(
      'principal-header',
      'A header that says who calls was sent, and is not well-formed.',
      [`the platform said: ${error.detail}`],
      [{ text: 'Leave that header out of `defaultHeaders`: the token says who you are' }],
    )
  }
  return certain('invalid-request', `The request is malformed: ${error.detail}`, [], error.advice)
}

async function explainNotFound(context: DiagnosticContext, error: APIStatusError): Promise<Finding> {
  const kind = readNotFound(error.detail, error.body)
  if (kind === 'access-keys-disabled') {
    return certain(
      'access-keys-disabled',
      'Scoped access keys are switched off on this platform.',
      [],
      error.advice,
    )
  }
  const { needsOf } = await import('./permission.ts')
  const isKnown = needsOf(error.request.method, context.pathOf(error.request.url)) !== undefined
  if (error.status === 405 || (!isKnown && kind === 'other')) {
    return {
      cause: 'unknown-path',
      confidence: isKnown ? 'likely' : 'certain',
      summary: `The platform has no ${error.request.method} at this path.`,
      evidence: [
        isKnown
          ? 'the API describes it: this platform may be older, or lack the service'
          : 'the API does not describe it',
      ],
      advice: [
        { text: 'Check path and method' },
        checkServer(context.target.http.baseURL, 'See which version of the platform runs', '/cluster-info'),
      ],
    }
  }
  return certain(
    'not-found',
    `There is no such thing: ${error.detail}`,
    ['you may look for it: who may not is told 403'],
    error.advice,
  )
}

function explainProxy(error: APIStatusError): Finding {
  return {
    cause: 'proxy-refusal',
    confidence: 'likely',
    summary:
      'The answer is an HTML page: something in front of the platform refused the request, not the platform.',
    evidence: [`content-type: ${error.headers.get('content-type') ?? 'none'}`],
    advice: [
      checkBaseURL('Check the base URL, and what stands in between (gateway, VPN, proxy, login page)'),
      openInBrowser(originOf(error.request.url)),
    ],
  }
}

function certain(
  cause: KnownCause,
  summary: string,
  evidence: readonly string[],
  advice: readonly Remedy[],
): Finding {
  return { cause, confidence: 'certain', summary, evidence, advice }
}
