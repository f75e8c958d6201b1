/** What libraries for OpenAI's protocol need to talk to the platform: a base URL, and a `fetch` that brings the token. */

import {
  APIConnectionError,
  APIUserAbortError,
  InvalidArgumentError,
  NeMoPlatformError,
} from '../../errors/index.ts'
import { isRawBody } from '../../http/request/body.ts'
import type { Method } from '../../http/request/operation.ts'
import type { OpenAIClient, OpenAICompatible, OpenAICompatibleParams } from '../../types/openai.ts'
import { checkNames } from '../shared/polling.ts'
import { optional, type ResourceContext } from '../shared/resource-context.ts'
import { modelRoute, providerRoute, splitReference, workspaceRoute } from './routes.ts'

/** Libraries insist on a key; the token goes along with each request instead. */
const NO_KEY = 'not-needed'

const NAMES = ['workspace', 'model', 'provider']

/** Headers that are the business of whoever sends. */
const OF_THE_CONNECTION = new Set([
  'authorization',
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
])

/**
 * A `fetch` that sends through the client: with a token that is valid at the time of the request, renewed once where it is
 * refused, over the client's own connections, and to the platform's origin only. It repeats nothing else and has no time limit:
 * whoever calls it has both, and a model may think for minutes before its first word. Any status is an answer; where none comes,
 * the error is that of any `fetch`.
 */
export function authorizedFetch(context: ResourceContext): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const headers = [...request.headers].filter(([name]) => !OF_THE_CONNECTION.has(name))
    try {
      return await context.http
        .request<Response>(
          () => ({
            method: request.method as Method,
            path: request.url,
            body: repeatableBody(init?.body) ?? request.body ?? undefined,
            headers: { accept: '*/*' },
            acceptsAnyStatus: true,
          }),
          { signal: request.signal, timeout: Number.POSITIVE_INFINITY, maxRetries: 0, headers },
        )
        .asResponse()
    } catch (error) {
      if (error instanceof APIUserAbortError) throw request.signal.reason
      // Libraries know by this that it is worth trying again.
      if (error instanceof APIConnectionError) throw new TypeError('fetch failed', { cause: error })
      throw error
    }
  }
}

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

/** The client's default headers without those that tell who sends, or on whose behalf. */
export function shareableHeaders({ http }: ResourceContext): Record<string, string> {
  const { 'user-agent': _agent, authorization: _authorization, ...headers } = http.defaultHeaders
  return headers
}

/**
 * A client of the package `openai`. Its retries are its own, as many as those of the platform's client: one layer of them, where
 * its users look for it.
 *
 * @throws NeMoPlatformError if the package is not installed.
 */
export async function createOpenAIClient(
  context: ResourceContext,
  params: OpenAICompatibleParams | undefined,
): Promise<OpenAIClient> {
  const baseURL = routeOf(context, optional(params))
  const { OpenAI } = await importOpenAI()
  return new OpenAI({
    baseURL,
    apiKey: NO_KEY,
    fetch: authorizedFetch(context),
    maxRetries: context.http.maxRetries,
    // What the environment says about an account at OpenAI is none of the platform's business.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    // The key that it warns of is not one.
    dangerouslyAllowBrowser: true,
  })
}

function routeOf(context: ResourceContext, params: OpenAICompatibleParams): string {
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

/** What can be sent again after the token was renewed; a stream cannot. */
function repeatableBody(body: unknown): unknown {
  // A form's boundary is in the header that the `Request` has made, so its body must be from there too.
  return isRawBody(body) && !(body instanceof FormData) ? body : undefined
}

async function importOpenAI(): Promise<typeof import('openai')> {
  // Bundlers take an import within `try` as one that may fail.
  try {
    return await import('openai')
  } catch (cause) {
    const command = 'npm install openai@7'
    throw new NeMoPlatformError('The package `openai`, which makes OpenAI clients, cannot be loaded.', {
      code: 'package/missing',
      cause,
      remedies: [{ text: command, command }],
    })
  }
}
