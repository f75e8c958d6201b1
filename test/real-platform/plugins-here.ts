/** What of plugins the real platform can serve on a machine without containers, GPUs and the internet, and what it needs for that. */

import { exactMatch } from 'nemo-platform/plugins/evals'
import type { Generation } from '../../src/generations.ts'

const ALWAYS = [
  'intake',
  'agents',
  'anonymizer',
  'customization',
  'data-designer',
  'insights',
  'safe-synthesizer',
]

/** The plugins' services. */
export const SERVICES: Readonly<Record<Generation, readonly string[]>> = {
  '0.6': [...ALWAYS, 'auditor', 'evaluator'],
  '0.7': [...ALWAYS, 'agent-optimization', 'auditor', 'evaluator'],
  '0.8': [...ALWAYS, 'agent-optimization', 'evals', 'garak'],
}

/** The workspace that they are called in. */
export const WORKSPACE = 'plugins'

const METRIC = exactMatch({ reference: '{{item.reference}}', candidate: '{{item.output}}' })
const TASKS = { tasks: [`${WORKSPACE}/one`] }

/** Fields of bodies, where any that fits the description would not do. */
export const BODIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'agents.create_sample_agent': { model: `${WORKSPACE}/one` },
  'anonymizer.preview': { config: { replace: { format_template: '***' } } },
  'customization.job_templates.create': { backend: 'automodel', config: { epochs: 1 } },
  'evals.evaluate_live': { dataset: [{ reference: 'a', output: 'a' }], metrics: [METRIC] },
  'evals.metrics.create': { ...METRIC },
  'evals.task_sets.create': TASKS,
  'evals.task_sets.update': TASKS,
  'insights.analysis_runs.create': { default_model: `${WORKSPACE}/one`, fast_model: `${WORKSPACE}/one` },
}

/** How an operation is refused here, and why. */
interface Refusal {
  readonly status: number
  readonly reason: string
}

const NO_RESULT = 'a job of the evaluator makes it, in a container'
const NO_LOG = 'what is deployed without a container writes no log'

/** By operation; the same on every release that has it. */
export const NOT_HERE: Readonly<Record<string, Refusal>> = {
  'agents.deployments.get_logs': { status: 404, reason: NO_LOG },
  'agents.deployments.stream_logs': { status: 404, reason: NO_LOG },
  'anonymizer.preview': { status: 500, reason: 'a model finds what is to be hidden, and none answers' },
  'data_designer.retrieval_preview': { status: 422, reason: 'it needs four models that answer' },
  'evals.agent_results.retrieve': { status: 404, reason: NO_RESULT },
  'evals.agent_results.delete': { status: 404, reason: NO_RESULT },
  'evals.results.retrieve': { status: 404, reason: NO_RESULT },
  'evals.results.delete': { status: 404, reason: NO_RESULT },
  'insights.analysis_runs.create': {
    status: 422,
    reason: 'its job runs in a container, for which there is no profile',
  },
  'insights.analysis_runs.retrieve': { status: 404, reason: 'none can be made' },
  'insights.list': { status: 503, reason: 'what it reads is kept in ClickHouse, which is a container' },
}
