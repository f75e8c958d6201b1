// Generated from api/ by npm run generate. Do not edit.

import type { PluginGroupSpec } from '../shared/command-spec.ts'

/** `nemo agent-optimization`. */
export const AGENT_OPTIMIZATION: PluginGroupSpec = {
  name: 'agent-optimization',
  aliases: [],
  summary: 'Strategies that make agents better',
  jobs: [
    {
      plugins: ['agent-optimization'],
      name: 'run-strategy',
      kind: 'run-strategy',
      base: 'jobs/run-strategy',
      summary: 'Run a strategy of optimization',
    },
  ],
  commands: [
    {
      name: 'list-strategies',
      summary: 'List the strategies that the platform has installed',
      method: 'agent_optimization.list_strategies',
      takesParams: false,
      hasWorkspace: false,
      answer: 'list',
      columns: ['name', 'description'],
      fields: ['name', 'description', 'requires_config', 'title'],
    },
  ],
  groups: [],
  plugin: {
    service: 'agent-optimization',
    class: 'AgentOptimization',
    load: async () => (await import('../../../plugins/agent-optimization/index.ts')).AgentOptimization,
  },
}
