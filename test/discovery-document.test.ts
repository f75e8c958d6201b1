/** Discovery documents of all generations, in one form. */

import { describe, expect, test } from 'vitest'
import { readDiscovery, selectClient } from '../src/discovery-document.ts'

const DIRECT = {
  name: 'public',
  client_authentication: 'public',
  client_id: 'cli',
  default: true,
  bearer_token_source: 'access_token',
  default_scopes: 'openid offline_access',
  scope_prefix: 'api://x',
  server_side_sessions: false,
  token_endpoint: 'https://idp.example.com/token',
  device_authorization_endpoint: 'https://idp.example.com/device',
}
const CONFIDENTIAL = {
  name: 'confidential',
  client_authentication: 'client_secret_basic',
  client_id: 'web',
  default: false,
  bearer_token_source: 'id_token',
  default_scopes: 'openid',
  authorization_start_endpoint: 'https://nemo.example.com/apis/auth/v2/authorize',
  broker_token_endpoint: 'https://nemo.example.com/apis/auth/v2/token',
}

const read = (oidc: unknown) => readDiscovery({ auth_enabled: true, oidc })
const problemOf = (oidc: unknown) => read(oidc)?.provider?.problem

describe('a document', () => {
  test('of 0.6 names one client', () => {
    const oidc = {
      client_id: 'a',
      token_endpoint: 'https://idp/t',
      default_scopes: 'openid',
      scope_prefix: null,
    }

    const document = read(oidc)

    expect(document).toMatchObject({ authEnabled: true, generation: '0.6' })
    expect(document?.provider?.clients).toMatchObject([
      { name: 'public', isDefault: true, clientId: 'a', bearerField: 'access_token', pollsWithScope: true },
    ])
  })

  test('of 0.7 names a client of its own for command lines', () => {
    const oidc = {
      client_id: 'web',
      cli_client_id: 'cli',
      bearer_token_source: 'id_token',
      device_authorization_requires_device_id: true,
      device_authorization_display_name: 'A tool',
      device_token_request_includes_scope: false,
    }

    const document = read(oidc)

    expect(document?.generation).toBe('0.7')
    expect(document?.provider?.clients).toMatchObject([
      {
        clientId: 'cli',
        bearerField: 'id_token',
        needsDeviceId: true,
        deviceName: 'A tool',
        pollsWithScope: false,
      },
    ])
  })

  test('of which a proxy made the list null is read by its other fields', () => {
    const document = read({ client_id: 'a', token_endpoint: 'https://idp/t', clients: null })

    expect(document?.generation).toBe('0.6')
    expect(document?.provider).toMatchObject({ problem: undefined, clients: [{ clientId: 'a' }] })
  })

  test('names nothing that would steer a terminal', () => {
    const steering = '\u001b[2J'
    const document = read({
      issuer: `https://idp${steering}`,
      clients: [DIRECT, { ...CONFIDENTIAL, name: steering }],
    })

    expect(document?.provider?.issuer).toBeUndefined()
    expect(document?.provider?.clients.map(({ name }) => name)).toEqual(['public'])
  })

  test('with very many clients has some of them named', () => {
    const clients = Array.from({ length: 300 }, (_, index) => ({
      ...DIRECT,
      name: `c${index}`,
      default: index === 0,
    }))
    const { provider } = read({ issuer: 'https://idp', clients }) ?? {}

    expect(provider && selectClient(provider, 'x')).toMatch(/Configured clients: c0, .*, c9 and 290 more\.$/)
  })

  test('of 0.8 names several, and the default one', () => {
    const document = read({ issuer: 'https://idp', clients: [CONFIDENTIAL, DIRECT] })

    expect(document?.generation).toBe('0.8')
    const { provider } = document ?? {}
    if (provider === undefined) throw new Error('there is a provider')
    expect(selectClient(provider)).toMatchObject({
      name: 'public',
      needsSecret: false,
      broker: undefined,
      scopePrefix: 'api://x',
    })
    expect(selectClient(provider, 'confidential')).toMatchObject({
      clientId: 'web',
      bearerField: 'id_token',
      broker: {
        startEndpoint: CONFIDENTIAL.authorization_start_endpoint,
        tokenEndpoint: CONFIDENTIAL.broker_token_endpoint,
      },
    })
    expect(selectClient(provider, 'x')).toBe(
      "OIDC client 'x' is not configured on this deployment. Configured clients: confidential, public.",
    )
  })

  test.each([null, undefined])('without an identity provider (%s) tells no generation', (oidc) => {
    expect(read(oidc)).toEqual({ authEnabled: true, provider: undefined, generation: undefined })
  })

  test.each([undefined, null, [], 'text', {}, { auth_enabled: 'yes' }])('is not %j', (body) => {
    expect(readDiscovery(body)).toBeUndefined()
  })
})

describe('a document of a later release', () => {
  test('may have clients that cannot be used here, beside the default one', () => {
    const newer = { name: 'mtls', default: false, bearer_token_source: 'certificate' }

    const provider = read({ issuer: 'https://idp', clients: [newer, DIRECT, 'x'] })?.provider

    expect(provider?.problem).toBeUndefined()
    expect(provider && selectClient(provider)).toMatchObject({ name: 'public' })
  })

  test('may call a client that logs in at the platform by another name', () => {
    const newer = { ...CONFIDENTIAL, name: 'web', client_authentication: 'private_key_jwt', default: true }

    const provider = read({ issuer: 'https://idp', clients: [newer] })?.provider

    expect(provider && selectClient(provider)).toMatchObject({
      broker: { startEndpoint: CONFIDENTIAL.authorization_start_endpoint },
    })
  })

  test('whose default client cannot be used says so', () => {
    const newer = { name: 'mtls', default: true, bearer_token_source: 'certificate' }

    for (const others of [[], [{ ...DIRECT, default: false }]])
      expect(problemOf({ issuer: 'https://idp', clients: [...others, newer] })).toContain(
        'bearer_token_source',
      )
  })
})

describe('a document that nobody can log in by says what it lacks:', () => {
  test.each([
    ['a list', 'x', '`oidc.clients` is no list'],
    ['a client', [], '`oidc.clients` is empty'],
    ['a name', [{ ...DIRECT, name: undefined }], 'no `name`'],
    ['a default', [{ ...DIRECT, default: false }, CONFIDENTIAL], 'which of its OIDC clients is the default'],
    ['one default', [DIRECT, { ...CONFIDENTIAL, default: true }], 'which of its OIDC clients is the default'],
    ['different names', [DIRECT, { ...DIRECT, default: false }], 'the same name'],
    ['a known bearer', [{ ...DIRECT, bearer_token_source: 'cookie' }], 'bearer_token_source'],
    ['a start', [{ ...CONFIDENTIAL, authorization_start_endpoint: null }], 'authorization_start_endpoint'],
    ['a broker', [{ ...DIRECT, server_side_sessions: true }], 'authorization_start_endpoint'],
    ['a map', ['x'], 'is no map'],
  ])('%s', (_, clients, words) => {
    expect(problemOf({ issuer: 'https://idp', clients })).toContain(words)
  })

  test.each([[[DIRECT]], 'text', 7, true])('a map of the provider: %j', (oidc) => {
    expect(problemOf(oidc)).toContain('`oidc` is no map')
  })

  test.each([
    ['token_endpoint', DIRECT],
    ['device_authorization_endpoint', DIRECT],
    ['authorization_start_endpoint', CONFIDENTIAL],
    ['broker_token_endpoint', CONFIDENTIAL],
  ])('a URL, and not a path: %s', (key, client) => {
    const words = `the \`${key}\` of the client '${client.name}' is no URL`

    expect(problemOf({ clients: [{ ...client, [key]: '/apis/auth/v2/token' }] })).toContain(words)
  })

  test('the only client needs not say that it is the default one', () => {
    expect(problemOf({ clients: [{ ...DIRECT, default: undefined }] })).toBeUndefined()
  })

  test('a flat one with a path in place of a URL', () => {
    expect(problemOf({ client_id: 'a', token_endpoint: '/token' })).toContain('is no URL')
  })

  test('a flat one with an unknown bearer', () => {
    expect(problemOf({ client_id: 'a', bearer_token_source: 'cookie' })).toContain('bearer_token_source')
  })
})
