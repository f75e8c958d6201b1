/** The error of an operation that the connected platform does not have. */

import { type ErrorDetails, NeMoPlatformError } from './base.ts'
import type { ErrorCode } from './error-code.ts'

/** What an {@link UnsupportedOperationError} is made with. */
export interface UnsupportedOperationDetails extends ErrorDetails {
  operation: string
  since?: string | undefined
  until?: string | undefined
  version: string
}

/**
 * The connected platform does not have the operation: it came with a later release, or went with an earlier one. Thrown before
 * anything is sent where the release is known by then; else `cause` is what the platform answered.
 */
export class UnsupportedOperationError extends NeMoPlatformError {
  override get name(): string {
    return 'UnsupportedOperationError'
  }

  /** @internal */
  protected override get defaultCode(): ErrorCode {
    return 'api/unsupported-operation'
  }

  /** The operation, for instance `POST /apis/auth/v2/access-keys/{jti}/rotate`, or what of it is not there. */
  readonly operation: string
  /** The first release that has it, where that is not the oldest known one. */
  readonly since: string | undefined
  /** The last release that has it, where that is not the newest known one. */
  readonly until: string | undefined
  /** The version of the connected platform. */
  readonly version: string

  constructor(problem: string, details: UnsupportedOperationDetails) {
    super(problem, details)
    this.operation = details.operation
    this.since = details.since
    this.until = details.until
    this.version = details.version
  }
}
