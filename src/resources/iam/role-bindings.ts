/** Role bindings: who has which role where. People use `workspaces.members` instead. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { loadPart } from '../../errors/load-part.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  DeleteResponse,
  RoleBinding,
  RoleBindingCreateParams,
  RoleBindingDeleteParams,
  RoleBindingListParams,
} from '../../types/index.ts'
import { snapshot } from '../shared/params.ts'
import { propagationTimeouts } from '../shared/propagation-timeouts.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'

/** `client.iam.roleBindings`: who has which role where. For services; people use `client.workspaces.members`. */
export class RoleBindings {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Gives a principal a role, in a workspace or on the whole platform, and waits until that has taken effect.
   *
   * @throws PermissionDeniedError for everybody but services.
   * @see `POST /apis/auth/v2/iam/role-bindings`
   */
  create(params: RoleBindingCreateParams, options?: RequestOptions): APIPromise<RoleBinding> {
    const given = snapshot(params)
    return this.#context.http.request(async () => {
      const { checkRole } = await loadPart(import('../../access/roles.ts'))
      const { asPlatformCallsThem } = await loadPart(import('../shared/administrator-role.ts'))
      const { wait_role_propagation, waitTimeout, ...body } = required(given)
      const [role] = await asPlatformCallsThem(this.#context, [
        checkRole('role', body.role, body.workspace ?? null),
      ])
      if (typeof body.principal !== 'string' || body.principal.trim() === '') {
        throw new InvalidArgumentError('principal', 'must be text that is not empty')
      }
      return {
        method: 'POST',
        path: path`/apis/auth/v2/iam/role-bindings`,
        query: { wait_role_propagation },
        body: { ...body, role },
        ...propagationTimeouts({ wait_role_propagation, waitTimeout }, 1),
      }
    }, options)
  }

  /**
   * Lists role bindings.
   *
   * @returns A page; `for await` gives the bindings of all pages.
   * @throws PermissionDeniedError for everybody but services.
   * @see `GET /apis/auth/v2/iam/role-bindings`
   */
  list(params?: RoleBindingListParams, options?: RequestOptions): PagePromise<RoleBinding> {
    return this.#context.http.list(
      () => ({ method: 'GET', path: path`/apis/auth/v2/iam/role-bindings`, query: { ...optional(params) } }),
      options,
    )
  }

  /**
   * Reads a role binding.
   *
   * @throws PermissionDeniedError for everybody but services.
   * @see `GET /apis/auth/v2/iam/role-bindings/{name}`
   */
  retrieve(name: string, options?: RequestOptions): APIPromise<RoleBinding> {
    return this.#context.http.request(
      () => ({ method: 'GET', path: path`/apis/auth/v2/iam/role-bindings/${{ name }}` }),
      options,
    )
  }

  /**
   * Takes a role away again, and waits until that has taken effect.
   *
   * @throws PermissionDeniedError for everybody but services.
   * @see `DELETE /apis/auth/v2/iam/role-bindings/{name}`
   */
  delete(
    name: string,
    params?: RoleBindingDeleteParams,
    options?: RequestOptions,
  ): APIPromise<DeleteResponse> {
    return this.#context.http.request(() => {
      const { wait_role_propagation, waitTimeout } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/auth/v2/iam/role-bindings/${{ name }}`,
        query: { wait_role_propagation },
        ...propagationTimeouts({ wait_role_propagation, waitTimeout }, 1),
      }
    }, options)
  }
}
