/** Which plugins have jobs, and what their commands are called. */

/** Jobs of a kind. */
export interface PluginJob {
  /** The names that the plugin has had, the newest first. */
  readonly plugins: readonly string[]
  /** The command. */
  readonly name: string
  /** The kind, as `client.pluginJobs` knows it; undefined for a plugin whose jobs have no kinds. */
  readonly kind: string | undefined
  /** Where the jobs are below a workspace. */
  readonly base: string
  readonly summary: string
}

/** A plugin with jobs. */
export interface Plugin {
  readonly names: readonly string[]
  readonly summary: string
  readonly jobs: readonly PluginJob[]
}

/** A job as it is written below: command, kind and base where they are not the same, and what it does. */
type Entry = readonly [name: string, summary: string, place?: { kind?: string; base: string }]

function plugin(names: readonly string[], summary: string, entries: readonly Entry[]): Plugin {
  const jobs = entries.map(([name, what, place = { kind: name, base: `jobs/${name}` }]) => ({
    plugins: names,
    name,
    kind: place.kind,
    base: place.base,
    summary: what,
  }))
  return { names, summary, jobs }
}

/** A kind in front of `jobs`. */
function before(kind: string) {
  return { kind, base: `${kind}/jobs` }
}

/** Those of the known releases. */
export const PLUGINS: readonly Plugin[] = [
  plugin(['agents'], 'Jobs with agents', [
    ['analyze', 'Analyse what an evaluation of an agent gave'],
    ['evaluate', 'Evaluate an agent'],
    ['evaluate-suite', 'Evaluate an agent by a suite of evaluations'],
    ['execute', 'Let an agent do something'],
    ['optimize-skills', 'Make the skills of an agent better'],
    ['package-agent', 'Build an image of an agent', { kind: 'package', base: 'jobs/package' }],
  ]),
  plugin(['agent-optimization'], 'Jobs that make agents better', [
    ['run-strategy', 'Run a strategy of optimization'],
  ]),
  plugin(['anonymizer'], 'Jobs that take personal data out of data', [['run', 'Anonymize data']]),
  plugin(['customization'], 'Jobs that customize models', [
    ['automodel', 'Customize a model with AutoModel', before('automodel')],
    ['rl', 'Customize a model by reinforcement learning', before('rl')],
    ['unsloth', 'Customize a model with Unsloth', before('unsloth')],
  ]),
  plugin(['data-designer'], 'Jobs that design data', [
    ['create', 'Create data by a design'],
    ['retrieval-generate', 'Generate data for retrieval'],
    ['retrieval-prepare', 'Prepare data for the training of a retriever'],
    ['retrieval-run', 'Generate data for retrieval, and prepare it'],
  ]),
  plugin(['evals', 'evaluator'], 'Jobs that evaluate models and agents', [
    ['agent-evaluate', 'Evaluate an agent by tasks', before('agent-evaluate')],
    ['evaluate', 'Evaluate data, or a model, by metrics', before('evaluate')],
    ['retrieve-eval', 'Evaluate retrieval', before('retrieve-eval')],
  ]),
  plugin(['garak', 'auditor'], 'Jobs that look for weak spots of models', [['audit', 'Audit a model']]),
  plugin(['insights'], 'Jobs that look into what agents do', [
    ['analyze-job', 'Analyse the sessions of an agent'],
  ]),
  plugin(['safe-synthesizer'], 'Jobs that make synthetic data', [
    ['generate', 'Generate synthetic data', { base: 'jobs' }],
  ]),
]

/** The command of a job: `evals evaluate`. */
export function pathOf({ plugins, name }: PluginJob): string {
  return `${plugins[0]} ${name}`
}
