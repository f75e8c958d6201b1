/** Answers that do not end: the call fails soon, and the login is as good as before. */

import { AuthError, NeMoPlatform } from 'nemo-platform'
import { login } from 'nemo-platform/auth'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/config-files.ts'
import { flood } from '../helpers/flood.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { bodyOf, sendJson, serve } from '../helpers/local-server.ts'
import { loginConfig, storedTokens } from '../helpers/login-config.ts'
import { tokenFor } from '../helpers/login-scene.ts'
import { rejection } from '../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** A platform and identity provider in one; what is flooded is answered with spaces for as long as somebody reads. */
async function floodingServer(flooded: Set<string>) {
  const spent: (string | null)[] = []
  const server = await serve(async (request, response) => {
    const { url = '' } = request
    const body = new URLSearchParams(String(await bodyOf(request)))
    if (url === '/token') spent.push(body.get('refresh_token'))
    if (flooded.has(url)) {
      await flood(response)
    } else if (url === '/apis/auth/discovery') {
      const oidc = { client_id: 'cli', token_endpoint: `${server.url}/token` }
      sendJson(response, { auth_enabled: true, oidc })
    } else if (url === '/token') {
      sendJson(response, { access_token: tokenFor(3600), refresh_token: 'refresh-2', token_type: 'Bearer' })
    } else {
      sendJson(response, { authorization: request.headers.authorization })
    }
  })
  return { server, spent, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

test('a token answer without end is an AuthError, and the next call refreshes with the same token', async () => {
  const flooded = new Set(['/token'])
  await using scene = await floodingServer(flooded)
  const accessToken = tokenFor(-10)
  const configPath = loginConfig({ url: scene.server.url, accessToken, refreshToken: 'refresh-1' })
  const client = new NeMoPlatform({ configPath, maxRetries: 0 })

  const error = await rejection(client.get('/x'), AuthError)

  expect(error.problem).toContain('longer than')
  expect(storedTokens(configPath)).toMatchObject({ accessToken, refreshToken: 'refresh-1' })
  expect(scene.spent).toEqual(['refresh-1'])

  flooded.clear()
  await client.get('/x')

  expect(scene.spent).toEqual(['refresh-1', 'refresh-1'])
  expect(storedTokens(configPath).refreshToken).toBe('refresh-2')
})

test('a discovery document without end counts as none', async () => {
  await using scene = await floodingServer(new Set(['/apis/auth/discovery']))
  const accessToken = tokenFor(3600)
  const configPath = loginConfig({ url: scene.server.url, accessToken, refreshToken: 'refresh-1' })
  const client = new NeMoPlatform({ configPath })

  expect(await client.get('/x')).toEqual({ authorization: `Bearer ${accessToken}` })
})

test.each([
  ['discovery', '/apis/auth/discovery', 'discovery-failed'],
  ['the token endpoint', '/token', 'login-failed'],
])('a login at which %s answers without end fails', async (_, path, reason) => {
  await using scene = await floodingServer(new Set([path]))

  const attempt = login({
    method: 'password',
    username: 'ana',
    password: 'secret',
    baseURL: scene.server.url,
    configPath: `${temporaryFolder()}/config.yaml`,
    environment: {},
  })

  const error = await rejection(attempt, AuthError)
  expect(error.reason).toBe(reason)
  expect(error.problem).toContain('longer than')
})
