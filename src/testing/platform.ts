/** The mock platform: one `fetch` with the real platform's answers, and what tests want beside it. */

import type { Hono } from 'hono'
import { updateConfig } from '../config/update.ts'
import { InvalidArgumentError } from '../errors/index.ts'
import { fileEndpoints } from '../mock/files/files-routes.ts'
import { filesetEndpoints } from '../mock/files/filesets-routes.ts'
import { otlpEndpoints } from '../mock/files/otlp-routes.ts'
import { describedEndpoints } from '../mock/generic/endpoints.ts'
import { corsHeaders, isPreflight, preflightAnswer } from '../mock/http/cors.ts'
import { AccessKeys } from '../mock/identity/access-keys.ts'
import { authEndpoints } from '../mock/identity/auth-routes.ts'
import { IdentityProvider } from '../mock/identity/identity-provider.ts'
import { Permissions } from '../mock/identity/permissions.ts'
import { type TokenOptions, Tokens } from '../mock/identity/tokens.ts'
import { deploymentConfigEndpoints } from '../mock/inference/deployment-configs-routes.ts'
import { Deployments } from '../mock/inference/deployments.ts'
import { deploymentEndpoints } from '../mock/inference/deployments-routes.ts'
import { gatewayEndpoints } from '../mock/inference/gateway-routes.ts'
import { Inference } from '../mock/inference/inference.ts'
import { modelEndpoints } from '../mock/inference/models-routes.ts'
import { providerEndpoints } from '../mock/inference/providers-routes.ts'
import { virtualModelEndpoints } from '../mock/inference/virtual-models-routes.ts'
import { MockJobs } from '../mock/jobs/job-control.ts'
import { jobResultEndpoints } from '../mock/jobs/job-results-routes.ts'
import { jobStepEndpoints } from '../mock/jobs/job-steps-routes.ts'
import { Jobs } from '../mock/jobs/jobs.ts'
import { jobEndpoints } from '../mock/jobs/jobs-routes.ts'
import { pluginEndpoints } from '../mock/jobs/plugins-routes.ts'
import { check, checkText, tokenOptions } from '../mock/option-schemas.ts'
import { type MockPlatformOptions, resolveMockOptions } from '../mock/platform-options.ts'
import { publicEndpoints } from '../mock/public-routes.ts'
import { createRouter, HEAD } from '../mock/router.ts'
import { memberEndpoints } from '../mock/workspaces/members-routes.ts'
import { projectEndpoints } from '../mock/workspaces/projects-routes.ts'
import { roleBindingEndpoints } from '../mock/workspaces/role-bindings-routes.ts'
import { secretEndpoints } from '../mock/workspaces/secrets-routes.ts'
import { State } from '../mock/workspaces/state.ts'
import { workspaceEndpoints } from '../mock/workspaces/workspaces-routes.ts'
import { Disconnected, Faults, faultAnswer } from './faults.ts'
import { type RecordedRequest, record } from './recorder.ts'
import { type ListenOptions, listen, type MockServer } from './server.ts'

/** Where the identity provider is while the platform is not on a socket. */
const PROVIDER_ORIGIN = 'https://idp.nemo.test'

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
  readonly #provider: IdentityProvider | undefined
  readonly #tokens: Tokens
  readonly #app: Hono
  #server: MockServer | undefined

  constructor(options: MockPlatformOptions = {}) {
    const settings = resolveMockOptions(options)
    const state = new State(settings)
    const permissions = new Permissions(state.bindings, settings.profile)
    const accessKeys = new AccessKeys(settings.store)
    this.#provider = settings.oidcEnabled
      ? new IdentityProvider(PROVIDER_ORIGIN, settings.oidc, settings.store)
      : undefined
    this.#tokens = new Tokens(settings, this.#provider, accessKeys)
    const jobs = new Jobs(settings.store, settings.jobDuration)
    const inference = new Inference(settings.store, settings.readyAfter, settings.upstream)
    const deployments = new Deployments(settings.store, inference, settings.readyAfter)
    for (const part of [jobs, inference, deployments]) state.onRemoval((name) => part.forget(name))
    this.jobs = new MockJobs(jobs, state)
    const endpoints = [
      ...publicEndpoints(settings, this.#provider, accessKeys),
      ...authEndpoints(settings, this.#tokens, accessKeys, permissions),
      ...roleBindingEndpoints(state),
      ...workspaceEndpoints(state, permissions),
      ...memberEndpoints(state),
      ...projectEndpoints(state, permissions),
      ...secretEndpoints(state, permissions),
      ...filesetEndpoints(state, permissions),
      ...fileEndpoints(state),
      ...otlpEndpoints(state),
      ...jobEndpoints(jobs, state, permissions),
      ...jobStepEndpoints(jobs),
      ...jobResultEndpoints(jobs, state),
      ...modelEndpoints(inference, state, permissions),
      ...providerEndpoints(inference, state, permissions),
      ...virtualModelEndpoints(inference, state, permissions),
      ...deploymentConfigEndpoints(deployments, state, permissions),
      ...deploymentEndpoints(deployments, state, permissions),
      ...gatewayEndpoints(inference, state),
      ...pluginEndpoints(settings.plugins, jobs, state, permissions),
    ]
    this.#app = createRouter({
      settings,
      permissions,
      tokens: this.#tokens,
      endpoints: [...endpoints, ...describedEndpoints(state, permissions, endpoints)],
    })
  }

  /**
   * The identity provider.
   *
   * @throws InvalidArgumentError if the platform has none: give `auth: { oidc: true }`.
   */
  get identityProvider(): IdentityProvider {
    if (this.#provider !== undefined) return this.#provider
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
    if (fault?.disconnect === true) throw new Disconnected()
    const response = (fault && faultAnswer(fault)) ?? (await this.#answer(request))
    if (fault?.disconnect === 'after') throw new Disconnected()
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
    check(tokenOptions, options, 'options')
    return this.#tokens.create(email, options)
  }

  /**
   * Writes a config file as the command line's login does: with a refresh token if there is an identity provider.
   *
   * @param path - The file; contexts that it holds already stay.
   */
  async writeConfig(path: string, options: WriteConfigOptions = {}): Promise<void> {
    const { email, baseURL, contextName = 'default', workspace, ...token } = options
    const credentials = email === undefined ? { access_token: null } : this.#logIn(email, token)
    const changes = {
      base_url: baseURL ?? this.#server?.url ?? 'http://nemo.test',
      current_context: contextName,
      workspace,
      ...credentials,
    }
    await updateConfig(changes, { configPath: path, contextName, environment: {} })
  }

  /**
   * Listens on a socket.
   *
   * @param options - `port` (0 for any that is free), `host` (127.0.0.1), and `around`, which stands before the platform.
   * @returns The server, with its `url`; `close()` it, or bind it with `await using`.
   */
  async listen(options: ListenOptions = {}): Promise<MockServer> {
    const server = await listen(this.fetch, options)
    this.#server = server
    if (this.#provider !== undefined) this.#provider.issuer = `${server.url}/idp`
    return server
  }

  async #answer(request: Request): Promise<Response> {
    const { origin, pathname } = new URL(request.url)
    const issuer = this.#provider && new URL(this.#provider.issuer)
    const isForProvider =
      issuer !== undefined &&
      origin === issuer.origin &&
      pathname.startsWith(issuer.pathname.replace(/\/?$/, '/'))
    if (isForProvider && this.#provider !== undefined) return this.#provider.fetch(request)
    if (isPreflight(request)) return preflightAnswer(request)
    const isHead = request.method === 'HEAD'
    const response = await this.#app.fetch(isHead ? new Request(request, { method: HEAD }) : request)
    return withServerHeaders(response, request)
  }

  #logIn(email: string, token: TokenOptions): { access_token: string; refresh_token?: string } {
    const isPlain = token.claims === undefined && token.groups === undefined && token.subject === undefined
    if (this.#provider === undefined || !isPlain) return { access_token: this.tokenFor(email, token) }
    const { scopes, expiresIn } = token
    const issued = this.#provider.issueTokens(email, {
      ...(scopes === undefined ? {} : { scopes }),
      ...(expiresIn === undefined ? {} : { expiresIn }),
    })
    return { access_token: issued.accessToken, refresh_token: issued.refreshToken }
  }
}

function withServerHeaders(response: Response, request: Request): Response {
  const headers = new Headers(response.headers)
  headers.set('date', new Date().toUTCString())
  headers.set('server', 'uvicorn')
  if (response.status !== 500) for (const [name, value] of corsHeaders(request)) headers.set(name, value)
  const { status, statusText } = response
  return new Response(request.method === 'HEAD' ? null : response.body, { status, statusText, headers })
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
