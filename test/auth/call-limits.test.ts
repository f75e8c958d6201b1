/** What a call waits for: its timeout and its signal hold for the refresh too, and the error says what was waited for. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { APIUserAbortError, AuthError, InvalidArgumentError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { limitRunningTime } from '../../src/auth/running-time.ts'
import { withLocks } from '../../src/config/lock.ts'
import { startNode } from '../helpers/child-node.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { keepingLogger } from '../helpers/leaks.ts'
import { eventually, sendJson, serve } from '../helpers/local-server.ts'
import { loginConfig, storedTokens } from '../helpers/login-config.ts'
import { loginScene, newTokens, tokenFor } from '../helpers/login-scene.ts'
import { rejection } from '../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

interface Limits {
  timeout?: number
  signal?: AbortSignal
}

/** A process that holds a lock of the config, and is stopped. */
async function stoppedHolder(path: string) {
  const holder = spawn('flock', ['--no-fork', path, 'sh', '-c', 'echo held; exec sleep 1000'])
  onTestFinished(() => void holder.kill('SIGKILL'))
  await once(holder.stdout, 'data')
  holder.kill('SIGSTOP')
}

/** A call whose time ends before it has come to the lock cannot tell of it: locking is loaded first. In ms. */
const ENOUGH_TO_SEE_THE_LOCK = 2_000

const lockOf = (configPath: string) => `${configPath}.main.oauth-refresh.lock`

describe('a lock whose holder is stopped', () => {
  test('is an error of its own within the timeout of the call, and says who could hold it', async () => {
    const scene = loginScene()
    const path = lockOf(scene.configPath)
    await stoppedHolder(path)

    const error = await rejection(scene.client({ timeout: ENOUGH_TO_SEE_THE_LOCK }).get('/x'), AuthError)

    expect(error).toMatchObject({ reason: 'locked', code: 'auth/locked' })
    expect(error.problem).toContain(path)
    expect(error.remedies[0]).toContain(`fuser ${path}`)
    expect(error.remedies.join()).not.toMatch(/disk|auth login/)
    expect(scene.tokenCalls).toEqual([])
  })

  test('is waited for no longer than the signal of the call wants', async () => {
    const scene = loginScene()
    await stoppedHolder(lockOf(scene.configPath))

    await rejection(scene.client().get('/x', { signal: AbortSignal.timeout(200) }), APIUserAbortError)

    expect(scene.tokenCalls).toEqual([])
  })

  test('does not matter while the token lives', async () => {
    const accessToken = tokenFor(30)
    const scene = loginScene({ accessToken })
    await stoppedHolder(lockOf(scene.configPath))
    const client = scene.client({ timeout: 300, logger: keepingLogger().logger })

    await client.get('/x')

    expect(scene.sentTokens()).toEqual([accessToken])
  })

  test('keeps no process alive that has nothing else to do', { timeout: 30_000 }, async () => {
    await using server = await serve((_, response) =>
      sendJson(response, { auth_enabled: true, oidc: { client_id: 'c', token_endpoint: 'https://x/token' } }),
    )
    const scene = loginScene()
    await stoppedHolder(lockOf(scene.configPath))
    const source = `
      const { NeMoPlatform } = await import(dist + 'index.js')
      const client = new NeMoPlatform({ configPath: args[0], baseURL: args[1], timeout: ${ENOUGH_TO_SEE_THE_LOCK} })
      print(await client.get('/x').catch((error) => error.code))
      client.close()`

    const { output } = await startNode(source, { args: [scene.configPath, server.url] }).exited

    expect(output).toBe('auth/locked\n')
  })
})

test('a provider that takes its time fails the call, but not the refresh: the next call finds the tokens', async () => {
  let release = (): void => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const scene = loginScene({ token: [() => held.then(() => newTokens())] })
  const client = scene.client({ timeout: 200 })

  const error = await rejection(client.get('/x'), AuthError)
  release()
  await eventually(() => storedTokens(scene.configPath).refreshToken !== 'refresh-1')
  await client.get('/x')

  expect(error.reason).toBe('identity-provider')
  expect(scene.tokenCalls).toHaveLength(1)
})

describe.each([
  ['refresh', (client: NeMoPlatform, options?: Limits) => client.auth.refresh(options)],
  ['token', (client: NeMoPlatform, options?: Limits) => client.auth.token(options)],
] as const)('auth.%s', (_, ask) => {
  const silent = () => loginScene({ token: [() => new Promise<Response>(() => {})] })

  test('waits for a slow provider no longer than its own timeout, or the one of the client', async () => {
    const own = await rejection(ask(silent().client(), { timeout: 50 }), AuthError)
    const ofClient = await rejection(ask(silent().client({ timeout: 60 })), AuthError)

    expect(own).toMatchObject({ reason: 'identity-provider' })
    expect(own.problem).toContain('within 50 ms')
    expect(ofClient.problem).toContain('within 60 ms')
  })

  test('ends with its signal', async () => {
    const controller = new AbortController()
    const asked = ask(silent().client(), { signal: controller.signal })
    const reason = new Error('enough')
    setTimeout(() => controller.abort(reason), 30)

    expect((await rejection(asked, APIUserAbortError)).cause).toBe(reason)
  })

  test('names the lock of a holder that is stopped', async () => {
    const scene = silent()
    await stoppedHolder(lockOf(scene.configPath))

    const error = await rejection(ask(scene.client(), { timeout: 300 }), AuthError)

    expect(error).toMatchObject({ reason: 'locked' })
    expect(error.problem).toContain('another process holds the lock')
    expect(scene.tokenCalls).toEqual([])
  })

  test('says that it is another call of the process that holds the lock', async () => {
    const scene = silent()
    let release = (): void => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const lock = { timeout: 60_000, warn: () => {} }
    const holder = withLocks([lockOf(scene.configPath)], lock, () => held)

    const error = await rejection(ask(scene.client(), { timeout: 100 }), AuthError)

    expect(error).toMatchObject({ reason: 'locked' })
    expect(error.problem).toContain('another call of this process holds the lock')
    expect(error.remedies.join()).not.toMatch(/fuser|kill/)
    release()
    await holder
  })

  test('refuses options that it does not have', async () => {
    await rejection(ask(silent().client(), { timeout: -1 }), InvalidArgumentError)
  })
})

test('a platform that is silent about authentication keeps a call no longer than its timeout', async () => {
  const accessToken = tokenFor(3600)
  const scene = loginScene({ accessToken, discovery: () => new Promise<Response>(() => {}) })

  await scene.client({ timeout: 50 }).get('/x')

  expect(scene.sentTokens()).toEqual([accessToken])
})

describe('a limit of running time', () => {
  test('comes after what arrived while the process was suspended', { timeout: 20_000 }, async () => {
    // In another process, so that it goes on while this one stands still.
    const server = startNode(`
      const { createServer } = await import('node:http')
      const server = createServer((request, response) => setTimeout(() => response.end('late'), 200))
      server.listen(0, '127.0.0.1', () => print('at ' + server.address().port + ' '))`)
    let output = ''
    server.process.stdout?.on('data', (text: string) => {
      output += text
    })
    await server.printed(' ')
    await eventually(() => /at \d+ /.test(output))
    const limit = limitRunningTime(400)

    const answer = fetch(`http://127.0.0.1:${/at (\d+)/.exec(output)?.[1]}/`, { signal: limit.signal })
    await new Promise((resolve) => setTimeout(resolve, 100))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500)

    expect(await (await answer).text()).toBe('late')
    limit.end()
    server.kill()
  })

  test('ends a wait that brings nothing', async () => {
    const limit = limitRunningTime(20)

    await once(limit.signal, 'abort')

    expect(limit.signal.reason).toMatchObject({ name: 'TimeoutError' })
  })
})

test('the limit of a client holds for its own refresh', async () => {
  const scene = loginScene({ token: [() => new Promise<Response>(() => {})] })
  const client = new NeMoPlatform({ configPath: scene.configPath, fetch: scene.fetch, timeout: 200 })

  const errors = await Promise.all([1, 2].map(() => rejection(client.get('/x'), AuthError)))

  expect(errors.map(({ reason }) => reason)).toEqual(['identity-provider', 'identity-provider'])
})

test('closing a client cuts no refresh that is on its way', async () => {
  let release = (): void => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let asked = 0
  await using server = await serve(async (request, response) => {
    const oidc = { client_id: 'cli', token_endpoint: `${server.url}/token` }
    if (request.url === '/apis/auth/discovery') return sendJson(response, { auth_enabled: true, oidc })
    asked += 1
    await held
    sendJson(response, { access_token: tokenFor(3600), refresh_token: 'refresh-2' })
  })
  const configPath = loginConfig({ url: server.url, accessToken: tokenFor(-10), refreshToken: 'refresh-1' })
  const client = new NeMoPlatform({ configPath })
  const call = client.get('/x', { signal: AbortSignal.timeout(300) })
  await rejection(call, APIUserAbortError)

  client.close()
  release()

  await eventually(() => storedTokens(configPath).refreshToken === 'refresh-2')
  expect(asked).toBe(1)
})
