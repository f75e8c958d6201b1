/** A refresh token whose answer never came may be spent: no process sends it a second time. */

import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { AuthError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { startNode } from '../helpers/child-node.ts'
import { temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { bodyOf, sendJson, serve } from '../helpers/local-server.ts'
import { loginConfig, storedTokens } from '../helpers/login-config.ts'
import { loginScene, tokenFor } from '../helpers/login-scene.ts'
import { rejection } from '../helpers/rejection.ts'
import { type Answer, json, networkError } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** Files beside the config that tell of a refresh under way. */
function markers(configPath: string): string[] {
  return readdirSync(dirname(configPath)).filter((name) => name.endsWith('.refresh-pending'))
}

/** A platform and identity provider in one, which cuts the connection after a token request has come in. */
async function cuttingServer(cut: 'before the answer' | 'within the answer') {
  const spent: (string | null)[] = []
  const server = await serve(async (request, response) => {
    if (request.url === '/apis/auth/discovery') {
      const oidc = { client_id: 'cli', token_endpoint: `${server.url}/token` }
      sendJson(response, { auth_enabled: true, oidc })
    } else if (request.url === '/token') {
      spent.push(new URLSearchParams((await bodyOf(request)).toString()).get('refresh_token'))
      if (cut === 'within the answer') {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 })
        response.write('{"access_token": "')
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      response.destroy()
    } else {
      sendJson(response, {})
    }
  })
  return { server, spent, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

describe.each(['before the answer', 'within the answer'] as const)('a connection cut %s', (cut) => {
  test('ends the login: an AuthError, and no second request, from another process neither', async () => {
    await using scene = await cuttingServer(cut)
    const login = { url: scene.server.url, accessToken: tokenFor(-10), refreshToken: 'refresh-1' }
    const configPath = loginConfig(login)
    const client = new NeMoPlatform({ configPath })

    const errors = await Promise.all([1, 2, 3].map(() => rejection(client.get('/x'), AuthError)))

    expect(errors[0]).toMatchObject({ reason: 'refresh-failed' })
    expect(errors[0]?.message).toContain('may be spent')
    expect(errors[0]?.remedies).toEqual(['nemo auth login'])
    const source = `
      const { NeMoPlatform } = await import(dist + 'index.js')
      const client = new NeMoPlatform({ configPath: args[0] })
      print(await client.get('/x').then(() => 'worked', (error) => error.name + ' ' + error.reason))
      process.exit()`
    const { output } = await startNode(source, { args: [configPath] }).exited
    expect(output).toBe('AuthError refresh-failed\n')
    expect(scene.spent).toEqual(['refresh-1'])

    // A new login is another token.
    loginConfig({
      ...login,
      accessToken: tokenFor(3600),
      refreshToken: 'refresh-2',
      folder: dirname(configPath),
    })
    await client.get('/x')
    expect(scene.spent).toEqual(['refresh-1'])
  })
})

test.each<[string, Answer]>([
  ['200 without a token', json({ token_type: 'Bearer' })],
  ['200 and HTML', new Response('<h1>Welcome</h1>')],
  ['200 with a token that is no text', json({ access_token: 7 })],
  ['a reset', networkError('ECONNRESET')],
])('%s counts as lost', async (_, answer) => {
  const scene = loginScene({ token: [answer] })
  const client = scene.client()

  const error = await rejection(client.get('/x'), AuthError)
  await rejection(client.get('/x'), AuthError)

  expect(error.reason).toBe('refresh-failed')
  expect(scene.tokenCalls).toHaveLength(1)
  expect(markers(scene.configPath)).toHaveLength(1)
})

test('a refresh that was answered leaves no marker, whatever the answer', async () => {
  for (const answer of [undefined, json({ error: 'invalid_grant' }, 400), json({}, 500)]) {
    const scene = loginScene(answer === undefined ? {} : { token: [answer] })

    await scene
      .client()
      .get('/x')
      .catch(() => {})

    expect(scene.tokenCalls).toHaveLength(1)
    expect(markers(scene.configPath)).toEqual([])
  }
})

test('a marker is there before the token is sent, names it by a hash, and goes when it is of no use', async () => {
  let atRequest: string[] = []
  const scene = loginScene({
    token: [networkError('ECONNRESET'), () => json({ access_token: tokenFor(3600), refresh_token: 'r-3' })],
  })
  await rejection(scene.client().get('/x'), AuthError)
  atRequest = markers(scene.configPath)
  expect(atRequest.join()).not.toContain('refresh-1')

  loginConfig({
    url: 'https://nmp.example.com',
    accessToken: tokenFor(-10),
    refreshToken: 'refresh-2',
    folder: dirname(scene.configPath),
  })
  await scene.client().get('/x')

  expect(markers(scene.configPath)).toEqual([])
  expect(storedTokens(scene.configPath).refreshToken).toBe('r-3')
})

test('a process that is killed while it waits for the answer leaves the marker', {
  timeout: 20_000,
}, async () => {
  const folder = temporaryFolder()
  let arrived = (): void => {}
  const request = new Promise<void>((resolve) => {
    arrived = resolve
  })
  let tokenRequests = 0
  await using server = await serve((incoming, response) => {
    const oidc = { client_id: 'cli', token_endpoint: `${server.url}/token` }
    if (incoming.url === '/apis/auth/discovery') return sendJson(response, { auth_enabled: true, oidc })
    tokenRequests += 1
    arrived()
  })
  const configPath = loginConfig({
    url: server.url,
    accessToken: tokenFor(-10),
    refreshToken: 'refresh-1',
    folder,
  })
  const source = `
    const { NeMoPlatform } = await import(dist + 'index.js')
    await new NeMoPlatform({ configPath: args[0] }).get('/x')`
  const child = startNode(source, { args: [configPath] })
  await request
  child.kill()
  await child.exited

  const error = await rejection(new NeMoPlatform({ configPath }).get('/x'), AuthError)

  expect(error.reason).toBe('refresh-failed')
  expect(tokenRequests).toBe(1)
})
