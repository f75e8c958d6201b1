// Generated from api/ by npm run generate. Do not edit.

/** Inference: where models run, and how to talk to them. */

import type { ResourceContext } from '../shared/resource-context.ts'
import { DeploymentConfigs } from './deployment-configs/deployment-configs.generated.ts'
import { Deployments } from './deployments/deployments.ts'
import { Gateway } from './gateway/gateway.generated.ts'
import { InferenceModels } from './models.generated.ts'
import { Prompts } from './prompts.generated.ts'
import { Providers } from './providers.generated.ts'
import { VirtualModels } from './virtual-models.generated.ts'

/** `client.inference`: where models run, and how to talk to them. */
export class Inference {
  /** Deployment configs: how a model is to be run, with which engine and which hardware. Each change makes a new version. */
  readonly deploymentConfigs: DeploymentConfigs
  /** Deployments: models that run on the platform, from a deployment config. Each change makes a new version. */
  readonly deployments: Deployments
  /** The inference gateway: passes requests on to the models. */
  readonly gateway: Gateway
  /** The models that the gateway serves in a workspace, in OpenAI's form. */
  readonly models: InferenceModels
  /** Prompts: messages with gaps to fill in, kept under a name. */
  readonly prompts: Prompts
  /** Model providers: servers that models can be reached at, inside the platform or outside. */
  readonly providers: Providers
  /** Virtual models: names that requests to the gateway can use, each with a model behind it and steps such as guardrails before and after. The platform makes one for each model that is served. */
  readonly virtualModels: VirtualModels

  /** @internal */
  constructor(context: ResourceContext) {
    this.deploymentConfigs = new DeploymentConfigs(context)
    this.deployments = new Deployments(context)
    this.gateway = new Gateway(context)
    this.models = new InferenceModels(context)
    this.prompts = new Prompts(context)
    this.providers = new Providers(context)
    this.virtualModels = new VirtualModels(context)
  }
}
