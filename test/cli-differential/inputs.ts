/** Files that the lines of plugins name: an agent, a design, specs of jobs, things to upload. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const AGENT = `
llms:
  llm: {_type: openai, api_key: none, base_url: 'http://127.0.0.1:9/v1', model_name: m}
workflow: {_type: chat_completion, llm_name: llm}
`
const COMPUTE = `
description: of a file
resources:
  limits: {cpu: '2'}
`
const EVALUATE = `
metrics:
  - {type: exact-match, reference: '{{item.reference}}', candidate: '{{item.output}}'}
dataset: WS/data#a.jsonl
`
const ANONYMIZE = `
config: {replace: {format_template: '***'}}
data: {source: WS/data#a.csv, text_column: text}
`
const DESIGN = `
columns:
  - {name: id, column_type: sampler, sampler_type: uuid, params: {}}
`
const TRAINING = { lora: { rank: 8 } }

/** Writes them. */
export function writeInputs(folder: string, workspace: string): void {
  const files: Readonly<Record<string, string>> = {
    'agent.yaml': AGENT,
    'compute.yaml': COMPUTE,
    'target.json': JSON.stringify({ type: 'nim', model: 'm' }),
    'audit.yaml': 'config: WS/nobody\ntarget: WS/t\n',
    'evaluate.yaml': EVALUATE,
    'anonymize.yaml': ANONYMIZE,
    'design.yaml': DESIGN,
    'automodel.json': JSON.stringify({
      model: 'WS/weights',
      dataset: { training: 'WS/train' },
      training: TRAINING,
    }),
    'open.json': JSON.stringify({ training: TRAINING }),
    'rl.json': JSON.stringify({
      model: 'WS/weights',
      dataset: 'WS/train',
      training: { type: 'dpo' },
    }),
    'unsloth.json': JSON.stringify({ model: { name: 'WS/weights' }, dataset: { path: 'WS/train' } }),
    'train.jsonl': '{"text": "one"}\n',
    '2024-data.jsonl': '{"text": "two"}\n',
    'weights/config.json': '{}',
    'weights/deep/part.bin': 'weights',
  }
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text.replaceAll('WS', workspace))
  }
}
