/** Which scopes a login asks for, and what becomes of those that it does not get. */

import { AuthError } from 'nemo-platform'
import type { LoginPlan } from 'nemo-platform/auth'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { storedTokens } from '../../helpers/login-config.ts'
import { rejection } from '../../helpers/rejection.ts'
import { aliceToken, formOf, scriptedLogin, tokens } from './scripted-login.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** The scopes that a login asks for. */
async function askedFor(scope: string | string[] | undefined, oidc: Record<string, unknown> = {}) {
  const token = [tokens({ access_token: 'opaque' })]
  const scene = scriptedLogin({ oidc, token })
  await scene.password({ scope })
  return formOf(scene.tokenCalls[0])['scope']
}

describe('a login asks', () => {
  test.each([
    ['for the defaults', undefined, {}, 'openid profile email offline_access'],
    [
      'for those where the platform names none',
      undefined,
      { default_scopes: undefined },
      'openid profile email offline_access',
    ],
    [
      "for the platform's defaults",
      undefined,
      { default_scopes: 'openid platform:read' },
      'openid platform:read',
    ],
    [
      'for others in place of those with a colon',
      'secrets:read secrets:write',
      { default_scopes: 'openid offline_access platform:read' },
      'openid offline_access secrets:read secrets:write',
    ],
    ['for each once', ['openid', 'a:b  a:b'], {}, 'openid profile email offline_access a:b'],
    ['for the defaults where none is named', ' ', {}, 'openid profile email offline_access'],
    [
      'with the prefix',
      'platform:read nemo.default',
      { scope_prefix: 'api://nmp/' },
      'openid profile email offline_access api://nmp/platform:read api://nmp/nemo.default',
    ],
    [
      'with the prefix and a slash',
      'platform:read',
      { scope_prefix: 'api://nmp' },
      'openid profile email offline_access api://nmp/platform:read',
    ],
    [
      'with the prefix just once',
      'api://nmp/platform:read',
      { scope_prefix: 'api://nmp/' },
      'openid profile email offline_access api://nmp/platform:read',
    ],
  ])('%s', async (_, scope, oidc, expected) => {
    expect(await askedFor(scope, oidc)).toBe(expected)
  })
})

test('the plan tells scopes by both names', async () => {
  const scene = scriptedLogin({ oidc: { scope_prefix: 'api://nmp' }, token: [tokens({ access_token: 'x' })] })
  const plans: LoginPlan[] = []

  await scene.password({ scope: 'platform:read', onDiscovery: (plan) => void plans.push(plan) })

  expect(plans).toEqual([
    {
      baseURL: 'https://nmp.example.com/',
      issuer: 'https://idp.example.com',
      clientId: 'cli',
      scopes: [
        { name: 'openid', requested: 'openid' },
        { name: 'profile', requested: 'profile' },
        { name: 'email', requested: 'email' },
        { name: 'offline_access', requested: 'offline_access' },
        { name: 'platform:read', requested: 'api://nmp/platform:read' },
      ],
    },
  ])
})

describe('granted scopes', () => {
  const login = (claims: Record<string, unknown>, scope: string, oidc: Record<string, unknown> = {}) => {
    const scene = scriptedLogin({ oidc, token: [tokens({ access_token: aliceToken(claims) })] })
    return { scene, result: scene.password({ scope }) }
  }

  test.each([
    ['as text', { scope: 'platform:read openid' }, {}, ['platform:read', 'openid']],
    ["as Azure's list", { scp: ['platform:read'] }, { scope_prefix: 'api://nmp' }, ['platform:read']],
    [
      'with the prefix',
      { scope: 'api://nmp/platform:read' },
      { scope_prefix: 'api://nmp' },
      ['platform:read'],
    ],
  ])('come %s', async (_, claims, oidc, expected) => {
    const { result } = login(claims, 'platform:read', oidc)

    expect((await result).scopes).toEqual(expected)
  })

  test('that lack one of the platform are an error, and nothing is stored', async () => {
    const { scene, result } = login({ scope: 'platform:read' }, 'platform:read platform:write', {
      issuer: 'https://login.microsoftonline.com/1/v2.0',
      scope_prefix: 'api://nmp',
    })

    const error = await rejection(result, AuthError)

    expect(error.reason).toBe('missing-scopes')
    expect(error.message).toContain('Token is missing requested scopes: platform:write.')
    expect(error.remedies.join('\n')).toContain('Expose an API')
    expect(() => storedTokens(scene.configPath)).toThrow()
  })

  test('of OpenID may be left out of the token', async () => {
    const { result } = login({ scope: 'platform:read' }, 'platform:read')

    await expect(result).resolves.toMatchObject({ scopes: ['platform:read'] })
  })

  test('are missing from a JWT without any, for that is more than was asked for', async () => {
    const { result } = login({}, 'platform:read')

    expect(await rejection(result, AuthError)).toMatchObject({ reason: 'missing-scopes' })
  })

  test('of an opaque token are those of the answer, or those that were asked for', async () => {
    const loginFor = (fields: Record<string, unknown>) =>
      scriptedLogin({ token: [tokens({ access_token: 'opaque', ...fields })] }).password({
        scope: 'platform:read',
      })

    expect(await loginFor({})).toMatchObject({ scopes: undefined, principal: undefined })
    expect((await loginFor({ scope: 'platform:read openid' })).scopes).toEqual(['platform:read', 'openid'])
    expect(await rejection(loginFor({ scope: 'openid' }), AuthError)).toMatchObject({
      reason: 'missing-scopes',
    })
  })
})
