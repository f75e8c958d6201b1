/** Where the token comes from: argument, NMP_ACCESS_TOKEN, workload identity, the context's user, in this order. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AuthError, AuthenticationError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { storedTokens } from '../helpers/login-config.ts'
import { loginScene, PLATFORM, type SceneOptions, tokenFor } from '../helpers/login-scene.ts'
import { rejection } from '../helpers/rejection.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** A scene with a living login and a platform that exchanges workload tokens. */
function everySource(options: SceneOptions = {}) {
  const subjectFile = join(temporaryFolder(), 'subject')
  writeFileSync(subjectFile, 'subject-token')
  return {
    subjectFile,
    scene: loginScene({
      accessToken: tokenFor(3600),
      oidc: {
        workload_token_exchange_enabled: true,
        workload_token_endpoint: 'https://nmp.example.com/apis/auth/token',
      },
      token: [json({ access_token: 'exchanged', expires_in: 300 })],
      ...options,
    }),
  }
}

describe('the token is', () => {
  test('1. the argument', async () => {
    const { scene, subjectFile } = everySource()
    vi.stubEnv('NMP_ACCESS_TOKEN', 'from-environment')
    vi.stubEnv('NMP_WORKLOAD_IDENTITY_TOKEN_FILE', subjectFile)

    await scene.client({ accessToken: 'from-argument' }).get('/x')

    expect(scene.sentTokens()).toEqual(['from-argument'])
  })

  test('1. what the function in the argument returns', async () => {
    const { scene } = everySource()
    vi.stubEnv('NMP_ACCESS_TOKEN', 'from-environment')

    await scene.client({ accessToken: async () => 'from-function' }).get('/x')

    expect(scene.sentTokens()).toEqual(['from-function'])
  })

  test('2. NMP_ACCESS_TOKEN', async () => {
    const { scene, subjectFile } = everySource()
    vi.stubEnv('NMP_ACCESS_TOKEN', 'from-environment')
    vi.stubEnv('NMP_WORKLOAD_IDENTITY_TOKEN_FILE', subjectFile)

    await scene.client().get('/x')

    expect(scene.sentTokens()).toEqual(['from-environment'])
  })

  test('3. what the workload token is exchanged for', async () => {
    const { scene, subjectFile } = everySource()
    vi.stubEnv('NMP_WORKLOAD_IDENTITY_TOKEN_FILE', subjectFile)

    await scene.client().get('/x')

    expect(scene.sentTokens()).toEqual(['exchanged'])
  })

  test("4. that of the context's user", async () => {
    const { scene } = everySource()
    vi.stubEnv('NMP_ACCESS_TOKEN', '')
    vi.stubEnv('NMP_WORKLOAD_IDENTITY_TOKEN_FILE', '')

    await scene.client().get('/x')

    expect(scene.sentTokens()).toEqual([storedTokens(scene.configPath).accessToken])
  })

  test.each(['NEMO_WORKLOAD_TOKEN', 'NEMO_WORKLOAD_TOKEN_FILE', 'NMP_API_KEY'])(
    'not that of %s',
    async (name) => {
      const { scene, subjectFile } = everySource()
      vi.stubEnv(name, subjectFile)

      await scene.client().get('/x')

      expect(scene.sentTokens()).toEqual([storedTokens(scene.configPath).accessToken])
    },
  )

  test('none in direct mode', async () => {
    vi.stubEnv('NMP_ACCESS_TOKEN', 'from-environment')
    const { fetch, calls } = stubFetch()

    await new NeMoPlatform({ baseURL: PLATFORM, fetch }).get('/x')

    expect(calls.map(({ headers }) => headers.has('authorization'))).toEqual([false])
  })
})

describe('a token from argument or environment', () => {
  test.each(['argument', 'environment'])('(%s) is neither refreshed nor stored', async (source) => {
    const scene = loginScene({ accessToken: tokenFor(3600), api: json({ detail: 'no' }, 401) })
    const before = storedTokens(scene.configPath)
    const ended = tokenFor(-10)
    if (source === 'environment') vi.stubEnv('NMP_ACCESS_TOKEN', ended)

    const client = scene.client(source === 'argument' ? { accessToken: ended } : {})
    await rejection(client.get('/x'), AuthenticationError)

    expect(scene.sentTokens()).toEqual([ended])
    expect(scene.tokenCalls).toEqual([])
    expect(storedTokens(scene.configPath)).toEqual(before)
  })
})

describe('a token function', () => {
  const accessTokenFrom = (tokens: unknown[]) => {
    const accessToken = vi.fn(
      () => tokens[Math.min(accessToken.mock.calls.length, tokens.length) - 1] as string,
    )
    return accessToken
  }

  test('is asked at the first call, and once for many', async () => {
    const scene = loginScene()
    const accessToken = accessTokenFrom([tokenFor(3600)])
    const client = scene.client({ accessToken })
    expect(accessToken).not.toHaveBeenCalled()

    await Promise.all([client.get('/a'), client.get('/b')])
    await client.get('/c')

    expect(accessToken).toHaveBeenCalledTimes(1)
  })

  test('is asked again before its token ends', async () => {
    const scene = loginScene()
    const tokens = [tokenFor(20), tokenFor(3600)]
    const client = scene.client({ accessToken: accessTokenFrom(tokens) })

    for (const path of ['/a', '/b', '/c']) await client.get(path)

    expect(scene.sentTokens()).toEqual([tokens[0], tokens[1], tokens[1]])
  })

  test('is asked again when its token is refused, once per call', async () => {
    const scene = loginScene({ api: json({}, 401) })
    const accessToken = accessTokenFrom(['a', 'b', 'c', 'd'])

    await rejection(scene.client({ accessToken }).get('/x'), AuthenticationError)

    expect(scene.sentTokens()).toEqual(['a', 'b'])
  })

  test('that has nothing but the refused token ends the call', async () => {
    const scene = loginScene({ api: json({}, 401) })

    await rejection(scene.client({ accessToken: () => 'same' }).get('/x'), AuthenticationError)

    expect(scene.sentTokens()).toEqual(['same'])
  })

  test('that throws is an AuthError with that cause, and is asked again by the next call', async () => {
    const scene = loginScene()
    const cause = new Error('vault is sealed')
    let calls = 0
    const client = scene.client({
      accessToken: () => {
        calls += 1
        if (calls === 1) throw cause
        return 'token'
      },
    })

    const error = await rejection(client.get('/x'), AuthError)

    expect(error).toMatchObject({ reason: 'token-function', cause })
    await client.get('/x')
    expect(scene.sentTokens()).toEqual(['token'])
  })

  test.each([
    ['an empty text', ''],
    ['an empty text', '  '],
    ['undefined', undefined],
    ['null', null],
    ['object', { token: 'secret-in-object' }],
    ['number', 7],
  ])('that returns %s is an AuthError', async (what, value) => {
    const scene = loginScene()

    const error = await rejection(scene.client({ accessToken: () => value as string }).get('/x'), AuthError)

    expect(error.message).toContain(`returned ${what}`)
    expect(error.message).not.toContain('secret')
    expect(scene.apiCalls).toEqual([])
  })
})
