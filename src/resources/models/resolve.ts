/** Finds out where deployments and models are served. */

import { APIUserAbortError, InvalidArgumentError } from '../../errors/index.ts'
import { problemOf } from '../../errors/problem.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type {
  ModelDeployment,
  ModelEntity,
  ModelProvider,
  ResolvedModelReference,
} from '../../types/index.ts'
import { Providers } from '../inference/providers.generated.ts'
import type { ResourceContext } from '../shared/resource-context.ts'
import { modelRoute, providerRoute, splitReference } from './routes.ts'

/** The route to the provider of a deployment, which is read for it. */
export async function deploymentRoute(
  context: ResourceContext,
  deployment: Pick<ModelDeployment, 'model_provider_id'>,
  options: RequestOptions | undefined,
): Promise<string> {
  const id: unknown = deployment?.model_provider_id
  const slash = typeof id === 'string' ? id.indexOf('/') : -1
  if (typeof id !== 'string' || slash < 0) {
    throw new InvalidArgumentError(
      'deployment.model_provider_id',
      'must be `workspace/name`: a deployment has a provider once it is READY',
    )
  }
  const workspace = id.slice(0, slash)
  const provider = await new Providers(context).retrieve(id.slice(slash + 1), { workspace }, options)
  return providerRoute(context, provider)
}

/** Where a model is served, and what it is called there. */
export async function resolveModel(
  context: ResourceContext,
  ref: string,
  retrieve: (name: string, workspace: string) => PromiseLike<ModelEntity>,
  options: RequestOptions | undefined,
): Promise<ResolvedModelReference> {
  const parts = splitReference(ref)
  if (parts === undefined) throw new InvalidArgumentError('ref', 'must be `workspace/name`')
  const entity = await retrieve(parts.name, parts.workspace)
  const provider = await firstProvider(context, entity, options)
  const own = `${entity.workspace}/${entity.name}`
  const served = provider?.served_models?.find(({ model_entity_id }) => model_entity_id === own)
  return {
    url: modelRoute(context, entity),
    name: parts.name,
    host_url: provider?.host_url ?? null,
    served_model_name: served?.served_model_name ?? null,
  }
}

/** The provider that a model names first; a model is of use without it too, so that it cannot be read is only logged. */
async function firstProvider(
  context: ResourceContext,
  { model_providers }: ModelEntity,
  options: RequestOptions | undefined,
): Promise<ModelProvider | undefined> {
  const ref = model_providers?.[0]
  if (ref === undefined) return undefined
  const parts = splitReference(ref)
  if (parts === undefined) {
    context.http.log.write('warn', `the model names a provider that is not \`workspace/name\`: ${ref}`)
    return undefined
  }
  try {
    return await new Providers(context).retrieve(parts.name, { workspace: parts.workspace }, options)
  } catch (error) {
    if (error instanceof APIUserAbortError) throw error
    context.http.log.write('warn', `the provider ${ref} of the model could not be read: ${problemOf(error)}`)
    return undefined
  }
}
