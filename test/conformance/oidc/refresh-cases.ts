/** A client with a config file keeps its login going at a real token endpoint. */

import { AuthError, NeMoPlatform, PermissionDeniedError } from 'nemo-platform'
import { expect } from 'vitest'
import { errorOf } from '../error-of.ts'
import type { LoginTokens, OIDCCase, OIDCStage } from './stage.ts'

/** A login whose access token has ended. */
async function endedLogin(stage: OIDCStage, email: string, scopes?: readonly string[]): Promise<LoginTokens> {
  const { refreshToken } = await stage.login(email, scopes)
  return { accessToken: await endedToken(stage, email), refreshToken }
}

function endedToken(stage: OIDCStage, email: string): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return stage.tokenOf(email, { iat: now - 600, exp: now - 60 })
}

/** Cases about refreshes. */
export const oidcRefreshCases: readonly OIDCCase[] = [
  {
    title: 'a token that has ended is refreshed and stored before the first request',
    play: async (stage) => {
      const email = stage.email('u')
      const login = await endedLogin(stage, email)
      await using config = await stage.configWith(login)

      const identity = await new NeMoPlatform({ configPath: config.path }).auth.whoami()

      expect(identity).toMatchObject({ principal: email, email, token_kind: 'oidc_access_token' })
      expect(config.tokens().accessToken).not.toBe(login.accessToken)
      expect(config.tokens().refreshToken).not.toBe(login.refreshToken)
      expect(await stage.refreshesOf(email)).toBe(1)
    },
  },
  {
    title: 'the stored token serves the next client',
    play: async (stage) => {
      const email = stage.email('u')
      await using config = await stage.configWith(await endedLogin(stage, email))
      await new NeMoPlatform({ configPath: config.path }).auth.whoami()

      const identity = await new NeMoPlatform({ configPath: config.path }).auth.whoami()

      expect(identity.email).toBe(email)
      expect(await stage.refreshesOf(email)).toBe(1)
    },
  },
  {
    title: 'many calls of several clients at once refresh once',
    play: async (stage) => {
      const email = stage.email('u')
      await using config = await stage.configWith(await endedLogin(stage, email))
      const clients = [1, 2, 3].map(() => new NeMoPlatform({ configPath: config.path }))

      const calls = clients.flatMap((client) => [1, 2, 3, 4].map(() => client.auth.whoami()))
      const identities = await Promise.all(calls)

      expect(new Set(identities.map((identity) => identity.email))).toEqual(new Set([email]))
      expect(await stage.refreshesOf(email)).toBe(1)
    },
  },
  {
    title: 'each refresh spends the refresh token of the one before',
    play: async (stage) => {
      const email = stage.email('u')
      await using config = await stage.configWith(await endedLogin(stage, email))
      const seen = new Set([config.tokens().refreshToken])
      for (let round = 1; round <= 3; round += 1) {
        await new NeMoPlatform({ configPath: config.path }).auth.whoami()
        seen.add(config.tokens().refreshToken)
        await config.replace({ ...config.tokens(), accessToken: await endedToken(stage, email) })
      }

      expect(seen.size).toBe(4)
      expect(await stage.refreshesOf(email)).toBe(3)
    },
  },
  {
    title: 'a token that the platform refuses is refreshed, and the call repeated',
    play: async (stage) => {
      const email = stage.email('u')
      const { refreshToken } = await stage.login(email)
      const accessToken = await stage.tokenOf(email, { aud: 'another-service' })
      await using config = await stage.configWith({ accessToken, refreshToken })

      const identity = await new NeMoPlatform({ configPath: config.path }).auth.whoami()

      expect(identity.email).toBe(email)
      expect(await stage.refreshesOf(email)).toBe(1)
    },
  },
  {
    title: 'a refresh keeps the scopes of the login',
    play: async (stage) => {
      const email = stage.email('u')
      const scopes = ['openid', 'offline_access', 'platform:read']
      await using config = await stage.configWith(await endedLogin(stage, email, scopes))
      const client = new NeMoPlatform({ configPath: config.path })

      const identity = await client.auth.whoami()

      expect(identity.scopes).toContain('platform:read')
      expect(identity.scopes).not.toContain('platform:write')
      await client.workspaces.list()
      await errorOf(client.workspaces.create({ name: stage.workspace }), PermissionDeniedError)
    },
  },
  {
    title: 'a revoked login has run out, and the file stays as it is',
    play: async (stage) => {
      const email = stage.email('u')
      const login = await endedLogin(stage, email)
      await using config = await stage.configWith(login)
      await stage.revokeLogins(email)

      const error = await errorOf(new NeMoPlatform({ configPath: config.path }).auth.whoami(), AuthError)

      expect(error).toMatchObject({ reason: 'refresh-failed', oauthError: 'invalid_grant' })
      expect(error.message).not.toContain(login.refreshToken)
      expect(config.tokens()).toEqual(login)
      expect(await stage.refreshesOf(email)).toBe(0)
    },
  },
  {
    title: 'a copy of the config file ends the login: its refresh token is spent',
    play: async (stage) => {
      const email = stage.email('u')
      const login = await endedLogin(stage, email)
      await using config = await stage.configWith(login)
      await using copy = await stage.configWith(login)
      await new NeMoPlatform({ configPath: config.path }).auth.whoami()

      const error = await errorOf(new NeMoPlatform({ configPath: copy.path }).auth.whoami(), AuthError)

      expect(error).toMatchObject({ reason: 'refresh-failed', oauthError: 'invalid_grant' })
    },
  },
]
