/** Why the platform, or something in front of it, failed. */

import type { APIStatusError } from '../errors/index.ts'
import { readServerFailure } from '../errors/server-texts.ts'
import { asRecord } from '../json.ts'
import { checkServer, logIn, type Remedy, repeatCall, restorePolicy } from '../remedies/index.ts'
import type { Confidence, KnownCause } from '../types/index.ts'
import type { DiagnosticContext } from './diagnostic-context.ts'
import type { Finding } from './finding.ts'
import { isHtml } from './no-response.ts'

/** Explains a 5xx. */
export async function explainServerError(
  context: DiagnosticContext,
  error: APIStatusError,
): Promise<Finding> {
  const { status, detail } = error
  const path = context.pathOf(error.request.url)
  const { baseURL } = context.target.http
  const health = await platformHealth(context)
  const make = (
    cause: KnownCause,
    confidence: Confidence,
    summary: string,
    advice: readonly Remedy[],
  ): Finding => ({ cause, confidence, summary, evidence: health.evidence, advice })

  const kind = readServerFailure(detail, error.body)
  if (kind === 'policy-decision-point') {
    return make(
      'policy-decision-point',
      'certain',
      'The platform could not ask its policy decision point (PDP): nobody is allowed anything until it answers.',
      [...restorePolicy(baseURL), repeatCall()],
    )
  }
  // The refusal of an unsigned token is an error of the server at this one path.
  if (status === 500 && context.isUnsigned && path === '/apis/auth/authenticate') {
    return make('unsigned-token-rejected', 'likely', 'The platform takes no unsigned tokens.', [logIn()])
  }
  if (status === 503 && kind === 'not-ready') {
    return make('not-ready', 'certain', 'The platform is starting, or a part of it never got ready.', [
      checkServer(baseURL, 'Wait half a minute, then see which part is missing', '/status'),
      repeatCall(),
    ])
  }
  if (isHtml(error)) {
    return make(
      status === 504 ? 'proxy-timeout' : 'proxy-error',
      'likely',
      status === 504
        ? 'A proxy in front of the platform gave up waiting: the change may have been made all the same.'
        : 'A proxy in front of the platform could not reach it.',
      [
        checkServer(baseURL, 'Check that the platform is up behind the proxy'),
        { text: 'Raise the time limit of the proxy above 40 s' },
        repeatCall('Read what is there, then repeat the call'),
      ],
    )
  }
  if (path.startsWith('/apis/inference-gateway/')) {
    return make('model-server', 'likely', `The model server behind the gateway failed: ${detail}`, [
      LIST_PROVIDERS,
      repeatCall(),
    ])
  }
  if (health.isUp === false) {
    return make(
      'server-unavailable',
      'likely',
      'The platform is up only in part, or not at all.',
      error.advice,
    )
  }
  if (status === 500) {
    const isFiltered = hasFilter(error.request.url)
    return make(
      'server-error',
      isFiltered ? 'possible' : 'likely',
      isFiltered
        ? 'The platform failed at the request: a filter on a field that does not exist does that.'
        : 'The platform failed at the request; its log says why.',
      [...(isFiltered ? [CHECK_FILTER] : []), ...error.advice],
    )
  }
  return make(
    'server-unavailable',
    'likely',
    `The platform, or something in front of it, failed: ${detail}`,
    error.advice,
  )
}

/** What `/status` says of the platform's parts. */
export interface PlatformHealth {
  /** Undefined where the responses do not tell. */
  readonly isUp: boolean | undefined
  /** `healthy`, `degraded` or `unhealthy`; undefined where it did not say. */
  readonly status: string | undefined
  readonly ready: readonly string[]
  readonly notReady: readonly string[]
  readonly evidence: string[]
}

/** Asks how the platform is. Needs no token. */
export async function platformHealth(context: DiagnosticContext): Promise<PlatformHealth> {
  const probed = await context.ask('/status', { withoutToken: true })
  const nothing = { status: undefined, ready: [], notReady: [] }
  if (probed.answer === undefined) {
    return {
      ...nothing,
      isUp: probed.ranOutOfTime ? undefined : false,
      evidence: [`GET /status: ${probed.problem}`],
    }
  }
  const report = probed.answer.status === 200 ? asRecord(probed.answer.json) : undefined
  if (typeof report?.['status'] !== 'string') {
    const isUp = probed.answer.status >= 500 ? false : undefined
    return { ...nothing, isUp, evidence: [`GET /status: ${probed.answer.status} ${probed.answer.detail}`] }
  }
  const services = asRecord(report['services']) ?? {}
  const ready = list(services['ready']).filter((name): name is string => typeof name === 'string')
  const notReady = list(services['not_ready']).map((one) => {
    const { name, message } = asRecord(one) ?? {}
    return `${String(name)}${typeof message === 'string' ? ` (${message})` : ''}`
  })
  const status = report['status']
  return {
    isUp: status === 'healthy' || status === 'degraded' ? true : undefined,
    status,
    ready,
    notReady,
    evidence: [`GET /status: ${status}${notReady.length > 0 ? `; not ready: ${notReady.join(', ')}` : ''}`],
  }
}

const LIST_PROVIDERS: Remedy = {
  text: 'Look at the providers of models',
  call: 'client.inference.providers.list()',
}

const CHECK_FILTER: Remedy = { text: 'Check the names of the fields in `filter`' }

function hasFilter(url: string): boolean {
  return [...new URL(url).searchParams.keys()].some((name) => /^filter(?:\[|$)/.test(name))
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
