// Generated from api/ by npm run generate. Do not edit.

/** Secrets: values that jobs and providers use, and that people can write but not read. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  Secret,
  SecretCreateParams,
  SecretListParams,
  SecretUpdateParams,
  SecretValue,
} from '../../types/secrets.generated.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'
import { SecretsAdmin } from './admin.generated.ts'

/** `client.secrets`: values that jobs and providers use, and that people can write but not read. */
export class Secrets {
  /** What PlatformAdmins do with all secrets. */
  readonly admin: SecretsAdmin
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
    this.admin = new SecretsAdmin(context)
  }

  /**
   * Creates a secret.
   *
   * @returns The secret, without its value.
   * @throws AlreadyExistsError if the name is taken, UnprocessableEntityError for an empty value.
   * @see `POST /apis/secrets/v2/workspaces/{workspace}/secrets`
   */
  create(params: SecretCreateParams, options?: RequestOptions): APIPromise<Secret> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
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
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
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
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
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
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = optional(params)
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
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/secrets/v2/workspaces/${{ workspace }}/secrets/${{ name }}`,
        responseType: 'nothing',
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
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/secrets/v2/workspaces/${{ workspace }}/secrets/${{ name }}/access`,
      }
    }, options)
  }
}
