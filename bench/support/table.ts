/** Prints what was measured as Markdown. */

import type { Column, Report, Verdict } from './bench.ts'
import type { Measurements } from './statistics.ts'

/** A table with a row for each contestant: medians, and ratios to whom all are measured by. */
export function tableOf({ title, measurements, columns }: Report): string {
  const headings = columns.flatMap(({ heading, base }) =>
    base === undefined ? [heading] : [heading, `× ${base}`],
  )
  const rows = measurements.contestants.map((name) => [
    name,
    ...columns.flatMap((column) => cells(measurements, name, column)),
  ])
  return `### ${title}\n\n${markdown([['', ...headings], ...rows])}`
}

/** How far a contestant that should be equal is from 1 in each round. */
export function spreadOf({ measurements, columns }: Report, control: string): string | undefined {
  const parts = columns.flatMap(({ metric, heading, base }) => {
    const ratios = base === undefined ? [] : measurements.ratios(control, metric, base)
    if (ratios.length === 0) return []
    return [`${heading} ${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`]
  })
  return parts.length === 0 ? undefined : parts.join('; ')
}

/** Says so where the control was further off than a tenth: then the rounds do not count. */
export function doubtOf({ measurements, columns }: Report, control: string): string | undefined {
  const off = columns.filter(
    ({ metric, base }) => base !== undefined && measurements.agrees(control, metric, base) === false,
  )
  if (off.length === 0) return undefined
  return `**Repeat these rounds**: the control is off by more than a tenth (${off.map(({ heading }) => heading).join('; ')}).`
}

/** The promises, and whether they hold. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ promise, measured, holds }) => [
    promise,
    measured === undefined ? 'not measured' : String(Number(measured.toFixed(2))),
    holds ? 'holds' : '**missed**',
  ])
  return `### Promises\n\n${markdown([['', 'measured', ''], ...rows])}`
}

function cells(measurements: Measurements, name: string, { metric, digits, base }: Column): string[] {
  const value = measurements.median(name, metric)
  const shown = value === undefined ? '–' : value.toFixed(digits)
  if (base === undefined) return [shown]
  return [shown, measurements.ratio(name, metric, base)?.toFixed(2) ?? '–']
}

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, index) => Math.max(3, ...[head, ...rows].map((row) => row[index]?.length ?? 0)))
  const line = (row: readonly string[]) => {
    const padded = row.map((cell, index) =>
      index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0),
    )
    return `| ${padded.join(' | ')} |`
  }
  const rule = widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}
