/** Errors that have no HTTP answer: the base class, bad arguments, config, login and batches. */

import { forCode, type Remedy } from '../remedies/remedy.ts'
import { repeatFailed } from '../remedies/repeat-failed.ts'
import { toRemedies } from '../remedies/to-remedies.ts'
import type { AuthErrorReason } from './auth-error-reason.ts'
import type { ErrorCode } from './error-code.ts'
import { problemOf } from './problem.ts'

/** What every error of ours may be made with. */
export interface ErrorDetails {
  /** What names the problem for programs; each class has its own default. */
  code?: ErrorCode | undefined
  cause?: unknown
  /** What may solve the problem, in the order to try. A text is a remedy without command or call. */
  remedies?: readonly (Remedy | string)[] | undefined
}

/** Marks our errors, whichever copy of the package made them. */
const BRAND = /* @__PURE__ */ Symbol.for('nemo-platform.error')

/** What every error of this package extends. Catch it to tell our errors from all others. */
export class NeMoPlatformError extends Error {
  override get name(): string {
    return 'NeMoPlatformError'
  }

  /** @internal */
  protected get defaultCode(): ErrorCode {
    return 'unknown'
  }

  /** Names the problem for programs: stable across releases, for instance `auth/refresh-failed`. */
  readonly code: ErrorCode
  /** What happened, without advice. */
  declare readonly problem: string
  /** What may solve it, in the order to try: commands and calls as text. */
  readonly remedies: readonly string[]
  /** The same as data: `{ text, command?, call? }`. */
  declare readonly advice: readonly Remedy[]

  constructor(problem: string, { code, cause, remedies = [] }: ErrorDetails = {}) {
    const advice = toRemedies(remedies)
    const lines = advice.map(forCode)
    super(withRemedy(problem, lines[0]), cause === undefined ? undefined : { cause })
    this.code = code ?? this.defaultCode
    this.remedies = lines
    // Not enumerable: whoever prints an error has read both in its message and its remedies.
    Object.defineProperty(this, 'problem', { value: problem })
    Object.defineProperty(this, 'advice', { value: advice })
    // Not a member of that name: a bundler cannot tell that computing it does nothing else, and would keep the class.
    Object.defineProperty(this, BRAND, { value: true })
  }
}

/**
 * Whether a value is an error of this package. In contrast to `instanceof` it also knows the errors of another copy of the
 * package, for instance of one that a dependency brought along.
 */
export function isNeMoPlatformError(value: unknown): value is NeMoPlatformError {
  return value instanceof Error && (value as { [BRAND]?: unknown })[BRAND] === true
}

function withRemedy(problem: string, remedy: string | undefined): string {
  if (remedy === undefined) return problem
  // A problem of several lines ends with what somebody else wrote, for instance a log.
  if (problem.includes('\n')) return `${problem}\nTry: ${remedy}`
  return `${/[.!?]$/.test(problem) ? problem : `${problem}.`} Try: ${remedy}`
}

/**
 * An argument that can never work: a wrong type, an empty or `.`/`..` path part, an unknown option or role.
 * Thrown before any request is sent.
 */
export class InvalidArgumentError extends NeMoPlatformError {
  override get name(): string {
    return 'InvalidArgumentError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'argument/invalid'
  }

  /** Name of the argument, for instance `workspace` or `roles[1]`. */
  readonly argument: string
  /** What is wrong with it, in words that follow its name, for instance `must not be empty`. */
  declare readonly fault: string

  constructor(argument: string, fault: string, details: ErrorDetails = {}) {
    super(`\`${argument}\` ${fault}`, details)
    this.argument = argument
    Object.defineProperty(this, 'fault', { value: fault })
  }
}

/** Where a {@link ConfigError} was found. */
export interface ConfigLocation {
  /** The config file, CA file or environment variable that is at fault. */
  path?: string | undefined
  /** Line in the file, counted from 1. */
  line?: number | undefined
  /** Dotted key in the file, for instance `clusters[0].base_url`. */
  key?: string | undefined
}

/** A bad or missing config file, environment variable or constructor option. Names the place and the way to fix it. */
export class ConfigError extends NeMoPlatformError {
  override get name(): string {
    return 'ConfigError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'config/invalid'
  }

  /** The config file, CA file or environment variable that is at fault. */
  readonly path: string | undefined
  /** Line in the file, counted from 1. */
  readonly line: number | undefined
  /** Dotted key in the file, for instance `clusters[0].base_url`. */
  readonly key: string | undefined

  constructor(problem: string, options: ConfigLocation & ErrorDetails = {}) {
    const place = [options.path, options.line].filter((part) => part !== undefined).join(':')
    const separator = /^[A-Z]/.test(problem) ? ': ' : ' '
    const key = options.key === undefined ? '' : `\`${options.key}\`${separator}`
    super(`${place && `${place}: `}${key}${problem}`, options)
    this.path = options.path
    this.line = options.line
    this.key = options.key
  }
}

/** There is no usable token: a refresh, a token exchange, a token function or a login failed. */
export class AuthError extends NeMoPlatformError {
  override get name(): string {
    return 'AuthError'
  }

  /** What went wrong, as a word to switch on. */
  readonly reason: AuthErrorReason
  /** The OAuth error code of the identity provider, for instance `invalid_grant`, where it gave one. */
  readonly oauthError: string | undefined
  /** The identity provider's own words (`error_description`), where it had some. */
  readonly description: string | undefined

  constructor(
    reason: AuthErrorReason,
    problem: string,
    details: Omit<ErrorDetails, 'code'> & {
      oauthError?: string | undefined
      description?: string | undefined
    } = {},
  ) {
    super(problem, { ...details, code: `auth/${reason}` })
    this.reason = reason
    this.oauthError = details.oauthError
    this.description = details.description
  }
}

/** Some items of a batch failed. Nothing is lost: both lists together hold every item. */
export class BatchError<Item = unknown, Result = unknown> extends NeMoPlatformError {
  override get name(): string {
    return 'BatchError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'batch/failed'
  }

  /** Results of the items that were done. */
  readonly succeeded: readonly Result[]
  /** Items that were not done, each with the reason. */
  readonly failed: readonly { readonly item: Item; readonly error: Error }[]

  constructor(
    what: string,
    succeeded: readonly Result[],
    failed: readonly { readonly item: Item; readonly error: Error }[],
  ) {
    const first = failed[0]
    const total = succeeded.length + failed.length
    super(
      `${what}: ${failed.length} of ${total} failed; the first: ${problemOf(first?.error ?? 'unknown')}`,
      {
        cause: first?.error,
        remedies: [repeatFailed()],
      },
    )
    this.succeeded = succeeded
    this.failed = failed
  }
}

/** Waiting for something ended without it. */
export class WaitError extends NeMoPlatformError {
  override get name(): string {
    return 'WaitError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'wait/failed'
  }

  /** The last status that was seen, where there was one. */
  readonly last: unknown
  /** The last lines of the log, where there is one. */
  readonly logTail: readonly string[]

  constructor(problem: string, options: ErrorDetails & { last?: unknown; logTail?: readonly string[] } = {}) {
    super(problem, options)
    this.last = options.last
    this.logTail = options.logTail ?? []
  }
}

/** The time limit of a wait passed. */
export class WaitTimeoutError extends WaitError {
  override get name(): string {
    return 'WaitTimeoutError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'wait/timeout'
  }
}

/** The job that was waited for ended in an error or was cancelled. */
export class JobFailedError extends WaitError {
  override get name(): string {
    return 'JobFailedError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'wait/job-failed'
  }
}
