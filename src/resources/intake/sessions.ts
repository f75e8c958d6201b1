/**
 * Sessions: traces that belong together, such as a conversation.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../http/api-promise.ts'
import type { RequestOptions } from '../../http/options.ts'
import { path } from '../../http/path.ts'
import type { Session } from '../../types/intake.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { type Caller, optional } from '../caller.ts'

/** `client.intake.sessions`: traces that belong together, such as a conversation. */
export class IntakeSessions {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Reads a session with its tokens, cost and time in all.
   *
   * @throws NotFoundError if there is none of that id.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/sessions/{id}`
   */
  retrieve(id: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Session> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/sessions/${{ id }}`,
      }
    }, options)
  }
}
