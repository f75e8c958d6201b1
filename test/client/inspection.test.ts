/** What a client shows of itself: never a credential. */

import { inspect } from 'node:util'
import { NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { configFile, loggedIn, oneContext } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

const SECRETS = /access-secret|refresh-secret|header-secret|function-secret/

beforeEach(() => {
  isolateEnvironment()
})

const clients: [what: string, make: () => NeMoPlatform][] = [
  [
    'a stored login',
    () => {
      const configPath = configFile(oneContext({ user: loggedIn('access-secret', 'refresh-secret') }))
      return new NeMoPlatform({
        configPath,
        fetch: stubFetch(json({ auth_enabled: true, oidc: null })).fetch,
      })
    },
  ],
  [
    'a token of its own',
    () =>
      new NeMoPlatform({
        baseURL: 'http://nemo.test',
        accessToken: 'access-secret',
        fetch: stubFetch(json({})).fetch,
      }),
  ],
  [
    'a token function',
    () =>
      new NeMoPlatform({
        baseURL: 'http://nemo.test',
        accessToken: () => 'function-secret',
        fetch: stubFetch(json({})).fetch,
      }),
  ],
  [
    'a header of its own',
    () =>
      new NeMoPlatform({
        baseURL: 'http://nemo.test',
        defaultHeaders: { authorization: 'Bearer header-secret' },
        fetch: stubFetch(json({})).fetch,
      }),
  ],
]

describe.each(clients)('a client with %s', (_what, make) => {
  test('shows no secret when it is inspected, before and after a call', async () => {
    const client = make()
    const depths = { depth: 20, showHidden: true }
    const before = inspect(client, depths)

    await client.get('/x')

    expect(`${before}${inspect(client, depths)}`).not.toMatch(SECRETS)
  })

  test('shows no secret as a part of something else, as text, as JSON', async () => {
    const client = make()
    await client.get('/x')

    const shown = [
      inspect({ client, list: [client] }, { depth: 20 }),
      inspect(client.workspaces, { depth: 20, showHidden: true }),
      inspect(client.auth, { depth: 20, showHidden: true }),
      JSON.stringify(client),
      JSON.stringify({ ...client }),
      String(client),
    ]

    expect(shown.join('\n')).not.toMatch(SECRETS)
  })
})

test('a client shows where it leads', () => {
  const configPath = configFile(oneContext({ context: ['workspace: ml-team'] }))

  expect(inspect(new NeMoPlatform({ configPath }))).toBe(
    'NeMoPlatform {"baseURL":"https://nmp.example.com/","context":"main","workspace":"ml-team"}',
  )
})
