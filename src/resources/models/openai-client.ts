/** Clients of the package `openai`. */

import { NeMoPlatformError } from '../../errors/index.ts'
import type { OpenAIClient, OpenAICompatibleParams } from '../../types/openai.ts'
import { optional, type ResourceContext } from '../shared/resource-context.ts'
import { authorizedFetch, routeOf } from './openai.ts'

/** Libraries insist on a key; the token goes along with each request instead. */
const NO_KEY = 'not-needed'

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
  const OpenAI = await importOpenAI()
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

async function importOpenAI(): Promise<typeof import('openai').OpenAI> {
  let cause: unknown
  // Bundlers take an import within `try` as one that may fail.
  try {
    const { OpenAI }: Partial<typeof import('openai')> = await import('openai')
    // There is none where a bundler was told to put nothing in place of the package.
    if (OpenAI !== undefined) return OpenAI
  } catch (error) {
    cause = error
  }
  const command = 'npm install openai@7'
  throw new NeMoPlatformError('The package `openai`, which makes OpenAI clients, cannot be loaded.', {
    code: 'package/missing',
    cause,
    remedies: [{ text: command, command }],
  })
}
