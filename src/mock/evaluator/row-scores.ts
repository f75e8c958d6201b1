/**
 * What a metric says of one row. Those that only compare texts and numbers are computed as the evaluator computes them; all others
 * (those that ask a model, or that nothing here can compute) give the best that they could give.
 */

import { isRecord } from '../../json.ts'
import { repr } from '../http/python-repr.ts'
import { MissingKeyError, render, textOf, UnknownTemplateError } from './templates.ts'

/** A metric as it is told inline. */
export interface Metric {
  readonly metric_type: string
  readonly outputs: readonly MetricOutputSpec[]
  /** The settings, where they can be read. */
  readonly settings: Readonly<Record<string, unknown>>
}

/** What a metric says that it will say. */
export interface MetricOutputSpec {
  readonly name: string
  readonly value_json_schema: Readonly<Record<string, unknown>>
}

/** One value of a metric for a row; NaN for none. */
export interface MetricOutput {
  readonly name: string
  readonly value: unknown
}

/** A row of a dataset, and what was answered for it. */
export interface ScoredRow {
  readonly item: Readonly<Record<string, unknown>>
  readonly sample: Readonly<Record<string, unknown>>
}

/**
 * Scores a row.
 *
 * @throws Error for what the metric cannot be applied to, with the evaluator's words.
 */
export function scoreRow(metric: Metric, row: ScoredRow): MetricOutput[] {
  const compute = COMPUTED[metric.metric_type]
  if (compute !== undefined) {
    try {
      return [{ name: metric.metric_type, value: compute(operandsOf(metric, row), metric.settings) }]
    } catch (error) {
      if (!(error instanceof UnknownTemplateError)) throw error
    }
  }
  return metric.outputs.map((output) => ({ name: output.name, value: best(metric, output) }))
}

/** Whether an output counts in statistics. */
export function isNumeric({ value_json_schema: { type } }: MetricOutputSpec): boolean {
  return type === 'number' || type === 'integer' || type === 'boolean'
}

/** The levels of a score that has some, as the metric tells them. */
export function rubricOf({ settings }: Metric, name: string): readonly RubricLevel[] | undefined {
  const { rubric } = scoreOf(settings, name)
  return Array.isArray(rubric) ? (rubric as RubricLevel[]) : undefined
}

/** A level of a rubric. */
export interface RubricLevel {
  readonly label: string
  readonly value: number
}

type Operands = readonly [unknown, unknown]

const COMPUTED: Readonly<
  Record<string, (operands: Operands, settings: Readonly<Record<string, unknown>>) => number>
> = {
  'exact-match': ([reference, candidate]) => Number(normalized(candidate) === normalized(reference)),
  f1: ([reference, candidate]) => f1(normalized(candidate), normalized(reference)),
  'string-check': ([left, right], { operation }) => Number(compareTexts(String(operation), left, right)),
  'number-check': ([left, right], { operation, epsilon }) =>
    compareNumbers(String(operation), lastNumber(textOf(left)), lastNumber(textOf(right)), epsilon),
}

/** What is compared: reference and candidate, or left and right. */
function operandsOf(metric: Metric, row: ScoredRow): Operands {
  const { settings, metric_type: type } = metric
  const isCheck = type === 'string-check' || type === 'number-check'
  const [first, second] = isCheck
    ? (['left_template', 'right_template'] as const)
    : (['reference', 'candidate'] as const)
  const [firstName, secondName] = isCheck ? ['left value', 'right value'] : ['reference', 'candidate']
  const one = renderPart(metric, first, row)
  const other =
    isCheck || settings[second] ? renderPart(metric, second, row) : outputTextOf(row, className(type))
  if (type !== 'number-check') {
    for (const [name, value] of [
      [firstName, one],
      [secondName, other],
    ])
      if (typeof value !== 'string') throw new TypeError(`The ${name} must be a string.`)
  }
  return [one, other]
}

function renderPart(metric: Metric, name: string, { item, sample }: ScoredRow): unknown {
  try {
    return render(metric.settings[name], { ...item, ...sample, item, sample })
  } catch (error) {
    if (!(error instanceof MissingKeyError)) throw error
    const keys = (fields: object) => repr(Object.keys(fields).sort())
    throw new Error(
      `${described(metric)} could not render its '${name}' template for this row.\n` +
        `Available item keys=${keys(item)}. \nAvailable sample keys=${keys(sample)}.\n` +
        `Dataset item has missing_key='${error.key}' but the '${name}' template references it.\n` +
        'Supply this field: add it to the dataset, or bind it with a field_mapping. If a field_mapping already binds it, ' +
        'the mapped path did not resolve for this row -- correct the path, since a dataset column of this name does not ' +
        'satisfy a binding that misses.',
      { cause: error },
    )
  }
}

function outputTextOf({ sample }: ScoredRow, name: string): unknown {
  const { output_text: text } = sample
  if (text === undefined || text === null) {
    throw new Error(
      `${name} has missing \`candidate\` field.\n` +
        `For offline evaluation, \`candidate=...\` field is required when constructing ${name}.\n` +
        'For online evaluation, this usually means the evaluated model produced no output.',
    )
  }
  return text
}

const CLASSES: Readonly<Record<string, readonly [name: string, ...fields: string[]]>> = {
  'exact-match': ['ExactMatchMetric', 'reference', 'candidate'],
  f1: ['F1Metric', 'reference', 'candidate'],
  'string-check': ['StringCheckMetric', 'operation', 'left_template', 'right_template'],
  'number-check': ['NumberCheckMetric', 'operation', 'left_template', 'right_template', 'epsilon'],
}

function className(type: string): string {
  return CLASSES[type]?.[0] ?? type
}

/** A metric as the evaluator shows it in errors. */
function described({ metric_type: type, settings }: Metric): string {
  const [name, ...fields] = CLASSES[type] ?? [type]
  return `${name}(${fields.map((field) => `${field}=${repr(settings[field])}`).join(', ')})`
}

function normalized(value: unknown): string {
  return String(value)
    .toLowerCase()
    .replace(/[!-/:-@[-`{-~]/g, '')
    .replace(/(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu, ' ')
    .trim()
    .replace(/\s+/g, ' ')
}

function f1(candidate: string, reference: string): number {
  const wordsOf = (text: string) => (text === '' ? [] : text.split(' '))
  const said = wordsOf(candidate)
  const wanted = wordsOf(reference)
  if (said.length === 0 || wanted.length === 0) return Number(said.length === wanted.length)
  const open = new Map<string, number>()
  for (const word of wanted) open.set(word, (open.get(word) ?? 0) + 1)
  let same = 0
  for (const word of said) {
    const left = open.get(word) ?? 0
    if (left > 0) same += 1
    open.set(word, left - 1)
  }
  if (same === 0) return 0
  const precision = same / said.length
  const recall = same / wanted.length
  return (2 * precision * recall) / (precision + recall)
}

function compareTexts(operation: string, left: unknown, right: unknown): boolean {
  const [one, other] = [String(left), String(right)]
  switch (operation) {
    case 'equals':
    case '==':
      return one === other
    case '!=':
    case '<>':
    case 'not equals':
      return one !== other
    case 'contains':
      return one.includes(other)
    case 'not contains':
      return !one.includes(other)
    case 'startswith':
      return one.startsWith(other)
    case 'endswith':
      return one.endsWith(other)
    default:
      throw new Error(`Unsupported operation: ${operation}`)
  }
}

/** The last number of a text; NaN for none. */
function lastNumber(text: string): number {
  const last = text.match(/[+-]?[.\d]*\d/g)?.at(-1)
  return last === undefined || last.split('.').length > 2 ? Number.NaN : Number(last)
}

function compareNumbers(operation: string, left: number, right: number, epsilon: unknown): number {
  if (Number.isNaN(left) || Number.isNaN(right)) return Number.NaN
  switch (operation) {
    case 'equals':
    case '==':
      return Number(left === right)
    case '!=':
    case '<>':
    case 'not equals':
      return Number(left !== right)
    case '>=':
    case 'gte':
    case 'greater than or equal':
      return Number(left >= right)
    case '>':
    case 'gt':
    case 'greater than':
      return Number(left > right)
    case '<=':
    case 'lte':
    case 'less than or equal':
      return Number(left <= right)
    case '<':
    case 'lt':
    case 'less than':
      return Number(left < right)
    case 'absolute difference':
      return Number(Math.abs(left - right) <= Number(epsilon))
    default:
      throw new Error(`Unsupported operation: ${operation}`)
  }
}

/** The best value that an output can have. */
function best(metric: Metric, { name, value_json_schema: { type } }: MetricOutputSpec): unknown {
  const label = name.replace(/\.label$/, '')
  const levels = rubricOf(metric, label)?.toSorted((one, other) => other.value - one.value)
  if (type === 'string') return levels?.[0]?.label ?? 'good'
  if (type === 'boolean') return true
  if (type !== 'number' && type !== 'integer') return null
  const { maximum } = scoreOf(metric.settings, name)
  if (typeof maximum === 'number') return maximum
  return levels?.[0]?.value ?? (metric.metric_type === 'bleu' ? 100 : 1)
}

/** What a metric of several scores tells of one of them. */
function scoreOf({ scores }: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  const found = Array.isArray(scores) ? scores.find((score) => isRecord(score) && score['name'] === name) : {}
  return isRecord(found) ? found : {}
}
