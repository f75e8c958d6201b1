// Generated from api/ by npm run generate. Do not edit.

/** What PlatformAdmins do with all secrets. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { SecretRotation } from '../../types/secrets.generated.ts'
import type { ResourceContext } from '../shared/resource-context.ts'

/** `client.secrets.admin`: what PlatformAdmins do with all secrets. */
export class SecretsAdmin {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Encrypts all secrets anew with the newest key.
   *
   * @returns How many were.
   * @throws PermissionDeniedError unless you are PlatformAdmin.
   * @see `POST /apis/secrets/v2/rotate-encryption-keys`
   */
  rotateEncryptionKeys(options?: RequestOptions): APIPromise<SecretRotation> {
    return this.#context.http.request(
      () => ({
        method: 'POST',
        path: path`/apis/secrets/v2/rotate-encryption-keys`,
      }),
      options,
    )
  }
}
