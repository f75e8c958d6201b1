/** What a resource method asks for, and the request that became of it. */

import type { RawResponse } from '../transport/raw-response.ts'
import type { HeaderMap } from './headers.ts'
import type { Path } from './path.ts'
import type { Query } from './query.ts'
import type { HeadersInput } from './request-options.ts'

/** HTTP methods that operations use. */
export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * What an operation's answer is:
 * `json` (its JSON), `nothing` (undefined, whatever came), `bytes` (the `Response`, its body unread), `anything` (JSON if it is
 * JSON, undefined without content, else the text), `stream` (a `Stream` of events), `text`, `blob`.
 */
export type ResponseType = 'json' | 'nothing' | 'bytes' | 'anything' | 'stream' | 'text' | 'blob'

/** What a resource method asks for. */
export interface Operation<Data = unknown> {
  readonly method: Method
  /** The path below the base URL. */
  readonly path: Path | string
  readonly query?: Query | undefined
  readonly body?: unknown
  readonly headers?: HeadersInput | undefined
  /** What the answer is, and what `Accept` asks for. @default 'json' */
  readonly responseType?: ResponseType | undefined
  /** What is made of the answer, where that is more than its kind says. */
  readonly parse?: ((response: RawResponse, sent: SentRequest) => Promise<Data>) | undefined
  /** What is made of the answer once it was read as its kind says. */
  readonly shape?: ((answer: unknown, response: RawResponse, sent: SentRequest) => Data) | undefined
  /** Whether the call may say by the option `as` what the answer is. @default false */
  readonly takesAs?: boolean | undefined
  /** Shortest timeout of an attempt in ms, unless the call names its own: for what the server answers late by design. */
  readonly minTimeout?: number | undefined
  /** Longest timeout of an attempt in ms, whatever the call names: for a wait that the params limit. */
  readonly maxTimeout?: number | undefined
  /** Whether it may reach the server twice. @default by the method */
  readonly idempotent?: boolean | undefined
  /** Whether every status is an answer, also 4xx and 5xx: for those who make errors of their own. @default false */
  readonly acceptsAnyStatus?: boolean | undefined
  /** Sent without a token, whoever asks. @default false */
  readonly withoutToken?: boolean | undefined
  /** Fields of the body whose values no error may show. */
  readonly secretFields?: readonly string[] | undefined
  /** What it changes in who may do what: made and read by the client's `AccessPolicy`, and opaque to everybody else. */
  readonly effect?: object | undefined
  /** Waited for once the server has answered: what the answer only has begun. */
  readonly afterSuccess?: (() => Promise<void>) | undefined
  /** Whether the method has the parameter `exist_ok`. @default false */
  readonly takesExistOk?: boolean | undefined
  /** The first release of the platform that has it, for instance `0.8`; undefined where all known ones have. */
  readonly since?: string | undefined
  /** The last release of the platform that has it. */
  readonly until?: string | undefined
  /** What a release must have that is asked, where an older one would do something else without a word. */
  readonly demands?: ReleaseDemand | undefined
  /** APIs that what it makes is to be good for: names that the platform does not know restrict nothing. */
  readonly apis?: readonly string[] | null | undefined
  /** Asked when it failed: another answer that does as well, or the error again. */
  readonly recoverWith?: ((error: unknown) => Promise<Response>) | undefined
}

/** Parameters that only newer releases of the platform know. */
export interface ReleaseDemand {
  readonly since: string
  readonly params: readonly string[]
}

/** A request as it was sent, for errors and for what a client remembers of it. */
export interface SentRequest {
  readonly method: Method
  readonly url: URL
  /** The path below the base URL, percent-encoded as it was sent; the whole path of a URL elsewhere. */
  readonly path: string
  /** Whether the operation is one of this package's own, so that its path surely exists. */
  readonly isKnown: boolean
  readonly effect: object | undefined
  /** Values of the body that no error or log line may show. */
  readonly hidden: readonly string[]
  /** The headers of each attempt, credentials among them. */
  readonly headers: HeaderMap[]
}
