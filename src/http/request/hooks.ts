/** Functions of the caller's that see each attempt: for tracing, metrics and logs. */

import type { HeadersInput } from './request-options.ts'

/** An attempt that is about to be sent. */
export interface RequestEvent {
  readonly method: string
  /** The URL, secrets replaced. */
  readonly url: string
  /** Number of the attempt, from 1. */
  readonly attempt: number
}

/** An attempt that has ended. */
export interface ResponseEvent extends RequestEvent {
  /** Status of the answer; undefined where none came. */
  readonly status: number | undefined
  /** Why none came; undefined where one did. */
  readonly error: unknown
  /** From the sending to the headers of the answer (its body, where that is read at once), in ms. */
  readonly duration: number
}

/** What a client calls with each attempt. A promise is waited for; what these throw ends the call, and is thrown by it. */
export interface Hooks {
  /** Called before each attempt. Headers that it returns go with it, for instance `traceparent`. */
  readonly onRequest?:
    | ((event: RequestEvent) => HeadersInput | undefined | Promise<HeadersInput | undefined>)
    | undefined
  /** Called after each attempt. */
  readonly onResponse?: ((event: ResponseEvent) => void | Promise<void>) | undefined
}
