/** What the platform says about authentication, asked once and remembered. */

import type { PlainGet } from '../http/transport/plain-fetch.ts'
import { loadZod } from '../inlined/index.ts'
import type * as z from '../inlined/zod.ts'
import { parseJson } from '../json.ts'
import { withoutTrailingSlashes } from '../trailing-slashes.ts'
import type { ServerClock } from './clock.ts'
import { limitRunningTime } from './running-time.ts'

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
  readonly #get: PlainGet
  readonly #clock: ServerClock
  #document: DiscoveryDocument | undefined
  #pending: Promise<DiscoveryDocument | undefined> | undefined
  #failedAt = Number.NEGATIVE_INFINITY

  constructor(baseURL: string, get: PlainGet, clock: ServerClock) {
    this.#url = discoveryURL(baseURL)
    this.#get = get
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
    const limit = limitRunningTime(TIMEOUT)
    try {
      const answer = await this.#get(this.#url, limit.signal)
      this.#clock.observe({ get: (name) => answer.header(name) ?? null })
      const isSuccess = answer.status >= 200 && answer.status < 300
      const document = isSuccess ? readDiscovery(parseJson(await answer.text())) : undefined
      if (document !== undefined) {
        this.#document = document
        return document
      }
    } catch {
      // A platform that cannot be reached: the request that follows will tell the caller.
    } finally {
      limit.end()
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
  const z = loadZod()
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
