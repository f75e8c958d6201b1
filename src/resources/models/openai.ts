/** What libraries for OpenAI's protocol need to talk to the platform: a base URL, and a `fetch` that brings the token. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { loadPart } from '../../errors/load-part.ts'
import type { OpenAICompatible, OpenAICompatibleParams } from '../../types/openai.ts'
import { checkNames } from '../shared/params.ts'
import { optional, type ResourceContext } from '../shared/resource-context.ts'
import { modelRoute, providerRoute, splitReference, workspaceRoute } from './routes.ts'

const NAMES = ['workspace', 'model', 'provider']

/**
 * Base URL, `fetch` and headers for any library that takes them.
 *
 * @throws InvalidArgumentError for both a model and a provider, or one of them in a form that does not say where it is.
 */
export function openAICompatible(
  context: ResourceContext,
  params: OpenAICompatibleParams | undefined,
): OpenAICompatible {
  return {
    baseURL: routeOf(context, optional(params)),
    fetch: authorizedFetch(context),
    headers: shareableHeaders(context),
  }
}

/** A `fetch` that sends through the client. What it takes for that is loaded with the first request. */
export function authorizedFetch(context: ResourceContext): typeof globalThis.fetch {
  return async (input, init) => {
    const { sendThrough } = await loadPart(import('./authorized-fetch.ts'))
    return sendThrough(context, input, init)
  }
}

/** The client's default headers without those that tell who sends, or on whose behalf. */
export function shareableHeaders({ http }: ResourceContext): Record<string, string> {
  const { 'user-agent': _agent, authorization: _authorization, ...headers } = http.defaultHeaders
  return headers
}

/** The base URL that the params ask for. */
export function routeOf(context: ResourceContext, params: OpenAICompatibleParams): string {
  checkNames(params, NAMES)
  const { workspace = context.workspace, model, provider } = params
  if (provider !== undefined) {
    if (model !== undefined) throw new InvalidArgumentError('model', 'cannot go with `provider`')
    if (typeof provider !== 'object' || provider === null) {
      throw new InvalidArgumentError(
        'provider',
        'must be what `inference.providers.retrieve` gives: the URL depends on its `host_url`',
      )
    }
    return providerRoute(context, provider)
  }
  if (model === undefined) return workspaceRoute(context, workspace)
  if (typeof model === 'object' && model !== null) return modelRoute(context, model)
  const named = splitReference(model) ?? { workspace: workspace as string, name: model }
  return modelRoute(context, named)
}
