// Generated from api/ by npm run generate. Do not edit.

/** Agent trajectories in the ATIF format. */

import { path } from '../../../http/request/path.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import type { APIPromise } from '../../../http/response/api-promise.ts'
import type { AtifCreateParams } from '../../../types/intake.generated.ts'
import { type ResourceContext, required } from '../../shared/resource-context.ts'

/** `client.intake.ingest.atif`: agent trajectories in the ATIF format. */
export class Atif {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Sends in the trajectory of an agent: its steps become spans.
   *
   * @throws BadRequestError if the evaluation does not exist or was deleted, UnprocessableEntityError for a
   * trajectory that contradicts itself.
   * @see `POST /apis/intake/v2/workspaces/{workspace}/ingest/atif`
   */
  create(params: AtifCreateParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/ingest/atif`,
        body,
        responseType: 'nothing',
      }
    }, options)
  }
}
