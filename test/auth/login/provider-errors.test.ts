/** Refusals of Azure AD, Okta and Keycloak, in the words that these have for them, and the fixes. */

import { AuthError, type AuthErrorReason } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, networkError } from '../../helpers/stub-fetch.ts'
import { code, refused, scriptedLogin } from './scripted-login.ts'

beforeEach(() => {
  isolateEnvironment()
})

const AZURE = 'https://login.microsoftonline.com/1234/v2.0'
const OKTA = 'https://dev-1.okta.com/oauth2/default'
const KEYCLOAK = 'https://sso.example.com/realms/nemo'
const OTHER = 'https://idp.example.com'
const ALLOW_PUBLIC = 'Azure AD: App Registration → Authentication → "Allow public client flows" → Yes'

/** What became of a login that is refused at the device endpoint. */
function refusedCode(issuer: string, error: string, description?: string, status?: number) {
  return rejection(
    scriptedLogin({ oidc: { issuer }, device: [refused(error, description, status)] }).device(),
    AuthError,
  )
}

/** What became of one whose password is refused. */
function refusedPassword(issuer: string, error: string, description?: string) {
  return rejection(
    scriptedLogin({ oidc: { issuer }, token: [refused(error, description)] }).password(),
    AuthError,
  )
}

/** Provider, OAuth code, its words; what is made of them, and a part of the first remedy. */
type Case = [issuer: string, code: string, words: string, reason: AuthErrorReason, remedy: string]

const AT_DEVICE_ENDPOINT: Case[] = [
  [
    AZURE,
    'invalid_scope',
    "AADSTS70011: The provided request must include a 'scope' input parameter. The provided value is not valid.\r\nTrace ID: 1-2",
    'invalid-scope',
    'Expose an API',
  ],
  [
    AZURE,
    'invalid_grant',
    'AADSTS65001: The user or administrator has not consented',
    'invalid-scope',
    'Expose an API',
  ],
  [
    AZURE,
    'invalid_resource',
    'AADSTS500011: The resource principal named api://nemo was not found',
    'invalid-scope',
    'Expose an API',
  ],
  [
    AZURE,
    'invalid_client',
    "AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    'public-client-disabled',
    ALLOW_PUBLIC,
  ],
  [
    AZURE,
    'invalid_client',
    "AADSTS70002: The client application must be marked as 'mobile.'",
    'public-client-disabled',
    ALLOW_PUBLIC,
  ],
  [
    AZURE,
    'unauthorized_client',
    "AADSTS700016: Application with identifier 'cli' was not found in the directory 'Contoso'.",
    'client-id-mismatch',
    "auth.oidc.client_id in the platform config ('cli')",
  ],
  [
    AZURE,
    'invalid_grant',
    'AADSTS65004: The resource owner or server denied the request',
    'access-denied',
    'nemo auth login',
  ],
  [
    AZURE,
    'invalid_grant',
    'AADSTS50105: Your administrator has configured the application cli to block users unless they are specifically granted access.',
    'not-assigned',
    'assign you',
  ],
  [OKTA, 'access_denied', 'User is not assigned to the client application.', 'not-assigned', 'assign you'],
  [
    OKTA,
    'unauthorized_client',
    'The client is not authorized to use the provided grant type. Configured grant types: [authorization_code].',
    'device-flow-disabled',
    'Okta: Application → General → Grant type: enable "Device Authorization"',
  ],
  [
    OKTA,
    'invalid_client',
    "Invalid value for 'client_id' parameter.",
    'client-id-mismatch',
    'auth.oidc.client_id',
  ],
  [
    OKTA,
    'invalid_scope',
    'One or more scopes are not configured for the authorization server resource.',
    'invalid-scope',
    'Okta: Security → API',
  ],
  [
    KEYCLOAK,
    'unauthorized_client',
    'Client is not allowed to initiate OAuth 2.0 Device Authorization Grant. The flow is disabled for the client.',
    'device-flow-disabled',
    'Keycloak: Client → Settings → "OAuth 2.0 Device Authorization Grant" → On',
  ],
  [
    KEYCLOAK,
    'invalid_client',
    'Invalid client or Invalid client credentials',
    'client-id-mismatch',
    'auth.oidc.client_id',
  ],
  [
    KEYCLOAK,
    'unauthorized_client',
    'Client secret not provided in request',
    'public-client-disabled',
    'Keycloak: Client → Settings → "Client authentication" → Off',
  ],
  [
    KEYCLOAK,
    'invalid_scope',
    'Invalid scopes: openid platform:read',
    'invalid-scope',
    'Keycloak: Client scopes',
  ],
  [OTHER, 'server_says', 'Public client flows not allowed', 'public-client-disabled', ALLOW_PUBLIC],
  [OTHER, 'server_says', 'Device flow not enabled', 'device-flow-disabled', ALLOW_PUBLIC],
  [OTHER, 'unsupported_grant_type', 'no', 'device-flow-disabled', ALLOW_PUBLIC],
]

describe('at the device endpoint', () => {
  test.each(AT_DEVICE_ENDPOINT)('%s: %s, %s', async (issuer, error, words, reason, remedy) => {
    const caught = await refusedCode(issuer, error, words)

    expect(caught).toMatchObject({
      reason,
      code: `auth/${reason}`,
      oauthError: error,
      description: words.replace(/\s+/g, ' '),
    })
    expect(caught.remedies[0]).toContain(remedy)
    expect(caught.message).toContain(words.replace(/\s+/g, ' '))
  })

  test('Azure asks for consent and for scopes that are exposed', async () => {
    const { remedies } = await refusedCode(AZURE, 'invalid_scope', 'AADSTS70011: no')

    expect(remedies.join('\n')).toMatch(
      /"Expose an API".*platform:read and platform:write[\s\S]*admin consent/,
    )
  })

  test("errors of Azure are known by their words behind anybody's URL", async () => {
    expect((await refusedCode(OTHER, 'invalid_client', 'AADSTS7000218: no secret')).remedies).toEqual([
      ALLOW_PUBLIC,
    ])
  })

  test('where nobody knows the provider, the fixes for all of them are named', async () => {
    const { remedies } = await refusedCode(OTHER, 'unauthorized_client')

    expect(remedies.map((remedy) => /^\w+/.exec(remedy)?.[0])).toEqual(['Azure', 'Okta', 'Keycloak', 'Use'])
  })

  test("Okta's own form of an error is read too", async () => {
    const answer = json(
      { errorCode: 'invalid_client', errorSummary: "Invalid value for 'client_id' parameter." },
      401,
    )

    const error = await rejection(
      scriptedLogin({ oidc: { issuer: OKTA }, device: [answer] }).device(),
      AuthError,
    )

    expect(error).toMatchObject({ reason: 'client-id-mismatch', oauthError: 'invalid_client' })
  })
})

describe('with a password', () => {
  test.each<Case>([
    [KEYCLOAK, 'invalid_grant', 'Invalid user credentials', 'invalid-credentials', 'NHX_OIDC_PASSWORD'],
    [
      AZURE,
      'invalid_grant',
      'AADSTS50126: Error validating credentials',
      'invalid-credentials',
      'NHX_OIDC_PASSWORD',
    ],
    [OTHER, 'invalid_grant', 'wrong', 'invalid-credentials', 'NHX_OIDC_PASSWORD'],
    [
      AZURE,
      'invalid_grant',
      'AADSTS50076: you must use multi-factor authentication',
      'second-factor-required',
      'device flow',
    ],
    [
      KEYCLOAK,
      'unauthorized_client',
      'Client not allowed for direct access grants',
      'password-grant-disabled',
      'nemo auth login',
    ],
    [
      OTHER,
      'unsupported_grant_type',
      'unsupported grant_type requested',
      'password-grant-disabled',
      'nemo auth login',
    ],
  ])('%s: %s, %s', async (issuer, error, words, reason, remedy) => {
    const caught = await refusedPassword(issuer, error, words)

    expect(caught).toMatchObject({ reason, code: `auth/${reason}`, oauthError: error, description: words })
    expect(caught.message).toContain(`Token request failed: ${error} - ${words}`)
    expect(caught.remedies[0]).toContain(remedy)
  })
})

describe('what the platform does not name', () => {
  const device = (oidc: Record<string, unknown>) => rejection(scriptedLogin({ oidc }).device(), AuthError)

  test('an identity provider', async () => {
    const error = await rejection(scriptedLogin({ discovery: { oidc: null } }).device(), AuthError)

    expect(error.reason).toBe('no-token-endpoint')
    expect(error.message).toContain('This cluster does not have OIDC token endpoint configured')
    expect(error.remedies[0]).toContain('nemo auth login --unsigned-token --email <email>')
  })

  test('its token endpoint, while it cannot be reached', async () => {
    const error = await device({ token_endpoint: null })

    expect(error.reason).toBe('no-token-endpoint')
    expect(error.remedies.join()).toContain('curl https://idp.example.com/.well-known/openid-configuration')
  })

  test('a device endpoint', async () => {
    const error = await device({ issuer: KEYCLOAK, device_authorization_endpoint: null })

    expect(error.reason).toBe('no-device-endpoint')
    expect(error.message).toContain('This cluster does not support device flow authentication')
    expect(error.remedies).toEqual([
      'Keycloak: Client → Settings → "OAuth 2.0 Device Authorization Grant" → On',
      expect.stringContaining('--username'),
    ])
  })

  test('a client id', async () => {
    expect(await device({ client_id: null })).toMatchObject({ reason: 'no-client-id' })
  })

  test('safe endpoints', async () => {
    for (const name of ['token_endpoint', 'device_authorization_endpoint']) {
      expect(await device({ [name]: 'http://idp.example.com/x' })).toMatchObject({
        reason: 'insecure-endpoint',
      })
    }
  })

  test('that it wants a login', async () => {
    const login = scriptedLogin({ discovery: { auth_enabled: false, oidc: null } }).device()

    expect(await rejection(login, AuthError)).toMatchObject({ reason: 'auth-disabled' })
  })

  test.each([
    [
      'it cannot be reached',
      networkError('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1'),
      'connect ECONNREFUSED',
    ],
    ['a web page answers', new Response('<!doctype html><p>Hello'), 'a web page (status 200)'],
    ['a gateway answers', new Response('<p>Bad', { status: 502 }), 'a web page (status 502)'],
    ['something else answers', json({ hello: 1 }), 'something else (status 200)'],
  ])('anything, since %s', async (_, discovery, words) => {
    const error = await rejection(scriptedLogin({ discovery }).device(), AuthError)

    expect(error.reason).toBe('discovery-failed')
    expect(error.message).toContain('Failed to discover auth configuration: ')
    expect(error.message).toContain(words)
    expect(error.remedies[0]).toContain('curl https://nmp.example.com/apis/auth/discovery')
  })
})

test('an identity provider that cannot be reached is named', async () => {
  const device = [networkError('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1')]

  const error = await rejection(scriptedLogin({ device }).device(), AuthError)

  expect(error).toMatchObject({
    reason: 'identity-provider',
    code: 'auth/identity-provider',
    oauthError: undefined,
  })
  expect(error.message).toContain('https://idp.example.com/device-code: connect ECONNREFUSED')
})

test('a wrong password does not come to light', async () => {
  const token = [refused('invalid_grant', 'There is no pa55word! like that')]

  const error = await rejection(scriptedLogin({ token }).password(), AuthError)

  expect(`${error.message} ${error.description} ${error.cause}`).not.toContain('pa55word!')
})

test('a code that is not approved is no reason to tell its device code', async () => {
  const device = [code({ expires_in: 0.05, interval: 0.01 })]
  const token = [refused('authorization_pending', 'secret-device-code')]

  const error = await rejection(scriptedLogin({ device, token }).device(), AuthError)

  expect(error.reason).toBe('expired-code')
  expect(error.message).not.toContain('secret-device-code')
})
