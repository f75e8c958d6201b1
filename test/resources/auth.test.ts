/** `client.auth`: who one is, and where to log in. */

import { AuthenticationError } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { json } from '../helpers/stub-fetch.ts'
import { mockClients } from './mock-client.ts'
import { recordingClient } from './recording-client.ts'

beforeEach(() => {
  isolateEnvironment()
})

describe('auth.whoami', () => {
  test.each(['whoami', 'authenticate', 'authenticateGet'] as const)(
    'tells who one is, as %s',
    async (method) => {
      const { platform, clientOf } = mockClients()
      const accessToken = platform.tokenFor('alice@example.com', {
        subject: 'alice-1',
        groups: ['ml'],
        scopes: ['platform:read'],
      })

      const identity = await clientOf('alice@example.com', { accessToken }).auth[method]()

      expect(identity).toMatchObject({
        principal: 'alice-1',
        email: 'alice@example.com',
        groups: ['ml'],
        scopes: ['platform:read'],
        token_kind: 'oidc_access_token',
      })
    },
  )

  test('of a token that has ended is an AuthenticationError', async () => {
    const { platform, clientOf } = mockClients()
    const accessToken = platform.tokenFor('alice@example.com', { expiresIn: -10 })

    const error = await rejection(
      clientOf('alice@example.com', { accessToken }).auth.whoami(),
      AuthenticationError,
    )

    expect(error.reason).toBe('expired-token')
  })
})

describe('auth.discover', () => {
  test('sends no token', async () => {
    const { client, calls } = recordingClient(json({ auth_enabled: true, oidc: null }), {
      accessToken: 'mine',
    })

    expect(await client.auth.discover()).toEqual({ auth_enabled: true, oidc: null })
    expect(calls[0]?.headers.has('authorization')).toBe(false)
  })

  test('does not ask a token function either', async () => {
    const accessToken = () => {
      throw new Error('asked')
    }
    const { client } = recordingClient(json({ auth_enabled: false }), { accessToken })

    expect(await client.auth.discover()).toEqual({ auth_enabled: false })
  })

  const CLIENT = {
    client_id: 'my-app',
    scope_prefix: 'api://nemo/',
    token_endpoint: 'https://idp.nemo.test/token',
  }

  test.each([
    { profile: '0.6', told: CLIENT },
    { profile: '0.7', told: { ...CLIENT, cli_client_id: 'my-app' } },
    { profile: '0.8', told: { clients: [{ name: 'public', default: true, ...CLIENT }] } },
  ] as const)('tells of the identity provider, as $profile does', async ({ profile, told }) => {
    const oidcOptions = { clientId: 'my-app', scopePrefix: 'api://nemo/' }
    const { clientOf } = mockClients({ profile, auth: { oidc: oidcOptions } })

    const { auth_enabled, oidc } = await clientOf('alice@example.com').auth.discover()

    expect(auth_enabled).toBe(true)
    expect(oidc).toMatchObject({ issuer: 'https://idp.nemo.test', ...told })
  })
})
