// Generated from api/ by npm run generate. Do not edit.

import type { PluginGroupSpec } from '../shared/command-spec.ts'

/** `nemo safe-synthesizer`. */
export const SAFE_SYNTHESIZER: PluginGroupSpec = {
  name: 'safe-synthesizer',
  aliases: [],
  summary: 'Private data sets made synthetic',
  jobs: [
    { plugins: ['safe-synthesizer'], name: 'generate', base: 'jobs', summary: 'Generate synthetic data' },
  ],
  commands: [],
  groups: [],
  plugin: {
    service: 'safe-synthesizer',
    class: 'SafeSynthesizer',
    load: async () => (await import('../../../plugins/safe-synthesizer/index.ts')).SafeSynthesizer,
  },
}
