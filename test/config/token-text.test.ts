/** A token that HTTP cannot send is an error of the config, wherever it comes from; what merely stands around one is cut off. */

import { ConfigError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { configErrorOf, configFile, loggedIn, oneContext } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

const sent: (string | null)[] = []
const fetch = async (url: string | URL | Request, init?: RequestInit) => {
  if (String(url).endsWith('/apis/auth/discovery')) return Response.json({ auth_enabled: true, oidc: null })
  sent.push(new Headers(init?.headers).get('authorization'))
  return Response.json({})
}

const ORIGINS: Record<string, (token: string) => Promise<unknown>> = {
  environment: async (token) => {
    vi.stubEnv('NMP_ACCESS_TOKEN', token)
    await new NeMoPlatform({ configPath: configFile(oneContext()), fetch }).get('/x')
  },
  file: async (token) => {
    const configPath = configFile(oneContext({ user: loggedIn(JSON.stringify(token)) }))
    await new NeMoPlatform({ configPath, fetch }).get('/x')
  },
  function: async (token) => {
    await new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken: () => token, fetch }).get('/x')
  },
}

describe.each(Object.keys(ORIGINS))('a token from the %s', (origin) => {
  const call = (token: string) => (ORIGINS[origin] as (typeof ORIGINS)[string])(token)

  test.each(['mine\n', '\r\nmine', ' mine\t'])(
    'that stands in blanks, %j, is sent without them',
    async (token) => {
      sent.length = 0
      await call(token)

      expect(sent).toEqual(['Bearer mine'])
    },
  )

  test.each(
    ['se\ncret', 'se\r\ncret', 'se cret', 'se\u00e9cret', 'se\u{1f600}cret', 'se\u0000cret'].filter(
      // An environment cannot hold it, and YAML neither.
      (token) => origin === 'function' || !token.includes('\u0000'),
    ),
  )('that holds what cannot be sent, %j, is a ConfigError that does not show it', async (token) => {
    const error = await rejection(call(token), ConfigError)

    expect(error.code).toBe('config/invalid-token')
    expect(error.problem).toContain('must not hold blanks, line breaks or letters that HTTP cannot send')
    expect(error.message).not.toContain('cret')
  })
})

test('a token of nothing but blanks in the environment is a ConfigError', () => {
  vi.stubEnv('NMP_ACCESS_TOKEN', ' \n')

  expect(configErrorOf(() => new NeMoPlatform({ configPath: configFile(oneContext()) }))).toMatchObject({
    code: 'config/invalid-token',
    key: 'NMP_ACCESS_TOKEN',
  })
})
