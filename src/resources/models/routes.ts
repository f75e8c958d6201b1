/** URLs under which the gateway serves models, providers and whole workspaces to clients of OpenAI's API. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { type Path, path } from '../../http/request/path.ts'
import { withoutTrailingSlashes } from '../../trailing-slashes.ts'
import type { ModelEntity, ModelProvider } from '../../types/index.ts'
import type { ResourceContext } from '../shared/resource-context.ts'

/** A thing of a workspace. */
export type Named = Pick<ModelEntity, 'workspace' | 'name'>

/** The route on which the `model` of a request says where it goes. */
export function workspaceRoute({ http, workspace: own }: ResourceContext, workspace = own): string {
  return join(http.baseURL, path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/openai/-/v1`)
}

/** The route to one model. */
export function modelRoute({ http }: ResourceContext, { workspace, name }: Named): string {
  return join(
    http.baseURL,
    path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/model/${{ name }}/-/v1`,
  )
}

/** The route to a provider. The gateway puts what follows behind the provider's URL, which may end with `/v1` already. */
export function providerRoute(
  { http }: ResourceContext,
  provider: Named & Pick<ModelProvider, 'host_url'>,
): string {
  const { workspace, name, host_url } = provider
  if (typeof host_url !== 'string') throw new InvalidArgumentError('provider.host_url', 'must be text')
  const route = join(
    http.baseURL,
    path`/apis/inference-gateway/v2/workspaces/${{ workspace }}/provider/${{ name }}/-`,
  )
  return /\/v1\/*$/.test(host_url) ? route : `${route}/v1`
}

/** The parts of `workspace/name`; undefined for anything else. */
export function splitReference(ref: unknown): Named | undefined {
  const parts = typeof ref === 'string' ? ref.split('/') : []
  const [workspace, name] = parts
  return parts.length === 2 && workspace && name ? { workspace, name } : undefined
}

function join(base: string, path: Path): string {
  return withoutTrailingSlashes(base) + path.build()
}
