// Generated from api/ by npm run generate. Do not edit.

/** The collections of jobs of each plugin, below a workspace. */
export const JOB_COLLECTIONS: Readonly<Record<string, readonly string[]>> = {
  'agent-optimization': ['jobs/run-strategy'],
  agents: [
    'jobs/analyze',
    'jobs/evaluate',
    'jobs/evaluate-suite',
    'jobs/execute',
    'jobs/optimize',
    'jobs/optimize-skills',
    'jobs/package',
  ],
  anonymizer: ['jobs/run'],
  auditor: ['jobs/audit'],
  customization: ['automodel/jobs', 'rl/jobs', 'unsloth/jobs'],
  'data-designer': ['jobs/create', 'jobs/retrieval-generate', 'jobs/retrieval-prepare', 'jobs/retrieval-run'],
  evals: ['agent-evaluate/jobs', 'evaluate/jobs', 'retrieve-eval/jobs'],
  evaluator: ['agent-evaluate/jobs', 'evaluate/jobs', 'retrieve-eval/jobs'],
  garak: ['jobs/audit'],
  'hello-world': ['jobs'],
  insights: ['jobs/analyze-job'],
  'safe-synthesizer': ['jobs'],
}
