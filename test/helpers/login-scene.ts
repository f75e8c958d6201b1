/** Somebody who is logged in at a platform that exists in memory only, and all that is asked of it. */

import { type ClientOptions, type Fetch, NeMoPlatform } from 'nemo-platform'
import { loginConfig } from './login-config.ts'
import { jwt, nowInSeconds } from './sample-tokens.ts'
import { type Answer, json, type StubbedCall, stubFetch } from './stub-fetch.ts'

/** What the scene is like. */
export interface SceneOptions {
  /** The stored token. @default one that has ended */
  accessToken?: string | undefined
  /** The stored refresh token; null for none. @default 'refresh-1' */
  refreshToken?: string | null | undefined
  /** Answers of the token endpoint, one after the other; the last one goes on. @default new pairs */
  token?: readonly Answer[]
  /** Answer of the API. @default 200 */
  api?: Answer | undefined
  /** Discovery document, over the usual one. */
  discovery?: Record<string, unknown> | Answer | undefined
  /** Keys over those of the identity provider in discovery. */
  oidc?: Record<string, unknown> | undefined
}

/** The scene and what happened in it. */
export interface LoginScene {
  readonly configPath: string
  readonly fetch: Fetch
  readonly tokenCalls: StubbedCall[]
  readonly apiCalls: StubbedCall[]
  readonly discoveryCalls: StubbedCall[]
  /** Tokens that went to the API, in their order. */
  readonly sentTokens: () => (string | undefined)[]
  /** A client of the stored context. */
  client(options?: ClientOptions): NeMoPlatform
}

/** URL of the platform in the config. */
export const PLATFORM = 'https://nmp.example.com'
/** URL of the token endpoint. */
export const TOKEN_ENDPOINT = 'https://idp.example.com/token'

let tokenCount = 0

/** A token that ends in so many seconds; no two are the same. */
export function tokenFor(secondsLeft: number, claims: Record<string, unknown> = {}): string {
  tokenCount += 1
  const now = nowInSeconds()
  return jwt({ iat: now - 3600, exp: now + secondsLeft, sub: 'somebody', jti: `${tokenCount}`, ...claims })
}

/** A successful answer of the token endpoint. */
export function newTokens(fields: Record<string, unknown> = {}): Response {
  const answer = {
    access_token: tokenFor(3600),
    refresh_token: `refresh-${tokenCount}-new`,
    expires_in: 3600,
  }
  return json({ token_type: 'Bearer', ...answer, ...fields })
}

/** Sets the scene. */
export function loginScene(options: SceneOptions = {}): LoginScene {
  const { accessToken = tokenFor(-10), refreshToken = 'refresh-1', oidc, discovery } = options
  const configPath = loginConfig({ url: PLATFORM, accessToken, refreshToken: refreshToken ?? undefined })
  const document = {
    auth_enabled: true,
    oidc: { issuer: 'https://idp.example.com', client_id: 'cli', token_endpoint: TOKEN_ENDPOINT, ...oidc },
  }
  const isAnswer =
    discovery instanceof Response || discovery instanceof Error || typeof discovery === 'function'
  const discoveryStub = stubFetch(isAnswer ? (discovery as Answer) : json({ ...document, ...discovery }))
  const tokenStub = stubFetch(...(options.token ?? [() => newTokens()]))
  const apiStub = stubFetch(options.api ?? json({ data: [] }))
  const fetch: typeof globalThis.fetch = (input, init) => {
    const url = String(input instanceof Request ? input.url : input)
    if (url.endsWith('/apis/auth/discovery')) return discoveryStub.fetch(input, init)
    return (/\/token$/.test(url) ? tokenStub : apiStub).fetch(input, init)
  }
  return {
    configPath,
    fetch,
    tokenCalls: tokenStub.calls,
    apiCalls: apiStub.calls,
    discoveryCalls: discoveryStub.calls,
    sentTokens: () =>
      apiStub.calls.map(({ headers }) => headers.get('authorization')?.replace(/^Bearer /, '')),
    client: (more) => new NeMoPlatform({ configPath, fetch, maxRetries: 0, ...more }),
  }
}
