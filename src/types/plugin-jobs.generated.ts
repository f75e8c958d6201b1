// Generated from api/ by npm run generate. Do not edit.

/**
 * The plugins that have jobs, with the kinds of them. `evaluator` and `evals` are the same, and `auditor` and
 * `garak`: they were renamed with 0.8, and either name is sent as the connected platform has it.
 */
export interface PluginJobKinds {
  /** @since 0.7 */
  'agent-optimization': 'run-strategy'
  agents: 'analyze' | 'evaluate' | 'evaluate-suite' | 'execute' | 'optimize' | 'optimize-skills' | 'package'
  anonymizer: 'run'
  auditor: 'audit'
  customization: 'automodel' | 'rl' | 'unsloth'
  'data-designer': 'create' | 'retrieval-generate' | 'retrieval-prepare' | 'retrieval-run'
  evals: 'agent-evaluate' | 'evaluate' | 'retrieve-eval'
  evaluator: 'agent-evaluate' | 'evaluate' | 'retrieve-eval'
  garak: 'audit'
  /** Has one kind, without a name. */
  'hello-world': undefined
  insights: 'analyze-job'
  /** Has one kind, without a name. */
  'safe-synthesizer': undefined
}
