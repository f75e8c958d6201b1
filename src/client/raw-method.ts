/** Requests to any endpoint: `client.get` and its like. */

import type { HttpClient } from '../http/client.ts'
import type { Method } from '../http/request/operation.ts'
import type { RawRequestOptions } from '../http/request/request-options.ts'
import type { APIPromise } from '../http/response/api-promise.ts'
import type { Stream } from '../http/response/stream.ts'

/**
 * Sends a request to any endpoint, with the client's token, retries and errors. `path` is a path below the base URL, for instance
 * `/apis/plugins`; the option `as` says what the answer is read as.
 */
export interface RawMethod {
  /** Gives the answer's JSON; undefined for an answer without content. */
  <Data = unknown>(path: string, options?: RawRequestOptions & { as?: 'json' | undefined }): APIPromise<Data>
  /** Gives the answer's events, as they come. */
  <Event = unknown>(path: string, options: RawRequestOptions & { as: 'stream' }): APIPromise<Stream<Event>>
  /** Gives the answer's text. */
  (path: string, options: RawRequestOptions & { as: 'text' }): APIPromise<string>
  /** Gives the answer's bytes. */
  (path: string, options: RawRequestOptions & { as: 'blob' }): APIPromise<Blob>
  /** Gives what `as` says. */
  (path: string, options?: RawRequestOptions): APIPromise<unknown>
}

/** The method of a client that sends requests of that kind. */
export function rawMethod(http: HttpClient, method: Method): RawMethod {
  return <Answer>(path: string, options?: RawRequestOptions): APIPromise<Answer> =>
    http.request<Answer>(() => ({ method, path, takesAs: true }), options)
}
