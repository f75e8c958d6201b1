/** Why the platform, or something in front of it, failed. */

import type { APIStatusError } from '../errors/index.ts'
import { asRecord } from '../json.ts'
import type { Explanation } from '../types/index.ts'
import type { DiagnosticContext } from './diagnostic-context.ts'

/** Explains a 5xx. */
export async function explainServerError(
  context: DiagnosticContext,
  error: APIStatusError,
): Promise<Explanation> {
  const { status, detail, headers, body } = error
  const base = context.target.http.baseURL.replace(/\/$/, '')
  const health = await platformHealth(context)
  const make = (
    cause: string,
    confidence: Explanation['confidence'],
    summary: string,
    remedies: readonly string[],
  ): Explanation => ({ cause, confidence, summary, evidence: health.evidence, remedies: [...remedies] })

  if (/^Authorization service/i.test(detail)) {
    return make(
      'policy-decision-point',
      'certain',
      'The platform could not ask its policy decision point (PDP): nobody is allowed anything until it answers.',
      [
        `Check that the auth service runs: curl ${base}/status`,
        'Check auth.policy_decision_point_base_url in the platform config, and OPA and its bundles if that is an external one',
        'Repeat the call',
      ],
    )
  }
  if (/unsigned|alg/i.test(detail) && /authenticate/.test(error.request.url)) {
    return make('unsigned-token-rejected', 'likely', 'The platform takes no unsigned tokens.', [
      'nemo auth login',
    ])
  }
  if (status === 503 && /not_ready/.test(detail)) {
    return make('not-ready', 'certain', 'The platform is starting, or a part of it never got ready.', [
      `Wait half a minute, then: curl ${base}/status`,
      'Repeat the call',
    ])
  }
  const isPage =
    /html/i.test(headers.get('content-type') ?? '') || (typeof body === 'string' && /^\s*</.test(body))
  if (isPage) {
    return make(
      status === 504 ? 'proxy-timeout' : 'proxy-error',
      'likely',
      status === 504
        ? 'A proxy in front of the platform gave up waiting: the change may have been made all the same.'
        : 'A proxy in front of the platform could not reach it.',
      [
        `Check that the platform is up behind the proxy: curl ${base}/health/ready`,
        'Raise the time limit of the proxy above 40 s',
        'Read what is there, then repeat the call',
      ],
    )
  }
  if (/\/apis\/inference-gateway\//.test(error.request.url)) {
    return make('model-server', 'likely', `The model server behind the gateway failed: ${detail}`, [
      'Look at the provider: client.inference.providers.list()',
      'Repeat the call',
    ])
  }
  if (health.isUp === false) {
    return make(
      'server-unavailable',
      'likely',
      'The platform is up only in part, or not at all.',
      error.remedies,
    )
  }
  if (status === 500) {
    const isFilter = /[?&]filter/.test(error.request.url)
    return make(
      'server-error',
      isFilter ? 'possible' : 'likely',
      isFilter
        ? 'The platform failed at the request: a filter on a field that does not exist does that.'
        : 'The platform failed at the request; its log says why.',
      [...(isFilter ? ['Check the names of the fields in `filter`'] : []), ...error.remedies],
    )
  }
  return make(
    'server-unavailable',
    'likely',
    `The platform, or something in front of it, failed: ${detail}`,
    error.remedies,
  )
}

/** What `/status` says of the platform's parts. */
export interface PlatformHealth {
  /** Undefined where nobody knows. */
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
    return { ...nothing, isUp, evidence: [`GET /status: ${probed.answer.status} ${probed.answer.words}`] }
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

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
