/** Why an error came, from what the client holds and from questions that change nothing. */

import {
  APIError,
  APIStatusError,
  AuthError,
  AuthenticationError,
  BatchError,
  ConfigError,
  InvalidArgumentError,
  JobFailedError,
  NeMoPlatformError,
  WaitError,
  WaitTimeoutError,
} from '../errors/index.ts'
import type { Explanation } from '../types/index.ts'
import { explainConflict } from './conflicts.ts'
import { DiagnosticContext, type Target } from './diagnostic-context.ts'
import { explainForbidden } from './forbidden.ts'
import { explainNoResponse, isHtml, originOf } from './no-response.ts'
import { limited, withoutSecrets } from './probe.ts'
import { loginRemedies } from './remedies.ts'
import { explainServerError } from './server-errors.ts'
import { explainToken, tokenEvidence } from './unauthorized.ts'

/** Explains an error. Never fails: what cannot be found out is no evidence. */
export async function explainError(
  subject: Target,
  error: unknown,
  signal: AbortSignal | undefined,
): Promise<Explanation> {
  const context = await DiagnosticContext.of(subject, limited(signal))
  return withoutSecrets(await explainOne(context, error), context.token)
}

/** How deep errors are looked for in causes. */
const DEEPEST_CAUSE = 10

async function explainOne(context: DiagnosticContext, error: unknown, depth = 0): Promise<Explanation> {
  if (!(error instanceof NeMoPlatformError)) return explainForeign(context, error, depth)
  if (error instanceof BatchError) return explainBatch(context, error, depth)
  if (error instanceof APIStatusError) return explainStatus(context, error)
  if (error instanceof APIError) return explainNoResponse(error)
  if (error instanceof AuthError) return explainAuthError(context, error)
  return explainLocal(context, error, depth)
}

/** An error of somebody else may carry one of ours. */
async function explainForeign(
  context: DiagnosticContext,
  error: unknown,
  depth: number,
): Promise<Explanation> {
  const cause: unknown = error instanceof Error ? error.cause : undefined
  if (cause instanceof NeMoPlatformError && depth < DEEPEST_CAUSE) {
    const inner = await explainOne(context, cause, depth + 1)
    return { ...inner, evidence: [`it is the cause of: ${nameAndMessage(error)}`, ...inner.evidence] }
  }
  return {
    cause: 'not-ours',
    confidence: 'certain',
    summary: 'This is no error of nemo-platform, so nothing is known about it.',
    evidence: [nameAndMessage(error)],
    remedies: ['Look at its message and its stack'],
  }
}

async function explainBatch(
  context: DiagnosticContext,
  error: BatchError,
  depth: number,
): Promise<Explanation> {
  const counts = `${error.failed.length} of ${error.failed.length + error.succeeded.length} failed`
  const first: unknown = error.failed[0]?.error
  if (first === undefined || depth >= DEEPEST_CAUSE) {
    return local('batch-failed', error, `Some items of a batch failed: ${counts}.`, [counts])
  }
  const inner = await explainOne(context, first, depth + 1)
  return {
    ...inner,
    evidence: [`${counts}; this is about the first`, ...inner.evidence],
    remedies: [...inner.remedies, ...error.remedies],
  }
}

async function explainStatus(context: DiagnosticContext, error: APIStatusError): Promise<Explanation> {
  const request = `${error.request.method} ${error.request.url} → ${error.status}: ${error.detail}`
  if (!belongsTo(context, error)) {
    return {
      cause: 'other-platform',
      confidence: 'certain',
      summary:
        'The error is from another platform than the one of this client: ask the client that it came from.',
      evidence: [request, `this client is for ${context.target.http.baseURL}`],
      remedies: ['Call `auth.explain` of the client that the error came from', ...error.remedies],
    }
  }
  const explanation = await byStatus(context, error)
  return { ...explanation, evidence: [request, ...explanation.evidence] }
}

async function byStatus(context: DiagnosticContext, error: APIStatusError): Promise<Explanation> {
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
    case 409:
      return explainConflict(context, error)
    case 408:
      return certain('timeout', 'The platform waited too long for the request.', [], error.remedies)
    case 413:
      return certain(
        'too-large',
        'The request is larger than the platform, or a proxy, takes.',
        [],
        error.remedies,
      )
    case 422:
      return certain(
        'invalid-request',
        `The request was allowed, but body or query do not fit: ${error.detail}`,
        ['the platform looks at the body only once token, scope and role are right'],
        error.remedies,
      )
    case 429:
      return certain('rate-limited', 'Too many requests in too short a time.', [], error.remedies)
    default:
      return error.status >= 500
        ? explainServerError(context, error)
        : certain('refused', `The platform refused it: ${error.detail}`, [], error.remedies)
  }
}

async function explainUnauthorized(context: DiagnosticContext, error: APIStatusError): Promise<Explanation> {
  const words = { detail: error.detail, isHtml: isHtml(error) }
  const wasWithoutToken = error instanceof AuthenticationError && error.reason === 'missing-token'
  const { answer } = context.token === undefined ? {} : await context.whoamiAnswer()
  if (answer?.status === 200) {
    return {
      cause: wasWithoutToken ? 'missing-token' : 'accepted-now',
      confidence: wasWithoutToken ? 'certain' : 'likely',
      summary: wasWithoutToken
        ? 'The request went without the token that this client has.'
        : 'The platform accepts the token that is at hand now: it was replaced, or the keys were not known yet.',
      evidence: ['GET /apis/auth/authenticate with the token at hand: 200', ...tokenEvidence(context)],
      remedies: wasWithoutToken
        ? ['Do not override the header `Authorization`', 'Repeat the call']
        : ['Repeat the call'],
    }
  }
  if (context.token === undefined && error instanceof AuthenticationError && !wasWithoutToken) {
    return {
      cause: error.reason === 'rejected' ? 'token-rejected' : error.reason,
      confidence: 'possible',
      summary: 'The platform refused a token that this client does not hold (any more).',
      evidence: tokenEvidence(context),
      remedies: [...error.remedies],
    }
  }
  const fault = await explainToken(context, words)
  const asked = answer === undefined ? [] : [`GET /apis/auth/authenticate: ${answer.status} ${answer.words}`]
  if (fault !== undefined) return { ...fault, evidence: [...fault.evidence, ...asked] }
  const discovery = await context.discovery()
  return {
    cause: 'token-rejected',
    confidence: 'possible',
    summary:
      'The platform refused the token, which looks right: a signature or key that it does not know, or an audience that it does not expect.',
    evidence: [...tokenEvidence(context), ...asked, 'only the log of the platform tells which check failed'],
    remedies: [
      ...loginRemedies(context, discovery),
      "Look for the refusal in the platform's log",
      'Compare auth.oidc in the platform config with `iss` and `aud` of the token: nemo auth status',
    ],
  }
}

function explainBadRequest(context: DiagnosticContext, error: APIStatusError): Explanation {
  if (/^Invalid scope/.test(error.detail)) {
    const scopes = (context.scopes ?? []).filter((scope) => scope.includes('.') && !scope.includes(':'))
    return certain(
      'scope-syntax',
      `The token has a scope that is written like a permission, with dots: ${scopes.join(', ') || 'see the answer'}.`,
      tokenEvidence(context),
      [
        'nemo auth login --scope "platform:read platform:write"',
        'Rename the scope at the identity provider: it needs a colon',
      ],
    )
  }
  if (/X-NMP-Principal/i.test(error.detail)) {
    return certain(
      'principal-header',
      'A header X-NMP-Principal-… was sent that is not well-formed.',
      [],
      ['Leave X-NMP-Principal-… out of `defaultHeaders`: the token says who you are'],
    )
  }
  return certain('invalid-request', `The request is malformed: ${error.detail}`, [], error.remedies)
}

async function explainNotFound(context: DiagnosticContext, error: APIStatusError): Promise<Explanation> {
  if (/Access Keys are not enabled/i.test(error.detail)) {
    return certain(
      'access-keys-disabled',
      'Scoped access keys are switched off on this platform.',
      [],
      error.remedies,
    )
  }
  const { needsOf } = await import('./permission.ts')
  const isKnown = needsOf(error.request.method, context.pathOf(error.request.url)) !== undefined
  if (error.status === 405 || (!isKnown && !/not found in|'[^']+' not found/i.test(error.detail))) {
    return {
      cause: 'unknown-path',
      confidence: isKnown ? 'likely' : 'certain',
      summary: `The platform has no ${error.request.method} at this path.`,
      evidence: [
        isKnown
          ? 'the API describes it: this platform may be older, or lack the service'
          : 'the API does not describe it',
      ],
      remedies: [
        'Check path and method',
        `curl ${context.target.http.baseURL.replace(/\/$/, '')}/cluster-info (the version)`,
      ],
    }
  }
  return certain(
    'not-found',
    `There is no such thing: ${error.detail}`,
    ['you may look for it: who may not is told 403'],
    error.remedies,
  )
}

function explainProxy(error: APIStatusError): Explanation {
  return {
    cause: 'proxy-refusal',
    confidence: 'likely',
    summary:
      'The answer is an HTML page: something in front of the platform refused the request, not the platform.',
    evidence: [`content-type: ${error.headers.get('content-type') ?? 'none'}`],
    remedies: [
      'Check the base URL, and what stands in between (gateway, VPN, proxy, login page): nemo config view',
      `Open ${originOf(error.request.url)} in a browser`,
    ],
  }
}

async function explainAuthError(context: DiagnosticContext, error: AuthError): Promise<Explanation> {
  const discovery = await context.discovery()
  const evidence = [
    ...(error.oauthError === undefined
      ? []
      : [`the identity provider says ${error.oauthError}: ${error.description ?? 'no more'}`]),
    ...tokenEvidence(context),
    ...(discovery?.issuer === undefined ? [] : [`the identity provider is ${discovery.issuer}`]),
  ]
  return {
    cause: error.reason,
    confidence: 'certain',
    summary: withoutRemedy(error),
    evidence,
    remedies: [
      ...new Set([
        ...error.remedies,
        ...(error.reason === 'refresh-failed' ? loginRemedies(context, discovery) : []),
      ]),
    ],
  }
}

async function explainLocal(
  context: DiagnosticContext,
  error: NeMoPlatformError,
  depth: number,
): Promise<Explanation> {
  if (error instanceof ConfigError) {
    const place = [error.path, error.line].filter((part) => part !== undefined).join(':')
    return local('invalid-config', error, withoutRemedy(error), place === '' ? [] : [place])
  }
  if (error instanceof InvalidArgumentError)
    return local('invalid-argument', error, withoutRemedy(error), ['nothing was sent'])
  if (error instanceof JobFailedError) return local('job-failed', error, firstLine(error), [...error.logTail])
  if (
    error instanceof WaitTimeoutError &&
    error.cause instanceof NeMoPlatformError &&
    depth < DEEPEST_CAUSE
  ) {
    const inner = await explainOne(context, error.cause, depth + 1)
    return { ...inner, evidence: [firstLine(error), ...inner.evidence] }
  }
  if (error instanceof WaitError) return local('wait-timeout', error, firstLine(error), [...error.logTail])
  return local('failed', error, withoutRemedy(error), [])
}

function local(cause: string, error: NeMoPlatformError, summary: string, evidence: string[]): Explanation {
  return { cause, confidence: 'certain', summary, evidence, remedies: [...error.remedies] }
}

function certain(
  cause: string,
  summary: string,
  evidence: readonly string[],
  remedies: readonly string[],
): Explanation {
  return { cause, confidence: 'certain', summary, evidence: [...evidence], remedies: [...remedies] }
}

function belongsTo({ target: subject }: DiagnosticContext, error: APIStatusError): boolean {
  return originOf(error.request.url) === originOf(subject.http.baseURL)
}

function withoutRemedy({ message, remedies: [first] }: NeMoPlatformError): string {
  if (first === undefined) return message
  for (const ending of [` Try: ${first}`, ` ${first}`]) {
    if (message.endsWith(ending)) return message.slice(0, -ending.length)
  }
  return message
}

function firstLine({ message }: Error): string {
  return message.split('\n', 1)[0] ?? ''
}

function nameAndMessage(error: unknown): string {
  try {
    return error instanceof Error
      ? `${error.name}: ${error.message}`
      : `a value of type ${error === null ? 'null' : typeof error}`
  } catch {
    return 'an object that cannot be read'
  }
}
