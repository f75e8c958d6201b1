/** Errors of the command line itself. */

/** The command was called in a way that cannot work. Exit code 2. */
export class UsageError extends Error {
  override get name(): string {
    return 'UsageError'
  }

  /** What to do instead. */
  readonly remedies: readonly string[]

  constructor(message: string, ...remedies: readonly string[]) {
    super(message)
    this.remedies = remedies
  }
}

/** Something on this machine stands in the way. Exit code 1. */
export class LocalError extends Error {
  override get name(): string {
    return 'LocalError'
  }

  /** What to do, in the order to try. */
  readonly remedies: readonly string[]

  constructor(message: string, remedies: readonly string[], options: { cause?: unknown } = {}) {
    super(message, options)
    this.remedies = remedies
  }
}

/** The person said no: Ctrl-C in a prompt. Exit code 130. */
export class Cancelled extends Error {
  override get name(): string {
    return 'Cancelled'
  }
}

/** The answer is no, and has been printed. Exit code 1, without another word. */
export class FailedQuietly extends Error {
  override get name(): string {
    return 'FailedQuietly'
  }
}
