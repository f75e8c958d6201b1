// Generated from api/ by npm run generate. Do not edit.

/** Version 1 of the OpenAI API. */

import type { ResourceContext } from '../../../../shared/resource-context.ts'
import { OpenAIGatewayModels } from './models.generated.ts'

/** `client.inference.gateway.openai.v1`: version 1 of the OpenAI API. */
export class OpenAIGatewayV1 {
  /** The models that the gateway serves in a workspace, in OpenAI's form. The same as `inference.models`. */
  readonly models: OpenAIGatewayModels

  /** @internal */
  constructor(context: ResourceContext) {
    this.models = new OpenAIGatewayModels(context)
  }
}
