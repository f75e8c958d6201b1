/** Clients of one context share its tokens; those of others do not. */

import { readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { loginConfig, storedTokens } from '../helpers/login-config.ts'
import { loginScene, PLATFORM, tokenFor } from '../helpers/login-scene.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** Adds a second context: with the user of the first one, or with its own. */
function addContext(configPath: string, user: 'shared' | { token: string; refreshToken: string }): void {
  const own =
    user === 'shared'
      ? ''
      : `- {type: oauth, name: second-user, token: ${user.token}, refresh_token: ${user.refreshToken}}\n`
  const name = user === 'shared' ? 'main-user' : 'second-user'
  const text = readFileSync(configPath, 'utf8')
    .replace('contexts:\n', `${own}contexts:\n`)
    .replace('x-tool', `- {name: second, cluster: main-cluster, user: ${name}, workspace: w}\nx-tool`)
  writeFileSync(configPath, text)
}

test('clients of one context refresh once, also one after the other', async () => {
  const scene = loginScene()
  const clients = [scene.client(), scene.client(), scene.client().withOptions({ timeout: 5000 })]

  await Promise.all(clients.map((client) => client.get('/x')))
  await scene.client().get('/x')

  expect(scene.tokenCalls).toHaveLength(1)
  expect(scene.discoveryCalls).toHaveLength(1)
})

test('contexts that share a user refresh it once', async () => {
  const scene = loginScene()
  addContext(scene.configPath, 'shared')

  await Promise.all([scene.client().get('/x'), scene.client({ contextName: 'second' }).get('/x')])

  expect(scene.tokenCalls).toHaveLength(1)
  expect(new Set(scene.sentTokens())).toEqual(new Set([storedTokens(scene.configPath).accessToken]))
})

test('contexts with users of their own each refresh their own', async () => {
  const scene = loginScene()
  addContext(scene.configPath, { token: tokenFor(-10), refreshToken: 'second-refresh' })

  await Promise.all([scene.client().get('/x'), scene.client({ contextName: 'second' }).get('/x')])

  const spent = scene.tokenCalls.map(({ body }) => new URLSearchParams(body).get('refresh_token'))
  expect(spent.sort()).toEqual(['refresh-1', 'second-refresh'])
})

test('another login in the file is what the next client uses', async () => {
  const [first, second] = [tokenFor(3600), tokenFor(3600)]
  const scene = loginScene({ accessToken: first })
  const folder = dirname(scene.configPath)
  await scene.client().get('/x')

  loginConfig({ url: PLATFORM, accessToken: second, refreshToken: 'refresh-2', folder })
  await scene.client().get('/x')

  expect(scene.sentTokens()).toEqual([first, second])
})

test('a logout in the file is noticed at the refresh', async () => {
  const scene = loginScene()
  const client = scene.client()
  const text = readFileSync(scene.configPath, 'utf8')
  writeFileSync(
    scene.configPath,
    text.replace('type: oauth', 'type: no-auth').replace(/^ {2}(?:refresh_)?token:.*\n/gm, ''),
  )

  await expect(client.get('/x')).rejects.toMatchObject({ name: 'AuthError', reason: 'refresh-failed' })

  expect(scene.tokenCalls).toEqual([])
})
