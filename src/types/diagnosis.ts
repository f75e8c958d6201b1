/** What the client finds out about a refusal, and about its own set-up. */

/** How sure an explanation is: `certain` where nothing else fits, `likely`, or `possible` among others. */
export type Confidence = 'certain' | 'likely' | 'possible'

/** Why something failed, and what to do about it. */
export interface Explanation {
  /** The cause as a word to switch on, in kebab-case, for instance `missing-scope`. */
  cause: string
  /** How sure that is. */
  confidence: Confidence
  /** The cause in a sentence. */
  summary: string
  /** What was found out, fact by fact. */
  evidence: string[]
  /** Commands and calls, in the order to try, with the real names in them. */
  remedies: string[]
}

/** How a check went; `skip` where it could not know, and says why. */
export type CheckStatus = 'pass' | 'fail' | 'warn' | 'skip'

/** One thing that was looked at. */
export interface CheckResult {
  /** What was checked, in kebab-case, for instance `token-expiry`. */
  id: string
  status: CheckStatus
  /** The outcome in a sentence. */
  summary: string
  /** What was seen. */
  evidence: string[]
  /** Commands and calls, in the order to try; none where all is well. */
  remedies: string[]
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

/** What one would like to do. */
export interface CanParams {
  /** For instance `create`, `list`, `read`, `update`, `delete`, `exec`. */
  verb: string
  /** For instance `projects`, `secrets`, `workspaces`, `workspaces.members`, or `inference.gateway.model`. */
  resource: string
  /** @default the client's workspace */
  workspace?: string | undefined
}

/** Whether one may. */
export interface CanAnswer {
  /** Undefined where it cannot be known without doing it. */
  allowed: boolean | undefined
  /** The permission that was looked at, for instance `projects.create`. */
  permission: string
  /** What is missing; undefined where nothing is, or nobody knows. */
  missing: 'token' | 'scope' | 'role' | undefined
  /** The answer in a sentence. */
  summary: string
  evidence: string[]
  remedies: string[]
}
