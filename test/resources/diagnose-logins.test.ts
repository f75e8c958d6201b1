/** What `diagnose` says of a login that is stored, by where it came from and what the platform names now. */

import { type CheckResult, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { configFile, loggedIn, oneContext } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { tokenFor } from '../helpers/login-scene.ts'
import { json } from '../helpers/stub-fetch.ts'

let count = 0
let platform = ''

beforeEach(() => {
  isolateEnvironment()
  // What is known of a platform is shared by all clients of this process.
  count += 1
  platform = `https://diagnosed-${count}.example.com`
})

const ISSUER = 'https://idp.example.com'
const DIRECT = {
  name: 'public',
  client_authentication: 'public',
  client_id: 'cli',
  default: true,
  bearer_token_source: 'access_token',
  server_side_sessions: false,
  token_endpoint: `${ISSUER}/token`,
  device_authorization_endpoint: `${ISSUER}/device`,
}
const brokerAt = (path: string) => `${platform}/apis/auth/v2/token${path}`
const KEPT = () => ({
  ...DIRECT,
  token_endpoint: null,
  device_authorization_endpoint: null,
  server_side_sessions: true,
  authorization_start_endpoint: `${platform}/apis/auth/v2/authorize?client=public`,
  broker_token_endpoint: brokerAt('?client=public'),
})
const CONFIDENTIAL = () => ({
  ...KEPT(),
  name: 'confidential',
  default: false,
  client_authentication: 'client_secret_basic',
  client_id: 'web',
  broker_token_endpoint: brokerAt(''),
})

interface Stored {
  readonly keptAt?: string
  readonly accessToken?: string
  readonly baseURL?: string
}

async function diagnose(
  oidc: unknown,
  { keptAt, accessToken = tokenFor(3600), baseURL }: Stored = {},
): Promise<(id: string) => CheckResult | undefined> {
  const user = [...loggedIn(accessToken, 'refresh-1'), ...(keptAt ? [`token_broker_url: ${keptAt}`] : [])]
  const configPath = configFile(oneContext({ user }).replace('https://nmp.example.com', platform))
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const { pathname } = new URL(new Request(input, init).url)
    if (pathname === '/apis/auth/discovery') return json({ auth_enabled: true, oidc })
    if (pathname === '/apis/auth/authenticate') return json({ detail: 'no' }, 401)
    if (pathname === '/cluster-info') return json({ platform_version: '0.8.1' })
    return json({})
  }
  const client = new NeMoPlatform({ configPath, fetch, maxRetries: 0, ...(baseURL ? { baseURL } : {}) })
  const checks = await client.auth.diagnose()
  return (id) => checks.find((one) => one.id === id)
}

describe('the refresh token of a login that the platform keeps', () => {
  test('would be sent where the login was made', async () => {
    const keptAt = brokerAt('?client=public')

    const check = await diagnose({ issuer: ISSUER, clients: [KEPT()] }, { keptAt })

    expect(check('token-refresh')).toMatchObject({
      status: 'skip',
      evidence: [`it would be sent to ${keptAt}`],
    })
  })

  test('would be sent there also where it is another client by which people log in', async () => {
    const keptAt = brokerAt('')

    const check = await diagnose({ issuer: ISSUER, clients: [DIRECT, CONFIDENTIAL()] }, { keptAt })

    expect(check('token-refresh')).toMatchObject({
      status: 'skip',
      evidence: [`it would be sent to ${keptAt}`],
    })
  })

  test.each([
    [
      'another one',
      () => ({ issuer: ISSUER, clients: [{ ...KEPT(), broker_token_endpoint: brokerAt('/new') }] }),
    ],
    ['the provider itself', () => ({ issuer: ISSUER, clients: [DIRECT] })],
    [
      'a provider, as 0.6 does',
      () => ({ issuer: ISSUER, client_id: 'cli', token_endpoint: `${ISSUER}/token` }),
    ],
    ['no provider', () => null],
  ])('is good for nothing where the platform names %s', async (_, oidc) => {
    const keptAt = brokerAt('?client=public')

    const check = await diagnose(oidc(), { keptAt })

    expect(check('token-refresh')).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('does not name that place any more'),
      evidence: [expect.stringContaining(keptAt)],
    })
  })

  test('of another platform than that of the base URL would be sent to its own', async () => {
    const keptAt = brokerAt('?client=public')

    const check = await diagnose(
      { issuer: ISSUER, clients: [DIRECT] },
      { keptAt, baseURL: 'https://elsewhere.example.com' },
    )

    expect(check('token-refresh')?.evidence).toEqual([`it would be sent to ${keptAt}`])
  })
})

describe('the refresh token of an identity provider', () => {
  test('would be sent to the token endpoint of the public client', async () => {
    const check = await diagnose({
      issuer: ISSUER,
      clients: [
        { ...CONFIDENTIAL(), default: true },
        { ...DIRECT, default: false },
      ],
    })

    expect(check('token-refresh')).toMatchObject({
      status: 'skip',
      evidence: [`it would be sent to ${ISSUER}/token`],
    })
  })

  test('is good for nothing where the platform keeps all logins', async () => {
    const check = await diagnose({ issuer: ISSUER, clients: [KEPT()] })

    expect(check('token-refresh')).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('names no client that renews such a login'),
      remedies: [expect.stringContaining('login')],
    })
  })
})

test('a discovery document that nobody can log in by is a warning that says what it lacks', async () => {
  const check = await diagnose({ issuer: ISSUER, clients: [] })

  expect(check('auth-enabled')).toMatchObject({
    status: 'warn',
    evidence: [expect.stringContaining('`oidc.clients` is empty')],
  })
  expect(check('token-refresh')).toMatchObject({
    status: 'fail',
    evidence: [expect.stringContaining('`oidc.clients` is empty')],
  })
})

describe('a token that is refused is for', () => {
  const clients = () => ({ issuer: ISSUER, clients: [DIRECT, CONFIDENTIAL()] })

  test.each(['cli', 'web'])('a client of the platform: %s', async (aud) => {
    const accessToken = tokenFor(3600, { aud })

    const check = await diagnose(clients(), { accessToken })

    expect(check('token-audience')).toMatchObject({
      status: 'skip',
      summary: expect.stringContaining(`client id ${aud}`),
    })
  })

  test('somebody else', async () => {
    const check = await diagnose(clients(), { accessToken: tokenFor(3600, { aud: 'other' }) })

    expect(check('token-audience')).toMatchObject({
      status: 'warn',
      summary: expect.stringContaining('not for the client id cli or web'),
    })
  })
})
