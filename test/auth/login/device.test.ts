/** The device flow: what is asked, what is shown, how it ends. */

import { readFileSync } from 'node:fs'
import { AuthError } from 'nemo-platform'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { settle, stopTime } from '../../helpers/fake-time.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { storedTokens } from '../../helpers/login-config.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, networkError } from '../../helpers/stub-fetch.ts'
import { code, formOf, ISSUER, refused, scriptedLogin, tokens } from './scripted-login.ts'

beforeEach(() => {
  isolateEnvironment()
  stopTime()
})
afterEach(() => {
  vi.useRealTimers()
})

const PENDING = refused('authorization_pending')

/** The AuthError of a login that is to fail. */
async function failure(login: Promise<unknown>): Promise<AuthError> {
  return rejection(success(login), AuthError)
}

/** The result of a login that is to work: time jumps from pause to pause, but the disk takes what it takes. */
async function success<Value>(login: Promise<Value>): Promise<Value> {
  let isDone = false
  const done = () => {
    isDone = true
  }
  login.then(done, done)
  while (!isDone) {
    await settle()
    if (!isDone) await vi.advanceTimersToNextTimerAsync()
  }
  return login
}

// First, and in real time: it loads what a login needs, which takes time that no fake clock has.
test('ends at once where the provider gives no code', async () => {
  vi.useRealTimers()
  const scene = scriptedLogin({ device: [refused('invalid_client')] })

  await rejection(scene.device(), AuthError)

  expect([scene.codes, scene.tokenCalls]).toEqual([[], []])
})

test('shows the code, waits for the approval and stores the tokens', async () => {
  const scene = scriptedLogin({ token: [PENDING, PENDING, tokens({ expires_in: 3600 })] })

  const result = await success(scene.device())

  expect(scene.codes).toEqual([
    {
      verificationUri: `${ISSUER}/device`,
      verificationUriComplete: `${ISSUER}/device?user_code=BCDF-GHJK`,
      userCode: 'BCDF-GHJK',
      expiresIn: 600,
    },
  ])
  expect(formOf(scene.deviceCalls[0])).toEqual({
    client_id: 'cli',
    scope: 'openid profile email offline_access',
  })
  expect(scene.tokenCalls.map(formOf)).toEqual(
    Array(3).fill({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: 'cli',
      device_code: 'secret-device-code',
      scope: 'openid profile email offline_access',
    }),
  )
  expect(result).toMatchObject({
    method: 'device',
    principal: 'alice@example.com',
    email: 'alice@example.com',
    scopes: undefined,
    refreshable: true,
    hasRefreshToken: true,
    expiresAt: expect.any(Date),
    baseURL: 'https://nmp.example.com/',
    contextName: 'main',
    configPath: scene.configPath,
    authEnabled: true,
    overriddenBy: undefined,
  })
  expect(storedTokens(scene.configPath).refreshToken).toBe('refresh-1')
})

describe('the pause between two looks', () => {
  test('comes before the first, and is what the provider says', async () => {
    const scene = scriptedLogin({ device: [code({ interval: 7 })], token: [PENDING, tokens()] })
    const start = performance.now()

    await success(scene.device())

    expect(scene.waits).toMatchObject([{ interval: 7 }, { interval: 7 }])
    expect(performance.now() - start).toBe(14_000)
  })

  test('is 5 s where the provider says nothing of use', async () => {
    for (const interval of [undefined, null, 0, -1, 'soon']) {
      const scene = scriptedLogin({ device: [code({ interval })] })
      await success(scene.device())
      expect(scene.waits).toMatchObject([{ interval: 5 }])
    }
  })

  test.each([
    [0.05, 1],
    [1e300, 3600],
  ])('of %d s becomes one of %d s', async (interval, seconds) => {
    const scene = scriptedLogin({ device: [code({ interval, expires_in: 86_400 })] })

    await success(scene.device())

    expect(scene.waits).toMatchObject([{ interval: seconds }])
  })

  test('goes on where `authorization_pending` comes with status 200', async () => {
    const pending = refused('authorization_pending', undefined, 200)
    const scene = scriptedLogin({ token: [pending, pending, tokens()] })

    await success(scene.device())

    expect(scene.waits).toHaveLength(3)
  })

  test('grows by 5 s with each `slow_down`, for good', async () => {
    const slower = refused('slow_down')
    const scene = scriptedLogin({
      device: [code({ interval: 1 })],
      token: [slower, PENDING, slower, PENDING, tokens()],
    })

    await success(scene.device())

    expect(scene.waits.map(({ interval }) => interval)).toEqual([1, 6, 6, 11, 11])
  })

  test('begins when the code has been shown', async () => {
    const scene = scriptedLogin()
    let waitsBefore: number | undefined

    await success(
      scene.device({
        onCode: async () => {
          await settle()
          waitsBefore = scene.waits.length
        },
      }),
    )

    expect(waitsBefore).toBe(0)
    expect(scene.waits).toHaveLength(1)
  })
})

describe('ends', () => {
  test.each([
    ['access_denied', 'access-denied', 'User denied authorization'],
    ['authorization_declined', 'access-denied', 'User denied authorization'],
    ['expired_token', 'expired-code', 'Authorization request expired'],
    ['invalid_scope', 'invalid-scope', 'Token request failed: invalid_scope'],
    ['invalid_grant', 'login-failed', 'Token request failed: invalid_grant'],
    ['something_else', 'login-failed', 'Token request failed: something_else'],
  ])('with %s as %s', async (error, reason, words) => {
    const scene = scriptedLogin({ token: [PENDING, refused(error, 'The provider says why')] })
    const before = readFileSync(scene.configPath, 'utf8')

    const caught = await failure(scene.device())

    expect(caught).toMatchObject({
      reason,
      code: `auth/${reason}`,
      oauthError: error,
      description: 'The provider says why',
    })
    expect(caught.message).toContain(`Authentication failed: ${words}`)
    expect(caught.message).toContain('The provider says why')
    expect(readFileSync(scene.configPath, 'utf8')).toBe(before)
  })

  test('when the code has run out, whatever the provider says', async () => {
    const scene = scriptedLogin({ device: [code({ expires_in: 12, interval: 5 })], token: [PENDING] })

    const error = await failure(scene.device())

    expect(error).toMatchObject({ reason: 'expired-code', remedies: ['nemo auth login'] })
    expect(scene.waits.map(({ expiresIn }) => expiresIn)).toEqual([12, 7, 2])
  })

  test('when its signal aborts, and stores nothing', async () => {
    const controller = new AbortController()
    const scene = scriptedLogin({ token: [PENDING] })
    const before = readFileSync(scene.configPath, 'utf8')
    const reason = new Error('Ctrl-C')
    const login = scene.device({
      signal: controller.signal,
      onWaiting: () => {
        if (scene.tokenCalls.length === 2) controller.abort(reason)
      },
    })

    const error = await failure(login)

    expect(error).toMatchObject({ reason: 'aborted', cause: reason })
    expect(scene.tokenCalls).toHaveLength(2)
    expect(readFileSync(scene.configPath, 'utf8')).toBe(before)
  })

  test('at once if the signal had aborted before', async () => {
    const scene = scriptedLogin()

    expect(await failure(scene.device({ signal: AbortSignal.abort() }))).toMatchObject({ reason: 'aborted' })
    expect(scene.deviceCalls).toEqual([])
  })

  test('when the signal aborts during a look', async () => {
    const controller = new AbortController()
    const scene = scriptedLogin({
      token: [
        () => {
          controller.abort()
          return tokens()
        },
      ],
    })

    expect(await failure(scene.device({ signal: controller.signal }))).toMatchObject({ reason: 'aborted' })
    expect(() => storedTokens(scene.configPath)).toThrow()
  })

  test('with what a callback throws', async () => {
    const scene = scriptedLogin()
    const problem = new Error('no terminal')

    await expect(
      scene.device({
        onCode: () => {
          throw problem
        },
      }),
    ).rejects.toBe(problem)
  })
})

describe('a look that gets no answer', () => {
  const html = () => new Response('<h1>Bad gateway</h1>', { status: 502 })

  test.each([
    ['because the connection breaks', networkError('ECONNRESET')],
    ['because a gateway answers', html],
  ])('%s is repeated', async (_, answer) => {
    const scene = scriptedLogin({ token: [PENDING, answer, answer, PENDING, tokens()] })

    await success(scene.device())

    expect(scene.waits.map(({ problem }) => problem !== undefined)).toEqual([false, false, true, true, false])
    expect(scene.waits.map(({ interval }) => interval)).toEqual([5, 5, 6, 7, 7])
  })

  test('is given up after some time', async () => {
    const scene = scriptedLogin({ token: [html] })

    const error = await failure(scene.device())

    expect(error).toMatchObject({ reason: 'identity-provider', oauthError: 'unknown_error' })
    expect(error.message).toContain('status 502')
    expect(scene.tokenCalls).toHaveLength(6)
  })

  test('but one with nonsense in it is the end', async () => {
    for (const body of [{}, [], { access_token: '' }, { access_token: 7 }]) {
      const scene = scriptedLogin({ token: [json(body)] })

      const error = await failure(scene.device())

      expect(error).toMatchObject({ reason: 'identity-provider', oauthError: 'invalid_response' })
      expect(scene.tokenCalls).toHaveLength(1)
    }
  })
})

describe('the device endpoint', () => {
  test('may have no page with the code filled in', async () => {
    const scene = scriptedLogin({ device: [code({ verification_uri_complete: undefined })] })

    await success(scene.device())

    expect(scene.codes).toMatchObject([{ verificationUriComplete: undefined }])
  })

  test("may call the page `verification_url`, as Google's does", async () => {
    const fields = { verification_uri: undefined, verification_url: 'https://google.example/device' }
    const scene = scriptedLogin({ device: [code(fields)] })

    await success(scene.device())

    expect(scene.codes).toMatchObject([{ verificationUri: 'https://google.example/device' }])
  })

  test.each([
    ['a program', { verification_uri: 'file:///bin/sh' }],
    ['a script', { verification_uri: 'javascript:alert(1)' }],
    ['control characters', { verification_uri: 'https://idp.example.com/\u001b[2J' }],
    ['nothing', { verification_uri: undefined }],
    ['no code', { user_code: undefined }],
    ['no device code', { device_code: undefined }],
  ])('may not lead to %s', async (_, fields) => {
    const scene = scriptedLogin({ device: [code(fields)] })

    expect(await failure(scene.device())).toMatchObject({
      reason: 'identity-provider',
      oauthError: 'invalid_response',
    })
    expect(scene.codes).toEqual([])
  })

  test('may not move the cursor', async () => {
    const fields = { user_code: 'BCDF\u001b[2J\nGHJK', verification_uri_complete: 'vscode://open?x' }
    const scene = scriptedLogin({ device: [code(fields)] })

    await success(scene.device())

    expect(scene.codes).toMatchObject([{ userCode: 'BCDF[2J GHJK', verificationUriComplete: undefined }])
  })

  test('has its words kept when it refuses', async () => {
    const scene = scriptedLogin({ device: [refused('invalid_scope', 'Unknown\r\n scope: platform:admin')] })

    const error = await failure(scene.device())

    expect(error).toMatchObject({
      reason: 'invalid-scope',
      oauthError: 'invalid_scope',
      description: 'Unknown scope: platform:admin',
    })
    expect(error.message).toContain('Device authorization request failed')
  })

  test('that answers HTML is named', async () => {
    const scene = scriptedLogin({ device: [new Response('<html>Not found</html>', { status: 404 })] })

    const error = await failure(scene.device())

    expect(error).toMatchObject({ reason: 'identity-provider', oauthError: 'unknown_error' })
    expect(error.message).toContain('status 404')
  })
})

test('no error tells the device code', async () => {
  const echo = refused('invalid_grant', 'There is no secret-device-code here')
  const scene = scriptedLogin({ token: [echo] })

  const error = await failure(scene.device())

  expect(JSON.stringify([error.message, error.description, String(error.cause)])).not.toContain(
    'secret-device-code',
  )
})
