/** What a resource method asks for, and what a client remembers of it. */

import type { RefusalClassifier } from '../../errors/from-status.ts'
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
  readonly parse?: ((response: Response, sent: SentRequest) => Promise<Data>) | undefined
  /** What is made of the answer once it was read as its kind says. */
  readonly shape?: ((answer: unknown, response: Response, sent: SentRequest) => Data) | undefined
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
  /** What it changes in who may do what. */
  readonly effect?: AccessEffect | undefined
  /** Waited for once the server has answered: what the answer only has begun. */
  readonly afterSuccess?: (() => Promise<void>) | undefined
  /** Whether the method has the parameter `exist_ok`. @default false */
  readonly takesExistOk?: boolean | undefined
  /** Asked when it failed: another answer that does as well, or the error again. */
  readonly recoverWith?: ((error: unknown) => Promise<Response>) | undefined
}

/** A change in who may do what in a workspace. */
export interface AccessEffect {
  readonly kind: 'granted' | 'revoked' | 'deleted'
  readonly workspace: string
  /** Whom it concerns; undefined for the caller. */
  readonly principal?: string | undefined
}

/** A change that a client made in its own access to a workspace. */
export interface AccessChange {
  readonly kind: AccessEffect['kind']
  /** How long ago, in ms. */
  readonly age: number
  /** Whether it may not have taken effect everywhere yet. */
  readonly isPending: boolean
}

/** A request as it was sent, for errors and for what a client remembers of it. */
export interface SentRequest {
  readonly method: Method
  readonly url: URL
  /** Whether the operation is one of this package's own, so that its path surely exists. */
  readonly isKnown: boolean
  readonly effect: AccessEffect | undefined
  /** What went with it that no error or log line may show. */
  readonly secrets: Set<string>
}

/** What a client knows about who may do what. It is told every answer, and asked when one is a refusal. */
export interface AccessPolicy {
  /**
   * The server did what it was asked.
   *
   * @param duration - How long it took, in ms.
   */
  noteSuccess(request: SentRequest, token: string | undefined, duration: number): void
  /**
   * After a 403: how long to wait before trying again, in ms, because a role may be on its way.
   *
   * @param tries - How often this call was tried again for that reason.
   */
  retryForbidden(request: SentRequest, token: string | undefined, tries: number): number | undefined
  /** Why a request was refused, as far as it is known. */
  reasonsFor(request: SentRequest, token: string | undefined, response: Response): RefusalClassifier
  /** The last change of the caller's own access in a workspace that this client made; undefined where there was none. */
  lastChange(workspace: string, token: string | undefined): AccessChange | undefined
}
