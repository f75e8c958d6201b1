/** Evaluations on the mock platform: scores and files as Python's evaluator 0.8.1 makes them (`record_evaluations.py`). */

import {
  InternalServerError,
  JobFailedError,
  type NeMoPlatform,
  UnprocessableEntityError,
} from 'nemo-platform'
import { type EvalSubmitParams, Evals, exactMatch, llmJudge, numberCheck } from 'nemo-platform/plugins/evals'
import { describe, expect, test } from 'vitest'
import { allOf } from '../helpers/all-of.ts'
import { rejection } from '../helpers/rejection.ts'
import { mockClients } from '../resources/mock-client.ts'
import recorded from './recorded-evaluations.json' with { type: 'json' }

/** What nothing here can compute. */
const NOT_COMPUTED = ['bleu and rouge']

const SOON = { poll_interval: 20 }

type Recorded = (typeof recorded)[number]

async function workspaceOf(profile: '0.6' | '0.8' = '0.8'): Promise<NeMoPlatform> {
  const { clientOf } = mockClients({ profile, auth: { adminEmail: 'admin@example.com' } })
  const client = clientOf('admin@example.com', { baseURL: `http://evaluation-${profile}.test` })
  await client.workspaces.create({ name: 'ml-team' })
  return client
}

async function resultsOf(client: NeMoPlatform, job: string) {
  const { results } = client.use(Evals).evaluateJobs
  const read = async (name: string) => (await results.download(name, { job })).text()
  return {
    'aggregate-scores': JSON.parse(await read('aggregate-scores')),
    'row-scores': (await read('row-scores'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
    'run-metadata': JSON.parse(await read('run-metadata')),
    whole: JSON.parse(await read('evaluation-results')),
  }
}

describe('scores are what the evaluator makes of the same order', () => {
  test.each(recorded.filter(({ name }) => !NOT_COMPUTED.includes(name)))('$name', async (entry: Recorded) => {
    const client = await workspaceOf()
    const evals = client.use(Evals)

    const { name } = await evals.submit(entry.spec as unknown as EvalSubmitParams)

    if (entry.error !== undefined) {
      const error = await rejection(evals.evaluateJobs.wait(name, SOON), JobFailedError)
      expect(error.message).toContain(entry.error.split('\n')[0])
      const lines = await allOf(evals.evaluateJobs.getLogs(name))
      expect(lines.map(({ message }) => message)).toContain(entry.error)
      return
    }
    const job = await evals.evaluateJobs.wait(name, SOON)
    const ours = await resultsOf(client, name)
    expect(job.status_details).toMatchObject({ evaluation: entry.outcome })
    expect(rounded(ours['aggregate-scores'])).toEqual(rounded(entry.results?.['aggregate-scores']))
    expect(ours['row-scores'].map(essential)).toEqual(entry.results?.['row-scores'].map(essential))
    expect(Object.keys(ours['run-metadata'])).toEqual(['run_id', 'started_at'])
    const { per_metric: parts, ...whole } = ours.whole
    expect(whole).toEqual({
      row_scores: ours['row-scores'],
      aggregate_scores: ours['aggregate-scores'],
    })
    expect(Object.keys(parts)).toEqual(Object.keys(entry.whole?.per_metric ?? {}))
  })
})

describe('from a dataset to scores', () => {
  test('a file is uploaded, evaluated, and its scores are read', async () => {
    const client = await workspaceOf()
    const evals = client.use(Evals)
    await client.files.filesets.create({ name: 'capitals' })
    const file = client.files.at('ml-team/capitals#test.jsonl')
    await file.write('{"q": "Paris", "a": "paris"}\n{"q": "Rome", "a": "Milan"}\n')

    const { name } = await evals.submit({
      name: 'capitals-1',
      metrics: [exactMatch({ reference: '{{item.a}}' })],
      dataset: 'ml-team/capitals#test.jsonl',
      target: { url: 'http://models.test/v1', name: 'echo' },
      prompt_template: '{{item.q}}',
    })
    await evals.evaluateJobs.wait(name, SOON)

    const { data } = await evals.evaluateJobs.results.list(name)
    expect(data.map((result) => result.name).sort()).toEqual([
      'aggregate-scores',
      'artifacts',
      'evaluation-results',
      'row-scores',
      'run-metadata',
    ])
    const results = await evals.results.list({ filter: { job_id: name } })
    expect(results.data).toMatchObject([
      {
        name,
        target_kind: 'model',
        target_name: 'echo',
        dataset_ref: 'ml-team/capitals#test.jsonl',
        metric_types: ['exact-match'],
        row_count: 2,
        error_row_count: 0,
        scores: { scores: [{ name: 'exact-match.exact-match', count: 2, mean: 0.5 }] },
      },
    ])
    await evals.results.delete(name)
    expect((await evals.results.list()).data).toEqual([])
  })

  test('a stored metric is applied by its name, and asks for one that is there', async () => {
    const client = await workspaceOf('0.6')
    const evals = client.use(Evals)
    await evals.metrics.create('same', {
      ...exactMatch({ reference: '{{item.a}}', candidate: '{{item.b}}' }),
    })
    const dataset = [{ a: 'x', b: 'X' }]

    const { name } = await evals.submit({ metrics: ['same', 'ml-team/same'], dataset })
    await evals.evaluateJobs.wait(name, SOON)

    const { row_scores } = (await resultsOf(client, name)).whole
    expect(row_scores[0].metrics).toEqual({
      'exact-match': [{ name: 'exact-match', value: 1 }],
      'exact-match_2': [{ name: 'exact-match', value: 1 }],
    })
    await evals.metrics.delete('same')
    await rejection(evals.submit({ metrics: ['same'], dataset }), UnprocessableEntityError)
  })

  test('a judge gives the best that it may give', async () => {
    const client = await workspaceOf()
    const evals = client.use(Evals)
    const judge = llmJudge({
      model: { url: 'http://models.test/v1', name: 'judge' },
      scores: [
        { name: 'quality', minimum: 1, maximum: 5 },
        {
          name: 'tone',
          rubric: [
            { label: 'rude', value: 0 },
            { label: 'kind', value: 2 },
          ],
        },
      ],
    })

    const { name } = await evals.submit({ metrics: [judge], dataset: [{ output: 'Hello' }] })
    await evals.evaluateJobs.wait(name, SOON)

    const { 'aggregate-scores': aggregate, 'row-scores': rows } = await resultsOf(client, name)
    expect(rows[0].metrics['llm-judge']).toEqual([
      { name: 'quality', value: 5 },
      { name: 'tone', value: 2 },
      { name: 'tone.label', value: 'kind' },
    ])
    expect(aggregate.scores).toMatchObject([
      { name: 'llm-judge.quality', mean: 5, score_type: 'range' },
      {
        name: 'llm-judge.tone',
        mean: 2,
        score_type: 'rubric',
        mode_category: 'kind',
        rubric_distribution: [
          { label: 'rude', count: 0 },
          { label: 'kind', count: 1 },
        ],
      },
    ])
  })

  test('a dataset that is not there fails the job', async () => {
    const client = await workspaceOf()
    const evals = client.use(Evals)

    const { name } = await evals.submit({
      metrics: [exactMatch({ reference: '{{item.a}}' })],
      dataset: 'ml-team/nothing',
    })

    const error = await rejection(evals.evaluateJobs.wait(name, SOON), JobFailedError)
    expect(error.message).toContain("Fileset 'nothing' not found in workspace 'ml-team'")
    expect((await evals.evaluateJobs.results.list(name)).data).toEqual([])
  })

  test.each([
    ['0.8', 'error'],
    ['0.6', 'completed'],
  ] as const)('nothing scored: on %s the job ends as %s', async (profile, status) => {
    const client = await workspaceOf(profile)
    const evals = client.use(Evals)
    const metric = numberCheck({ operation: '==', left_template: '{{item.a}}', right_template: '1' })

    const { name } = await evals.submit({ metrics: [metric], dataset: [{ a: 'none' }] })
    await evals.evaluateJobs.wait(name, SOON).catch(() => {})

    expect((await evals.evaluateJobs.getStatus(name)).status).toBe(status)
    expect((await evals.evaluateJobs.results.list(name)).data).toHaveLength(5)
  })
})

describe('a target and the settings of the run have to fit each other', () => {
  const metrics = [exactMatch({ reference: '{{item.a}}' })]
  const dataset = [{ a: 'x' }]
  const model = { url: 'http://models.test/v1', name: 'm' }

  test.each([
    ['a target without settings', { target: model, prompt_template: 'x' }],
    ['a target without a prompt', { target: model, params: { max_retries: 3 } }],
    ['settings of a target without one', { params: { max_retries: 3 } }],
  ])('%s makes the platform fail', async (_, spec) => {
    const client = await workspaceOf()

    await rejection(
      client.use(Evals).evaluateJobs.create({ spec: { metrics, dataset, ...spec } }, { maxRetries: 0 }),
      InternalServerError,
    )
  })
})

describe('evaluated at once', () => {
  const equal = exactMatch({ reference: '{{item.a}}', candidate: '{{item.b}}' })
  const missing = exactMatch({ reference: '{{item.c}}', candidate: '{{item.b}}' })

  test('each metric has its scores, or says what was wrong', async () => {
    const { metrics, output } = await (await workspaceOf())
      .use(Evals)
      .evaluateLive({ dataset: [{ a: 'x', b: 'X' }], metrics: [equal, missing] })

    expect(output).toBeNull()
    expect(metrics).toMatchObject([
      { metric: 'exact-match', scores: [{ name: 'exact-match.exact-match', mean: 1 }], error: null },
      { metric: 'exact-match', scores: [], error: expect.stringContaining("missing_key='c'") },
    ])
  })

  test('a target is asked once', async () => {
    const { metrics, output } = await (await workspaceOf()).use(Evals).evaluateLive({
      dataset: [{ question: 'Paris', a: 'paris' }],
      metrics: [exactMatch({ reference: '{{item.a}}' })],
      target: { url: 'http://models.test/v1', name: 'echo' },
    })

    expect(output).toBe('Paris')
    expect(metrics).toMatchObject([{ scores: [{ mean: 1 }], error: null }])
  })

  test('with no score at all it is refused', async () => {
    const evals = (await workspaceOf()).use(Evals)
    const call = evals.evaluateLive({ dataset: [{ a: 'x', b: 'x' }], metrics: [missing] }, { maxRetries: 0 })

    expect(await rejection(call, InternalServerError)).toMatchObject({ status: 502 })
  })
})

/** Sums in another order differ in the last digit. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part) => (typeof part === 'number' ? Number(part.toPrecision(12)) : part)),
  )
}

/** A row without what a model's server says besides. */
function essential(row: Record<string, unknown>): unknown {
  const { response: _, ...sample } = row['sample'] as Record<string, unknown>
  const requests = (row['requests'] as { request: unknown }[]).map(({ request }) => request)
  return { ...(rounded(row) as object), sample, requests }
}
