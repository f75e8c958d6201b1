/** Many calls at once, on tokens that have just ended, been revoked or lost their login, over real sockets. */

import { dirname } from 'node:path'
import { AuthError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { startNode } from '../helpers/child-node.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { expectOnlyTokensChanged, loginConfig, storedTokens } from '../helpers/login-config.ts'
import { startOIDCPlatform } from '../helpers/oidc-platform.ts'
import { startOIDCProvider } from '../helpers/oidc-provider.ts'

const CALLS = 1000
const EMAIL = 'storm@example.com'

beforeEach(() => {
  isolateEnvironment()
})

/** Provider, platform and the config of somebody whose token has ended. */
async function expiredLogin() {
  const stack = new AsyncDisposableStack()
  const provider = stack.use(await startOIDCProvider())
  const platform = stack.use(await startOIDCPlatform(provider))
  const login = await provider.issue(EMAIL, { expiresIn: -10 })
  const configPath = loginConfig({ url: platform.url, ...login })
  return { provider, platform, login, configPath, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

/** Calls at once; the errors of those that failed. */
async function storm(client: NeMoPlatform, calls = CALLS): Promise<unknown[]> {
  const results = await Promise.allSettled(Array.from({ length: calls }, () => client.workspaces.list()))
  return results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
}

function kinds(events: readonly { type: string }[]): string[] {
  return events.map(({ type }) => type)
}

describe(`${CALLS} concurrent calls`, { timeout: 60_000 }, () => {
  test('on an expired token refresh it once, store the new pair and all succeed', async () => {
    await using scene = await expiredLogin()
    const { platform, provider, login, configPath } = scene

    const failures = await storm(new NeMoPlatform({ configPath }))

    expect(failures).toEqual([])
    expect(kinds(provider.events)).toEqual(['refresh'])
    expect(platform.answers).toEqual({ 200: CALLS })
    const stored = storedTokens(configPath)
    expect(stored.accessToken).not.toBe(login.accessToken)
    expect(stored.refreshToken).toEqual(expect.any(String))
    expect(stored.refreshToken).not.toBe(login.refreshToken)
    expectOnlyTokensChanged(configPath)
  })

  test('by many clients of the same context refresh once', async () => {
    await using scene = await expiredLogin()
    const { provider, configPath } = scene
    const clients = Array.from({ length: 50 }, () => new NeMoPlatform({ configPath }))

    const failures = await Promise.all(clients.map((client) => storm(client, CALLS / 50)))

    expect(failures.flat()).toEqual([])
    expect(kinds(provider.events)).toEqual(['refresh'])
  })

  test('on a token that the server has revoked refresh it once and all succeed', async () => {
    await using scene = await expiredLogin()
    const { platform, provider, configPath } = scene
    const client = new NeMoPlatform({ configPath })
    await client.workspaces.list()
    platform.revoke(storedTokens(configPath).accessToken)

    const failures = await storm(client)

    expect(failures).toEqual([])
    expect(kinds(provider.events)).toEqual(['refresh', 'refresh'])
    expect(platform.answers[200]).toBe(CALLS + 1)
    expectOnlyTokensChanged(configPath)
  })

  test('on a login that was revoked ask once, and each throws an AuthError', async () => {
    await using scene = await expiredLogin()
    const { platform, provider, configPath } = scene
    const client = new NeMoPlatform({ configPath })
    await client.workspaces.list()
    await provider.revokeGrants(EMAIL)
    platform.revoke(storedTokens(configPath).accessToken)
    const asked = platform.tokenRequests.length

    const failures = await storm(client)

    expect(failures).toHaveLength(CALLS)
    for (const failure of failures) expect(failure).toBeInstanceOf(AuthError)
    expect(failures[0]).toMatchObject({
      reason: 'refresh-failed',
      code: 'auth/refresh-failed',
      oauthError: 'invalid_grant',
    })
    expect(platform.tokenRequests.slice(asked).map(({ status }) => status)).toEqual([400])

    await storm(client, 10)

    expect(platform.tokenRequests).toHaveLength(asked + 1)
  })

  test('are healed by a login that somebody else writes into the file', async () => {
    await using scene = await expiredLogin()
    const { platform, provider, configPath } = scene
    const client = new NeMoPlatform({ configPath })
    await provider.revokeGrants(EMAIL)
    expect(await storm(client, 10)).toHaveLength(10)

    const newLogin = await provider.issue(EMAIL)
    loginConfig({ url: platform.url, ...newLogin, folder: dirname(configPath) })

    expect(await storm(client)).toEqual([])
    expect(platform.tokenRequests).toHaveLength(1)
  })
})

test('600 calls of six processes with one config refresh once', { timeout: 60_000 }, async () => {
  await using scene = await expiredLogin()
  const { platform, provider, configPath } = scene
  const source = `
    const { NeMoPlatform } = await import(dist + 'index.js')
    const client = new NeMoPlatform({ configPath: args[0] })
    print('ready')
    await new Promise((resolve) => process.stdin.once('data', resolve))
    const results = await Promise.allSettled(Array.from({ length: 100 }, () => client.workspaces.list()))
    const failures = results.filter(({ status }) => status === 'rejected').map(({ reason }) => String(reason))
    print('result ' + JSON.stringify([...new Set(failures)]))
    process.exit()`
  const children = Array.from({ length: 6 }, () => startNode(source, { args: [configPath] }))
  await Promise.all(children.map((child) => child.printed('ready')))

  for (const child of children) child.tell('go')
  const results = await Promise.all(children.map((child) => child.exited))

  expect(results.map(({ output }) => /result (.*)/.exec(output)?.[1])).toEqual(Array(6).fill('[]'))
  expect(kinds(provider.events)).toEqual(['refresh'])
  expect(platform.answers[200]).toBe(600)
  expectOnlyTokensChanged(configPath)
})
