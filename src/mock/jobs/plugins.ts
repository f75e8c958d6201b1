/** The plugins that come with a release, and where each of them has collections of jobs. */

import type { Generation } from '../../generations.ts'

/** Plugins by name, each with the places of its collections of jobs below a workspace. */
export type Plugins = Readonly<Record<string, readonly string[]>>

/** What a release brings with all its extras. */
export function releasedPlugins(generation: Generation): Plugins {
  const { auditor = [], evaluator = [], ...others } = FIRST
  const { agents = [], insights: _, ...kept } = others
  const agentJobs = agents.filter((place) => place !== 'jobs/optimize')
  if (generation === '0.6') return FIRST
  const plugins = { ...kept, agents: agentJobs, 'agent-optimization': ['jobs/run-strategy'], insights: [] }
  return generation === '0.7'
    ? { ...plugins, auditor, evaluator }
    : { ...plugins, garak: auditor, evals: evaluator }
}

/** Those of release 0.6.0. */
const FIRST: Plugins = {
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
