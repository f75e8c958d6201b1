/**
 * The logins that the platform keeps: a person logs in at the identity provider, and the program gets a handle in place of the
 * provider's refresh token, which stays here.
 */

import { httpError } from '../http/responses.ts'
import type { MockSettings } from '../platform-options.ts'
import type { Collection, Store } from '../store/store.ts'
import type { IdentityProvider, IssuedTokens } from './identity-provider.ts'
import { challengeOf, randomText } from './pkce.ts'

/** The client of the identity provider that a login is made by. */
export type BrokerClient = 'public' | 'confidential'

/** How long a person has at the provider, in ms. */
const TRANSACTION_LIFETIME = 600_000
/** How long a program has to fetch its tokens, in ms. */
const CODE_LIFETIME = 120_000
const HANDLE_LIFETIME = 30 * 24 * 3_600_000

/** What a program asks for that begins a login. */
export interface LoginStart {
  readonly client: BrokerClient
  /** Where it waits on its own machine. */
  readonly redirectUri: string
  readonly challenge: string
  readonly state: string
}

interface Transaction extends LoginStart {
  readonly id: string
  /** Proves to the provider that it is the platform that fetches the tokens. */
  readonly verifier: string
  readonly endsAt: number
}

/** What the provider gave: kept until it is fetched, or as long as the login lasts. */
interface Credential {
  readonly handle: string
  readonly client: BrokerClient
  readonly challenge: string
  readonly tokens: IssuedTokens
  readonly endsAt: number
}

/** What the provider answers. */
interface TokenAnswer {
  readonly access_token: string
  readonly refresh_token: string
  readonly expires_in: number
}

/** Keeps logins. */
export class LoginBroker {
  readonly #settings: MockSettings
  readonly #provider: IdentityProvider
  readonly #transactions: Collection<Transaction>
  readonly #codes: Collection<Credential>
  readonly #handles: Collection<Credential>

  constructor(settings: MockSettings, provider: IdentityProvider, store: Store) {
    this.#settings = settings
    this.#provider = provider
    this.#transactions = store.collection('broker-transactions')
    this.#codes = store.collection('broker-codes')
    this.#handles = store.collection('broker-handles')
  }

  /** Whether logins by that client are kept here. */
  serves(client: BrokerClient): boolean {
    const { serverSideSessions, confidentialClientId } = this.#settings.oidc
    return client === 'public' ? serverSideSessions : confidentialClientId !== undefined
  }

  /** Begins a login. */
  start(start: LoginStart): string {
    const id = randomText(24)
    const verifier = randomText(48)
    this.#transactions.set(id, { ...start, id, verifier, endsAt: Date.now() + TRANSACTION_LIFETIME })
    return id
  }

  /** Where the person of a login that was begun goes on: the provider's page. */
  pageOf(id: string, origin: string): string {
    const { client, verifier } = this.#find(id)
    const page = new URL(`${this.#provider.issuer}/authorize`)
    page.search = new URLSearchParams({
      response_type: 'code',
      client_id: this.#clientId(client),
      redirect_uri: callbackAt(origin),
      state: id,
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
      scope: 'openid profile email offline_access',
    }).toString()
    return page.href
  }

  /** The person comes back from the provider: where the program waits for them. */
  async comeBack(
    id: string,
    outcome: { code?: string | undefined; error?: string | undefined; description?: string | undefined },
    origin: string,
  ): Promise<string> {
    const { client, redirectUri, state, challenge, verifier } = this.#find(id)
    this.#transactions.delete(id)
    const { code, error, description } = outcome
    if (error !== undefined) {
      return withQuery(redirectUri, {
        error,
        state,
        ...(description ? { error_description: description } : {}),
      })
    }
    if (code === undefined) throw httpError(400, 'Login callback did not include an authorization code')
    const tokens = await this.#exchange(client, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: callbackAt(origin),
      code_verifier: verifier,
    })
    const own = this.#keep(this.#codes, { client, challenge, tokens }, CODE_LIFETIME)
    return withQuery(redirectUri, { code: own, state })
  }

  /** The tokens of a login, once, for the program that began it; the refresh token is a handle. */
  fetchTokens(code: string, verifier: string): IssuedTokens {
    const found = living(this.#codes.get(code))
    if (found === undefined) throw httpError(400, 'Login code was not found')
    if (challengeOf(verifier) !== found.challenge) throw httpError(400, 'Code verifier did not match')
    this.#codes.delete(code)
    return this.#handOut(found)
  }

  /** Newer tokens for a handle, which is spent by that. The provider's refusal leaves it as it is. */
  async refresh(handle: string): Promise<IssuedTokens> {
    const found = living(this.#handles.get(handle))
    if (found === undefined) throw httpError(400, 'Refresh token was not found')
    const { client, tokens } = found
    const refreshed = await this.#exchange(client, {
      grant_type: 'refresh_token',
      refresh_token: tokens.refreshToken,
    })
    // Whoever came second at the same time finds it spent.
    if (!this.#handles.delete(handle)) throw httpError(400, 'Refresh token was not found')
    return this.#handOut({ ...found, tokens: refreshed })
  }

  /** Keeps a login by the public client that was made without any ceremony. */
  keep(tokens: IssuedTokens): IssuedTokens {
    return this.#handOut({ client: 'public', challenge: '', tokens })
  }

  #handOut({ client, challenge, tokens }: Pick<Credential, 'client' | 'challenge' | 'tokens'>): IssuedTokens {
    const refreshToken = this.#keep(this.#handles, { client, challenge, tokens }, HANDLE_LIFETIME)
    return { ...tokens, refreshToken }
  }

  #keep(
    kept: Collection<Credential>,
    credential: Pick<Credential, 'client' | 'challenge' | 'tokens'>,
    lifetime: number,
  ): string {
    const handle = randomText(32)
    kept.set(handle, { ...credential, handle, endsAt: Date.now() + lifetime })
    return handle
  }

  #find(id: string): Transaction {
    const found = living(this.#transactions.get(id))
    if (found === undefined) throw httpError(400, 'Login transaction was not found')
    return found
  }

  /** Asks the provider as the client: a confidential one shows its secret, which nobody else knows. */
  async #exchange(client: BrokerClient, fields: Readonly<Record<string, string>>): Promise<IssuedTokens> {
    const clientId = this.#clientId(client)
    const { issuer } = this.#provider
    const isConfidential = client === 'confidential'
    const response = await this.#provider.fetch(
      new Request(`${issuer}/token`, {
        method: 'POST',
        headers: isConfidential ? { authorization: this.#provider.clientProof() } : {},
        body: new URLSearchParams(isConfidential ? fields : { ...fields, client_id: clientId }),
      }),
    )
    if (!response.ok) throw httpError(502, 'Identity provider token request failed')
    const { access_token, refresh_token, expires_in } = (await response.json()) as TokenAnswer
    return { accessToken: access_token, refreshToken: refresh_token, expiresIn: expires_in }
  }

  #clientId(client: BrokerClient): string {
    const { clientId, confidentialClientId } = this.#settings.oidc
    return client === 'confidential' && confidentialClientId !== undefined ? confidentialClientId : clientId
  }
}

/** Where the provider leads a person back to. */
function callbackAt(origin: string): string {
  return `${origin}/apis/auth/v2/login/callback`
}

function living<Entry extends { readonly endsAt: number }>(entry: Entry | undefined): Entry | undefined {
  return entry !== undefined && Date.now() < entry.endsAt ? entry : undefined
}

function withQuery(url: string, parameters: Readonly<Record<string, string>>): string {
  const result = new URL(url)
  for (const [name, value] of Object.entries(parameters)) result.searchParams.set(name, value)
  return result.href
}
