// Generated from api/ by npm run generate. Do not edit.

/** Sessions. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { filterQuery } from '../../resources/shared/filter.ts'
import { optional, type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import type {
  AgentSession,
  AgentSessionCreateParams,
  AgentSessionListParams,
} from '../types/agents.generated.ts'

/** `agents.sessions`: sessions. */
export class AgentSessions {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Creates a session.
   *
   * @throws AlreadyExistsError if the name is taken.
   * @see `POST /apis/agents/v2/workspaces/{workspace}/sessions`
   */
  create(params: AgentSessionCreateParams, options?: RequestOptions): APIPromise<AgentSession> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/sessions`,
        body,
      }
    }, options)
  }

  /**
   * Lists sessions.
   *
   * @see `GET /apis/agents/v2/workspaces/{workspace}/sessions`
   */
  list(params?: AgentSessionListParams, options?: RequestOptions): PagePromise<AgentSession> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/sessions`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads a session.
   *
   * @throws NotFoundError if it does not exist.
   * @see `GET /apis/agents/v2/workspaces/{workspace}/sessions/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<AgentSession> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/sessions/${{ name }}`,
      }
    }, options)
  }

  /**
   * Deletes a session.
   *
   * @throws NotFoundError if it does not exist.
   * @see `DELETE /apis/agents/v2/workspaces/{workspace}/sessions/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/sessions/${{ name }}`,
        responseType: 'nothing',
      }
    }, options)
  }

  /**
   * Closes a session.
   *
   * @see `POST /apis/agents/v2/workspaces/{workspace}/sessions/{name}/close`
   */
  close(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<AgentSession> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'POST',
        path: path`/apis/agents/v2/workspaces/${{ workspace }}/sessions/${{ name }}/close`,
      }
    }, options)
  }
}
