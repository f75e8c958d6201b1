/** Where the platform wants no tokens, none is sent and none refreshed. */

import { beforeEach, describe, expect, test, vi } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { loginScene, tokenFor } from '../helpers/login-scene.ts'
import { json, networkError } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

const OFF = { auth_enabled: false, oidc: null }

describe('with authentication off', () => {
  test.each([
    ['that lives', 3600],
    ['that has ended', -10],
  ])('a stored token %s stays here', async (_, secondsLeft) => {
    const scene = loginScene({ accessToken: tokenFor(secondsLeft), discovery: OFF })
    const client = scene.client()

    await client.get('/x')
    await client.get('/x')

    expect(scene.sentTokens()).toEqual([undefined, undefined])
    expect(scene.tokenCalls).toEqual([])
    expect(scene.discoveryCalls).toHaveLength(1)
  })

  test('a token from the environment stays here', async () => {
    vi.stubEnv('NMP_ACCESS_TOKEN', 'from-environment')
    const scene = loginScene({ discovery: OFF })

    await scene.client().get('/x')

    expect(scene.sentTokens()).toEqual([undefined])
  })

  test('a token in the argument is sent, without asking', async () => {
    const scene = loginScene({ discovery: OFF })

    await scene.client({ accessToken: 'mine' }).get('/x')

    expect(scene.sentTokens()).toEqual(['mine'])
    expect(scene.discoveryCalls).toEqual([])
  })

  test('that is switched on later, a 401 makes the client ask again and send its token', async () => {
    let isOn = false
    const accessToken = tokenFor(3600)
    const scene = loginScene({
      accessToken,
      discovery: () => json({ auth_enabled: isOn, oidc: null }),
      api: ({ headers }) => (isOn && !headers.has('authorization') ? json({}, 401) : json({})),
    })
    const client = scene.client()
    await client.get('/x')
    isOn = true

    await client.get('/x')

    expect(scene.sentTokens()).toEqual([undefined, undefined, accessToken])
    expect(scene.discoveryCalls).toHaveLength(2)
  })
})

describe('without a discovery document', () => {
  test.each([
    // A GET that failed is repeated once.
    ['an error', json({}, 500), 2],
    ['HTML', new Response('<h1>hello</h1>'), 1],
    ['nonsense', json({ auth_enabled: 'perhaps' }), 1],
    ['no connection', networkError('ECONNREFUSED'), 2],
  ])('(%s) a living token is sent, and discovery not asked for each call', async (_, discovery, attempts) => {
    const accessToken = tokenFor(3600)
    const scene = loginScene({ accessToken, discovery: () => discovery })
    const client = scene.client()

    for (const path of ['/a', '/b', '/c']) await client.get(path)

    expect(scene.sentTokens()).toEqual(Array(3).fill(accessToken))
    expect(scene.discoveryCalls).toHaveLength(attempts)
  })
})

test('discovery is asked without a token, by many calls at once only once', async () => {
  const scene = loginScene({ accessToken: tokenFor(3600) })
  const client = scene.client()

  await Promise.all(Array.from({ length: 20 }, () => client.get('/x')))

  expect(scene.discoveryCalls).toHaveLength(1)
  expect(scene.discoveryCalls[0]?.headers.has('authorization')).toBe(false)
})
