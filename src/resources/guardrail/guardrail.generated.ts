// Generated from api/ by npm run generate. Do not edit.

/** Guardrails: checks on what goes into a model and what comes out of it. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { GuardrailCheckParams, GuardrailCheckResponse } from '../../types/guardrail.generated.ts'
import { type ResourceContext, required } from '../shared/resource-context.ts'
import { GuardrailConfigs } from './configs.generated.ts'

/** `client.guardrail`: checks on what goes into a model and what comes out of it. */
export class Guardrail {
  /** Guardrail configs: which rails to run, with which models and prompts. */
  readonly configs: GuardrailConfigs
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
    this.configs = new GuardrailConfigs(context)
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
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/guardrails/v2/workspaces/${{ workspace }}/checks`,
        body,
      }
    }, options)
  }
}
