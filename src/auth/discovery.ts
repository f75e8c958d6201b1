/** What the platform says about authentication, asked once and remembered. */

import * as z from 'zod/mini'
import { withoutTrailingSlashes } from '../trailing-slashes.ts'
import type { ServerClock } from './clock.ts'

/** Sends the requests of this folder: like `fetch`, without redirects and without a token. */
export type PlainFetch = (url: string, init: RequestInit) => Promise<Response>

/** Longest wait for the discovery document, in ms. */
const TIMEOUT = 10_000
/** After a failure, how long nobody asks again, in ms. */
const PAUSE_AFTER_FAILURE = 5_000

/** The discovery document; keys that it does not have, or that are no text, are undefined. */
export type DiscoveryDocument = z.output<ReturnType<typeof discoverySchema>>

/** Asks a platform for its discovery document. */
export class Discovery {
  readonly #url: string
  readonly #fetch: PlainFetch
  readonly #clock: ServerClock
  #document: DiscoveryDocument | undefined
  #pending: Promise<DiscoveryDocument | undefined> | undefined
  #failedAt = Number.NEGATIVE_INFINITY

  constructor(baseURL: string, fetch: PlainFetch, clock: ServerClock) {
    this.#url = discoveryURL(baseURL)
    this.#fetch = fetch
    this.#clock = clock
  }

  /** What is known already, without asking. */
  get known(): DiscoveryDocument | undefined {
    return this.#document
  }

  /** The document; undefined while the platform gives none. Asked once; failures are asked again after a pause. */
  get(): Promise<DiscoveryDocument | undefined> {
    if (this.#document !== undefined) return Promise.resolve(this.#document)
    if (performance.now() - this.#failedAt < PAUSE_AFTER_FAILURE) return Promise.resolve(undefined)
    this.#pending ??= this.#ask().finally(() => {
      this.#pending = undefined
    })
    return this.#pending
  }

  /** Asks again, for instance because an endpoint was missing while the identity provider was down. */
  renew(): Promise<DiscoveryDocument | undefined> {
    this.#document = undefined
    this.#failedAt = Number.NEGATIVE_INFINITY
    return this.get()
  }

  async #ask(): Promise<DiscoveryDocument | undefined> {
    try {
      const response = await this.#fetch(this.#url, {
        headers: { accept: 'application/json' },
        signal: AbortSignal.timeout(TIMEOUT),
      })
      this.#clock.observe(response.headers)
      const document = readDiscovery(response.ok ? await response.json() : undefined)
      if (document !== undefined) {
        this.#document = document
        return document
      }
    } catch {
      // A platform that cannot be reached, or speaks HTML: the request that follows will tell the caller.
    }
    this.#failedAt = performance.now()
    return undefined
  }
}

/** Reads a discovery document; undefined for anything else. */
export function readDiscovery(body: unknown): DiscoveryDocument | undefined {
  const parsed = discoverySchema().safeParse(body)
  return parsed.success ? parsed.data : undefined
}

/** Where a platform's discovery document is. */
export function discoveryURL(baseURL: string): string {
  return `${withoutTrailingSlashes(baseURL)}/apis/auth/discovery`
}

function discoverySchema() {
  const text = z.catch(z.nullish(z.string().check(z.minLength(1))), undefined)
  return z.looseObject({
    auth_enabled: z.boolean(),
    oidc: z.nullish(
      z.looseObject({
        issuer: text,
        client_id: text,
        token_endpoint: text,
        device_authorization_endpoint: text,
        default_scopes: text,
        scope_prefix: text,
        workload_token_exchange_enabled: z.catch(z.nullish(z.boolean()), undefined),
        workload_client_id: text,
        workload_token_endpoint: text,
        workload_audience: text,
        workload_scope: text,
      }),
    ),
  })
}
