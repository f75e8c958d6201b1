/** Jobs of the evaluator: what they will have come to once their time is over. */

import { problemOf } from '../../errors/problem.ts'
import type { Generation } from '../../generations.ts'
import { isRecord } from '../../json.ts'
import type { JobOutcome, JobRecord } from '../jobs/job-records.ts'
import { timestamp } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { keyOf, type State } from '../workspaces/state.ts'
import { readDataset } from './dataset.ts'
import { type Evaluation, evaluate, type Outcome, outcomeOf } from './evaluation.ts'
import { checkRun, metricsOf, storedMetrics } from './orders.ts'
import type { Metric } from './row-scores.ts'

type Fields = Record<string, unknown>

/** Where the records of evaluations are kept, below the evaluator's own. */
export const EVAL_RESULTS = 'eval-results'

/** An evaluation that has been made, before there is a job that leaves it behind. */
export type Prepared = (job: JobRecord) => Promise<JobOutcome>

/**
 * Evaluates what a job is told to evaluate.
 *
 * @param plugin - What the evaluator is called.
 * @returns What makes the outcome for the job.
 * @throws HTTPError for what the platform would refuse before there is a job.
 */
export async function prepareEvaluation(
  spec: Fields,
  workspace: string,
  state: State,
  plugin: string,
): Promise<Prepared> {
  checkRun(spec)
  const metrics = metricsOf(spec['metrics'], workspace, storedMetrics(state), plugin)
  const { generation } = state.settings.profile
  try {
    const evaluation = await evaluate(
      {
        metrics,
        rows: await readDataset(spec['dataset'], workspace, state),
        target: isRecord(spec['target']) ? spec['target'] : undefined,
        prompt: spec['prompt_template'],
        params: isRecord(spec['params']) ? spec['params'] : {},
      },
      state.settings.upstream,
    )
    return (job) => outcomeFor(job, evaluation, spec, metrics, state, generation)
  } catch (error) {
    const message = problemOf(error)
    return async () => ({ error: message, lines: [message], status: {}, results: [], entries: [] })
  }
}

async function outcomeFor(
  job: JobRecord,
  evaluation: Evaluation,
  spec: Fields,
  metrics: readonly Metric[],
  state: State,
  generation: Generation,
): Promise<JobOutcome> {
  const outcome = outcomeOf(evaluation)
  const files = filesOf(job, evaluation)
  const results = await Promise.all(
    Object.entries(RESULTS).map(async ([name, paths]) => {
      const own = `results/${job.attempt_id}/${name}`
      const fileset = state.filesets.require(job.workspace, job.fileset)
      const isFolder = paths.length > 1
      for (const path of paths) {
        const place = isFolder ? `${own}/${path}` : own
        await state.filesets.write(fileset, place, new Blob([files[path] ?? '']).stream())
      }
      return {
        name,
        artifact_url: `fileset://${job.workspace}/${job.fileset}#${own}`,
        artifact_storage_type: 'fileset',
      }
    }),
  )
  // Up to 0.6 a run in which nothing was scored was as good as any.
  const counts = generation >= '0.7'
  return {
    error: counts && outcome.failed ? outcome.message : null,
    lines: [outcome.message],
    status: counts ? { evaluation: outcome } : {},
    results,
    entries: [
      {
        collection: `${job.source}/${EVAL_RESULTS}`,
        key: keyOf(job.workspace, job.name),
        entry: recordOf(job, evaluation, outcome, spec, metrics, results[0]?.artifact_url, counts),
      },
    ],
  }
}

/** Results by name, with what is in them; several files are a folder. */
const RESULTS: Readonly<Record<string, readonly string[]>> = {
  'evaluation-results': ['evaluation-results.json'],
  'aggregate-scores': ['aggregate-scores.json'],
  'row-scores': ['row-scores.jsonl'],
  'run-metadata': ['run-metadata.json'],
  artifacts: ['aggregate-scores.json', 'row-scores.jsonl', 'run-metadata.json'],
}

function filesOf(job: JobRecord, evaluation: Evaluation): Readonly<Record<string, string>> {
  const run = { run_id: job.name, started_at: new Date().toISOString().replace('Z', '000+00:00') }
  return {
    'evaluation-results.json': JSON.stringify(evaluation, null, 2),
    'aggregate-scores.json': JSON.stringify(evaluation.aggregate_scores, null, 2),
    'row-scores.jsonl': evaluation.row_scores.map((row) => `${JSON.stringify(row)}\n`).join(''),
    'run-metadata.json': JSON.stringify(run, null, 2),
  }
}

/** The record that is kept of an evaluation, to be found by what was evaluated. */
function recordOf(
  { name, workspace, project }: JobRecord,
  { aggregate_scores }: Evaluation,
  { total, errored }: Outcome,
  { target, dataset }: Fields,
  metrics: readonly Metric[],
  bundle: string | undefined,
  counts: boolean,
): Fields & { workspace: string } {
  const { format, name: target_name = null, url = null } = isRecord(target) ? target : {}
  const isAgent = format === 'generic' || format === 'nemo_agent_toolkit'
  return {
    id: newId('evaluate-result'),
    name,
    workspace,
    project,
    job_id: name,
    target_kind: isRecord(target) ? (isAgent ? 'agent' : 'model') : null,
    target_name,
    target_url: url,
    scores: aggregate_scores,
    bundle_ref: bundle ?? '',
    created_at: timestamp(),
    updated_at: timestamp(),
    dataset_ref: typeof dataset === 'string' ? dataset : null,
    metric_types: metrics.map(({ metric_type }) => metric_type),
    ...(counts ? { row_count: total, error_row_count: errored } : {}),
  }
}
