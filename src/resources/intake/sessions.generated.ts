// Generated from api/ by npm run generate. Do not edit.

/** Sessions: traces that belong together, such as a conversation. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { Session } from '../../types/intake.generated.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { optional, type ResourceContext } from '../shared/resource-context.ts'

/** `client.intake.sessions`: traces that belong together, such as a conversation. */
export class IntakeSessions {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Reads a session with its tokens, cost and time in all.
   *
   * @throws NotFoundError if there is none of that id.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/sessions/{id}`
   */
  retrieve(id: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Session> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/sessions/${{ id }}`,
      }
    }, options)
  }
}
