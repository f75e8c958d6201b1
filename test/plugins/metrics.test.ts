/** Metrics of the evaluator as bundles, beside what Python's evaluator 0.8.1 makes of the same settings (`record_metrics.py`). */

import { InvalidArgumentError } from 'nemo-platform'
import * as evals from 'nemo-platform/plugins/evals'
import { describe, expect, test } from 'vitest'
import { recordingClient } from '../resources/recording-client.ts'
import recorded from './metric-bundles.json' with { type: 'json' }

/** Builders by the type of their metric. */
const BUILDERS = {
  'exact-match': evals.exactMatch,
  f1: evals.f1,
  bleu: evals.bleu,
  rouge: evals.rouge,
  'string-check': evals.stringCheck,
  'number-check': evals.numberCheck,
  'tool-calling': evals.toolCalling,
  'llm-judge': evals.llmJudge,
  'tunable-rag-evaluator': evals.tunableRagEvaluator,
  remote: evals.remote,
  'nemo-agent-toolkit-remote': evals.agentToolkitRemote,
  gym_reward: evals.gymReward,
  harbor_reward: evals.harborReward,
  'retrieval-ndcg': evals.retrievalNdcg,
  'retrieval-recall': evals.retrievalRecall,
  'retrieval-precision': evals.retrievalPrecision,
  'retrieval-map': evals.retrievalMap,
  answer_accuracy: evals.answerAccuracy,
  agent_goal_accuracy: evals.agentGoalAccuracy,
  context_entity_recall: evals.contextEntityRecall,
  context_precision: evals.contextPrecision,
  context_recall: evals.contextRecall,
  context_relevance: evals.contextRelevance,
  faithfulness: evals.faithfulness,
  noise_sensitivity: evals.noiseSensitivity,
  response_groundedness: evals.responseGroundedness,
  response_relevancy: evals.responseRelevancy,
  topic_adherence: evals.topicAdherence,
  tool_call_accuracy: evals.toolCallAccuracy,
} as const

const ROWS = { metrics: ['ml-team/one'], dataset: [{ a: 1 }] }
const MODEL = { url: 'http://models.test/v1', name: 'm' }
const AGENT = { ...MODEL, format: 'generic', body: {}, response_path: '$.answer' } as const
const JUDGE = { url: 'http://models.test/v1', name: 'judge' }

describe('a bundle is what Python makes of the same settings', () => {
  test('for every metric', () => {
    expect(Object.keys(BUILDERS).sort()).toEqual([...new Set(recorded.map(({ type }) => type))].sort())
  })

  test.each(recorded.map((entry, index) => ({ ...entry, index })))(
    '$type ($index)',
    ({ type, settings, bundle }) => {
      const build = BUILDERS[type as keyof typeof BUILDERS] as (settings: object) => evals.MetricInline

      const ours = build(settings)

      expect(ours.metric_type).toBe(bundle.metric_type)
      expect(ours.outputs).toEqual(bundle.outputs)
      expect(ours.secrets ?? {}).toEqual(bundle.secrets)
      expect({ description: null, labels: {}, ...ours.metadata }).toEqual(bundle.metadata)
      // What is not given, the server fills in as Python does.
      expect(ours.payload).toEqual({ kind: 'inline', metric: { type, ...settings } })
      expect(bundle.payload.metric).toMatchObject(ours.payload.kind === 'inline' ? ours.payload.metric : {})
    },
  )
})

describe('what the server would refuse is found before', () => {
  test.each([
    [
      'epsilon',
      () => evals.numberCheck({ operation: 'absolute difference', left_template: 'a', right_template: 'b' }),
    ],
    [
      'epsilon',
      () => evals.numberCheck({ operation: '==', left_template: 'a', right_template: 'b', epsilon: 1 }),
    ],
    ['k', () => evals.retrievalMap({ k: [] })],
    ['k', () => evals.retrievalNdcg({ k: [1, 1] })],
    ['k', () => evals.retrievalRecall({ k: [0] })],
    ['scores', () => evals.llmJudge({ model: JUDGE, scores: [] })],
    [
      'scores',
      () => evals.llmJudge({ model: JUDGE, scores: [{ name: 'How good?', minimum: 0, maximum: 1 }] }),
    ],
    [
      'scores',
      () =>
        evals.llmJudge({
          model: JUDGE,
          scores: [
            { name: 'a', minimum: 0, maximum: 1 },
            { name: 'a', minimum: 0, maximum: 1 },
          ],
        }),
    ],
    ['model', () => evals.llmJudge({ model: 'judge', scores: [{ name: 'a', minimum: 0, maximum: 1 }] })],
    ['api_key_secret', () => evals.faithfulness({ judge_model: { ...JUDGE, api_key_secret: 'a b' } })],
  ])('%s', (argument, build) => {
    expect(build).toThrow(expect.objectContaining({ constructor: InvalidArgumentError, argument }))
  })

  test.each([
    ['metrics', { metrics: [], dataset: [{ a: 1 }] }],
    ['metrics', { metrics: ['not a name'], dataset: [{ a: 1 }] }],
    ['dataset', { metrics: ['ml-team/one'], dataset: [] }],
    ['dataset', { metrics: ['ml-team/one'], dataset: '' }],
    ['prompt_template', { ...ROWS, target: MODEL }],
    ['prompt_template', { ...ROWS, target: AGENT, prompt_template: null }],
    ['params', { ...ROWS, params: { max_retries: 1 } }],
    ['params', { ...ROWS, params: { inference: { temperature: 0 } } }],
    ['params', { ...ROWS, target: AGENT, prompt_template: 'x', params: { system_prompt: 'Be brief.' } }],
  ])('%s of submit', async (argument, params) => {
    const { client, calls } = recordingClient()

    await expect(client.use(evals.Evals).submit(params)).rejects.toMatchObject({ argument })

    expect(calls).toEqual([])
  })
})

/** By the names of its settings the platform tells a run with a target from one without. */
test.each([
  ['a model', MODEL, undefined, { max_retries: 3 }],
  ['a model, with settings of any run', MODEL, { parallelism: 2 }, { parallelism: 2, max_retries: 3 }],
  ['a model, with settings of its own', MODEL, { inference: { top_p: 1 } }, { inference: { top_p: 1 } }],
  ['an agent', AGENT, { limit_samples: 1 }, { limit_samples: 1, max_retries: 3 }],
  ['an agent, with settings of its own', AGENT, { request_timeout: 5 }, { request_timeout: 5 }],
] as const)('submit says that there is a target: %s', async (_, target, params, sentParams) => {
  const { client, sent } = recordingClient()

  await client.use(evals.Evals).submit({ ...ROWS, target, prompt_template: '{{item.a}}', params })

  expect(sent().at(-1)?.body).toMatchObject({ spec: { target, params: sentParams } })
})

test('submit sends a job', async () => {
  const { client, sent } = recordingClient()
  const metric = evals.exactMatch({ reference: '{{item.answer}}' })

  await client
    .use(evals.Evals)
    .submit({ name: 'one', metrics: [metric, 'ml-team/two'], dataset: 'ml-team/rows' })

  expect(sent().at(-1)).toEqual({
    call: 'POST /apis/evals/v2/workspaces/ws/evaluate/jobs',
    query: '',
    body: { name: 'one', spec: { metrics: [metric, 'ml-team/two'], dataset: 'ml-team/rows' } },
  })
})
