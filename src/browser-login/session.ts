/** A login in memory, which stays fresh. */

import { lifetimeOf } from '../auth/lifetime.ts'
import { AuthError } from '../errors/index.ts'
import { decodeToken } from '../jwt/decode-token.ts'
import type { Remedy } from '../remedies/index.ts'
import type { Provider } from './provider.ts'

/** Somebody who is signed in. Nothing of it is stored: with the page it is gone. */
export interface Session {
  /** A token that is good now, for `accessToken` of the client; it is refreshed first where it is due. */
  readonly token: () => Promise<string>
  /** Who it is: the e-mail address, else the subject. */
  readonly principal: string | undefined
  /** End of the present token; undefined where nothing tells. */
  readonly expiresAt: Date | undefined
  /** Forgets the tokens. */
  signOut(): void
}

/**
 * What the provider answered.
 *
 * @internal
 */
export interface Tokens {
  readonly bearer: string
  readonly refreshToken: string | undefined
  readonly lifetime: ReturnType<typeof lifetimeOf>
}

interface TokenFields {
  readonly access_token: string
  readonly id_token?: string | undefined
  readonly refresh_token?: string | undefined
  readonly expires_in?: number | undefined
}

/**
 * What helps when a session is over.
 *
 * @internal
 */
export const SIGN_IN_AGAIN: Remedy = { text: 'Sign in again', call: 'beginSignIn({ baseURL })' }

/**
 * Reads the provider's answer.
 *
 * @throws AuthError if it has not what the platform takes as bearer.
 * @internal
 */
export function readTokens({ bearerField }: Provider, answer: TokenFields): Tokens {
  const bearer = answer[bearerField]
  if (bearer === undefined)
    throw new AuthError(
      'identity-provider',
      `The identity provider gave no ${bearerField}, which the platform wants.`,
    )
  const now = Date.now()
  const endsAt = answer.expires_in === undefined ? undefined : now + answer.expires_in * 1000
  return { bearer, refreshToken: answer.refresh_token, lifetime: lifetimeOf(bearer, { endsAt, from: now }) }
}

/**
 * Opens a session with the tokens of a login.
 *
 * @internal
 */
export function openSession(provider: Provider, login: Tokens): Session {
  let tokens: Tokens | undefined = login
  let renewal: Promise<Tokens> | undefined

  const token = async (): Promise<string> => {
    if (tokens === undefined)
      throw new AuthError('no-credentials', 'Nobody is signed in any more.', { remedies: [SIGN_IN_AGAIN] })
    const { bearer, lifetime, refreshToken } = tokens
    if (lifetime.renewAt === undefined || Date.now() < lifetime.renewAt) return bearer
    const isOver = lifetime.endsAt !== undefined && Date.now() >= lifetime.endsAt
    if (refreshToken === undefined) {
      if (!isOver) return bearer
      throw new AuthError('no-refresh-token', 'The sign-in has ended, and there is no refresh token.', {
        remedies: [SIGN_IN_AGAIN],
      })
    }
    // One refresh for all who wait: a refresh token is spent once.
    renewal ??= refresh(provider, refreshToken).finally(() => {
      renewal = undefined
    })
    try {
      const renewed = await renewal
      if (tokens !== undefined) tokens = { ...renewed, refreshToken: renewed.refreshToken ?? refreshToken }
      return renewed.bearer
    } catch (error) {
      // A refresh token that is dead is sent once.
      if (error instanceof AuthError && error.reason === 'refresh-failed') tokens = undefined
      // A provider that is down takes nothing from a token that is good for a while.
      else if (!isOver) return bearer
      throw error
    }
  }

  return {
    token,
    get principal() {
      const claims = decodeToken(tokens?.bearer ?? '')?.claims ?? {}
      const [email, subject] = [claims['email'], claims['sub']]
      return typeof email === 'string' ? email : typeof subject === 'string' ? subject : undefined
    },
    get expiresAt() {
      const endsAt = tokens?.lifetime.endsAt
      return endsAt === undefined ? undefined : new Date(endsAt)
    },
    signOut() {
      tokens = undefined
    },
  }
}

async function refresh(provider: Provider, refreshToken: string): Promise<Tokens> {
  const { oauth, server, client, options } = provider
  try {
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options)
    return readTokens(provider, await oauth.processRefreshTokenResponse(server, client, response))
  } catch (error) {
    if (error instanceof AuthError) throw error
    const code = error instanceof oauth.ResponseBodyError ? error.error : undefined
    if (code === 'invalid_grant') {
      throw new AuthError(
        'refresh-failed',
        'The sign-in has ended: the refresh token is not good any more.',
        {
          oauthError: code,
          remedies: [SIGN_IN_AGAIN],
        },
      )
    }
    throw new AuthError('identity-provider', 'The identity provider could not renew the token.', {
      oauthError: code,
    })
  }
}
