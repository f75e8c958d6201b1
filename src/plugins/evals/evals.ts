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
    const run = paramsFor(spec)
    return this.evaluateJobs.create(
      {
        workspace,
        name,
        description,
        project,
        output_location,
        spec: run === undefined ? spec : { ...spec, params: run },
      },
      options,
    )
  }
}

/** What the server would refuse. */
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
  if (isThere(target) && !isThere(prompt))
    throw new InvalidArgumentError('prompt_template', 'is missing: the target is asked with it')
}

/** Settings that only a run with a target has, and those that only one with a model has. */
const ONLINE = ['ignore_request_failure', 'request_timeout', 'max_retries']
const MODEL = ['inference', 'system_prompt', 'reasoning', 'structured_output']

/**
 * The settings of a run, as the platform tells them apart: by their names. One with a target that names none of its own would be taken
 * for one without, and the platform fails at that with a 500 that says nothing.
 */
function paramsFor({ target, params }: EvaluateInputSpec): EvaluateInputSpec['params'] {
  const given = Object.entries(params ?? {}).filter(([, value]) => value !== undefined)
  const taken = given.map(([name]) => name)
  const unfit = taken.filter((name) =>
    isThere(target) ? isAgent(target) && MODEL.includes(name) : [...ONLINE, ...MODEL].includes(name),
  )
  if (unfit.length > 0) {
    const who = isThere(target) ? 'an agent has' : 'an evaluation without a target has'
    throw new InvalidArgumentError('params', `must not hold ${unfit.join(', ')}: ${who} no such setting`)
  }
  if (!isThere(target) || taken.some((name) => [...ONLINE, ...MODEL].includes(name))) return params
  return { ...params, max_retries: DEFAULT_RETRIES }
}

/** What the evaluator does where it is not told. */
const DEFAULT_RETRIES = 3

function isAgent(target: NonNullable<EvaluateInputSpec['target']>): boolean {
  return 'format' in target && (target.format === 'generic' || target.format === 'nemo_agent_toolkit')
}

function isThere<Value>(value: Value): value is NonNullable<Value> {
  return value !== undefined && value !== null
}
