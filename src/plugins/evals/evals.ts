/** Evaluation, with what is more than one operation: jobs from metrics, a dataset and a target. */

import { InvalidArgumentError } from '../../errors/index.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import { required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/index.ts'
import type { EvaluateInputSpec, EvaluateJob } from '../types/evals.generated.ts'
import { EvalsOperations } from './evals.generated.ts'

/** What is evaluated, how, and what the job is called. */
export interface EvalSubmitParams extends WorkspaceParams, EvaluateInputSpec {
  /** Name of the job. The platform makes one up if it is left out. */
  name?: string | undefined
  description?: string | undefined
  project?: string | undefined
  /** Where its files go: `workspace/fileset#path`. */
  output_location?: string | undefined
}

/** Evaluation: `new Evals(client)`, or `client.use(Evals)`. */
export class Evals extends EvalsOperations {
  /**
   * Starts an evaluation. Metrics are made by functions such as `exactMatch` and `llmJudge`, or named as `workspace/name`; the
   * dataset is a list of rows or a fileset; with a target the rows are asked first.
   *
   * @returns The job: `evals.evaluateJobs.wait(job.name)` waits for it.
   * @throws InvalidArgumentError for what the platform would refuse.
   * @see `POST /apis/evals/v2/workspaces/{workspace}/evaluate/jobs`
   */
  async submit(params: EvalSubmitParams, options?: RequestOptions): Promise<EvaluateJob> {
    const { workspace, name, description, project, output_location, ...spec } = required(params)
    checkSpec(spec)
    return this.evaluateJobs.create({ workspace, name, description, project, output_location, spec }, options)
  }
}

/** What the server would answer with a 422. */
function checkSpec({ metrics, dataset, target, prompt_template: prompt }: EvaluateInputSpec): void {
  if (!Array.isArray(metrics) || metrics.length === 0)
    throw new InvalidArgumentError('metrics', 'must be a list of at least one metric')
  const odd = metrics.find((metric) => typeof metric === 'string' && !/^[\w.-]+(?:\/[\w.-]+)?$/.test(metric))
  if (odd !== undefined)
    throw new InvalidArgumentError('metrics', 'must be metrics, or names like `workspace/name`')
  const isNothing = Array.isArray(dataset)
    ? dataset.length === 0
    : typeof dataset !== 'string' || dataset === ''
  if (isNothing)
    throw new InvalidArgumentError('dataset', 'must be a list of rows, or a fileset like `workspace/name`')
  const isAgent =
    typeof target === 'object' && target !== null && 'format' in target && !('served_model_name' in target)
  if (
    isAgent &&
    /^(?:generic|nemo_agent_toolkit)$/.test(String(target.format)) &&
    (prompt ?? undefined) === undefined
  )
    throw new InvalidArgumentError('prompt_template', 'is missing: an agent is asked with it')
}
