/** The plugins that come with release 0.6.0, and where each of them has collections of jobs. */

/** Plugins by name, each with the places of its collections of jobs below a workspace. */
export type Plugins = Readonly<Record<string, readonly string[]>>

/** What release 0.6.0 brings with all its extras. */
export const RELEASED_PLUGINS: Plugins = {
  agents: [
    'jobs/evaluate',
    'jobs/execute',
    'jobs/evaluate-suite',
    'jobs/optimize',
    'jobs/optimize-skills',
    'jobs/analyze',
    'jobs/package',
  ],
  anonymizer: ['jobs/run'],
  auditor: ['jobs/audit'],
  customization: ['automodel/jobs', 'rl/jobs', 'unsloth/jobs'],
  'data-designer': ['jobs/create', 'jobs/retrieval-generate', 'jobs/retrieval-prepare', 'jobs/retrieval-run'],
  deployments: [],
  evaluator: ['evaluate/jobs', 'agent-evaluate/jobs', 'retrieve-eval/jobs'],
  'hello-world': ['jobs'],
  insights: ['jobs/analyze-job'],
  'safe-synthesizer': ['jobs'],
  studio: [],
}
