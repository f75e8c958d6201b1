// Generated from api/ by npm run generate. Do not edit.

/** The inference gateway: passes requests on to the models. */

import type { ResourceContext } from '../../shared/resource-context.ts'
import { ModelGateway } from './model.generated.ts'
import { OpenAIGateway } from './openai/openai.generated.ts'
import { ProviderGateway } from './provider.generated.ts'

/** `client.inference.gateway`: passes requests on to the models. */
export class Gateway {
  /** Requests to one model, whatever provider serves it. */
  readonly model: ModelGateway
  /** Requests to the models of a workspace as OpenAI takes them: the `model` in the body says which. */
  readonly openai: OpenAIGateway
  /** Requests straight to a provider, past virtual models and guardrails. */
  readonly provider: ProviderGateway

  /** @internal */
  constructor(context: ResourceContext) {
    this.model = new ModelGateway(context)
    this.openai = new OpenAIGateway(context)
    this.provider = new ProviderGateway(context)
  }
}
