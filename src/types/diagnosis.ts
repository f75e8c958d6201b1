/** What the client finds out about a refusal, and about its own set-up. */

import type { AuthErrorReason } from '../errors/index.ts'
import type { Remedy } from '../remedies/index.ts'

/** How sure an explanation is: `certain` where nothing else fits, `likely`, or `possible` among others. */
export type Confidence = 'certain' | 'likely' | 'possible'

/** Causes that are known today. An error of a login or a refresh has its {@link AuthErrorReason} as cause. */
export type KnownCause =
  | AuthErrorReason
  /** No error of this package. */
  | 'not-ours'
  /** The error came from a client of another platform. */
  | 'other-platform'
  /** Something failed that has no finer name. */
  | 'failed'
  /** An argument that can never work; nothing was sent. */
  | 'invalid-argument'
  /** Config file, environment or options of the client. */
  | 'invalid-config'
  /** The connected platform lacks the operation. */
  | 'unsupported-operation'
  /** Some items of a batch failed, and none of them tells more. */
  | 'batch-failed'
  /** The time limit of a wait passed. */
  | 'wait-timeout'
  /** What was waited for ended otherwise. */
  | 'wait-failed'
  /** The job ended in an error, or was cancelled. */
  | 'job-failed'
  // The token.
  | 'missing-token'
  /** There should be a token, but getting it failed. */
  | 'no-token-to-be-had'
  | 'accepted-now'
  | 'bearer-not-configured'
  | 'unsigned-token-rejected'
  | 'malformed-token'
  | 'malformed-claims'
  | 'missing-claims'
  | 'signed-token-without-provider'
  | 'issuer-mismatch'
  | 'audience-mismatch'
  | 'not-yet-valid'
  | 'email-as-api-key'
  | 'access-key-inactive'
  | 'platform-token-rejected'
  | 'token-rejected'
  // Scopes and roles.
  | 'missing-scope'
  | 'scope-prefix'
  | 'scope-syntax'
  | 'not-a-member'
  | 'insufficient-role'
  | 'role-propagating'
  | 'allowed-now'
  | 'identity-letter-case'
  | 'platform-admin-only'
  | 'services-only'
  | 'may-not-create-workspaces'
  | 'workspace-wildcard'
  | 'workspace-deleted'
  | 'unseeded-platform'
  | 'forbidden'
  // The request.
  | 'principal-header'
  | 'invalid-request'
  | 'unknown-path'
  | 'not-found'
  | 'access-keys-disabled'
  | 'too-large'
  | 'rate-limited'
  | 'refused'
  // Conflicts.
  | 'already-exists'
  | 'workspace-being-deleted'
  | 'workspace-not-empty'
  | 'last-admin'
  | 'conflict'
  // The platform, and what stands in front of it.
  | 'policy-decision-point'
  | 'not-ready'
  | 'model-server'
  | 'server-unavailable'
  | 'server-error'
  | 'proxy-refusal'
  | 'proxy-page'
  | 'proxy-error'
  | 'proxy-timeout'
  // No answer.
  | 'timeout'
  | 'redirect-refused'
  | 'untrusted-certificate'
  | 'server-not-listening'
  | 'unknown-host'
  | 'wrong-scheme'
  | 'connection-failed'
  | 'unexpected-answer'
  | 'stream-broken'
  | 'request-failed'

/** The cause of a failure: one that is known, or one that a later release adds. */
export type Cause = KnownCause | (string & Record<never, never>)

/** Why something failed, and what to do about it. */
export interface Explanation {
  /** The cause as a word to switch on, in kebab-case, for instance `missing-scope`. */
  cause: Cause
  /** How sure that is. */
  confidence: Confidence
  /** The cause in a sentence. */
  summary: string
  /** What was found out, fact by fact. */
  evidence: string[]
  /** Commands and calls, in the order to try, with the real names in them. */
  remedies: string[]
  /** The same as data: `{ text, command?, call? }`. */
  advice: Remedy[]
}

/** How a check went; `skip` where it could not know, and says why. */
export type CheckStatus = 'pass' | 'fail' | 'warn' | 'skip'

/** Checks that there are today, in their order. */
export type KnownCheckId =
  | 'config-file'
  | 'config-writable'
  | 'config-locks'
  | 'config-leftovers'
  | 'config-contradictions'
  | 'server-reachable'
  | 'server-version'
  | 'server-health'
  | 'auth-enabled'
  | 'clock-skew'
  | 'credential'
  | 'api-key-header'
  | 'token-expiry'
  | 'token-refresh'
  | 'token-signature'
  | 'token-issuer'
  | 'token-audience'
  | 'token-accepted'
  | 'identity'
  | 'platform-admin'
  | 'policy'
  | 'scope-read'
  | 'scope-write'
  | 'workspace-access'
  | 'workspace-members'
  | 'role-propagation'
  | 'gateway-headers'

/** The name of a check: one that is known, or one that a later release adds. */
export type CheckId = KnownCheckId | (string & Record<never, never>)

/** One thing that was looked at. */
export interface CheckResult {
  /** What was checked, in kebab-case, for instance `token-expiry`. */
  id: CheckId
  status: CheckStatus
  /** The outcome in a sentence. */
  summary: string
  /** What was seen. */
  evidence: string[]
  /** Commands and calls, in the order to try; none where all is well. */
  remedies: string[]
  /** The same as data: `{ text, command?, call? }`. */
  advice: Remedy[]
}

/** What to look at. */
export interface DiagnoseParams {
  /** The workspace whose access is looked at. @default the client's workspace */
  workspace?: string | undefined
  /**
   * Also try, without a token, whether the platform believes identity headers that come from outside. A gateway or an
   * intrusion detection may log that. @default false
   */
  gateway?: boolean | undefined
}

/** A verb, a resource and a workspace: what `client.auth.can` is asked about. */
export interface CanParams {
  /** For instance `create`, `list`, `read`, `update`, `delete`, `exec`. */
  verb: string
  /** For instance `projects`, `secrets`, `workspaces`, `workspaces.members`, or `inference.gateway.model`. */
  resource: string
  /** @default the client's workspace */
  workspace?: string | undefined
}

/** Whether the caller may do something. */
export interface CanAnswer {
  /** Undefined where it cannot be known without doing it. */
  allowed: boolean | undefined
  /** The permission that was looked at, for instance `projects.create`. */
  permission: string
  /** What is missing; undefined where nothing is, or nobody knows. */
  missing: 'token' | 'scope' | 'role' | undefined
  /** The answer in a sentence. */
  summary: string
  /** What was found out, fact by fact. */
  evidence: string[]
  /** Commands and calls, in the order to try; none where the answer is yes. */
  remedies: string[]
  /** The same as data: `{ text, command?, call? }`. */
  advice: Remedy[]
}
