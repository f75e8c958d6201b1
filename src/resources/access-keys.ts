/** Scoped access keys: long-lived bearer tokens for scripts. */

import type { APIPromise } from '../http/api-promise.ts'
import type { RequestOptions } from '../http/options.ts'
import { path } from '../http/path.ts'
import type {
  AccessKeyCreateParams,
  AccessKeyList,
  AccessKeyListParams,
  AccessKeyRevocation,
  AccessKeyStatusChange,
  CreatedAccessKey,
} from '../types/index.ts'
import { type Caller, optional } from './caller.ts'

/**
 * `client.accessKeys`: long-lived bearer tokens for scripts. Where the platform has them switched off (the default),
 * every call is a `NotFoundError`.
 */
export class AccessKeys {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Makes an access key for the caller. It has all of the caller's roles, whatever the scopes of the token at hand.
   *
   * @returns The key with its `token`, which is shown this once.
   * @throws BadRequestError for a longer life than the platform allows.
   * @see `POST /apis/auth/v2/access-keys`
   */
  create(params?: AccessKeyCreateParams, options?: RequestOptions): APIPromise<CreatedAccessKey> {
    return this.#caller.http.request(
      () => ({ method: 'POST', path: path`/apis/auth/v2/access-keys`, body: { ...optional(params) } }),
      options,
    )
  }

  /**
   * Lists the caller's own keys, a page at a time.
   *
   * @returns `{ data, has_more }`
   * @see `GET /apis/auth/v2/access-keys`
   */
  list(params?: AccessKeyListParams, options?: RequestOptions): APIPromise<AccessKeyList> {
    return this.#caller.http.request(
      () => ({ method: 'GET', path: path`/apis/auth/v2/access-keys`, query: { ...optional(params) } }),
      options,
    )
  }

  /**
   * Revokes a key, at once and for good.
   *
   * @param jti - Its id: `ak_` and 32 hexadecimal digits.
   * @see `DELETE /apis/auth/v2/access-keys/{jti}`
   */
  delete(jti: string, options?: RequestOptions): APIPromise<AccessKeyRevocation> {
    return this.#caller.http.request(
      () => ({ method: 'DELETE', path: path`/apis/auth/v2/access-keys/${{ jti }}` }),
      options,
    )
  }

  /**
   * Suspends a key until {@link AccessKeys.unsuspend}.
   *
   * @param jti - Its id: `ak_` and 32 hexadecimal digits.
   * @see `POST /apis/auth/v2/access-keys/{jti}/suspend`
   */
  suspend(jti: string, options?: RequestOptions): APIPromise<AccessKeyStatusChange> {
    return this.#caller.http.request(
      () => ({ method: 'POST', path: path`/apis/auth/v2/access-keys/${{ jti }}/suspend` }),
      options,
    )
  }

  /**
   * Ends the suspension of a key.
   *
   * @param jti - Its id: `ak_` and 32 hexadecimal digits.
   * @throws ConflictError if the key was revoked.
   * @see `POST /apis/auth/v2/access-keys/{jti}/unsuspend`
   */
  unsuspend(jti: string, options?: RequestOptions): APIPromise<AccessKeyStatusChange> {
    return this.#caller.http.request(
      () => ({ method: 'POST', path: path`/apis/auth/v2/access-keys/${{ jti }}/unsuspend` }),
      options,
    )
  }
}
