/** Why a call was ended on our side. */

import { InternalError } from '../errors/problem.ts'

/** The reason with which a call is aborted that took longer than its deadline. */
export class DeadlineError extends InternalError {
  override get name(): string {
    return 'DeadlineError'
  }

  constructor(deadline: number) {
    super(`not done within the deadline of ${deadline} ms`)
  }
}

/** A redirect leads where we do not go. */
export class RedirectError extends InternalError {
  override get name(): string {
    return 'RedirectError'
  }
}
