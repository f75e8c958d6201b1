/** Statistics over the rows of an evaluation, as the evaluator writes them. */

import { isNumeric, type Metric, type MetricOutput, rubricOf } from './row-scores.ts'

type Fields = Record<string, unknown>

/**
 * One entry per output of a metric that is a number.
 *
 * @param key - What the metric is called in this evaluation: names of scores begin with it.
 * @param rows - What it said of each row.
 */
export function aggregate(metric: Metric, key: string, rows: readonly (readonly MetricOutput[])[]): Fields[] {
  const scores = metric.outputs.filter(isNumeric).map(({ name }): Fields => {
    const values = rows.map((outputs) => Number(outputOf(outputs, name) ?? Number.NaN))
    const known = values.filter((value) => !Number.isNaN(value))
    const base = { name: `${key}.${name}`, ...statistics(known, values.length - known.length) }
    const levels = rubricOf(metric, name)
    if (levels === undefined) return { ...base, ...distribution(known) }
    const labels = rows.map((outputs) => outputOf(outputs, `${name}.label`))
    const counted = levels.map(({ label, value }) => ({
      label,
      description: null,
      value,
      count: labels.filter((found) => found === label).length,
    }))
    const most = Math.max(...counted.map(({ count }) => count))
    const [mode] = counted.filter(({ count }) => count > 0 && count === most).map(({ label }) => label)
    return {
      ...base,
      score_type: 'rubric',
      rubric_distribution: counted,
      mode_category: mode ?? null,
    }
  })
  const [sentences] = scores
  if (metric.metric_type !== 'bleu' || sentences === undefined) return scores
  // The whole text has a value of its own, which is one value.
  const whole = Number(sentences['mean'])
  const one = { ...statistics([whole], 0), median: null }
  return [...scores, { name: `${key}.corpus`, ...one, ...distribution([whole]) }]
}

function outputOf(outputs: readonly MetricOutput[], name: string): unknown {
  return outputs.find((output) => output.name === name)?.value
}

function statistics(values: readonly number[], nan_count: number): Fields {
  const count = values.length
  if (count === 0) return { count, nan_count, ...NOTHING }
  const sum = values.reduce((total, value) => total + value, 0)
  const mean = sum / count
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0)
  const sample = count > 1 ? squares / (count - 1) : null
  return {
    count,
    nan_count,
    sum,
    mean,
    min: Math.min(...values),
    max: Math.max(...values),
    median: percentile(sorted(values), 50),
    std_dev: Math.sqrt(squares / count),
    variance: squares / count,
    sample_std_dev: sample === null ? null : Math.sqrt(sample),
    sample_variance: sample,
  }
}

const NOTHING = {
  sum: null,
  mean: null,
  min: null,
  max: null,
  median: null,
  std_dev: null,
  variance: null,
  sample_std_dev: null,
  sample_variance: null,
}

function distribution(values: readonly number[]): Fields {
  const ordered = sorted(values)
  const percentiles = Object.fromEntries(
    [10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((percent) => [`p${percent}`, percentile(ordered, percent)]),
  )
  return {
    score_type: 'range',
    percentiles: values.length === 0 ? null : percentiles,
    histogram: { bins: binsOf(values) },
  }
}

const BINS = 10

function binsOf(values: readonly number[]): Fields[] {
  if (values.length === 0) return []
  const least = Math.min(...values)
  const most = Math.max(...values)
  if (least === most) return [{ lower_bound: least, upper_bound: most, count: values.length }]
  const width = (most - least) / BINS
  return Array.from({ length: BINS }, (_, index) => {
    const lower = least + index * width
    const upper = least + (index + 1) * width
    const isLast = index === BINS - 1
    const count = values.filter((value) => lower <= value && (isLast ? value <= upper : value < upper)).length
    return { lower_bound: lower, upper_bound: upper, count }
  })
}

function sorted(values: readonly number[]): number[] {
  return values.toSorted((one, other) => one - other)
}

/** Between two neighbours where the rank falls between them. */
function percentile(ordered: readonly number[], percent: number): number {
  const rank = (percent / 100) * (ordered.length + 1) - 1
  const last = ordered.at(-1) ?? 0
  if (rank <= 0) return ordered[0] ?? 0
  if (rank >= ordered.length - 1) return last
  const lower = ordered[Math.floor(rank)] ?? last
  const upper = ordered[Math.floor(rank) + 1] ?? last
  return lower + (rank - Math.floor(rank)) * (upper - lower)
}
