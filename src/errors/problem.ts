/** The words of an error, for those who put them into a sentence of their own: the only place that reads a message. */

/**
 * What went wrong, without advice: the `problem` of our errors, the message of all others.
 *
 * @param error - Whatever was thrown.
 */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { problem } = error as { problem?: unknown }
  return typeof problem === 'string' ? problem : error.message
}

/** An error that never leaves the package: it has a `problem` for the sentence of the error that does. */
export class InternalError extends Error {
  override get name(): string {
    return 'InternalError'
  }

  /** What went wrong, without advice. */
  readonly problem: string

  constructor(problem: string, options?: { cause?: unknown }) {
    super(problem, options?.cause === undefined ? undefined : { cause: options.cause })
    this.problem = problem
  }
}
