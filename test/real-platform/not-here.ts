/** What the real platform cannot serve on a machine without containers, GPUs and the internet, and why. */

/** How an operation is refused there. */
export interface Refusal {
  readonly status: number
  readonly reason: string
}

const NO_RUNTIME = 'deployments run in containers: without a runtime for them the platform changes none'
const NO_DEPLOYMENT = 'there is no deployment, since none can be made'
const NO_CLICKHOUSE =
  'what was recorded of runs is kept in ClickHouse, which the platform starts as a container'

/** By operation. */
export const NOT_HERE: Readonly<Record<string, Refusal>> = {
  'files.filesets.refresh': { status: 400, reason: 'only storage on the internet has a revision to refresh' },
  ...all(422, NO_RUNTIME, [
    'inference.deployment_configs.update',
    'inference.deployment_configs.delete',
    'inference.deployment_configs.versions.delete',
    'inference.deployments.create',
    'inference.deployments.update',
    'inference.deployments.update_status',
    'inference.deployments.delete',
    'inference.deployments.versions.delete',
  ]),
  ...all(404, NO_DEPLOYMENT, [
    'inference.deployments.retrieve',
    'inference.deployments.list_models',
    'inference.deployments.versions.retrieve',
  ]),
  ...all(503, NO_CLICKHOUSE, [
    'evaluations.sessions.list',
    'intake.annotations.create',
    'intake.annotations.delete',
    'intake.annotations.list',
    'intake.annotations.retrieve',
    'intake.evaluator_results.create',
    'intake.evaluator_results.list',
    'intake.evaluator_results.retrieve',
    'intake.ingest.atif.create',
    'intake.ingest.chat_completions.create',
    'intake.ingest.otlp.v1.traces.create',
    'intake.ingest.spans.create',
    'intake.sessions.retrieve',
    'intake.spans.evaluator_results.list',
    'intake.spans.groups.list',
    'intake.spans.list',
    'intake.spans.retrieve',
    'intake.traces.get_metrics',
    'intake.traces.list',
    'intake.traces.retrieve',
  ]),
}

function all(status: number, reason: string, ids: readonly string[]): Record<string, Refusal> {
  return Object.fromEntries(ids.map((id) => [id, { status, reason }]))
}
