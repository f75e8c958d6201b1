// Generated from api/ by npm run generate. Do not edit.

/** What the scopes of the described operations are about: `entities` of `entities:read`. */
export const DESCRIBED_FAMILIES: readonly string[] = [
  'auth',
  'entities',
  'files',
  'guardrails',
  'inference',
  'intake',
  'jobs',
  'models',
  'secrets',
]

/** What those of the operations of plugins are about. */
export const PLUGIN_FAMILIES: readonly string[] = [
  'agent-optimization',
  'agents',
  'anonymizer',
  'auditor',
  'customization',
  'data-designer',
  'evaluator',
  'insights',
  'safe-synthesizer',
]
