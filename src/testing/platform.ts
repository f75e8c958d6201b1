/** The mock platform: one `fetch` with the real platform's answers, and what tests want beside it. */

import { InvalidArgumentError } from '../errors/index.ts'
import { decodeToken } from '../jwt/decode-token.ts'
import {
  checkOptions,
  checkText,
  type IdentityProvider,
  MockJobs,
  type MockPlatformOptions,
  type MockSettings,
  Platform,
  resetClock,
  resolveMockOptions,
  type TokenOptions,
} from '../mock/index.ts'
import { withoutTrailingSlashes } from '../trailing-slashes.ts'
import { DisconnectError, Faults, faultAnswer } from './faults.ts'
import { type RecordedRequest, record } from './recorder.ts'
import { type SeedOptions, seed } from './seed.ts'
import type { ListenOptions, MockServer } from './server.ts'

/** What {@link MockPlatform.writeConfig} writes. */
export interface WriteConfigOptions extends TokenOptions {
  /** Who is logged in; without an e-mail address nobody is. */
  email?: string | undefined
  /** URL of the platform. @default that of the socket it listens on, else `http://nemo.test` */
  baseURL?: string | undefined
  /** Name of the context, which becomes the current one. @default 'default' */
  contextName?: string | undefined
  /** Workspace of the context. @default 'default' */
  workspace?: string | undefined
}

/**
 * A platform for tests, with the answers, roles, scopes and delays of the real one.
 *
 * @example
 * ```ts
 * const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })
 * const client = new NeMoPlatform({
 *   baseURL: 'http://nemo.test',
 *   accessToken: platform.tokenFor('alice@example.com'),
 *   fetch: platform.fetch,
 * })
 * ```
 */
export class MockPlatform {
  /** Faults to come. */
  readonly faults = new Faults()
  /** What was asked, oldest first. */
  readonly requests: RecordedRequest[] = []
  /** Moves jobs by hand. */
  readonly jobs: MockJobs
  readonly #settings: MockSettings
  #platform: Platform
  #server: MockServer | undefined

  constructor(options: MockPlatformOptions = {}) {
    this.#settings = resolveMockOptions(options)
    this.#platform = new Platform(this.#settings)
    this.jobs = new MockJobs(() => this.#platform)
  }

  /**
   * The identity provider.
   *
   * @throws InvalidArgumentError if the platform has none: give `auth: { oidc: true }`.
   */
  get identityProvider(): IdentityProvider {
    const { provider } = this.#platform
    if (provider !== undefined) return provider
    throw new InvalidArgumentError('auth.oidc', 'is off', {
      remedies: [
        {
          text: 'Make the platform with an identity provider',
          call: 'new MockPlatform({ auth: { oidc: true } })',
        },
      ],
    })
  }

  /**
   * Answers a request; the identity provider's too. It is bound to the platform, so it can be given away as the `fetch`
   * of a client.
   */
  readonly fetch = async (input: Request | string | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const recorded = record(request)
    this.requests.push(recorded)
    const fault = this.faults.take(request)
    if (fault?.delay !== undefined) await pause(fault.delay, request.signal)
    if (fault?.disconnect === true) throw new DisconnectError()
    const response = (fault && faultAnswer(fault)) ?? (await this.#platform.fetch(request))
    if (fault?.disconnect === 'after') throw new DisconnectError()
    recorded.status = response.status
    return response
  }

  /**
   * A token for somebody.
   *
   * @param email - E-mail address, and subject unless `subject` says otherwise.
   * @returns A token signed by the identity provider if there is one, else an unsigned one.
   * @throws InvalidArgumentError for an option that is unknown or does not fit.
   */
  tokenFor(email: string, options: TokenOptions = {}): string {
    checkText(email, 'email')
    checkOptions('token', options)
    return this.#platform.tokens.create(email, options)
  }

  /**
   * Makes it as it was when it was new: nothing stored but what every platform has, no faults, no recorded requests, no
   * logins. It goes on listening, and tokens that it made before are good for it still; access keys and refresh tokens are not.
   * For `beforeEach`; {@link MockPlatform.seed} then fills it.
   *
   * @throws InvalidArgumentError if its `store` cannot be emptied.
   */
  reset(): void {
    const { store } = this.#settings
    if (store.clear === undefined)
      throw new InvalidArgumentError('store', 'cannot be emptied: give it a method `clear`')
    store.clear()
    resetClock()
    const { provider } = this.#platform
    provider?.reset(store)
    this.#platform = new Platform(this.#settings, provider)
    this.faults.clear()
    this.requests.length = 0
  }

  /**
   * Puts things in place, beside what is there: past faults, without a record, without waiting for roles to arrive.
   *
   * @throws InvalidArgumentError for the first thing that cannot be; what stands before it is there then.
   *
   * @example
   * ```ts
   * beforeEach(async () => {
   *   platform.reset()
   *   await platform.seed({
   *     workspaces: ['ml-team'],
   *     members: [{ workspace: 'ml-team', principal: 'alice@example.com', roles: ['Viewer'] }],
   *     secrets: [{ workspace: 'ml-team', name: 'hf-token', value: 'hf_…' }],
   *   })
   * })
   * ```
   */
  async seed(options: SeedOptions): Promise<void> {
    await seed(this.#platform, options)
  }

  /**
   * Writes a config file as the command line's login at that release does: with a refresh token if there is an identity provider,
   * and from 0.7 on with the end of the access token.
   *
   * @param path - The file; contexts that it holds already stay.
   */
  async writeConfig(path: string, options: WriteConfigOptions = {}): Promise<void> {
    const { email, baseURL, contextName = 'default', workspace, ...token } = options
    const url = baseURL ?? this.#server?.url ?? 'http://nemo.test'
    const credentials = email === undefined ? { access_token: null } : this.#logIn(email, token, url)
    const changes = {
      base_url: url,
      current_context: contextName,
      workspace,
      ...credentials,
    }
    const { updateConfig } = await import('#testing/machine')
    await updateConfig(changes, { configPath: path, contextName, environment: {} })
  }

  /**
   * Listens on a socket.
   *
   * @param options - `port` (0 for any that is free), `host` (127.0.0.1), and `around`, which stands before the platform.
   * @returns The server, with its `url`; `close()` it, or bind it with `await using`.
   */
  async listen(options: ListenOptions = {}): Promise<MockServer> {
    const { listen } = await import('#testing/machine')
    const server = await listen(this.fetch, options)
    this.#server = server
    const { provider } = this.#platform
    if (provider !== undefined) provider.issuer = `${server.url}/idp`
    return server
  }

  #logIn(
    email: string,
    token: TokenOptions,
    url: string,
  ): { access_token: string; refresh_token?: string; expires_at?: number; token_broker_url?: string } {
    const isPlain = token.claims === undefined && token.groups === undefined && token.subject === undefined
    const { provider, broker } = this.#platform
    if (provider === undefined || !isPlain) return { access_token: this.tokenFor(email, token) }
    const { scopes, expiresIn } = token
    const issued = provider.issueTokens(email, {
      ...(scopes === undefined ? {} : { scopes }),
      ...(expiresIn === undefined ? {} : { expiresIn }),
    })
    const kept = broker?.serves('public') ? broker.keep(issued) : undefined
    const tokens = {
      access_token: issued.accessToken,
      refresh_token: (kept ?? issued).refreshToken,
      ...(kept && { token_broker_url: `${withoutTrailingSlashes(url)}/apis/auth/v2/token?client=public` }),
    }
    const endsAt = decodeToken(issued.accessToken)?.claims['exp']
    const isNoted = this.#settings.profile.generation !== '0.6' && typeof endsAt === 'number'
    return isNoted ? { ...tokens, expires_at: endsAt } : tokens
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(signal.reason)
      },
      { once: true },
    )
  })
}
