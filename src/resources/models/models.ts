/** Models, OpenAI clients for them, and what it takes to wait for them. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { loadPart } from '../../errors/load-part.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type {
  DeploymentStatusWaitParams,
  GatewayWaitParams,
  ModelDeployment,
  ModelEntity,
  ModelProvider,
  OpenAIClient,
  OpenAICompatibleParams,
  OpenAIModelResp,
  OpenAIModelWaitParams,
  ProviderWaitParams,
  ResolvedModelReference,
  StatusWaitParams,
  WorkspaceParams,
} from '../../types/index.ts'
import { DeploymentsOperations } from '../inference/deployments/deployments.generated.ts'
import { optional, type ResourceContext } from '../shared/resource-context.ts'
import { ModelsOperations } from './models.generated.ts'
import { shareableHeaders } from './openai.ts'
import { modelRoute, providerRoute, workspaceRoute } from './routes.ts'

/** `client.models`: what the platform knows about models, and how to talk to them. */
export class Models extends ModelsOperations {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    super(context)
    this.#context = context
  }

  /**
   * Makes a client of the package `openai` for the models of a workspace, which it names `workspace/model`. It asks for the token
   * at every request, so it outlives it; retries, time limits and errors are its own.
   *
   * @param params - `workspace`, or one `model` or `provider` instead.
   * @throws NeMoPlatformError if the package `openai` is not installed.
   */
  async getOpenAIClient(params?: OpenAICompatibleParams): Promise<OpenAIClient> {
    const { createOpenAIClient } = await loadPart(import('./openai-client.ts'))
    return createOpenAIClient(this.#context, params)
  }

  /**
   * The same as {@link Models.getOpenAIClient}.
   *
   * @deprecated Use {@link Models.getOpenAIClient}.
   */
  async getOpenaiClient(params?: OpenAICompatibleParams): Promise<OpenAIClient> {
    return this.getOpenAIClient(params)
  }

  /** URL of all models of a workspace, for libraries that speak OpenAI's protocol. */
  getOpenAIRouteBaseURL(params?: WorkspaceParams): string {
    return workspaceRoute(this.#context, optional(params).workspace)
  }

  /**
   * The same as {@link Models.getOpenAIRouteBaseURL}.
   *
   * @deprecated Use {@link Models.getOpenAIRouteBaseURL}.
   */
  getOpenaiRouteBaseUrl(params?: WorkspaceParams): string {
    return this.getOpenAIRouteBaseURL(params)
  }

  /**
   * Headers for libraries that send by themselves: the client's default ones, and a token that is valid for now. Where a library
   * takes a `fetch`, `client.openAICompatible()` is better: the token of that one does not run out.
   */
  async getClientDefaultHeaders(): Promise<Record<string, string>> {
    const { authorization } = this.#context.http.defaultHeaders
    const token = await this.#context.http.token()
    const credential = token === undefined ? authorization : `Bearer ${token}`
    return {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      ...shareableHeaders(this.#context),
      ...(credential === undefined ? {} : { Authorization: credential }),
    }
  }

  /** URL of the models of a provider, for libraries that speak OpenAI's protocol. */
  getProviderRouteOpenAIURL(provider: Pick<ModelProvider, 'workspace' | 'name' | 'host_url'>): string {
    return providerRoute(this.#context, provider)
  }

  /**
   * The same as {@link Models.getProviderRouteOpenAIURL}.
   *
   * @deprecated Use {@link Models.getProviderRouteOpenAIURL}.
   */
  getProviderRouteOpenaiUrl(provider: Pick<ModelProvider, 'workspace' | 'name' | 'host_url'>): string {
    return this.getProviderRouteOpenAIURL(provider)
  }

  /**
   * URL of the model of a deployment, for libraries that speak OpenAI's protocol; reads the deployment's provider.
   *
   * @throws InvalidArgumentError if the deployment has no provider yet.
   */
  async getProviderRouteOpenAIURLForDeployment(
    deployment: Pick<ModelDeployment, 'model_provider_id'>,
    options?: RequestOptions,
  ): Promise<string> {
    const { deploymentRoute } = await loadPart(import('./resolve.ts'))
    return deploymentRoute(this.#context, deployment, options)
  }

  /**
   * The same as {@link Models.getProviderRouteOpenAIURLForDeployment}.
   *
   * @deprecated Use {@link Models.getProviderRouteOpenAIURLForDeployment}.
   */
  async getProviderRouteOpenaiUrlForDeployment(
    deployment: Pick<ModelDeployment, 'model_provider_id'>,
    options?: RequestOptions,
  ): Promise<string> {
    return this.getProviderRouteOpenAIURLForDeployment(deployment, options)
  }

  /** URL of one model, whoever serves it, for libraries that speak OpenAI's protocol. */
  getModelEntityRouteOpenAIURL(modelEntity: Pick<ModelEntity, 'workspace' | 'name'>): string {
    return modelRoute(this.#context, modelEntity)
  }

  /**
   * The same as {@link Models.getModelEntityRouteOpenAIURL}.
   *
   * @deprecated Use {@link Models.getModelEntityRouteOpenAIURL}.
   */
  getModelEntityRouteOpenaiUrl(modelEntity: Pick<ModelEntity, 'workspace' | 'name'>): string {
    return this.getModelEntityRouteOpenAIURL(modelEntity)
  }

  /**
   * Finds out where a model is served.
   *
   * @param ref - `workspace/name`.
   * @returns URL and name of the model; URL of its first provider and its name there, null where they cannot be read.
   * @throws NotFoundError if there is no such model.
   */
  async resolveModelReference(ref: string, options?: RequestOptions): Promise<ResolvedModelReference> {
    const retrieve = (name: string, workspace: string) => this.retrieve(name, { workspace }, options)
    const { resolveModel } = await loadPart(import('./resolve.ts'))
    return resolveModel(this.#context, ref, retrieve, options)
  }

  /**
   * Waits until a deployment has a status; if that is READY, also until the gateway answers for it. `DELETED` is a deployment
   * that is no longer there. Looks every 3 s at first, for 20 minutes at most, unless `params` say otherwise.
   *
   * @param params - `waitTimeout` and `poll_interval` in ms, `check_gateway`, `onUpdate`.
   * @throws WaitError if it ends as `ERROR` or is not there, WaitTimeoutError.
   */
  async waitForStatus(
    deploymentName: string,
    desiredStatus: string,
    params?: StatusWaitParams,
    options?: RequestOptions,
  ): Promise<true> {
    const wait = { ...optional(params), status: statusName(desiredStatus) }
    const deployments = new DeploymentsOperations(this.#context)
    const { waitForDeployment } = await loadPart(import('../inference/deployments/wait.ts'))
    await waitForDeployment(this.#context, deployments, deploymentName, wait, options)
    return true
  }

  /** Waits until a deployment has a status, whatever the gateway says: see {@link Models.waitForStatus}. */
  async waitForDeploymentStatus(
    deploymentName: string,
    desiredStatus: string,
    params?: DeploymentStatusWaitParams,
    options?: RequestOptions,
  ): Promise<true> {
    const wait = { ...optional(params), check_gateway: false }
    return this.waitForStatus(deploymentName, desiredStatus, wait, options)
  }

  /**
   * Waits until the gateway answers for a provider: a minute at most, a look every second at first, unless `params` say otherwise.
   *
   * @throws WaitTimeoutError
   */
  async waitForGateway(
    providerName: string,
    params?: GatewayWaitParams,
    options?: RequestOptions,
  ): Promise<true> {
    const { waitForGateway } = await loadPart(import('../inference/deployments/wait.ts'))
    return waitForGateway(this.#context, providerName, optional(params), options)
  }

  /**
   * Waits until a provider has a status; if that is READY, also until the gateway answers for it. A minute at most, a look every
   * second at first, unless `params` say otherwise.
   *
   * @param desiredStatus - READY if left out.
   * @throws WaitError if it ends as `ERROR` or is not there, WaitTimeoutError.
   */
  async waitForProvider(
    providerName: string,
    desiredStatus?: string,
    params?: ProviderWaitParams,
    options?: RequestOptions,
  ): Promise<true> {
    const wanted = statusName(desiredStatus ?? 'READY')
    const { waitForProvider } = await loadPart(import('./wait.ts'))
    return waitForProvider(this.#context, providerName, wanted, optional(params), options)
  }

  /**
   * Waits until the gateway serves a model under OpenAI's protocol: a minute at most, a look every half second at first, unless
   * `params` say otherwise.
   *
   * @param name - The model, with or without `workspace/` in front.
   * @returns The model as the gateway shows it.
   * @throws WaitTimeoutError
   */
  async waitForOpenAIModel(
    name: string,
    params?: OpenAIModelWaitParams,
    options?: RequestOptions,
  ): Promise<OpenAIModelResp> {
    const { waitForOpenAIModel } = await loadPart(import('./wait.ts'))
    return waitForOpenAIModel(this.#context, name, optional(params), options)
  }

  /**
   * The same as {@link Models.waitForOpenAIModel}.
   *
   * @deprecated Use {@link Models.waitForOpenAIModel}.
   */
  async waitForOpenaiModel(
    name: string,
    params?: OpenAIModelWaitParams,
    options?: RequestOptions,
  ): Promise<OpenAIModelResp> {
    return this.waitForOpenAIModel(name, params, options)
  }
}

function statusName(status: unknown): string {
  if (typeof status === 'string' && status !== '') return status
  throw new InvalidArgumentError('desiredStatus', 'must be the name of a status')
}
