// Generated from api/ by npm run generate. Do not edit.

/** Deletions of workspaces that have not ended. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { WorkspaceDeletionStatus } from '../../types/workspaces.generated.ts'
import type { ResourceContext } from '../shared/resource-context.ts'

/** `client.workspaces.deletions`: deletions of workspaces that have not ended. */
export class WorkspaceDeletions {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Reads how far the deletion of a workspace is. Who created it may know, and administrators.
   *
   * @throws NotFoundError if no workspace of that name is being deleted.
   * @since 0.8
   * @see `GET /apis/entities/v2/workspace-deletions/{name}`
   */
  retrieve(name: string, options?: RequestOptions): APIPromise<WorkspaceDeletionStatus> {
    return this.#context.http.request(
      () => ({
        method: 'GET',
        path: path`/apis/entities/v2/workspace-deletions/${{ name }}`,
        since: '0.8',
      }),
      options,
    )
  }
}
