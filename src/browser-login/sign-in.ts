/** The way to the identity provider, and back. */

import { checkBaseURL } from '../config/base-url.ts'
import { AuthError } from '../errors/index.ts'
import { redactStart } from '../errors/redact.ts'
import { isRecord, parseJson } from '../json.ts'
import { thisPage } from './page.ts'
import { findProvider } from './provider.ts'
import { openSession, readTokens, type Session, SIGN_IN_AGAIN } from './session.ts'

/** Where to sign in, and for what. */
export interface SignInOptions {
  /** URL of the platform. It has to answer requests of the page's origin, and so has its identity provider. */
  baseURL: string
  /** The page that the provider leads back to; it has to be registered there. @default this page, without query and fragment */
  redirectURI?: string | undefined
  /** Scopes in place of the platform's own among the default ones. @default the platform's default scopes */
  scope?: string | readonly string[] | undefined
  /** Which of the platform's OIDC clients to sign in by. @default the one that the platform prefers */
  oidcClient?: string | undefined
  /** Ends it. */
  signal?: AbortSignal | undefined
}

const LONGEST_DESCRIPTION = 300
/** Where a sign-in waits for the way back. It holds no token. */
const PENDING = 'nemo-platform.sign-in'

/**
 * Leads to the identity provider. The page is left: there is nothing to do after it.
 *
 * @throws AuthError if platform or provider do not say where to sign in.
 */
export async function beginSignIn(options: SignInOptions): Promise<void> {
  const page = thisPage()
  const { oauth, server, client, scope } = await provider(options)
  const [state, nonce, verifier] = [
    oauth.generateRandomState(),
    oauth.generateRandomNonce(),
    oauth.generateRandomCodeVerifier(),
  ]
  const redirectURI = options.redirectURI ?? bare(page.location.href)
  page.sessionStorage.setItem(PENDING, JSON.stringify({ state, nonce, verifier, redirectURI }))
  const target = new URL(server.authorization_endpoint ?? '')
  const parameters = {
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirectURI,
    scope,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    // Without it several providers give no refresh token.
    ...(scope.split(' ').includes('offline_access') && { prompt: 'consent' }),
  }
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value)
  page.location.assign(target.href)
}

/**
 * Takes the login where the page was left for it: call it first thing. The code is taken out of the address.
 *
 * @param options - The same as for the way there.
 * @returns The session; undefined where the page was not left to sign in, and nobody is.
 * @throws AuthError if the provider said no, or its answer is not for this page.
 */
export async function finishSignIn(options: SignInOptions): Promise<Session | undefined> {
  const page = thisPage()
  const address = new URL(page.location.href)
  const pending = readPending(page.sessionStorage.getItem(PENDING))
  if (pending === undefined || address.searchParams.get('state') !== pending.state) return undefined
  page.sessionStorage.removeItem(PENDING)
  page.history.replaceState(null, '', withoutAnswer(address))
  const found = await provider(options)
  const { oauth, server, client, scope } = found
  try {
    const answer = oauth.validateAuthResponse(server, client, address, pending.state)
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      answer,
      pending.redirectURI,
      pending.verifier,
      { ...found.options, ...(options.signal && { signal: options.signal }) },
    )
    const asksForIdentity = scope.split(' ').includes('openid')
    const tokens = await oauth.processAuthorizationCodeResponse(
      server,
      client,
      response,
      asksForIdentity ? { expectedNonce: pending.nonce } : {},
    )
    return openSession(found, readTokens(found, tokens))
  } catch (error) {
    options.signal?.throwIfAborted()
    if (error instanceof AuthError) throw error
    const isRefusal =
      error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError
    const code = isRefusal ? error.error : undefined
    const told = isRefusal ? error.error_description : undefined
    const description = told && redactStart(told, [pending.verifier], LONGEST_DESCRIPTION)
    const reason =
      code === 'access_denied' ? 'access-denied' : isRefusal ? 'login-failed' : 'identity-provider'
    const words = isRefusal
      ? `The identity provider said no (${code})`
      : 'The identity provider gave no tokens'
    throw new AuthError(reason, `${words}.`, { oauthError: code, description, remedies: [SIGN_IN_AGAIN] })
  }
}

interface Pending {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly redirectURI: string
}

function provider({ baseURL, scope, oidcClient, signal }: SignInOptions): ReturnType<typeof findProvider> {
  return findProvider(checkBaseURL('baseURL', baseURL), { scope, oidcClient }, signal)
}

function readPending(text: string | null): Pending | undefined {
  const stored = text === null ? undefined : parseJson(text)
  if (!isRecord(stored)) return undefined
  const { state, nonce, verifier, redirectURI } = stored
  const all = { state, nonce, verifier, redirectURI }
  return Object.values(all).every((value) => typeof value === 'string') ? (all as Pending) : undefined
}

/** An address without query and fragment. */
function bare(href: string): string {
  const { origin, pathname } = new URL(href)
  return `${origin}${pathname}`
}

/** The address of the page without what the provider added to it. */
function withoutAnswer(address: URL): string {
  const rest = new URL(address)
  for (const name of ['code', 'state', 'iss', 'session_state', 'error', 'error_description', 'scope'])
    rest.searchParams.delete(name)
  return rest.href
}
