/** When a token is renewed: a minute before its end, or a quarter of its life if that is shorter. */

import { beforeEach, describe, expect, test } from 'vitest'
import { lifetimeOf } from '../../src/auth/lifetime.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { loginScene, tokenFor } from '../helpers/login-scene.ts'
import { jwt, nowInSeconds } from '../helpers/sample-tokens.ts'

beforeEach(() => {
  isolateEnvironment()
})

describe('a token', () => {
  test.each([
    ['of an hour', 3600, 60],
    ['of four minutes', 240, 60],
    ['of a minute', 60, 15],
    ['of five seconds', 5, 1.25],
  ])('%s is renewed in time', (_, life, margin) => {
    const issued = 1_700_000_000
    const { endsAt, renewAt } = lifetimeOf(jwt({ iat: issued, exp: issued + life }))

    expect(endsAt).toBe((issued + life) * 1000)
    expect(renewAt).toBe((issued + life - margin) * 1000)
  })

  test.each([
    ['without `iat`', { exp: 5000 }, 4940],
    ['with `nbf` instead', { nbf: 4980, exp: 5000 }, 4995],
    ['issued after its end', { iat: 6000, exp: 5000 }, 4940],
    ['with `iat` as text', { iat: '4980', exp: 5000 }, 4940],
  ])('%s', (_, claims, renewAt) => {
    expect(lifetimeOf(jwt(claims)).renewAt).toBe(renewAt * 1000)
  })

  test('that does not tell its end is good until refused', () => {
    for (const token of ['opaque', jwt({}), jwt({ exp: 'soon' })]) {
      expect(lifetimeOf(token)).toEqual({ endsAt: undefined, renewAt: undefined })
    }
  })

  test('of seconds is not refreshed for every call', async () => {
    const now = nowInSeconds()
    const scene = loginScene({ accessToken: jwt({ iat: now, exp: now + 30 }) })
    const client = scene.client()

    for (const path of ['/a', '/b', '/c']) await client.get(path)

    expect(scene.tokenCalls).toEqual([])
  })

  test('with less than a minute left is renewed before it is used', async () => {
    const accessToken = tokenFor(30)
    const scene = loginScene({ accessToken })

    await scene.client().get('/x')

    expect(scene.tokenCalls).toHaveLength(1)
    expect(scene.sentTokens()).not.toContain(accessToken)
  })
})
