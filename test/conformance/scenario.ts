/** What a conformance case over plain HTTP is. Texts may hold placeholders: see {@link Scenario}. */

import type { Differing, Only } from './generations.ts'

/** Whose token a request carries: an unsigned one, made anew for each request. */
export interface Identity {
  readonly email?: string
  /** Subject. Default: the e-mail address. */
  readonly sub?: string
  /** The `scope` claim: a list is joined with blanks. */
  readonly scopes?: string | readonly string[]
  /** Whether the token has ended. */
  readonly expired?: boolean
  /** Further claims, over all others; `{now+30}` is a time in seconds. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** Claims to leave out. */
  readonly drop?: readonly string[]
  /** Header fields over the usual ones; null leaves a field out. */
  readonly header?: Readonly<Record<string, unknown>>
  /** What stands after the last dot. */
  readonly signature?: string
  /** The token as it stands, in place of all else. */
  readonly raw?: string
}

/** What an answer must be. */
export interface Expectation {
  readonly status: number
  /** The body, with the marks of `matching.ts`. Left out: anything. */
  readonly body?: unknown
  /** Headers, lower-case, with marks; null for one that must be absent. */
  readonly headers?: Readonly<Record<string, string | null>>
}

/** One request and its answer. */
export interface Step {
  /** Whose token is sent; null for none. */
  readonly as: Identity | null
  readonly method: string
  readonly path: string
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it stands. */
  readonly rawBody?: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  readonly expect: Expectation | Differing<Expectation>
  /** Seconds to repeat the request until the answer fits: for what takes a while to arrive. */
  readonly retryFor?: number
  /** Further placeholders: name and top-level field of the answer. */
  readonly save?: Readonly<Record<string, string>>
}

/**
 * A case. Placeholders: `{run}` (fresh in each run), `{case}` (the id), `{ws}` (a workspace name of its own), `{admin}`
 * (who may do everything), `{adminRole}` (that role's name), `{prefix}` and `{Prefix}` (what trusted headers begin with, in small
 * letters and as texts write it), `{folder}` (that of its files), `{Product}` (what its schemas are named after), `{upstream}` (URL of a server whose models echo), and what a step saved.
 */
export interface Scenario {
  readonly id: string
  readonly title: string
  /** What a release does, though a sound server need not. */
  readonly quirk?: boolean
  /** Generations that it is about, where not all do what it says. */
  readonly only?: Only
  readonly steps: readonly Step[] | Differing<readonly Step[]>
}
