/**
 * The identity provider that a login came from, noted in the context's `metadata`, which the Python tools keep: whatever a platform
 * says later, the refresh token goes nowhere else.
 */

import type { LoadedConfig } from '../config/load.ts'
import { loadZod } from '../inlined/index.ts'
import type { Document } from '../inlined/yaml.ts'

/** Key in the metadata of a context. */
const KEY = 'identity_provider'

/** Where the tokens of a login come from. */
export interface ProviderPin {
  /** `iss` of its tokens; where they do not tell, the platform's word at the time. */
  readonly issuer: string | undefined
  readonly tokenEndpoint: string
  readonly clientId: string
}

/** What the config file says of a context's login, beside its tokens. */
export interface LoginFacts {
  /** Who gave the tokens; undefined where another program logged in. */
  readonly pin: ProviderPin | undefined
  /** Where a login that the platform keeps is refreshed. */
  readonly brokerURL: string | undefined
}

/** Reads them. */
export function loginFactsIn(loaded: LoadedConfig, contextName: string): LoginFacts {
  if (loaded.state !== 'present') return { pin: undefined, brokerURL: undefined }
  const { contexts, users } = loaded.file
  const context = contexts.find(({ name }) => name === contextName)
  const user = users.find(({ name }) => name === (context?.user ?? `${contextName}-user`))
  const parsed = pinSchema().safeParse(context?.metadata[KEY])
  const { issuer, token_endpoint: tokenEndpoint, client_id: clientId } = parsed.success ? parsed.data : {}
  const brokerURL = user?.['token_broker_url']
  return {
    pin: tokenEndpoint && clientId ? { issuer: issuer || undefined, tokenEndpoint, clientId } : undefined,
    brokerURL: typeof brokerURL === 'string' && brokerURL !== '' ? brokerURL : undefined,
  }
}

/**
 * Notes where a new login comes from, in a document that has its context already. What was known of the login before goes.
 *
 * @param pin - Undefined for tokens that nobody gave.
 */
export function notePin(document: Document, contextName: string, pin: ProviderPin | undefined): void {
  const { contexts } = document.toJS() as {
    contexts: { name: string; metadata?: object | null }[]
  }
  const index = contexts.findIndex(({ name }) => name === contextName)
  const context = contexts[index]
  if (context === undefined) return
  const path = ['contexts', index, 'metadata']
  if (pin !== undefined) {
    const { issuer, tokenEndpoint, clientId } = pin
    const note = {
      ...(issuer === undefined ? {} : { issuer }),
      token_endpoint: tokenEndpoint,
      client_id: clientId,
    }
    // What is empty stands in one line; a fresh map gets lines of its own.
    const isEmpty = Object.keys(context.metadata ?? {}).length === 0
    if (isEmpty) document.setIn(path, document.createNode({ [KEY]: note }))
    else document.setIn([...path, KEY], document.createNode(note))
  } else if (context.metadata && KEY in context.metadata) {
    document.deleteIn([...path, KEY])
  }
}

function pinSchema() {
  const z = loadZod()
  const text = z.catch(z.optional(z.string()), undefined)
  return z.looseObject({ issuer: text, token_endpoint: text, client_id: text })
}
