// Generated from api/ by npm run generate. Do not edit.

import type { PluginGroup } from '../command-group.ts'

/** The groups of plugins, in the order of the help. */
export const PLUGIN_GROUPS: readonly PluginGroup[] = [
  {
    name: 'evals',
    aliases: ['evaluator'],
    summary: 'Evaluations of models and agents, with metrics, tasks and scores',
    load: async () => (await import('./evals.generated.ts')).EVALS,
    extension: () => import('./evals.ts'),
  },
  {
    name: 'agents',
    aliases: [],
    summary: 'Agents, their deployments, environments and sessions, and jobs with them',
    load: async () => (await import('./agents.generated.ts')).AGENTS,
    extension: () => import('./agents.ts'),
  },
  {
    name: 'agent-optimization',
    aliases: [],
    summary: 'Strategies that make agents better',
    load: async () => (await import('./agent-optimization.generated.ts')).AGENT_OPTIMIZATION,
    extension: () => import('./agent-optimization.ts'),
  },
  {
    name: 'data-designer',
    aliases: [],
    summary: 'Synthetic data sets, by a design or from documents',
    load: async () => (await import('./data-designer.generated.ts')).DATA_DESIGNER,
    extension: () => import('./data-designer.ts'),
  },
  {
    name: 'customization',
    aliases: [],
    summary: 'Training of models, by AutoModel, Unsloth or reinforcement learning',
    load: async () => (await import('./customization.generated.ts')).CUSTOMIZATION,
    extension: () => import('./customization.ts'),
  },
  {
    name: 'garak',
    aliases: ['auditor'],
    summary: 'Audits of models, which look for weak spots',
    load: async () => (await import('./garak.generated.ts')).GARAK,
    extension: () => import('./garak.ts'),
  },
  {
    name: 'insights',
    aliases: [],
    summary: 'Insights into what agents do, and the analyses that find them',
    load: async () => (await import('./insights.generated.ts')).INSIGHTS,
    extension: () => import('./insights.ts'),
  },
  {
    name: 'anonymizer',
    aliases: [],
    summary: 'Data sets without what tells who somebody is',
    load: async () => (await import('./anonymizer.generated.ts')).ANONYMIZER,
  },
  {
    name: 'safe-synthesizer',
    aliases: [],
    summary: 'Private data sets made synthetic',
    load: async () => (await import('./safe-synthesizer.generated.ts')).SAFE_SYNTHESIZER,
  },
]
