/** Errors of the command line itself. */

import { type Remedy, toRemedies } from '../remedies/index.ts'

/** What an error of the command line has in common with those of the library: remedies as data. */
class CommandError extends Error {
  /** What may solve the problem, in the order to try. */
  readonly advice: readonly Remedy[]

  constructor(message: string, advice: readonly (Remedy | string)[], options?: { cause?: unknown }) {
    super(message, options)
    this.advice = toRemedies(advice)
  }
}

/** The command was called in a way that cannot work. Exit code 2. */
export class UsageError extends CommandError {
  override get name(): string {
    return 'UsageError'
  }

  /** @param advice - What to do instead; a text is a remedy without a command. */
  constructor(message: string, ...advice: readonly (Remedy | string)[]) {
    super(message, advice)
  }
}

/** Something on this machine stands in the way. Exit code 1. */
export class LocalError extends CommandError {
  override get name(): string {
    return 'LocalError'
  }
}

/** The person said no: Ctrl-C in a prompt. Exit code 130. */
export class CancelledError extends Error {
  override get name(): string {
    return 'CancelledError'
  }
}

/** The answer is no, and has been printed. Exit code 1, without another word. */
export class SilentError extends Error {
  override get name(): string {
    return 'SilentError'
  }
}

/** A remedy that is a command and nothing else. */
export function run(command: string, text = command): Remedy {
  return { text, command }
}
