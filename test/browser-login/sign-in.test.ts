/** Signing in by redirect, on a page that is made up; test/runtimes/browser-example.test.ts has the real ones. */

import { AuthError, NeMoPlatformError } from 'nemo-platform'
import { beginSignIn, finishSignIn } from 'nemo-platform/browser-login'
import { describe, expect, test, vi } from 'vitest'
import { rejection } from '../helpers/rejection.ts'

const PLATFORM = 'https://nemo.test'
const IDP = 'https://idp.test'
const PAGE = 'https://page.test/app?tab=1#top'

/** The page, its platform and its provider; what was sent to the token endpoint. */
function openPage(answers: { discovery?: object; tokens?: (fields: URLSearchParams) => Response } = {}) {
  const store = new Map<string, string>()
  const page = {
    left: '',
    location: {
      href: PAGE,
      assign(url: string) {
        page.left = url
      },
    },
    history: {
      replaceState(_state: unknown, _unused: string, url: string) {
        page.location.href = url
      },
    },
  }
  vi.stubGlobal('location', page.location)
  vi.stubGlobal('history', page.history)
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => void store.set(key, value),
    removeItem: (key: string) => void store.delete(key),
  })
  const sent: URLSearchParams[] = []
  const oidc = {
    issuer: IDP,
    client_id: 'page',
    token_endpoint: `${IDP}/token`,
    default_scopes: 'jobs:read offline_access',
  }
  vi.stubGlobal('fetch', async (url: string | URL, init: RequestInit) => {
    const { href } = new URL(url)
    if (href.startsWith(PLATFORM)) return Response.json(answers.discovery ?? { auth_enabled: true, oidc })
    if (href.endsWith('/.well-known/openid-configuration'))
      return Response.json({
        issuer: IDP,
        authorization_endpoint: `${IDP}/auth`,
        token_endpoint: `${IDP}/token`,
      })
    const fields = new URLSearchParams(String(init.body))
    sent.push(fields)
    return (answers.tokens ?? (() => tokens({})))(fields)
  })
  return { page, store, sent }
}

function tokens(fields: object): Response {
  return Response.json({
    access_token: 'token-1',
    token_type: 'Bearer',
    expires_in: 3600,
    refresh_token: 'refresh-1',
    ...fields,
  })
}

/** Goes there and comes back. */
async function signIn(
  page: ReturnType<typeof openPage>['page'],
  answer: Record<string, string> = { code: 'c-1' },
) {
  await beginSignIn({ baseURL: PLATFORM })
  const state = new URL(page.left).searchParams.get('state') ?? ''
  page.location.href = `https://page.test/app?${new URLSearchParams({ ...answer, state }).toString()}`
  return await finishSignIn({ baseURL: PLATFORM })
}

describe('signing in by redirect', () => {
  test('leads to the provider with PKCE, and stores no secret but the verifier', async () => {
    const { page } = openPage()
    await beginSignIn({ baseURL: PLATFORM })

    const { origin, pathname, searchParams } = new URL(page.left)
    expect([origin, pathname]).toEqual([IDP, '/auth'])
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'page',
      redirect_uri: 'https://page.test/app',
      scope: 'jobs:read offline_access',
      code_challenge_method: 'S256',
      prompt: 'consent',
    })
  })

  test('trades the code, takes it out of the address, and leaves nothing in the store', async () => {
    const { page, store, sent } = openPage()
    const session = await signIn(page)

    expect(await session?.token()).toBe('token-1')
    expect(page.location.href).toBe('https://page.test/app')
    expect(store.size).toBe(0)
    expect(Object.fromEntries(sent[0] ?? [])).toMatchObject({ grant_type: 'authorization_code', code: 'c-1' })
    expect(sent[0]?.get('code_verifier')?.length).toBeGreaterThan(40)
  })

  test('gives nothing where the page was not left for it, or the answer is for another', async () => {
    const { page, sent } = openPage()
    expect(await finishSignIn({ baseURL: PLATFORM })).toBeUndefined()

    await beginSignIn({ baseURL: PLATFORM })
    page.location.href = 'https://page.test/app?code=stolen&state=another'
    expect(await finishSignIn({ baseURL: PLATFORM })).toBeUndefined()
    expect(sent).toEqual([])
  })

  test('says that the person said no', async () => {
    const { page } = openPage()
    const error = await rejection(
      signIn(page, { error: 'access_denied', error_description: 'no thanks' }),
      AuthError,
    )

    expect(error).toMatchObject({
      reason: 'access-denied',
      oauthError: 'access_denied',
      description: 'no thanks',
    })
    expect(page.location.href).toBe('https://page.test/app')
  })

  test('refreshes once for all who wait, and takes the new refresh token', async () => {
    let count = 0
    const { page, sent } = openPage({
      tokens: () => {
        count += 1
        return tokens({
          access_token: `token-${count}`,
          refresh_token: `refresh-${count}`,
          expires_in: count < 3 ? 0 : 3600,
        })
      },
    })
    const session = await signIn(page)

    expect(await Promise.all([session?.token(), session?.token()])).toEqual(['token-2', 'token-2'])
    expect(await session?.token()).toBe('token-3')
    expect(await session?.token()).toBe('token-3')
    expect(sent.slice(1).map((fields) => fields.get('refresh_token'))).toEqual(['refresh-1', 'refresh-2'])
  })

  test('is over where the refresh token is dead, and after signing out', async () => {
    const { page, sent } = openPage({
      tokens: (fields) =>
        fields.get('grant_type') === 'refresh_token'
          ? Response.json({ error: 'invalid_grant' }, { status: 400 })
          : tokens({ expires_in: 0 }),
    })
    const session = await signIn(page)

    expect(await rejection(session?.token() ?? Promise.resolve(), AuthError)).toMatchObject({
      reason: 'refresh-failed',
    })
    expect(await rejection(session?.token() ?? Promise.resolve(), AuthError)).toMatchObject({
      reason: 'no-credentials',
    })
    expect(sent.filter((fields) => fields.get('grant_type') === 'refresh_token')).toHaveLength(1)
    session?.signOut()
    expect(await rejection(session?.token() ?? Promise.resolve(), AuthError)).toMatchObject({
      reason: 'no-credentials',
    })
  })

  test.each([
    ['auth-disabled', { auth_enabled: false }],
    ['discovery-failed', { auth_enabled: true }],
    [
      'insecure-endpoint',
      {
        auth_enabled: true,
        oidc: { issuer: 'http://idp.test', client_id: 'page', token_endpoint: 'http://idp.test/t' },
      },
    ],
  ])('says %s', async (reason, discovery) => {
    openPage({ discovery })

    expect(await rejection(beginSignIn({ baseURL: PLATFORM }), AuthError)).toMatchObject({ reason })
  })

  test('does not lead to a provider that wants a secret, and names the client that wants none', async () => {
    const client = (name: string, authentication: string) => ({
      name,
      default: name === 'confidential',
      client_id: name,
      client_authentication: authentication,
      authorization_start_endpoint: `${PLATFORM}/apis/auth/v2/authorize`,
      broker_token_endpoint: `${PLATFORM}/apis/auth/v2/token`,
    })
    const clients = [client('confidential', 'client_secret_basic'), client('public', 'public')]
    const { page } = openPage({ discovery: { auth_enabled: true, oidc: { issuer: IDP, clients } } })

    const error = await rejection(beginSignIn({ baseURL: PLATFORM }), AuthError)

    expect(error).toMatchObject({
      reason: 'public-client-disabled',
      problem: expect.stringContaining("'confidential' has a secret"),
      advice: [{ call: "beginSignIn({ baseURL, oidcClient: 'public' })" }, {}],
    })
    expect(page.left).toBe('')
    await beginSignIn({ baseURL: PLATFORM, oidcClient: 'public' })
    expect(new URL(page.left).searchParams.get('client_id')).toBe('public')
  })

  test('needs a page', async () => {
    const error = await rejection(beginSignIn({ baseURL: PLATFORM }), NeMoPlatformError)

    expect(error).toMatchObject({ code: 'package/no-page' })
  })
})
