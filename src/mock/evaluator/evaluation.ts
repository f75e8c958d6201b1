/** An evaluation: rows asked and scored, and what comes of that, in the shapes that the evaluator writes. */

import { problemOf } from '../../errors/problem.ts'
import { isRecord, parseJson } from '../../json.ts'
import { answerAsEcho, type Upstream } from '../inference/echo-model.ts'
import { aggregate } from './aggregate.ts'
import { isNumeric, type Metric, type MetricOutput, scoreRow } from './row-scores.ts'
import { render } from './templates.ts'

type Fields = Record<string, unknown>

/** What is evaluated, and how. */
export interface EvaluationOrder {
  readonly metrics: readonly Metric[]
  readonly rows: readonly Fields[]
  /** A model or an agent that is asked first. */
  readonly target: Fields | undefined
  readonly prompt: unknown
  /** Settings of the run. */
  readonly params: Fields
}

/** What comes of it. */
export interface Evaluation {
  readonly row_scores: readonly Fields[]
  readonly aggregate_scores: { readonly scores: readonly Fields[] }
  readonly per_metric: Readonly<Record<string, unknown>>
}

/** The counts of an evaluation, and whether it has come to anything. */
export interface Outcome extends Fields {
  readonly total: number
  readonly errored: number
  readonly failed: boolean
  readonly message: string
}

/**
 * Evaluates. What cannot be asked or scored ends it, unless a target's failures are to be ignored.
 *
 * @param upstream - What answers in place of models; without it they say what they are told.
 * @throws Error with the evaluator's words.
 */
export async function evaluate(order: EvaluationOrder, upstream: Upstream | undefined): Promise<Evaluation> {
  const keys = keysOf(order.metrics)
  const limit = Number(order.params['limit_samples'] ?? order.rows.length)
  const rows: Row[] = []
  for (const [index, item] of order.rows.slice(0, limit).entries())
    rows.push(await rowOf(order, keys, index, item, upstream))
  const parts = order.metrics.map((metric, position) => {
    const key = keys[position] as string
    const scores = aggregate(
      metric,
      key,
      rows.map(({ outputs }) => outputs[position] ?? []),
    )
    return { key, scores, rows: rows.map((row) => shown(row, [key], [position])) }
  })
  return {
    row_scores: rows.map((row) => shown(row, keys, [...keys.keys()])),
    aggregate_scores: { scores: parts.flatMap(({ scores }) => scores) },
    per_metric: Object.fromEntries(
      parts.map(({ key, scores, rows: row_scores }) => [key, { row_scores, aggregate_scores: { scores } }]),
    ),
  }
}

/** How many rows have a score. */
export function outcomeOf({ row_scores: rows }: Evaluation): Outcome {
  const total = rows.length
  const errored = rows.filter((row) => row['metric_errors'] !== null).length
  const scored = rows.filter((row) =>
    Object.values(row['metrics'] as Record<string, MetricOutput[]>).some((outputs) =>
      outputs.some(({ value }) => value !== null && value !== NOT_A_NUMBER),
    ),
  ).length
  const failed = total > 0 && scored === 0
  const message = failed
    ? `No usable scores across ${total} rows (${errored} reported errors). See the job logs for the underlying request or metric failures.`
    : `${scored} of ${total} rows scored; ${errored} reported errors.`
  return { unit: 'rows', total, errored, scored, failed, message }
}

interface Row {
  readonly index: number
  readonly item: Fields
  readonly sample: Fields
  readonly requests: readonly Fields[]
  /** What each metric said, in their order. */
  readonly outputs: readonly (readonly MetricOutput[])[]
  /** Why a metric said nothing, likewise. */
  readonly errors: readonly (string | undefined)[]
}

/** How JSON has a number that is none. */
const NOT_A_NUMBER = 'NaN'

async function rowOf(
  { metrics, target, prompt, params }: EvaluationOrder,
  keys: readonly string[],
  index: number,
  item: Fields,
  upstream: Upstream | undefined,
): Promise<Row> {
  const isTolerant = params['ignore_request_failure'] === true
  let asked: Pick<Row, 'sample' | 'requests'>
  try {
    asked =
      target === undefined
        ? { sample: typeof item['output'] === 'string' ? { output_text: item['output'] } : {}, requests: [] }
        : await ask(target, render(prompt ?? questionOf(item), { ...item, item }), params, upstream)
  } catch (error) {
    const message = `Row ${index} failed inference: ${problemOf(error)}`
    if (!isTolerant) throw new Error(`Evaluation failed during sample generation on row ${index}: ${message}`)
    const sample = { output_text: null, response: {}, inference_error: message }
    const errors = metrics.map(() => message)
    return { index, item, sample, requests: [], outputs: metrics.map(noOutputs), errors }
  }
  const scored = metrics.map((metric, position): [MetricOutput[], string | undefined] => {
    try {
      return [scoreRow(metric, { item, sample: asked.sample }), undefined]
    } catch (error) {
      const place = `metric '${keys[position]}' on row ${index}`
      if (isTolerant) return [noOutputs(metric), problemOf(error)]
      throw new Error(`Evaluation failed during metric scoring for ${place}: ${problemOf(error)}`)
    }
  })
  const outputs = scored.map(([said]) => said)
  return { index, item, ...asked, outputs, errors: scored.map(([, error]) => error) }
}

function noOutputs({ outputs }: Metric): MetricOutput[] {
  return outputs.filter(isNumeric).map(({ name }) => ({ name, value: Number.NaN }))
}

/** What is asked where nobody says it: what the row seems to ask. */
function questionOf(item: Fields): unknown {
  if ('messages' in item) return { messages: '{{item.messages}}' }
  const field = ['prompt', 'input', 'question', 'query'].find((name) => name in item)
  if (field === undefined) throw new Error('Unable to infer prompt template from row.')
  return { messages: [{ role: 'user', content: `{{item.${field}}}` }] }
}

/** What the evaluator asks for if it is not told how much. */
const MOST_TOKENS = 4096

async function ask(
  target: Fields,
  rendered: unknown,
  params: Fields,
  upstream: Upstream | undefined,
): Promise<Pick<Row, 'sample' | 'requests'>> {
  const { format } = target
  // What an agent's server wants and gives is its own affair: it is taken to say what it is told.
  if (format === 'generic' || format === 'nemo_agent_toolkit')
    return {
      sample: { output_text: typeof rendered === 'string' ? rendered : JSON.stringify(rendered) },
      requests: [],
    }
  const { inference, system_prompt: system } = params
  const question = isRecord(rendered) ? rendered : { prompt: rendered }
  const messages = withSystem(question['messages'], system)
  const request = {
    model: target['name'],
    ...question,
    ...(messages === undefined ? {} : { messages }),
    max_tokens: MOST_TOKENS,
    ...(isRecord(inference) ? inference : {}),
  }
  const base = String(target['url']).replace(/\/(?:chat\/)?completions\/?$|\/$/, '')
  const answer = await (upstream ?? answerAsEcho)(
    new Request(`${base}/${messages === undefined ? 'completions' : 'chat/completions'}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    }),
  )
  const text = await answer.text()
  const response = parseJson(text)
  if (!answer.ok || !isRecord(response))
    throw new Error(`Error code: ${answer.status} - ${text.slice(0, 1000)}`)
  const [choice] = (response['choices'] ?? []) as Fields[]
  const said = isRecord(choice?.['message']) ? choice['message']['content'] : choice?.['text']
  return { sample: { output_text: said ?? null, response }, requests: [{ request, response }] }
}

/** A system prompt goes before what the messages themselves begin with. */
function withSystem(messages: unknown, system: unknown): unknown[] | undefined {
  if (!Array.isArray(messages)) return undefined
  if (typeof system !== 'string') return messages
  const [first, ...others] = messages
  return isRecord(first) && first['role'] === 'system'
    ? [{ ...first, content: `${system} ${first['content']}` }, ...others]
    : [{ role: 'system', content: system }, ...messages]
}

/** What metrics are called: by their type, and further ones of a type with a number. */
export function keysOf(metrics: readonly Metric[]): string[] {
  const keys: string[] = []
  for (const { metric_type: type } of metrics) {
    let key = type
    for (let number = 2; keys.includes(key); number += 1) key = `${type}_${number}`
    keys.push(key)
  }
  return keys
}

function shown(row: Row, keys: readonly string[], positions: readonly number[]): Fields {
  const { index, item, sample, requests, outputs, errors } = row
  const failed = positions.flatMap((position, place): [string, string][] => {
    const error = errors[position]
    return error === undefined ? [] : [[keys[place] as string, error]]
  })
  const metrics = positions.map((position, place) => [
    keys[place] as string,
    (outputs[position] ?? []).map(({ name, value }) => ({
      name,
      value: Number.isNaN(value) ? NOT_A_NUMBER : value,
    })),
  ])
  return {
    row_index: index,
    item,
    sample,
    metrics: Object.fromEntries(metrics),
    requests,
    metric_errors: failed.length === 0 ? null : Object.fromEntries(failed),
    metric_diagnostics: null,
  }
}
