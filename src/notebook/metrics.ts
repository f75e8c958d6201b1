/** Metrics as a plot. */

import { NeMoPlatformError } from '../errors/index.ts'
import type { EvaluationResponse } from '../types/index.ts'
import { type Shown, shown } from './shown.ts'

/** A number that was measured. */
export interface Metric {
  /** What was measured, for instance `accuracy`. */
  readonly metric: string
  readonly value: number
  /** Of what: the bars of one series have one colour. */
  readonly series?: string | undefined
}

/** How a plot looks. */
export interface PlotOptions {
  /** @default 640 */
  width?: number | undefined
  /** What stands above it. */
  title?: string | undefined
}

/** Of the plotting library what is used here; its own declarations would need the DOM. */
interface PlotLibrary {
  plot(options: object): { readonly outerHTML: string }
  barX(data: readonly Metric[], options: object): object
  text(data: readonly Metric[], options: object): object
  ruleX(data: readonly number[]): object
}

interface DOMLibrary {
  parseHTML(text: string): { readonly document: object }
}

const WIDTH = 640
const SVG = 'http://www.w3.org/2000/svg'

/** The mean scores of evaluations, by evaluator; evaluations without scores give none. */
export function metricsOf(
  evaluations: Iterable<Pick<EvaluationResponse, 'name' | 'aggregate_scores'>>,
): Metric[] {
  return [...evaluations].flatMap(({ name, aggregate_scores: scores }) =>
    Object.entries(scores ?? {}).flatMap(([metric, { mean }]) =>
      typeof mean === 'number' ? [{ series: name, metric, value: mean }] : [],
    ),
  )
}

/**
 * Draws metrics as bars, one colour for each series. Needs the packages `@observablehq/plot` and `linkedom`, which are optional.
 *
 * @returns What the end of a cell shows: the plot, and in a terminal a table.
 * @throws NeMoPlatformError if one of the packages is missing.
 *
 * @example
 * ```ts
 * await metricsPlot([{ series: 'llama', metric: 'accuracy', value: 0.81 }])
 * await metricsPlot(metricsOf(await client.evaluations.list().all()))
 * ```
 */
export async function metricsPlot(metrics: readonly Metric[], options: PlotOptions = {}): Promise<Shown> {
  const rows = metrics.map((metric) => ({ ...metric, series: metric.series ?? '' }))
  return shown(asText(rows), { 'image/svg+xml': await asSVG(rows, options) })
}

type Row = Metric & { readonly series: string }

async function asSVG(rows: readonly Row[], { width = WIDTH, title }: PlotOptions): Promise<string> {
  const [{ plot, barX, text, ruleX }, { parseHTML }] = await loadLibraries()
  const hasSeries = rows.some(({ series }) => series !== '')
  const bar = { x: 'value', y: hasSeries ? 'series' : 'metric', ...(hasSeries && { fy: 'metric' }) }
  const drawn = plot({
    document: parseHTML('<html></html>').document,
    width,
    marginLeft: 120,
    marginRight: 60,
    // One of its own has a colour that dark and light notebooks both show.
    style: { background: 'white', color: 'black', fontFamily: 'sans-serif' },
    x: { label: title ?? null, grid: true },
    y: { label: null },
    fy: { label: null },
    color: { scheme: 'Tableau10' },
    marks: [
      barX(rows, { ...bar, fill: hasSeries ? 'series' : '#59a14f' }),
      text(rows, { ...bar, text: (row: Row) => format(row.value), textAnchor: 'start', dx: 4 }),
      ruleX([0]),
    ],
  })
  return drawn.outerHTML.replace(/^<svg(?![^>]* xmlns=)/, `<svg xmlns="${SVG}"`)
}

function asText(rows: readonly Row[]): string {
  const label = ({ series, metric }: Row) => (series === '' ? metric : `${series}, ${metric}`)
  const width = Math.max(0, ...rows.map((row) => label(row).length))
  return rows.map((row) => `${label(row).padEnd(width)}  ${format(row.value)}`).join('\n')
}

function format(value: number): string {
  return Number.isInteger(value) ? `${value}` : value.toPrecision(3)
}

async function loadLibraries(): Promise<[PlotLibrary, DOMLibrary]> {
  let name = '@observablehq/plot'
  let cause: unknown
  // Bundlers take an import within `try` as one that may fail.
  try {
    const plots: Partial<PlotLibrary> = await import('@observablehq/plot')
    name = plots.plot === undefined ? name : 'linkedom'
    const documents: Partial<DOMLibrary> = await import('linkedom')
    // There is none where a bundler was told to put nothing in place of the package.
    if (plots.plot !== undefined && documents.parseHTML !== undefined)
      return [plots as PlotLibrary, documents as DOMLibrary]
  } catch (error) {
    cause = error
  }
  throw new NeMoPlatformError(`The package \`${name}\`, which plots want, cannot be loaded.`, {
    code: 'package/missing',
    cause,
    remedies: [{ text: 'Install what plots want', command: 'npm install @observablehq/plot linkedom' }],
  })
}
