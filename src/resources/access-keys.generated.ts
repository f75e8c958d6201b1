// Generated from api/ by npm run generate. Do not edit.

/**
 * Scoped access keys: long-lived bearer tokens for scripts. Platforms have them switched off unless they say
 * otherwise.
 */

import { path } from '../http/request/path.ts'
import type { RequestOptions } from '../http/request/request-options.ts'
import type { APIPromise } from '../http/response/api-promise.ts'
import type {
  AccessKeyCreateParams,
  AccessKeyList,
  AccessKeyListParams,
  AccessKeyRevocation,
  AccessKeyRotateParams,
  AccessKeyRotateResponse,
  AccessKeyStatusChange,
  CreatedAccessKey,
} from '../types/access-keys.generated.ts'
import { demandOf } from './shared/demand.ts'
import { optional, type ResourceContext } from './shared/resource-context.ts'

/**
 * `client.accessKeys`: long-lived bearer tokens for scripts. Platforms have them switched off unless they say
 * otherwise.
 */
export class AccessKeys {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Makes an access key for the caller. It has all of the caller's roles, whatever the scopes of the token at
   * hand.
   *
   * @returns The key with its `token`, which is shown this once.
   * @throws BadRequestError for a longer life than the platform allows.
   * @see `POST /apis/auth/v2/access-keys`
   */
  create(params?: AccessKeyCreateParams, options?: RequestOptions): APIPromise<CreatedAccessKey> {
    return this.#context.http.request(() => {
      const { ...body } = optional(params)
      return {
        method: 'POST',
        path: path`/apis/auth/v2/access-keys`,
        demands: demandOf(body, { scope: '0.7', rotates: '0.7', workspaces: '0.7' }),
        apis: body.scope,
        body,
      }
    }, options)
  }

  /**
   * Lists the caller's own keys, a page at a time.
   *
   * @returns `{ data, has_more }`
   * @see `GET /apis/auth/v2/access-keys`
   */
  list(params?: AccessKeyListParams, options?: RequestOptions): APIPromise<AccessKeyList> {
    return this.#context.http.request(() => {
      const { ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/auth/v2/access-keys`,
        query,
      }
    }, options)
  }

  /**
   * Revokes a key, at once and for good. Its id (`jti`) is `ak_` and 32 hexadecimal digits.
   *
   * @see `DELETE /apis/auth/v2/access-keys/{jti}`
   */
  delete(jti: string, options?: RequestOptions): APIPromise<AccessKeyRevocation> {
    return this.#context.http.request(
      () => ({
        method: 'DELETE',
        path: path`/apis/auth/v2/access-keys/${{ jti }}`,
      }),
      options,
    )
  }

  /**
   * Suspends a key until {@link AccessKeys.unsuspend}.
   *
   * @see `POST /apis/auth/v2/access-keys/{jti}/suspend`
   */
  suspend(jti: string, options?: RequestOptions): APIPromise<AccessKeyStatusChange> {
    return this.#context.http.request(
      () => ({
        method: 'POST',
        path: path`/apis/auth/v2/access-keys/${{ jti }}/suspend`,
      }),
      options,
    )
  }

  /**
   * Ends the suspension of a key.
   *
   * @throws ConflictError if the key was revoked.
   * @see `POST /apis/auth/v2/access-keys/{jti}/unsuspend`
   */
  unsuspend(jti: string, options?: RequestOptions): APIPromise<AccessKeyStatusChange> {
    return this.#context.http.request(
      () => ({
        method: 'POST',
        path: path`/apis/auth/v2/access-keys/${{ jti }}/unsuspend`,
      }),
      options,
    )
  }

  /**
   * Makes a new key in place of one, with the same scope and rights. The old one goes on working for a while.
   *
   * @returns The new key under `new_key`, with its `token`, which is shown this once.
   * @throws ConflictError if the key is not active, UnsupportedOperationError before NeMo Helix 0.7.
   * @since 0.7
   * @see `POST /apis/auth/v2/access-keys/{jti}/rotate`
   */
  rotate(
    jti: string,
    params?: AccessKeyRotateParams,
    options?: RequestOptions,
  ): APIPromise<AccessKeyRotateResponse> {
    return this.#context.http.request(() => {
      const { ...body } = optional(params)
      return {
        method: 'POST',
        path: path`/apis/auth/v2/access-keys/${{ jti }}/rotate`,
        since: '0.7',
        body,
      }
    }, options)
  }
}
