/** A job as a card: its state, and the end of its log. */

import { escapeHTML } from '../html.ts'
import type { RequestOptions } from '../http/request/request-options.ts'
import { printableLine } from '../printable.ts'
import type { PlatformJobLog, PlatformJobStatusResponse, WorkspaceParams } from '../types/index.ts'
import { type Shown, shown } from './shown.ts'

/** Which job, and how much of its log. */
export interface JobCardParams extends WorkspaceParams {
  /** Lines from the end of the log. @default 10 */
  tail?: number | undefined
}

/** `client.jobs`, or the jobs of a plugin. */
export interface ReadableJobs {
  getStatus(
    name: string,
    params: WorkspaceParams,
    options?: RequestOptions,
  ): PromiseLike<PlatformJobStatusResponse>
  getLogs(
    name: string,
    params: WorkspaceParams & { tail: number },
    options?: RequestOptions,
  ): PromiseLike<{ readonly data: readonly PlatformJobLog[] }>
}

const TAIL = 10

/**
 * Makes a card of a job, for the end of a cell.
 *
 * @param jobs - `client.jobs`, or `client.pluginJobs(…)`.
 * @throws NotFoundError if there is no such job.
 *
 * @example
 * ```ts
 * await jobCard(client.jobs, 'nightly')
 * ```
 */
export async function jobCard(
  jobs: ReadableJobs,
  name: string,
  params: JobCardParams = {},
  options?: RequestOptions,
): Promise<Shown> {
  const { tail = TAIL, ...where } = params
  const status = await jobs.getStatus(name, where, options)
  const { data } = await jobs.getLogs(name, { ...where, tail }, options)
  const facts = factsOf(status)
  const lines = data.map(({ message }) => printableLine(message))
  const text = [
    ...facts.map(([label, value]) => `${label.padEnd(8)} ${value}`),
    ...lines.map((line) => `| ${line}`),
  ]
  return shown(text.join('\n'), { 'text/html': asHTML(facts, lines) })
}

type Fact = readonly [label: string, value: string]

function factsOf({ name, status, steps = [], error_details: details }: PlatformJobStatusResponse): Fact[] {
  const problem = details?.['message']
  return [
    ['job', printableLine(name)],
    ['status', status],
    ...steps.map((step): Fact => ['step', printableLine(`${step.name}: ${step.status}`)]),
    ...(typeof problem === 'string' ? [['error', printableLine(problem)] as const] : []),
  ]
}

function asHTML(facts: readonly Fact[], lines: readonly string[]): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th style="text-align:left">${label}</th><td style="text-align:left">${escapeHTML(value)}</td></tr>`,
  )
  const log =
    lines.length === 0
      ? '<small>No log</small>'
      : `<pre style="margin:8px 0;font-family:monospace">${lines.map(escapeHTML).join('\n')}</pre>`
  return `<table>${rows.join('')}</table>${log}`
}
