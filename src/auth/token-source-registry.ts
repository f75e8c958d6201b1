/** One token source per context and process: clients of the same context share its refreshes. */

import { resolve } from 'node:path'
import type { Discovery } from './discovery.ts'
import type { StoredTokenSource } from './stored-token-source.ts'

/** A context's source, and the discovery that goes with it. */
export interface SharedSource {
  readonly tokens: StoredTokenSource
  readonly discovery: Discovery
}

/** What makes two clients share a source. */
export interface SharingKey {
  readonly configPath: string
  readonly contextName: string
  readonly baseURL: string
  /** Path of a PEM file. */
  readonly certificateAuthority: string | undefined
  /** The `fetch` that the caller brought, if one was. */
  readonly fetch: object | undefined
}

const sources = new Map<string, SharedSource>()
const fetchNumbers = new WeakMap<object, number>()
let fetchCount = 0

/** The source of that context; made at the first time. */
export function shareSource(key: SharingKey, create: () => SharedSource): SharedSource {
  const { configPath, contextName, baseURL, certificateAuthority, fetch } = key
  const name = JSON.stringify([
    resolve(configPath),
    contextName,
    baseURL,
    certificateAuthority,
    numberOf(fetch),
  ])
  const source = sources.get(name) ?? create()
  sources.set(name, source)
  return source
}

function numberOf(fetch: object | undefined): number {
  if (fetch === undefined) return 0
  const known = fetchNumbers.get(fetch)
  if (known !== undefined) return known
  fetchCount += 1
  fetchNumbers.set(fetch, fetchCount)
  return fetchCount
}
