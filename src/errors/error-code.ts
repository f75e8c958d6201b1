/** The codes of our errors: stable names for programs. New ones may be added at any time. */

import type { AuthErrorReason } from './auth-error-reason.ts'

/** Codes that are known today. */
export type KnownErrorCode =
  | 'unknown'
  /** An argument that can never work. */
  | 'argument/invalid'
  /** Config file, environment or options of the client. */
  | 'config/invalid'
  /** No usable token. */
  | `auth/${AuthErrorReason}`
  /** Several items at once. */
  | 'batch/failed'
  /** Waits. */
  | 'wait/failed'
  | 'wait/timeout'
  | 'wait/job-failed'
  /** No answer came. */
  | 'connection/failed'
  | 'connection/refused'
  | 'connection/unknown-host'
  | 'connection/certificate'
  | 'connection/timeout'
  | 'connection/redirect-refused'
  | 'request/aborted'
  | 'response/unexpected'
  | 'response/mismatch'
  | 'stream/broken'
  /** The server answered with an error status. */
  | 'api/failed'
  | 'api/refused'
  | 'api/bad-request'
  | 'api/unauthorized'
  | 'api/forbidden'
  | 'api/not-found'
  | 'api/conflict'
  | 'api/already-exists'
  | 'api/last-admin'
  | 'api/workspace-not-empty'
  | 'api/unprocessable'
  | 'api/rate-limited'
  | 'api/server-error'

/** The code of an error: one that is known, or one that a later release adds. */
export type ErrorCode = KnownErrorCode | (string & Record<never, never>)
