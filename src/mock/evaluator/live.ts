/** Evaluations that are answered at once and kept nowhere: one row, each metric with its scores or with what was wrong. */

import { problemOf } from '../../errors/problem.ts'
import { isRecord } from '../../json.ts'
import { httpError } from '../http/responses.ts'
import type { Upstream } from '../inference/echo-model.ts'
import { type Evaluation, evaluate, keysOf } from './evaluation.ts'
import type { Metric } from './row-scores.ts'

type Fields = Record<string, unknown>

/**
 * Scores one row.
 *
 * @throws HTTPError with 502 where the target does not answer, or no metric has a score.
 */
export async function scoreLive(
  order: Fields,
  metrics: readonly Metric[],
  upstream: Upstream | undefined,
): Promise<Fields> {
  const { dataset, target, prompt_template: prompt } = order
  const rows = (dataset as Fields[]).slice(0, 1)
  const params = isRecord(order['params']) ? order['params'] : {}
  const run = (some: readonly Metric[]) => {
    const tolerant = isRecord(target) ? { ...params, ignore_request_failure: true } : params
    return evaluate(
      { metrics: some, rows, target: isRecord(target) ? target : undefined, prompt, params: tolerant },
      upstream,
    )
  }
  const { output, results } = isRecord(target)
    ? onlineResults(await run(metrics), metrics)
    : { output: null, results: await Promise.all(metrics.map((metric) => offlineResult(metric, run))) }
  if (results.every(({ error }) => error !== null)) {
    throw httpError(502, results.map(({ metric, error }) => `${metric}: ${error}`).join('; '))
  }
  return { output, metrics: results }
}

interface LiveResult {
  metric: string
  scores: readonly Fields[]
  error: string | null
}

/** One metric that fails leaves the others alone. */
async function offlineResult(
  metric: Metric,
  run: (metrics: readonly Metric[]) => Promise<Evaluation>,
): Promise<LiveResult> {
  const name = metric.metric_type
  try {
    const { aggregate_scores } = await run([metric])
    return { metric: name, scores: aggregate_scores.scores, error: null }
  } catch (error) {
    return { metric: name, scores: [], error: problemOf(error) }
  }
}

/** The target is asked once for all metrics. */
function onlineResults({ row_scores: [row = {}], per_metric }: Evaluation, metrics: readonly Metric[]) {
  const sample = row['sample'] as Fields
  const errors = (row['metric_errors'] ?? {}) as Record<string, string>
  if (sample['inference_error'] !== undefined)
    throw httpError(502, `target generation failed: ${sample['inference_error']}`)
  const results = keysOf(metrics).map((key): LiveResult => {
    const { aggregate_scores } = per_metric[key] as Pick<Evaluation, 'aggregate_scores'>
    const error = errors[key] ?? null
    return { metric: key, scores: error === null ? aggregate_scores.scores : [], error }
  })
  return { output: sample['output_text'], results }
}
