/** Where to sign in: the identity provider of a platform, and one's client there. */

import type * as OAuth from 'oauth4webapi'
import { discover } from '../auth/login/discover.ts'
import { planScopes } from '../auth/login/scopes.ts'
import { isSafeEndpoint } from '../auth/safe-endpoint.ts'
import { type BearerField, type OidcClient, selectClient } from '../discovery-document.ts'
import { AuthError } from '../errors/index.ts'
import type { Remedy } from '../remedies/index.ts'
import { codeText } from '../remedies/quoting.ts'
import { boundedFetch } from './bounded-fetch.ts'

/** The provider, and what is asked of it. */
export interface Provider {
  readonly oauth: typeof OAuth
  readonly server: OAuth.AuthorizationServer
  readonly client: OAuth.Client
  readonly scope: string
  /** What the platform takes as bearer. */
  readonly bearerField: BearerField
  /** Options of its requests. */
  readonly options: { readonly [OAuth.allowInsecureRequests]: boolean }
}

/**
 * Asks the platform, and then the provider.
 *
 * @throws AuthError if one of them does not tell.
 */
export async function findProvider(
  baseURL: string,
  wanted: { scope: string | readonly string[] | undefined; oidcClient: string | undefined },
  signal: AbortSignal | undefined,
): Promise<Provider> {
  const { authEnabled, provider } = await discover(baseURL, boundedFetch, signal)
  if (!authEnabled) throw new AuthError('auth-disabled', 'The platform wants no login.')
  if (provider?.issuer === undefined)
    throw new AuthError('discovery-failed', 'The platform names no identity provider to sign in at.')
  const client = selectClient(provider, wanted.oidcClient)
  if (typeof client === 'string') throw new AuthError('discovery-failed', client)
  if (client.clientId === undefined)
    throw new AuthError('no-client-id', 'The platform names no client id for its identity provider.')
  if (client.needsSecret) throw secretWanted(client, provider.clients)
  const { issuer } = provider
  if (!isSafeEndpoint(issuer))
    throw new AuthError(
      'insecure-endpoint',
      `The identity provider ${issuer} is neither https nor on this machine.`,
    )
  const oauth = await import('oauth4webapi')
  const options = { [oauth.customFetch]: boundedFetch, [oauth.allowInsecureRequests]: true } as object
  const server = await discoverServer(oauth, issuer, options, signal)
  const scope = planScopes(wanted.scope, client)
    .map(({ requested }) => requested)
    .join(' ')
  return {
    oauth,
    server,
    client: { client_id: client.clientId },
    scope,
    bearerField: client.bearerField,
    options: options as Provider['options'],
  }
}

/** The platform logs in by such a client itself, and gives tokens to programs on a loopback address, but to no page. */
function secretWanted({ name }: OidcClient, all: readonly OidcClient[]): AuthError {
  const other = all.find(({ needsSecret }) => !needsSecret)
  const remedies: Remedy[] = [
    ...(other === undefined
      ? []
      : [
          {
            text: 'Sign in by a client without one',
            call: `beginSignIn({ baseURL, oidcClient: ${codeText(other.name)} })`,
          },
        ]),
    { text: 'Have the operator of the platform add a public client: `auth.oidc.public_client`' },
  ]
  return new AuthError(
    'public-client-disabled',
    `The OIDC client '${name}' has a secret, which a page cannot keep.`,
    { remedies },
  )
}

async function discoverServer(
  oauth: typeof OAuth,
  issuer: string,
  options: object,
  signal: AbortSignal | undefined,
): Promise<OAuth.AuthorizationServer> {
  try {
    const url = new URL(issuer)
    const response = await oauth.discoveryRequest(url, { ...options, ...(signal && { signal }) })
    const server = await oauth.processDiscoveryResponse(url, response)
    for (const endpoint of [server.authorization_endpoint, server.token_endpoint])
      if (endpoint === undefined || !isSafeEndpoint(endpoint)) throw new TypeError('an endpoint is missing')
    return server
  } catch (cause) {
    signal?.throwIfAborted()
    throw new AuthError(
      'identity-provider',
      `The identity provider ${issuer} does not say where to sign in.`,
      {
        cause,
      },
    )
  }
}
