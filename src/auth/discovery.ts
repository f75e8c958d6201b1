/** What the platform says about authentication, asked once and remembered. */

import { type DiscoveryDocument, readDiscovery } from '../discovery-document.ts'
import type { PlainGet } from '../http/transport/plain-fetch.ts'
import { parseJson } from '../json.ts'
import { noteShape } from '../platform-info.ts'
import { withoutTrailingSlashes } from '../trailing-slashes.ts'
import type { ServerClock } from './clock.ts'
import { limitRunningTime } from './running-time.ts'

/** Sends the requests of this folder: like `fetch`, without redirects and without a token. */
export type PlainFetch = (url: string, init: RequestInit) => Promise<Response>

/** Longest wait for the discovery document, in ms. */
const TIMEOUT = 10_000
/** After a failure, how long nobody asks again, in ms. */
const PAUSE_AFTER_FAILURE = 5_000

/** Asks a platform for its discovery document. */
export class Discovery {
  readonly #baseURL: string
  readonly #get: PlainGet
  readonly #clock: ServerClock
  #document: DiscoveryDocument | undefined
  #pending: Promise<DiscoveryDocument | undefined> | undefined
  #failedAt = Number.NEGATIVE_INFINITY

  constructor(baseURL: string, get: PlainGet, clock: ServerClock) {
    this.#baseURL = baseURL
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
      const answer = await this.#get(discoveryURL(this.#baseURL), limit.signal)
      this.#clock.observe({ get: (name) => answer.header(name) ?? null })
      const isSuccess = answer.status >= 200 && answer.status < 300
      const document = isSuccess ? readDiscovery(parseJson(await answer.text())) : undefined
      if (document !== undefined) {
        this.#document = document
        noteShape(this.#baseURL, document.generation)
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

/** Where a platform's discovery document is. */
export function discoveryURL(baseURL: string): string {
  return `${withoutTrailingSlashes(baseURL)}/apis/auth/discovery`
}
