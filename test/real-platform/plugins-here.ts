/** What of plugins the real platform can serve on a machine without containers, GPUs and the internet, and what it needs for that. */

import type { Generation } from '../../src/generations.ts'

const SINCE_0_7 = ['agents', 'anonymizer', 'customization', 'data-designer', 'insights', 'safe-synthesizer']

/** The plugins' services. */
export const SERVICES: Readonly<Record<Generation, readonly string[]>> = {
  '0.6': [...SINCE_0_7, 'auditor', 'evaluator'],
  '0.7': [...SINCE_0_7, 'agent-optimization', 'auditor', 'evaluator'],
  '0.8': [...SINCE_0_7, 'agent-optimization', 'evals', 'garak'],
}

/** Fields of bodies, where any that fits the description would not do. */
export const BODIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'customization.job_templates.create': { backend: 'automodel', config: { epochs: 1 } },
  'evals.evaluate_live': {
    dataset: [{ reference: 'a', output: 'a' }],
    metrics: [
      {
        metric_type: 'exact-match',
        outputs: [{ name: 'score', value_json_schema: { type: 'number' } }],
        payload: { kind: 'inline', metric: { type: 'exact-match', reference: '{{item.reference}}' } },
      },
    ],
  },
}

/** How an operation is refused here, and why. */
interface Refusal {
  readonly status: number
  readonly reason: string
}

/** By release and operation. */
export const NOT_HERE: Readonly<Partial<Record<Generation, Readonly<Record<string, Refusal>>>>> = {}
