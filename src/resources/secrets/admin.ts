/**
 * What PlatformAdmins do with all secrets.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../http/api-promise.ts'
import type { RequestOptions } from '../../http/options.ts'
import { path } from '../../http/path.ts'
import type { SecretRotation } from '../../types/secrets.ts'
import type { Caller } from '../caller.ts'

/** `client.secrets.admin`: what PlatformAdmins do with all secrets. */
export class SecretsAdmin {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Encrypts all secrets anew with the newest key.
   *
   * @returns How many were.
   * @throws PermissionDeniedError unless you are PlatformAdmin.
   * @see `POST /apis/secrets/v2/rotate-encryption-keys`
   */
  rotateEncryptionKeys(options?: RequestOptions): APIPromise<SecretRotation> {
    return this.#caller.http.request(
      () => ({
        method: 'POST',
        path: path`/apis/secrets/v2/rotate-encryption-keys`,
      }),
      options,
    )
  }
}
