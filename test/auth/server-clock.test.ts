/** A token's life is measured by the server's clock, which its answers tell. */

import { beforeEach, describe, expect, test } from 'vitest'
import { ServerClock } from '../../src/auth/clock.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { loginScene, tokenFor } from '../helpers/login-scene.ts'
import { json } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

const HOUR = 3_600_000
const OIDC = {
  auth_enabled: true,
  oidc: { client_id: 'cli', token_endpoint: 'https://idp.example.com/token' },
}

function dateIn(milliseconds: number): Record<string, string> {
  return { date: new Date(Date.now() + milliseconds).toUTCString() }
}

test('a token that our clock thinks has ended is used while it lives at the server', async () => {
  const accessToken = tokenFor(-1800)
  const scene = loginScene({ accessToken, discovery: () => json(OIDC, 200, dateIn(-HOUR)) })

  await scene.client().get('/x')

  expect(scene.sentTokens()).toEqual([accessToken])
  expect(scene.tokenCalls).toEqual([])
})

test('a token that our clock thinks lives is refreshed when it has ended at the server', async () => {
  const scene = loginScene({ accessToken: tokenFor(1800), discovery: () => json(OIDC, 200, dateIn(HOUR)) })

  await scene.client().get('/x')

  expect(scene.tokenCalls).toHaveLength(1)
})

test('a new token does not look ended to a clock that is ahead: one refresh, not one per call', async () => {
  const behind = dateIn(-5 * HOUR)
  const scene = loginScene({
    accessToken: tokenFor(-6 * 3600),
    discovery: () => json(OIDC, 200, behind),
    token: [() => json({ access_token: tokenFor(-4 * 3600), refresh_token: 'refresh-2' })],
  })
  const client = scene.client()

  for (const path of ['/a', '/b', '/c']) await client.get(path)

  expect(scene.tokenCalls).toHaveLength(1)
})

test('a refusal tells the time too', async () => {
  const revoked = tokenFor(3600)
  const fresh = tokenFor(-3600)
  const scene = loginScene({
    accessToken: revoked,
    api: ({ headers }) =>
      headers.get('authorization') === `Bearer ${revoked}` ? json({}, 401, dateIn(-2 * HOUR)) : json({}),
    token: [json({ access_token: fresh, refresh_token: 'refresh-2' })],
  })
  const client = scene.client()

  for (const path of ['/a', '/b', '/c']) await client.get(path)

  expect(scene.sentTokens()).toEqual([revoked, fresh, fresh, fresh])
  expect(scene.tokenCalls).toHaveLength(1)
})

describe('the clock', () => {
  const observed = (headers: Record<string, string>) => {
    const clock = new ServerClock()
    clock.observe(new Headers(headers))
    return Math.round(clock.offset / 10_000) * 10_000
  }

  test('learns from `Date`', () => {
    expect(observed(dateIn(HOUR))).toBe(HOUR)
    expect(observed(dateIn(-HOUR))).toBe(-HOUR)
  })

  test.each([
    ['no date', () => ({})],
    ['a date that is none', () => ({ date: 'yesterday' })],
    ['a date that a cache has kept', () => ({ ...dateIn(HOUR), age: '3600' })],
    ['a difference of a second', () => dateIn(1000)],
  ])('ignores %s', (_, headers) => {
    const clock = new ServerClock()
    clock.observe(new Headers(headers() as Record<string, string>))
    expect(clock.offset).toBe(0)
  })
})
