/** Options that every call takes as its last argument. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { holdsNames, type Query } from './query.ts'

/** Headers in any of the usual forms; null or undefined as a value leaves a default header out. */
export type HeadersInput =
  | Headers
  | Iterable<readonly [string, string]>
  | Readonly<Record<string, string | null | undefined>>

/** Options of one call. */
export interface RequestOptions {
  /** Ends the call, also while it waits for a retry or reads the answer. */
  signal?: AbortSignal | undefined
  /**
   * Longest wait for the headers of one attempt, and then the longest silence of a body, in ms. `Infinity` waits for
   * ever.
   * @default the client's `timeout`
   */
  timeout?: number | undefined
  /**
   * Longest time of the whole call in ms, all attempts and waits included. It ends with the answer: a stream or an unread body
   * that has begun is not limited by it.
   * @default the client's `deadline`
   */
  deadline?: number | undefined
  /** How often a failed attempt is repeated. @default the client's `maxRetries` */
  maxRetries?: number | undefined
  /** Headers over those of client and method; null leaves one out. */
  headers?: HeadersInput | undefined
  /** Query parameters over those of the method. */
  query?: Query | undefined
  /** Fields over those of the method's JSON body. */
  body?: unknown
}

/** What a call makes of its answer: its JSON, its text, its bytes, or a stream of its events. */
export type AnswerAs = 'json' | 'text' | 'blob' | 'stream'

/** Options of a call by path. */
export interface RawRequestOptions extends RequestOptions {
  /**
   * What the answer is read as; `stream` for server-sent events and for JSON line by line.
   * @default 'json'
   */
  as?: AnswerAs | undefined
}

const NAMES = new Set(['signal', 'timeout', 'deadline', 'maxRetries', 'headers', 'query', 'body'])
const RAW_NAMES: ReadonlySet<string> = new Set(['as'])
const ANSWERS: readonly unknown[] = ['json', 'text', 'blob', 'stream'] satisfies AnswerAs[]
const NONE: RequestOptions = {}

/**
 * Checks request options.
 *
 * @throws InvalidArgumentError for an unknown name or a wrong type.
 */
export function checkRequestOptions(options: unknown, extraNames?: ReadonlySet<string>): RequestOptions {
  if (options === undefined || options === NONE) return NONE
  if (typeof options !== 'object' || options === null)
    throw new InvalidArgumentError('options', 'must be an object')
  for (const name of Object.keys(options)) {
    if (!NAMES.has(name) && !extraNames?.has(name)) {
      const known = [...NAMES, ...(extraNames ?? [])].join(', ')
      throw new InvalidArgumentError(name, `is no request option: those are ${known}`, {
        code: 'argument/unknown',
      })
    }
  }
  const { signal, timeout, deadline, maxRetries, query } = options as RequestOptions
  if (signal !== undefined && !isAbortSignal(signal))
    throw new InvalidArgumentError('signal', 'must be an AbortSignal')
  if (timeout !== undefined) checkTimeout(timeout)
  if (deadline !== undefined) checkTimeout(deadline, 'deadline')
  if (maxRetries !== undefined) checkMaxRetries(maxRetries)
  if (query !== undefined && !holdsNames(query))
    throw new InvalidArgumentError('query', 'must be an object of names and values')
  return options as RequestOptions
}

/**
 * Checks the options of a call by path.
 *
 * @throws InvalidArgumentError for an unknown name or a wrong type.
 */
export function checkRawOptions(options: unknown): RawRequestOptions {
  const checked: RawRequestOptions = checkRequestOptions(options, RAW_NAMES)
  if (checked.as !== undefined && !ANSWERS.includes(checked.as)) {
    throw new InvalidArgumentError('as', `must be ${ANSWERS.slice(0, -1).join(', ')} or ${ANSWERS.at(-1)}`)
  }
  return checked
}

/** Checks a duration in ms. */
export function checkTimeout(timeout: unknown, name = 'timeout'): number {
  if (typeof timeout === 'number' && timeout > 0) return timeout
  throw new InvalidArgumentError(name, 'must be a number of milliseconds above 0 (Infinity for no limit)')
}

/** Checks a number of retries. */
export function checkMaxRetries(maxRetries: unknown): number {
  if (Number.isInteger(maxRetries) && (maxRetries as number) >= 0) return maxRetries as number
  throw new InvalidArgumentError('maxRetries', 'must be a whole number from 0 on')
}

function isAbortSignal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value
}
