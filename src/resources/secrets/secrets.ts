/**
 * Secrets: values that jobs and providers use, and that people can write but not read.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../http/api-promise.ts'
import type { RequestOptions } from '../../http/options.ts'
import type { PagePromise } from '../../http/page.ts'
import { path } from '../../http/path.ts'
import type {
  Secret,
  SecretCreateParams,
  SecretListParams,
  SecretUpdateParams,
  SecretValue,
} from '../../types/secrets.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { type Caller, optional, required } from '../caller.ts'
import { SecretsAdmin } from './admin.ts'

/** `client.secrets`: values that jobs and providers use, and that people can write but not read. */
export class Secrets {
  /** What PlatformAdmins do with all secrets. */
  readonly admin: SecretsAdmin
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
    this.admin = new SecretsAdmin(caller)
  }

  /**
   * Creates a secret.
   *
   * @returns The secret, without its value.
   * @throws AlreadyExistsError if the name is taken, UnprocessableEntityError for an empty value.
   * @see `POST /apis/secrets/v2/workspaces/{workspace}/secrets`
   */
  create(params: SecretCreateParams, options?: RequestOptions): APIPromise<Secret> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/secrets/v2/workspaces/${{ workspace }}/secrets`,
        body,
        secretFields: ['value'],
      }
    }, options)
  }

  /**
   * Lists the secrets of a workspace, without their values.
   *
   * @returns A page; `for await` gives the secrets of all pages.
   * @see `GET /apis/secrets/v2/workspaces/{workspace}/secrets`
   */
  list(params?: SecretListParams, options?: RequestOptions): PagePromise<Secret> {
    return this.#caller.http.list(() => {
      const { workspace = this.#caller.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/secrets/v2/workspaces/${{ workspace }}/secrets`,
        query,
      }
    }, options)
  }

  /**
   * Reads what is known about a secret, without its value.
   *
   * @see `GET /apis/secrets/v2/workspaces/{workspace}/secrets/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Secret> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/secrets/v2/workspaces/${{ workspace }}/secrets/${{ name }}`,
      }
    }, options)
  }

  /**
   * Changes value or description of a secret; what is left out stays.
   *
   * @returns The secret, without its value.
   * @see `PATCH /apis/secrets/v2/workspaces/{workspace}/secrets/{name}`
   */
  update(name: string, params?: SecretUpdateParams, options?: RequestOptions): APIPromise<Secret> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, ...body } = optional(params)
      return {
        method: 'PATCH',
        path: path`/apis/secrets/v2/workspaces/${{ workspace }}/secrets/${{ name }}`,
        body,
        secretFields: ['value'],
      }
    }, options)
  }

  /**
   * Deletes a secret.
   *
   * @see `DELETE /apis/secrets/v2/workspaces/{workspace}/secrets/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/secrets/v2/workspaces/${{ workspace }}/secrets/${{ name }}`,
        answer: 'nothing',
      }
    }, options)
  }

  /**
   * Reads the value of a secret. People are refused it, PlatformAdmins too: it is for services, and for platforms
   * that run without authentication.
   *
   * @returns The secret with its value.
   * @throws PermissionDeniedError for people.
   * @see `GET /apis/secrets/v2/workspaces/{workspace}/secrets/{name}/access`
   */
  access(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<SecretValue> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/secrets/v2/workspaces/${{ workspace }}/secrets/${{ name }}/access`,
      }
    }, options)
  }
}
