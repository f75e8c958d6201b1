/** The exit code that an error ends in, and the lines that tell of it. */

import { problemOf } from '../errors/problem.ts'
import {
  APIConnectionError,
  APIError,
  APIResponseValidationError,
  APIStatusError,
  APITimeoutError,
  APIUserAbortError,
  AuthError,
  BatchError,
  type Explanation,
  InvalidArgumentError,
  NeMoPlatformError,
  UnprocessableEntityError,
} from '../index.ts'
import type { Remedy } from '../remedies/index.ts'
import { CancelledError, LocalError, UsageError } from './errors.ts'
import { INTERRUPTED, type IO } from './io.ts'
import { adviceLines } from './output/advice.ts'
import { createStyle, type Style, wantsColour } from './output/style.ts'
import { columnsOf, printable, wrapped, writeText } from './output/terminal.ts'

/** The exit code of a command that failed: 1 local, 2 usage, 3 remote, 130 interrupted. */
export function exitCodeOf(error: unknown, isInterrupted: boolean): number {
  if (isInterrupted || error instanceof CancelledError || error instanceof APIUserAbortError)
    return INTERRUPTED
  if (error instanceof UsageError || error instanceof InvalidArgumentError) return 2
  if (error instanceof BatchError) {
    return error.failed.some(({ error: cause }) => cause instanceof APIError) ? 3 : 1
  }
  // A job that failed and a wait that ended are an answer, and none that the platform refused.
  return error instanceof APIError ? 3 : 1
}

/** How an error is written. */
export interface ReportOptions {
  readonly style: Style
  /** Also request id, status and causes. */
  readonly verbose: boolean
  /** Width of the terminal; undefined where there is none. */
  readonly columns: number | undefined
  /** What was found out about a refusal. */
  readonly explanation?: Explanation | undefined
  /** What is advised where the error itself advises nothing. */
  readonly help?: Remedy | undefined
  /** How the command goes on where it stopped, if it can. */
  readonly resumption?: Remedy | undefined
}

/** Writes the report of an error to standard error. */
export function writeReport(
  error: unknown,
  { stderr, env }: Pick<IO, 'stderr' | 'env'>,
  options: Omit<ReportOptions, 'style' | 'columns'>,
): void {
  const style = createStyle(wantsColour(stderr, env))
  const lines = reportError(error, { ...options, style, columns: columnsOf(stderr) })
  writeText(stderr, `${lines.join('\n')}\n`)
}

/** Whether an error is one that the platform does not explain by itself. */
export function isRefusal(error: unknown): boolean {
  return error instanceof APIStatusError && [401, 403, 409].includes(error.status)
}

/** The lines that tell what happened, why, and what to do. */
export function reportError(
  error: unknown,
  { style, verbose, columns, explanation, help, resumption }: ReportOptions,
): string[] {
  const { label, what, why, advice } = partsOf(error, explanation, resumption)
  const remedies = adviceLines(advice.length === 0 && help !== undefined ? [help] : advice)
  const block = (text: string, indent: number) => indented(text, indent, columns)
  return [
    `${style.red(style.bold(`${label}:`))} ${block(`${label}: ${what}`, 2).slice(label.length + 4)}`,
    ...why.map((line) => block(line, 2)),
    ...(verbose ? [...(explanation?.evidence ?? []), ...detailsOf(error)] : []).map((line) =>
      style.dim(block(line, 2)),
    ),
    ...(remedies.length === 0 ? [] : ['', style.bold('Try:')]),
    ...remedies.map((remedy, index) => `  ${index + 1}. ${block(remedy, 5).trimStart()}`),
  ]
}

interface Parts {
  readonly label: string
  readonly what: string
  readonly why: readonly string[]
  readonly advice: readonly Remedy[]
}

function partsOf(
  error: unknown,
  explanation: Explanation | undefined,
  resumption: Remedy | undefined,
): Parts {
  if (error instanceof BatchError) return partsOfBatch(error, resumption)
  if (error instanceof APIStatusError) {
    const { method, url } = error.request
    return {
      label: labelOf(error.status),
      what: `(${error.status}) ${error.detail}`,
      why: [
        `${method} ${url}`,
        ...issuesOf(error).filter((issue) => issue !== error.detail),
        ...(explanation === undefined ? [] : [inWords(explanation)]),
      ],
      advice: (explanation ?? error).advice,
    }
  }
  if (error instanceof APIError) {
    return { label: labelWithoutStatus(error), what: error.problem, why: [], advice: error.advice }
  }
  if (error instanceof NeMoPlatformError || error instanceof UsageError || error instanceof LocalError) {
    return { label: 'Error', what: problemOf(error), why: [], advice: error.advice }
  }
  return {
    label: 'Unexpected error',
    what: problemOf(error),
    why: [],
    advice: [{ text: 'Run it again with --verbose for the details' }],
  }
}

/** Of many things that failed, so many are told by themselves. */
const MOST_TOLD = 5

/** What failed, and what the first failure says about itself: others as a rule have the same cause. */
function partsOfBatch({ problem, failed, advice }: BatchError, resumption: Remedy | undefined): Parts {
  const [first, ...others] = failed.map(({ error }) => error)
  const told = others.slice(0, MOST_TOLD - 1).map((one) => problemOf(one))
  const rest = others.length - told.length
  return {
    label: 'Error',
    what: problem,
    why: rest > 0 ? [...told, `and ${rest} more`] : told,
    advice: [
      ...(first instanceof NeMoPlatformError ? first.advice : []),
      ...(resumption === undefined ? advice : [resumption]),
    ],
  }
}

function labelOf(status: number): string {
  const known: Readonly<Record<number, string>> = {
    400: 'Bad request',
    401: 'Authentication error',
    403: 'Permission denied',
    404: 'Not found',
    409: 'Conflict',
    429: 'Rate limit exceeded',
  }
  return known[status] ?? (status >= 500 ? 'Server error' : 'API error')
}

function labelWithoutStatus(error: APIError): string {
  if (error instanceof APITimeoutError) return 'Timeout error'
  if (error instanceof APIConnectionError) return 'Connection error'
  return error instanceof APIResponseValidationError ? 'Unexpected answer' : 'API error'
}

function issuesOf(error: APIStatusError): string[] {
  return error instanceof UnprocessableEntityError
    ? error.issues.map(({ path, message }) => `${path}: ${message}`)
    : []
}

/** The cause, with as much doubt as there is. */
function inWords({ summary, confidence }: Explanation): string {
  return { certain: summary, likely: `Most likely: ${summary}`, possible: `Perhaps: ${summary}` }[confidence]
}

function detailsOf(error: unknown): string[] {
  const lines: string[] = []
  if (error instanceof APIError) {
    if (error.status !== undefined) lines.push(`Status: ${error.status}`)
    if (error.requestId !== undefined) lines.push(`Request id: ${error.requestId}`)
  }
  if (error instanceof AuthError) {
    lines.push(`Reason: ${error.reason}`)
    if (error.oauthError !== undefined)
      lines.push(`Identity provider: ${error.oauthError} ${error.description ?? ''}`.trim())
  }
  for (let cause = causeOf(error); cause !== undefined; cause = causeOf(cause))
    lines.push(`Because: ${problemOf(cause)}`)
  return lines
}

function causeOf(error: unknown): Error | undefined {
  return error instanceof Error && error.cause instanceof Error ? error.cause : undefined
}

/** Stands so many columns in, as a whole. What a server says must not steer the terminal. */
function indented(text: string, indent: number, columns: number | undefined): string {
  const safe = printable(text)
  const lines = wrapped(safe, columns === undefined ? undefined : columns - indent)
  return lines.replace(/^/gm, ' '.repeat(indent))
}
