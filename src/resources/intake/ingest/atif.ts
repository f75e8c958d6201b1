/**
 * Agent trajectories in the ATIF format.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../../http/api-promise.ts'
import type { RequestOptions } from '../../../http/options.ts'
import { path } from '../../../http/path.ts'
import type { AtifCreateParams } from '../../../types/intake.ts'
import { type Caller, required } from '../../caller.ts'

/** `client.intake.ingest.atif`: agent trajectories in the ATIF format. */
export class Atif {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Sends in the trajectory of an agent: its steps become spans.
   *
   * @throws BadRequestError if the evaluation does not exist or was deleted, UnprocessableEntityError for a
   * trajectory that contradicts itself.
   * @see `POST /apis/intake/v2/workspaces/{workspace}/ingest/atif`
   */
  create(params: AtifCreateParams, options?: RequestOptions): APIPromise<void> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/ingest/atif`,
        body,
        answer: 'nothing',
      }
    }, options)
  }
}
