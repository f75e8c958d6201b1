/** Why an error came, from what the client holds and from questions that change nothing. */

import {
  APIError,
  APIStatusError,
  AuthError,
  BatchError,
  ConfigError,
  InvalidArgumentError,
  JobFailedError,
  NeMoPlatformError,
  WaitError,
  WaitTimeoutError,
} from '../errors/index.ts'
import { problemOf } from '../errors/problem.ts'
import type { Explanation, KnownCause } from '../types/index.ts'
import { loginAdvice } from './advice.ts'
import { DiagnosticContext, type Target } from './diagnostic-context.ts'
import { type Finding, presented } from './finding.ts'
import { explainNoResponse } from './no-response.ts'
import { limited } from './probe.ts'
import { explainStatus } from './status-errors.ts'
import { tokenEvidence } from './token-evidence.ts'

/** Explains an error. Never fails: what cannot be found out is no evidence. */
export async function explainError(
  target: Target,
  error: unknown,
  signal: AbortSignal | undefined,
): Promise<Explanation> {
  const context = await DiagnosticContext.of(target, limited(signal))
  return presented(await explainOne(context, error), context.token)
}

/** How deep errors are looked for in causes. */
const DEEPEST_CAUSE = 10

async function explainOne(context: DiagnosticContext, error: unknown, depth = 0): Promise<Finding> {
  if (!(error instanceof NeMoPlatformError)) return explainForeign(context, error, depth)
  if (error instanceof BatchError) return explainBatch(context, error, depth)
  if (error instanceof APIStatusError) return explainStatus(context, error)
  if (error instanceof APIError) return explainNoResponse(error)
  if (error instanceof AuthError) return explainAuthError(context, error)
  if (error instanceof WaitError) return explainWait(context, error, depth)
  return explainLocal(error)
}

/** An error of somebody else may carry one of ours. */
async function explainForeign(context: DiagnosticContext, error: unknown, depth: number): Promise<Finding> {
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
    advice: [{ text: 'Look at its message and its stack' }],
  }
}

async function explainBatch(context: DiagnosticContext, error: BatchError, depth: number): Promise<Finding> {
  const counts = `${error.failed.length} of ${error.failed.length + error.succeeded.length} failed`
  const first: unknown = error.failed[0]?.error
  if (first === undefined || depth >= DEEPEST_CAUSE) {
    return local('batch-failed', error, [counts], `Some items of a batch failed: ${counts}.`)
  }
  const inner = await explainOne(context, first, depth + 1)
  return {
    ...inner,
    evidence: [`${counts}; this is about the first`, ...inner.evidence],
    advice: [...inner.advice, ...error.advice],
  }
}

async function explainAuthError(context: DiagnosticContext, error: AuthError): Promise<Finding> {
  const discovery = await context.discovery()
  const evidence = [
    ...(error.oauthError === undefined
      ? []
      : [`the identity provider says ${error.oauthError}: ${error.description ?? 'no more'}`]),
    ...tokenEvidence(context),
    ...(discovery?.issuer === undefined ? [] : [`the identity provider is ${discovery.issuer}`]),
  ]
  const login = error.reason === 'refresh-failed' ? loginAdvice(context, discovery) : []
  return local(error.reason, error, evidence, error.problem, [...error.advice, ...login])
}

/** What ended a wait explains more than that it ended. */
async function explainWait(context: DiagnosticContext, error: WaitError, depth: number): Promise<Finding> {
  if (error instanceof JobFailedError)
    return local('job-failed', error, error.logTail, firstLine(error.problem))
  const isLimit = error instanceof WaitTimeoutError
  if (isLimit && error.cause instanceof NeMoPlatformError && depth < DEEPEST_CAUSE) {
    const inner = await explainOne(context, error.cause, depth + 1)
    return { ...inner, evidence: [firstLine(error.problem), ...inner.evidence] }
  }
  return local(isLimit ? 'wait-timeout' : 'wait-failed', error, error.logTail, firstLine(error.problem))
}

function explainLocal(error: NeMoPlatformError): Finding {
  if (error instanceof ConfigError) {
    const place = [error.path, error.line].filter((part) => part !== undefined).join(':')
    return local('invalid-config', error, place === '' ? [] : [place])
  }
  if (error instanceof InvalidArgumentError) return local('invalid-argument', error, ['nothing was sent'])
  return local('failed', error, [])
}

function local(
  cause: KnownCause,
  error: NeMoPlatformError,
  evidence: readonly string[],
  summary = error.problem,
  advice = error.advice,
): Finding {
  return { cause, confidence: 'certain', summary, evidence, advice }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}

function nameAndMessage(error: unknown): string {
  try {
    return error instanceof Error
      ? `${error.name}: ${problemOf(error)}`
      : `a value of type ${error === null ? 'null' : typeof error}`
  } catch {
    return 'an object that cannot be read'
  }
}
