/** A refresh token whose answer never came is sent again, by whatever process, until an answer comes. */

import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { AuthError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { begin, lookUp, noteLoss } from '../../src/auth/refresh-journal.ts'
import { startNode, startPython } from '../helpers/child-node.ts'
import { temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { bodyOf, eventually, pause, sendJson, serve } from '../helpers/local-server.ts'
import { loginConfig, storedTokens } from '../helpers/login-config.ts'
import { loginScene, newTokens, PLATFORM, TOKEN_ENDPOINT, tokenFor } from '../helpers/login-scene.ts'
import { startOIDCPlatform } from '../helpers/oidc-platform.ts'
import { type OIDCProviderOptions, startOIDCProvider } from '../helpers/oidc-provider.ts'
import { rejection } from '../helpers/rejection.ts'
import { type Answer, json, networkError } from '../helpers/stub-fetch.ts'

/** How many processes are killed at each provider, a multiple of four; `KILLS=200` for the long run. */
const KILLS = Number(process.env['KILLS'] ?? 20)

beforeEach(() => {
  isolateEnvironment()
})

/** Makes a call, and prints what came of it. */
const CALL = `
  const { NeMoPlatform } = await import(dist + 'index.js')
  const client = new NeMoPlatform({ configPath: args[0] })
  print(await client.get('/x').then(() => 'worked', (error) => error.name + ' ' + error.reason + ' ' + error.problem))
  process.exit()`

/** Files beside the config that tell of a refresh under way. */
function entries(configPath: string): string[] {
  return readdirSync(dirname(configPath)).filter((name) => name.endsWith('.refresh-pending'))
}

/** A platform and identity provider in one. The first token requests are cut, or wait; then `answer` decides. */
async function platform(options: {
  cuts?: number
  how?: 'before the answer' | 'within the answer'
  answer?: (refreshToken: string) => Promise<{ body: unknown; status: number }>
}) {
  const { cuts = 0, how = 'before the answer' } = options
  const { answer = async () => ({ body: goodAnswer(), status: 200 }) } = options
  const spent: string[] = []
  const server = await serve(async (request, response) => {
    if (request.url === '/apis/auth/discovery') {
      const oidc = { client_id: 'cli', token_endpoint: `${server.url}/token` }
      return sendJson(response, { auth_enabled: true, oidc })
    }
    if (request.url !== '/token') return sendJson(response, {})
    const refreshToken = new URLSearchParams(String(await bodyOf(request))).get('refresh_token') ?? ''
    spent.push(refreshToken)
    if (spent.length > cuts) {
      const { body, status } = await answer(refreshToken)
      return sendJson(response, body, status)
    }
    if (how === 'within the answer') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 })
      response.write('{"access_token": "')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    response.destroy()
  })
  const configPath = loginConfig({ url: server.url, accessToken: tokenFor(-10), refreshToken: 'refresh-1' })
  return { server, spent, configPath, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

function goodAnswer() {
  return { access_token: tokenFor(3600), refresh_token: 'refresh-2' }
}

describe.each(['before the answer', 'within the answer'] as const)('a connection cut %s', (how) => {
  test('fails the calls that wait for it, and another process sends the token again', async () => {
    await using scene = await platform({ cuts: 1, how })
    const client = new NeMoPlatform({ configPath: scene.configPath })

    const errors = await Promise.all([1, 2, 3].map(() => rejection(client.get('/x'), AuthError)))

    expect(errors[0]).toMatchObject({ reason: 'identity-provider', code: 'auth/identity-provider' })
    expect(errors[0]?.problem).toContain('was lost')
    expect(errors[0]?.remedies.join()).not.toContain('nemo auth login')
    expect(scene.spent).toEqual(['refresh-1'])
    const { output } = await startNode(CALL, { args: [scene.configPath] }).exited
    expect(output).toBe('worked\n')
    expect(scene.spent).toEqual(['refresh-1', 'refresh-1'])
    expect(storedTokens(scene.configPath).refreshToken).toBe('refresh-2')
    expect(entries(scene.configPath)).toEqual([])
  })
})

test('the same token is sent until an answer comes, and then never again', async () => {
  await using scene = await platform({ cuts: 3 })
  const client = new NeMoPlatform({ configPath: scene.configPath })

  for (let count = 0; count < 3; count += 1) await rejection(client.get('/x'), AuthError)
  await client.get('/x')
  await client.auth.refresh()

  expect(scene.spent).toEqual([...Array(4).fill('refresh-1'), 'refresh-2'])
})

describe('a provider that takes no token twice', () => {
  const strict = async () => ({ body: { error: 'invalid_grant', error_description: 'reused' }, status: 400 })

  test('ends the login, and the error says that an earlier answer was lost, in other processes too', async () => {
    await using scene = await platform({ cuts: 1, answer: strict })
    const client = new NeMoPlatform({ configPath: scene.configPath })
    await rejection(client.get('/x'), AuthError)

    const error = await rejection(client.get('/x'), AuthError)
    const again = await rejection(client.get('/x'), AuthError)

    expect(error).toMatchObject({ reason: 'refresh-failed', oauthError: 'invalid_grant' })
    expect(error.remedies).toEqual(['nemo auth login'])
    for (const { problem } of [error, again]) expect(problem).toContain('An earlier answer was lost')
    expect(scene.spent).toHaveLength(2)
    const { output } = await startNode(CALL, { args: [scene.configPath] }).exited
    expect(output).toContain('AuthError refresh-failed')
    expect(output).toContain('An earlier answer was lost')
  })

  test('is not said to have lost one where none was lost, or that was long ago', async () => {
    await using scene = await platform({ answer: strict })
    const subject = { configPath: scene.configPath, refreshToken: 'refresh-1' }
    await noteLoss(subject)
    const [name = ''] = entries(scene.configPath)
    const path = `${dirname(scene.configPath)}/${name}`
    const old = { ...JSON.parse(readFileSync(path, 'utf8')), at: Date.now() - 25 * 3_600_000 }
    writeFileSync(path, JSON.stringify(old))

    const error = await rejection(new NeMoPlatform({ configPath: scene.configPath }).get('/x'), AuthError)

    expect(error.reason).toBe('refresh-failed')
    expect(error.problem).not.toContain('lost')
    expect(entries(scene.configPath)).toEqual([])
  })
})

test.each<[string, Answer]>([
  ['200 without a token', json({ token_type: 'Bearer' })],
  ['200 and HTML', new Response('<h1>Welcome</h1>')],
  ['200 with a token that is no text', json({ access_token: 7 })],
  ['200 with a token that HTTP cannot send', json({ access_token: 'tök€n' })],
  ['200 with a token of two lines', json({ access_token: 'a\nb' })],
  ['204', new Response(null, { status: 204 })],
  ['500', json({ error: 'server_error' }, 500)],
  ['502 of a gateway', new Response('<h1>Bad gateway</h1>', { status: 502 })],
  ['504 of a gateway', new Response('', { status: 504 })],
  ['a reset', networkError('ECONNRESET')],
])('%s leaves open what became of the token: it is sent again', async (_, answer) => {
  const scene = loginScene({ token: [answer, () => newTokens()] })
  const client = scene.client()

  const error = await rejection(client.get('/x'), AuthError)

  expect(error.reason).toBe('identity-provider')
  expect(error.remedies.join()).not.toContain('nemo auth login')
  expect(entries(scene.configPath)).toHaveLength(1)
  await client.get('/x')
  expect(scene.tokenCalls).toHaveLength(2)
  expect(entries(scene.configPath)).toEqual([])
})

test('an answer that tells what became of the token leaves no entry', async () => {
  for (const answer of [undefined, json({ error: 'invalid_grant' }, 400), json({}, 503), json({}, 429)]) {
    const scene = loginScene(answer === undefined ? {} : { token: [answer] })

    await scene
      .client()
      .get('/x')
      .catch(() => {})

    expect(scene.tokenCalls).toHaveLength(1)
    expect(entries(scene.configPath)).toEqual([])
  }
})

test('an entry names the token by a hash, and goes when it is of no use', async () => {
  const scene = loginScene({
    token: [networkError('ECONNRESET'), () => json({ access_token: tokenFor(3600), refresh_token: 'r-3' })],
  })
  await rejection(scene.client().get('/x'), AuthError)
  const [name = ''] = entries(scene.configPath)
  expect(name + readFileSync(`${dirname(scene.configPath)}/${name}`, 'utf8')).not.toContain('refresh-1')

  const folder = dirname(scene.configPath)
  loginConfig({ url: PLATFORM, accessToken: tokenFor(-10), refreshToken: 'refresh-2', folder })
  await scene.client().get('/x')

  expect(entries(scene.configPath)).toEqual([])
  expect(storedTokens(scene.configPath).refreshToken).toBe('r-3')
})

describe('the journal', () => {
  const subject = () => ({ configPath: loginConfig({ url: PLATFORM, accessToken: 'a' }), refreshToken: 'r' })

  test('lets each further try after lost answers wait longer, up to a limit', async () => {
    const one = subject()
    const pauses: number[] = []
    for (let count = 0; count < 9; count += 1) {
      await noteLoss(one)
      const known = await lookUp(one)
      pauses.push(known === 'elsewhere' || known === undefined ? -1 : known.pause)
    }

    expect(pauses[0]).toBeGreaterThan(0)
    expect(pauses[3]).toBeGreaterThan((pauses[1] ?? 0) + 1)
    expect(pauses[8]).toBeLessThanOrEqual(5_000)
  })

  test('counts what a killed process left, without a pause', async () => {
    const one = subject()
    const gone = startNode('')
    await gone.exited
    await begin(one, [])
    rewriteEntry(one.configPath, { pid: gone.process.pid })

    expect(await lookUp(one)).toMatchObject({ count: 1, pause: 0 })
  })

  test('counts what a process left that has ended, though nobody has noticed', async () => {
    const one = subject()
    const parent = startPython(
      'import os, sys, time\npid = os.fork()\nif pid == 0: os._exit(0)\ntime.sleep(0.2)\nprint(f"pid {pid};", flush=True)\nsys.stdin.readline()',
      [],
    )
    let output = ''
    parent.process.stdout?.on('data', (text: string) => {
      output += text
    })
    await parent.printed(';')
    await begin(one, [])
    rewriteEntry(one.configPath, { pid: Number(/pid (\d+);/.exec(output)?.[1]) })

    expect(await lookUp(one)).toMatchObject({ count: 1 })
    parent.tell('end')
  })

  test('tells a process that waits for its answer, but not for ever, nor on a file of an older release', async () => {
    const one = subject()
    await begin(one, [])
    rewriteEntry(one.configPath, { pid: process.ppid })
    expect(await lookUp(one)).toBe('elsewhere')
    expect(await begin(one, [])).toBe(true)

    rewriteEntry(one.configPath, { host: `not-${hostname()}` })
    expect(await lookUp(one)).toBe('elsewhere')
    rewriteEntry(one.configPath, { at: Date.now() - 60_000 })
    expect(await lookUp(one)).toMatchObject({ pause: 0 })
    const path = `${dirname(one.configPath)}/${entries(one.configPath)[0]}`
    writeFileSync(path, '')
    utimesSync(path, new Date(Date.now() - 1000), new Date(Date.now() - 1000))
    expect(await lookUp(one)).toMatchObject({ count: 1 })
  })

  test.each(['a killed process', 'an answer that was lost'])(
    'lets one go on, of many that find the entry of %s',
    async (what) => {
      const one = subject()
      if (what === 'a killed process') await begin(one, [])
      else await noteLoss(one)
      rewriteEntry(one.configPath, { pid: 0 })

      const begun = await Promise.all(Array.from({ length: 10 }, () => begin(one, [])))

      expect(begun.filter(Boolean)).toHaveLength(1)
      expect(entries(one.configPath)).toHaveLength(1)
    },
  )

  function rewriteEntry(configPath: string, fields: object): void {
    const path = `${dirname(configPath)}/${entries(configPath)[0]}`
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...fields }))
  }
})

describe('a second process that our lock does not bind', { timeout: 30_000 }, () => {
  const WITHOUT_KOFFI = `
    const { registerHooks } = await import('node:module')
    const resolve = (name, context, next) => {
      if (name === 'koffi') throw new Error('not installed')
      return next(name, context)
    }
    registerHooks({ resolve })`

  test.each([
    ['because somebody deleted the lock file', ''],
    ['because koffi is missing there', WITHOUT_KOFFI],
  ])('(%s) waits for the answer to the first one: one request, two that work', async (_, preparation) => {
    let release = (): void => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await using scene = await platform({
      answer: async () => {
        await held
        return { body: goodAnswer(), status: 200 }
      },
    })
    const first = startNode(CALL, { args: [scene.configPath] })
    await eventually(() => scene.spent.length === 1)
    if (preparation === '') rmSync(`${scene.configPath}.main.oauth-refresh.lock`)

    const asked = scene.server.requests.length
    const second = startNode(`${preparation}\n${CALL}`, { args: [scene.configPath] })
    await eventually(() => scene.server.requests.length > asked)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(scene.spent).toHaveLength(1)
    release()

    expect((await second.exited).output).toBe('worked\n')
    expect((await first.exited).output).toBe('worked\n')
    expect(scene.spent).toEqual(['refresh-1'])
  })
})

test('a token that somebody else has used in the last moment is not sent', async () => {
  const issuer = 'https://issuer.example.com'
  const stored = tokenFor(3600)
  const scene = loginScene({
    accessToken: tokenFor(-10, { iss: issuer }),
    api: ({ url }) => {
      if (!url.pathname.endsWith('/openid-configuration')) return json({})
      // Between the look at the file and the request, a process stores its answer that our lock does not bind.
      const folder = dirname(scene.configPath)
      loginConfig({ url: PLATFORM, accessToken: stored, refreshToken: 'refresh-2', folder })
      return json({ issuer, token_endpoint: TOKEN_ENDPOINT })
    },
  })

  await scene.client().get('/x')

  expect(scene.tokenCalls).toEqual([])
  expect(scene.sentTokens().at(-1)).toBe(stored)
  expect(entries(scene.configPath)).toEqual([])
})

describe('a process that is killed during a refresh', { timeout: 60_000 + KILLS * 5_000 }, () => {
  /** Refreshes for as long as it lives. */
  const REFRESHES = `
    const { NeMoPlatform } = await import(dist + 'index.js')
    const client = new NeMoPlatform({ configPath: args[0] })
    for (;;) await client.auth.refresh()`
  /** Latest moment of a kill after a token request, in ms: a few refreshes fit in. */
  const LATEST = 60

  /** A platform whose token answers are held back while it is told to. */
  async function holdingPlatform(providerOptions: OIDCProviderOptions, reuseGrace: number) {
    const provider = await startOIDCProvider(providerOptions)
    const state = { isHolding: false }
    const scene = await startOIDCPlatform(provider, {
      reuseGrace,
      beforeTokenAnswer: () => (state.isHolding ? new Promise(() => {}) : Promise.resolve()),
    })
    return {
      provider,
      scene,
      state,
      async [Symbol.asyncDispose]() {
        await scene[Symbol.asyncDispose]()
        await provider[Symbol.asyncDispose]()
      },
    }
  }

  test.each<[string, OIDCProviderOptions, number]>([
    ['does not rotate', { rotateRefreshTokens: false }, 0],
    ['gives a period of grace', {}, 3_600_000],
  ])(`costs no login where the provider %s: ${KILLS} times`, async (_, providerOptions, reuseGrace) => {
    await using platform = await holdingPlatform(providerOptions, reuseGrace)
    const { provider, scene, state } = platform
    const login = await provider.issue('ana@example.com', { expiresIn: -10 })
    const configPath = loginConfig({ url: scene.url, ...login })
    // Several at a time would wait for each other's lock: each one is replaced when it is gone.
    for (let kill = 1; kill <= KILLS; kill += 1) {
      // While it waits for the answer, and at any other moment, in turn.
      state.isHolding = kill % 2 === 0
      const asked = scene.tokenRequests.length
      const child = startNode(REFRESHES, { args: [configPath] })
      await eventually(() => scene.tokenRequests.length > asked)
      if (!state.isHolding) await pause(Math.random() * LATEST)
      child.kill()
      await child.exited
    }
    state.isHolding = false

    await new NeMoPlatform({ configPath }).auth.refresh()

    expect(scene.tokenRequests.filter(({ status }) => status !== 200)).toEqual([])
    expect(scene.tokenRequests.filter(({ isReuse }) => isReuse).length).toBe(
      providerOptions.rotateRefreshTokens === false ? scene.tokenRequests.length - 1 : 0,
    )
    expect(provider.events.filter(({ type }) => type === 'reuse-detected')).toEqual([])
  })

  test(`ends it where the provider is strict, and the error says why: ${KILLS} times`, async () => {
    const AT_A_TIME = 4
    const killRepeatedly = async (times: number): Promise<void> => {
      await using platform = await holdingPlatform({}, 0)
      const { provider, scene, state } = platform
      const folder = temporaryFolder()
      for (let kill = 1; kill <= times; kill += 1) {
        const login = await provider.issue('ana@example.com', { expiresIn: -10 })
        const configPath = loginConfig({ url: scene.url, ...login, folder })
        state.isHolding = true
        const asked = scene.tokenRequests.length
        const child = startNode(CALL, { args: [configPath] })
        await eventually(() => scene.tokenRequests.length > asked)
        child.kill()
        await child.exited
        state.isHolding = false

        const error = await rejection(new NeMoPlatform({ configPath }).get('/x'), AuthError)

        expect(error).toMatchObject({ reason: 'refresh-failed', remedies: ['nemo auth login'] })
        expect(error.problem).toContain('An earlier answer was lost')
      }
    }

    await Promise.all(Array.from({ length: AT_A_TIME }, () => killRepeatedly(KILLS / AT_A_TIME)))
  })
})
