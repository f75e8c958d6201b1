/** What the evaluator makes of the spec of an evaluation, and what it refuses. */

import { isRecord } from '../../json.ts'
import { httpError, internalError } from '../http/responses.ts'
import type { Collection } from '../store/store.ts'
import { keyOf, type State } from '../workspaces/state.ts'
import type { Metric, MetricOutputSpec } from './row-scores.ts'

type Fields = Record<string, unknown>

/** A metric that is kept under a name, as it was given. */
interface StoredMetric {
  readonly workspace: string
  readonly name: string
  readonly bundle: Fields
}

/** Metrics that are kept under a name. */
export function storedMetrics({ settings: { store } }: State): Collection<StoredMetric> {
  return store.collection('evaluator-metric-bundles')
}

/** Settings that only a run with a target has, and those that only one with a model has. */
const ONLINE = ['ignore_request_failure', 'request_timeout', 'max_retries']
const MODEL = ['inference', 'system_prompt', 'reasoning', 'structured_output']

/**
 * Takes the settings of a run only if they fit its target: the platform fails at others, and at a target that is told nothing.
 *
 * @throws HTTPError with 500.
 */
export function checkRun(spec: Fields): void {
  const { target, prompt_template: prompt } = spec
  const params = isRecord(spec['params']) ? Object.keys(spec['params']) : []
  const has = (names: readonly string[]) => params.some((name) => names.includes(name))
  if (!isRecord(target)) {
    if (has([...ONLINE, ...MODEL])) throw internalError()
    return
  }
  const isAgent = target['format'] === 'generic' || target['format'] === 'nemo_agent_toolkit'
  const fits = isAgent ? has(ONLINE) && !has(MODEL) : has([...ONLINE, ...MODEL])
  if (!fits || (prompt ?? undefined) === undefined) throw internalError()
}

/**
 * The metrics of a spec, those that it names among them.
 *
 * @param plugin - What the evaluator is called.
 * @throws HTTPError with 422 for a name that stands for none.
 */
export function metricsOf(
  metrics: unknown,
  workspace: string,
  stored: Pick<Collection<StoredMetric>, 'get'>,
  plugin: string,
): Metric[] {
  if (!Array.isArray(metrics)) return []
  return metrics.map((metric) => {
    if (isRecord(metric)) return metricOf(metric)
    const [own, name] = String(metric).includes('/') ? String(metric).split('/') : [workspace, metric]
    const found = stored.get(keyOf(own as string, String(name)))
    if (found !== undefined) return metricOf(found.bundle)
    throw httpError(
      422,
      `Failed to transform nemo-${plugin} job input to output: Metric reference '${metric}' not found. Ensure a stored ` +
        `metric named '${name}' exists in workspace '${own}', or pass an inline metric instead.`,
    )
  })
}

function metricOf(bundle: Fields): Metric {
  const { payload } = bundle
  const settings = isRecord(payload) && isRecord(payload['metric']) ? payload['metric'] : {}
  return {
    metric_type: String(bundle['metric_type']),
    outputs: (bundle['outputs'] ?? []) as MetricOutputSpec[],
    settings,
  }
}
