// Generated from api/ by npm run generate. Do not edit.

import type { PluginGroupSpec } from '../shared/command-spec.ts'

/** `nemo anonymizer`. */
export const ANONYMIZER: PluginGroupSpec = {
  name: 'anonymizer',
  aliases: [],
  summary: 'Data sets without what tells who somebody is',
  jobs: [{ plugins: ['anonymizer'], name: 'run', kind: 'run', base: 'jobs/run', summary: 'Anonymize data' }],
  commands: [
    {
      name: 'preview',
      summary: 'Anonymize a few records at once, without a job',
      method: 'anonymizer.preview',
      options: [
        { flag: '--config', kind: 'data', help: 'config' },
        { flag: '--config.detect', kind: 'data', help: 'detect of config' },
        { flag: '--config.detect.entity-labels', kind: 'texts', help: 'entity labels of config.detect' },
        {
          flag: '--config.detect.gliner-threshold',
          kind: 'number',
          help: 'gliner threshold of config.detect',
        },
        {
          flag: '--config.detect.validation-max-entities-per-call',
          kind: 'integer',
          help: 'validation max entities per call of config.detect',
        },
        {
          flag: '--config.detect.validation-excerpt-window-chars',
          kind: 'integer',
          help: 'validation excerpt window chars of config.detect',
        },
        {
          flag: '--config.detect.excluded-entity-labels',
          kind: 'texts',
          help: 'excluded entity labels of config.detect',
        },
        { flag: '--config.replace', kind: 'data', help: 'replace of config' },
        { flag: '--config.rewrite', kind: 'data', help: 'rewrite of config' },
        { flag: '--config.rewrite.privacy-goal', kind: 'data', help: 'privacy goal of config.rewrite' },
        {
          flag: '--config.rewrite.privacy-goal.protect',
          kind: 'text',
          help: 'protect of config.rewrite.privacy-goal',
        },
        {
          flag: '--config.rewrite.privacy-goal.preserve',
          kind: 'text',
          help: 'preserve of config.rewrite.privacy-goal',
        },
        { flag: '--config.rewrite.instructions', kind: 'text', help: 'instructions of config.rewrite' },
        {
          flag: '--config.rewrite.risk-tolerance',
          kind: 'choice',
          choices: ['minimal', 'low', 'moderate', 'high'],
          help: 'risk tolerance of config.rewrite',
        },
        {
          flag: '--config.rewrite.max-repair-iterations',
          kind: 'integer',
          help: 'max repair iterations of config.rewrite',
        },
        {
          flag: '--config.rewrite.strict-entity-protection',
          kind: 'flag',
          help: 'strict entity protection of config.rewrite',
        },
        {
          flag: '--config.rewrite.use-combined-graph',
          kind: 'flag',
          help: 'use combined graph of config.rewrite',
        },
        { flag: '--config.emit-telemetry', kind: 'flag', help: 'emit telemetry of config' },
        { flag: '--data', kind: 'data', help: 'data' },
        { flag: '--data.source', kind: 'text', help: 'source of data' },
        { flag: '--data.text-column', kind: 'text', help: 'text column of data' },
        { flag: '--data.id-column', kind: 'text', help: 'id column of data' },
        { flag: '--data.data-summary', kind: 'text', help: 'data summary of data' },
        { flag: '--model-configs', kind: 'data', help: 'model configs' },
        { flag: '--selected-models', kind: 'data', help: 'selected models' },
        { flag: '--selected-models.detection', kind: 'data', help: 'detection of selected-models' },
        { flag: '--selected-models.replace', kind: 'data', help: 'replace of selected-models' },
        { flag: '--selected-models.rewrite', kind: 'data', help: 'rewrite of selected-models' },
        { flag: '--num-records', kind: 'integer', help: 'num records' },
      ],
      required: ['config', 'data'],
      input: 'fields',
      inputNames: { file: '--spec-file', data: '--spec' },
      takesParams: true,
      hasWorkspace: true,
      answer: 'events',
    },
    {
      name: 'list-entity-labels',
      summary: 'List what can be found in texts',
      method: 'anonymizer.list_entity_labels',
      takesParams: true,
      hasWorkspace: true,
      answer: 'list',
    },
  ],
  groups: [],
  plugin: {
    service: 'anonymizer',
    class: 'Anonymizer',
    load: async () => (await import('../../../plugins/anonymizer/index.ts')).Anonymizer,
  },
}
