/** The mock platform itself: its state, who may do what with it, and one function that answers. */

import type { Hono } from 'hono'
import type { ProductNames } from '../generations.ts'
import { fileRoutes } from './files/files-routes.ts'
import { filesetRoutes } from './files/filesets-routes.ts'
import { otlpRoutes } from './files/otlp-routes.ts'
import { describedRoutes } from './generic/described-routes.ts'
import { corsHeaders, isPreflight, preflightAnswer } from './http/cors.ts'
import { AccessKeys } from './identity/access-keys.ts'
import { authRoutes } from './identity/auth-routes.ts'
import { scopePolicy } from './identity/authorization.ts'
import { brokerRoutes } from './identity/broker-routes.ts'
import { IdentityProvider } from './identity/identity-provider.ts'
import { LoginBroker } from './identity/login-broker.ts'
import { Permissions } from './identity/permissions.ts'
import { Tokens } from './identity/tokens.ts'
import { deploymentConfigRoutes } from './inference/deployment-configs-routes.ts'
import { Deployments } from './inference/deployments.ts'
import { deploymentRoutes } from './inference/deployments-routes.ts'
import { gatewayRoutes } from './inference/gateway-routes.ts'
import { Inference } from './inference/inference.ts'
import { modelRoutes } from './inference/models-routes.ts'
import { providerRoutes } from './inference/providers-routes.ts'
import { virtualModelRoutes } from './inference/virtual-models-routes.ts'
import { jobResultRoutes } from './jobs/job-results-routes.ts'
import { jobStepRoutes } from './jobs/job-steps-routes.ts'
import { Jobs } from './jobs/jobs.ts'
import { jobRoutes } from './jobs/jobs-routes.ts'
import { pluginRoutes } from './jobs/plugins-routes.ts'
import type { MockSettings } from './platform-options.ts'
import { publicRoutes } from './public-routes.ts'
import { createRouter, HEAD } from './router.ts'
import { memberRoutes } from './workspaces/members-routes.ts'
import { projectRoutes } from './workspaces/projects-routes.ts'
import { roleBindingRoutes } from './workspaces/role-bindings-routes.ts'
import { secretRoutes } from './workspaces/secrets-routes.ts'
import { State } from './workspaces/state.ts'
import { workspaceRoutes } from './workspaces/workspaces-routes.ts'

/** Where the identity provider is while the platform is not on a socket. */
export const PROVIDER_ORIGIN = 'https://idp.nemo.test'

/** A platform over a store. */
export class Platform {
  readonly provider: IdentityProvider | undefined
  /** What keeps logins, on a platform that does. */
  readonly broker: LoginBroker | undefined
  readonly tokens: Tokens
  readonly jobs: Jobs
  readonly state: State
  readonly names: ProductNames
  readonly #router: Hono

  /** @param provider - The identity provider of a platform that this one takes the place of. */
  constructor(settings: MockSettings, provider?: IdentityProvider) {
    const { store } = settings
    this.names = settings.profile.names
    const state = new State(settings)
    const permissions = new Permissions(state.bindings, settings.profile)
    const accessKeys = new AccessKeys(store, settings.profile)
    this.provider = settings.oidcEnabled
      ? (provider ?? new IdentityProvider(PROVIDER_ORIGIN, settings.oidc, store))
      : undefined
    if (this.provider !== undefined) this.provider.platform = (request) => this.fetch(request)
    this.broker = this.provider && brokerOf(settings, this.provider)
    this.tokens = new Tokens(settings, this.provider, accessKeys)
    const jobs = new Jobs(store, settings.jobDuration)
    const inference = new Inference(
      store,
      settings.readyAfter,
      settings.upstream,
      settings.profile.generation,
    )
    const deployments = new Deployments(store, inference, settings.readyAfter)
    for (const part of [jobs, inference, deployments]) state.onRemoval((name) => part.forget(name))
    this.state = state
    this.jobs = jobs
    const routes = [
      ...publicRoutes(settings, this.provider, accessKeys),
      ...brokerRoutes(settings.profile, this.broker),
      ...authRoutes(settings, this.tokens, accessKeys, permissions, state.bindings),
      ...roleBindingRoutes(state),
      ...workspaceRoutes(state, permissions),
      ...memberRoutes(state),
      ...projectRoutes(state, permissions),
      ...secretRoutes(state, permissions),
      ...filesetRoutes(state, permissions),
      ...fileRoutes(state),
      ...otlpRoutes(state),
      ...jobRoutes(jobs, state, permissions),
      ...jobStepRoutes(jobs, settings.profile),
      ...jobResultRoutes(jobs, state),
      ...modelRoutes(inference, state, permissions),
      ...providerRoutes(inference, state, permissions),
      ...virtualModelRoutes(inference, state, permissions),
      ...deploymentConfigRoutes(deployments, state, permissions),
      ...deploymentRoutes(deployments, state, permissions),
      ...gatewayRoutes(inference, state),
      ...pluginRoutes(settings.plugins, jobs, state, permissions),
    ]
    const all = [...routes, ...describedRoutes(state, permissions, jobs, routes)]
    this.#router = createRouter({
      settings,
      permissions,
      tokens: this.tokens,
      routes: all,
      policy: scopePolicy(settings.profile.generation, all),
    })
  }

  /** Answers a request; the identity provider's too. */
  async fetch(request: Request): Promise<Response> {
    const { provider } = this
    if (provider?.isFor(request.url)) return provider.fetch(request)
    if (isPreflight(request)) return preflightAnswer(request)
    const isHead = request.method === 'HEAD'
    const response = await this.#router.fetch(isHead ? new Request(request, { method: HEAD }) : request)
    return withServerHeaders(response, request)
  }
}

function brokerOf(settings: MockSettings, provider: IdentityProvider): LoginBroker | undefined {
  const { serverSideSessions, confidentialClientId } = settings.oidc
  const isNeeded = serverSideSessions || confidentialClientId !== undefined
  return isNeeded ? new LoginBroker(settings, provider, settings.store) : undefined
}

function withServerHeaders(response: Response, request: Request): Response {
  const headers = new Headers(response.headers)
  headers.set('date', new Date().toUTCString())
  headers.set('server', 'uvicorn')
  if (response.status !== 500) for (const [name, value] of corsHeaders(request)) headers.set(name, value)
  const { status, statusText } = response
  return new Response(request.method === 'HEAD' ? null : response.body, { status, statusText, headers })
}
