/** What libraries for OpenAI's protocol get. */

import type { ModelProvider } from './inference.generated.ts'

// biome-ignore lint/suspicious/noTsIgnore: it is an error only where the package is not installed
/** @ts-ignore The package is optional. */
type Imported = import('openai').OpenAI

/** A client of the package `openai`; `unknown` where that is not installed. */
export type OpenAIClient = 0 extends 1 & Imported ? unknown : Imported

/** Where models are, for libraries that take these: the Vercel AI SDK, LangChain.js and others. */
export interface OpenAICompatible {
  /** URL below which `chat/completions` and its like are. */
  baseURL: string
  /**
   * Sends with a token that is valid at the time of the request, whatever key the library has. Goes to the platform only; has no
   * retries and no time limit of its own.
   */
  fetch: typeof globalThis.fetch
  /** The client's default headers; `fetch` sends them anyway. */
  headers: Record<string, string>
}

/** Which models: all of a workspace, one model, or those of one provider. */
export interface OpenAICompatibleParams {
  /** @default the client's workspace */
  workspace?: string | undefined
  /** One model: its name, `workspace/name`, or the model itself. Requests then need not name it. */
  model?: string | { readonly workspace: string; readonly name: string } | undefined
  /** One provider, as `inference.providers` gives it. Requests name models as the provider does. */
  provider?: Pick<ModelProvider, 'workspace' | 'name' | 'host_url'> | undefined
}

/** A model entity, and where it is served. */
export interface ResolvedModelReference {
  /** URL for OpenAI's protocol, through the gateway. */
  url: string
  name: string
  /** URL of the provider behind it; null if there is none or it cannot be read. */
  host_url: string | null
  /** The model's name at that provider; null if it is not known. */
  served_model_name: string | null
}
