/** Logins at real identity providers on loopback: the one of the tests, and that of the mock platform. */

import { join } from 'node:path'
import { AuthError, NeMoPlatform } from 'nemo-platform'
import { type DeviceLoginOptions, login } from 'nemo-platform/auth'
import { MockPlatform } from 'nemo-platform/testing'
import { beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../helpers/config-files.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { bodyOf, sendJson, serve } from '../../helpers/local-server.ts'
import { storedTokens } from '../../helpers/login-config.ts'
import { startOIDCProvider } from '../../helpers/oidc-provider.ts'
import { rejection } from '../../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

const ALICE = 'alice@example.com'

/** A provider, and a platform that leads to it. */
async function loopback() {
  const stack = new AsyncDisposableStack()
  const provider = stack.use(await startOIDCProvider())
  const metadata = (await (await fetch(`${provider.issuer}/.well-known/openid-configuration`)).json()) as {
    token_endpoint: string
    device_authorization_endpoint: string
  }
  const oidc = {
    issuer: provider.issuer,
    client_id: provider.clientId,
    token_endpoint: metadata.token_endpoint,
    device_authorization_endpoint: metadata.device_authorization_endpoint,
    default_scopes: 'openid profile email offline_access',
  }
  const platform = stack.use(
    await serve(async (request, response) => {
      if (request.url !== '/device') return sendJson(response, { auth_enabled: true, oidc })
      // The provider's own pause of 5 s is for people.
      const body = String(await bodyOf(request))
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await fetch(metadata.device_authorization_endpoint, { method: 'POST', body, headers })
      sendJson(response, { ...((await answer.json()) as object), interval: 0.2 }, answer.status)
    }),
  )
  oidc.device_authorization_endpoint = `${platform.url}/device`
  const configPath = join(temporaryFolder(), 'config.yaml')
  const device = (options: Partial<DeviceLoginOptions>) =>
    login({ method: 'device', configPath, baseURL: platform.url, environment: {}, ...options })
  return { provider, oidc, configPath, device, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

describe('oidc-provider', { timeout: 20_000 }, () => {
  test('approves a device login, and the client refreshes it with the scopes of the login', async () => {
    await using scene = await loopback()
    const { provider, configPath } = scene

    const result = await scene.device({
      scope: 'platform:read secrets:write',
      onCode: ({ userCode }) => provider.approveDevice(userCode, ALICE),
    })

    expect(result).toMatchObject({
      principal: ALICE,
      scopes: ['platform:read', 'secrets:write'],
      refreshable: true,
      hasRefreshToken: true,
    })
    const before = storedTokens(configPath)
    const status = await new NeMoPlatform({ configPath }).auth.refresh()
    expect(status).toMatchObject({ principal: ALICE, scopes: ['platform:read', 'secrets:write'] })
    expect(storedTokens(configPath).refreshToken).not.toBe(before.refreshToken)
    expect(provider.events.map(({ type }) => type)).toEqual(['device-login', 'refresh'])
  })

  test('refuses an unknown client id', async () => {
    await using scene = await loopback()
    scene.oidc.client_id = 'somebody-else'

    const error = await rejection(scene.device({}), AuthError)

    expect(error).toMatchObject({ reason: 'client-id-mismatch', oauthError: 'invalid_client' })
    expect(error.message).toContain("does not know the client ID 'somebody-else'")
  })

  test('gives no scopes that it does not have', async () => {
    await using scene = await loopback()

    const error = await rejection(
      scene.device({
        scope: 'nonsense:read',
        onCode: ({ userCode }) => scene.provider.approveDevice(userCode, ALICE),
      }),
      AuthError,
    )

    expect(error.reason).toBe('missing-scopes')
  })
})

describe("the mock platform's provider", () => {
  const scene = () => {
    const platform = new MockPlatform({ auth: { oidc: { scopePrefix: 'api://nemo/' } } })
    const configPath = join(temporaryFolder(), 'config.yaml')
    const common = { configPath, baseURL: 'http://nemo.test', environment: {}, fetch: platform.fetch }
    return { platform, configPath, common, provider: platform.identityProvider }
  }

  test('approves a device login', async () => {
    const { platform, provider, common, configPath } = scene()

    const result = await login({
      ...common,
      method: 'device',
      scope: 'platform:read',
      onCode: ({ userCode }) => provider.approve(userCode, ALICE),
    })

    expect(result.scopes).toContain('platform:read')
    const client = new NeMoPlatform({ configPath, fetch: platform.fetch })
    expect((await client.workspaces.list()).data).not.toEqual([])
  })

  test('denies one', async () => {
    const { provider, common } = scene()

    const denied = login({
      ...common,
      method: 'device',
      onCode: ({ userCode }) => provider.deny(userCode),
    })

    expect(await rejection(denied, AuthError)).toMatchObject({ reason: 'access-denied' })
  })

  test('knows passwords', async () => {
    const { provider, common } = scene()
    provider.setPassword(ALICE, 'right')
    const withPassword = (password: string) =>
      login({ ...common, method: 'password', username: ALICE, password })

    expect(await rejection(withPassword('wrong'), AuthError)).toMatchObject({
      reason: 'invalid-credentials',
      oauthError: 'invalid_grant',
      description: 'Wrong user name or password',
    })
    expect(await withPassword('right')).toMatchObject({ principal: ALICE, hasRefreshToken: true })
  })
})
