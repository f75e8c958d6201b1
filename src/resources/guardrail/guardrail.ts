/**
 * Guardrails: checks on what goes into a model and what comes out of it.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../http/api-promise.ts'
import type { RequestOptions } from '../../http/options.ts'
import { path } from '../../http/path.ts'
import type { GuardrailCheckParams, GuardrailCheckResponse } from '../../types/guardrail.ts'
import { type Caller, required } from '../caller.ts'
import { GuardrailConfigs } from './configs.ts'

/** `client.guardrail`: checks on what goes into a model and what comes out of it. */
export class Guardrail {
  /** Guardrail configs: which rails to run, with which models and prompts. */
  readonly configs: GuardrailConfigs
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
    this.configs = new GuardrailConfigs(caller)
  }

  /**
   * Runs the input and output rails of one or more configs over a conversation.
   *
   * @returns Whether it passed or was blocked, in all and rail by rail.
   * @throws BadRequestError if there is no such config or its models cannot be used, UnprocessableEntityError for
   * a config name that cannot be read.
   * @see `POST /apis/guardrails/v2/workspaces/{workspace}/checks`
   */
  check(params: GuardrailCheckParams, options?: RequestOptions): APIPromise<GuardrailCheckResponse> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/guardrails/v2/workspaces/${{ workspace }}/checks`,
        body,
      }
    }, options)
  }
}
