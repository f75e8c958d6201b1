/** A 401 is healed by one refresh and one replay, and never more than that. */

import { dirname } from 'node:path'
import { AuthError, AuthenticationError } from 'nemo-platform'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { loginConfig, storedTokens } from '../helpers/login-config.ts'
import { loginScene, newTokens, PLATFORM, tokenFor } from '../helpers/login-scene.ts'
import { rejection } from '../helpers/rejection.ts'
import { json, type StubbedCall } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

afterEach(() => {
  vi.restoreAllMocks()
})

const refusal = () => json({ detail: 'Invalid or expired token' }, 401)
const unless = (token: string) => (call: StubbedCall) =>
  call.headers.get('authorization') === `Bearer ${token}` ? refusal() : json({ ok: true })

test('a token that the server refuses is refreshed once, and the call repeated as it was', async () => {
  const accessToken = tokenFor(3600)
  const scene = loginScene({ accessToken, api: unless(accessToken) })

  const answer = await scene
    .client()
    .post('/x', { body: { a: 1 }, query: { q: 2 }, headers: { 'x-mine': 'y' } })

  expect(answer).toEqual({ ok: true })
  expect(scene.tokenCalls).toHaveLength(1)
  expect(scene.sentTokens()).toEqual([accessToken, storedTokens(scene.configPath).accessToken])
  const [first, second] = scene.apiCalls
  expect([second?.method, second?.url.href, second?.body]).toEqual([
    first?.method,
    first?.url.href,
    first?.body,
  ])
  expect(second?.headers.get('x-mine')).toBe('y')
})

test('a second 401 is the answer: two requests, one refresh', async () => {
  const scene = loginScene({ accessToken: tokenFor(3600), api: refusal })

  await rejection(scene.client({ maxRetries: 5 }).get('/x'), AuthenticationError)

  expect([scene.apiCalls.length, scene.tokenCalls.length]).toEqual([2, 1])
})

test('what was refused after a refresh is not refreshed again for each further call', async () => {
  const scene = loginScene({ accessToken: tokenFor(3600), api: refusal })
  const client = scene.client()

  for (let count = 0; count < 5; count += 1) await rejection(client.get('/x'), AuthenticationError)

  expect(scene.tokenCalls).toHaveLength(1)
  expect(scene.apiCalls).toHaveLength(6)
})

describe('a token that was refused twice', () => {
  test('is renewed again when the server has taken it meanwhile', async () => {
    let isRefused = true
    const api = () => (isRefused ? refusal() : json({ ok: true }))
    const scene = loginScene({ accessToken: tokenFor(3600), api })
    const client = scene.client()
    await rejection(client.get('/x'), AuthenticationError)
    isRefused = false
    await client.get('/x')
    isRefused = true

    await rejection(client.get('/x'), AuthenticationError)

    expect(scene.tokenCalls).toHaveLength(2)
  })

  test('is renewed again after a minute', async () => {
    const scene = loginScene({ accessToken: tokenFor(3600), api: refusal })
    const client = scene.client()
    await rejection(client.get('/x'), AuthenticationError)
    const later = performance.now() + 61_000
    vi.spyOn(performance, 'now').mockReturnValue(later)

    await rejection(client.get('/x'), AuthenticationError)

    expect(scene.tokenCalls).toHaveLength(2)
  })

  test('by a function is asked for again when it was taken meanwhile, and after a minute', async () => {
    let isRefused = true
    let asked = 0
    const api = () => (isRefused ? refusal() : json({ ok: true }))
    const scene = loginScene({ api })
    const accessToken = () => {
      asked += 1
      return `token-${asked}`
    }
    const client = scene.client({ accessToken })
    const refused = () => rejection(client.get('/x'), AuthenticationError)
    await refused()
    await refused()
    expect(asked).toBe(2)
    isRefused = false
    await client.get('/x')
    isRefused = true
    await refused()
    expect(asked).toBe(3)
    const later = performance.now() + 61_000
    vi.spyOn(performance, 'now').mockReturnValue(later)

    await refused()

    expect(asked).toBe(4)
  })
})

test('a token that somebody else has stored meanwhile is used without a refresh', async () => {
  const [old, fresh] = [tokenFor(3600), tokenFor(3600)]
  const scene = loginScene({ accessToken: old, api: unless(old) })
  const client = scene.client()
  loginConfig({
    url: PLATFORM,
    accessToken: fresh,
    refreshToken: 'refresh-2',
    folder: dirname(scene.configPath),
  })

  await client.get('/x')

  expect(scene.sentTokens()).toEqual([old, fresh])
  expect(scene.tokenCalls).toEqual([])
})

test('without a refresh token the 401 is the answer', async () => {
  const scene = loginScene({ accessToken: tokenFor(3600), refreshToken: null, api: refusal })

  const error = await rejection(scene.client().get('/x'), AuthenticationError)

  expect(error.status).toBe(401)
  expect([scene.apiCalls.length, scene.tokenCalls.length]).toEqual([1, 0])
})

test('a login that has died meanwhile is an AuthError', async () => {
  const scene = loginScene({
    accessToken: tokenFor(3600),
    api: refusal,
    token: [json({ error: 'invalid_grant' }, 400)],
  })

  const error = await rejection(scene.client().get('/x'), AuthError)

  expect(error).toMatchObject({
    reason: 'refresh-failed',
    code: 'auth/refresh-failed',
    oauthError: 'invalid_grant',
  })
  expect(scene.apiCalls).toHaveLength(1)
})

test('a body that can be read only once is not replayed', async () => {
  const scene = loginScene({ accessToken: tokenFor(3600), api: refusal })
  const body = new Blob(['text']).stream()

  await rejection(scene.client().post('/x', { body }), AuthenticationError)

  expect(scene.apiCalls).toHaveLength(1)
})

test('calls whose 401 comes after the refresh of another one only repeat', async () => {
  const accessToken = tokenFor(3600)
  const held: (() => void)[] = []
  const scene = loginScene({
    accessToken,
    api: async (call) => {
      const answer = unless(accessToken)(call)
      // The first refusal goes out at once, the second one waits until all is mended.
      if (answer.status === 401 && scene.apiCalls.length > 1) {
        await new Promise<void>((resolve) => held.push(resolve))
      }
      return answer
    },
    token: [() => newTokens()],
  })
  const client = scene.client()

  const early = client.get('/early')
  const late = client.get('/late')
  await early
  for (const release of held) release()
  await late

  expect(scene.tokenCalls).toHaveLength(1)
})
