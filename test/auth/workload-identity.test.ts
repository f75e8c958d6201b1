/** The orchestrator's token is exchanged for one of the platform (RFC 8693), anew before that ends. */

import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AuthError, AuthenticationError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { loginScene, type SceneOptions, tokenFor } from '../helpers/login-scene.ts'
import { rejection } from '../helpers/rejection.ts'
import { type Answer, json, networkError } from '../helpers/stub-fetch.ts'

const SUBJECT = 'the-subject-token'
const ENABLED = { workload_token_exchange_enabled: true }
const exchanged = (fields: Record<string, unknown> = {}) =>
  json({ access_token: 'exchanged', expires_in: 300, ...fields })

beforeEach(() => {
  isolateEnvironment()
})

/** A workload whose subject token is in a file. */
function workload({ subject = SUBJECT as string | Uint8Array, oidc = {}, ...options }: WorkloadOptions = {}) {
  const file = join(temporaryFolder(), 'subject-token')
  writeFileSync(file, subject)
  vi.stubEnv('NMP_WORKLOAD_IDENTITY_TOKEN_FILE', file)
  const scene = loginScene({ token: [() => exchanged()], ...options, oidc: { ...ENABLED, ...oidc } })
  const parametersOf = (index = 0) =>
    Object.fromEntries(new URLSearchParams(scene.tokenCalls[index]?.body ?? ''))
  return { scene, file, parametersOf }
}

interface WorkloadOptions extends SceneOptions {
  subject?: string | Uint8Array
}

describe('the exchange', () => {
  test('names the token, its kind and what is wanted, at the first request', async () => {
    const { scene, parametersOf } = workload({ subject: ` ${SUBJECT}\n` })
    const client = scene.client()
    expect(scene.tokenCalls).toEqual([])

    await Promise.all([client.get('/a'), client.get('/b')])

    expect(scene.tokenCalls).toHaveLength(1)
    expect(scene.tokenCalls[0]?.url.href).toBe('https://nmp.example.com/apis/auth/token')
    expect(parametersOf()).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      client_id: 'cli',
      subject_token: SUBJECT,
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    })
    expect(scene.sentTokens()).toEqual(['exchanged', 'exchanged'])
  })

  test('that takes longer than the call may fails that call', async () => {
    const { scene } = workload({ token: [() => new Promise<Response>(() => {})] })

    const error = await rejection(scene.client({ timeout: 50 }).get('/x'), AuthError)

    expect(error).toMatchObject({ reason: 'workload-identity' })
    expect(error.problem).toContain('within 50 ms')
  })

  test('goes where discovery says, with its client, audience and scope', async () => {
    const { scene, parametersOf } = workload({
      oidc: {
        workload_client_id: 'workloads',
        workload_token_endpoint: 'https://sts.example.com/token',
        workload_audience: 'nmp',
        workload_scope: 'platform:read',
      },
    })

    await scene.client().get('/x')

    expect(scene.tokenCalls[0]?.url.href).toBe('https://sts.example.com/token')
    expect(parametersOf()).toMatchObject({ client_id: 'workloads', audience: 'nmp', scope: 'platform:read' })
  })

  test('knows the proof that containers bring', async () => {
    const { scene, parametersOf } = workload({ subject: 'nmp_obo_v1.abc' })

    await scene.client().get('/x')

    expect(parametersOf()['subject_token_type']).toBe(
      'urn:nvidia:nemo:params:oauth:token-type:docker-opaque-workload-proof',
    )
  })

  test('reads the file again each time', async () => {
    const { scene, file, parametersOf } = workload({
      token: [json({ access_token: tokenFor(10) }), json({ access_token: tokenFor(3600) })],
    })
    const client = scene.client()

    await client.get('/a')
    writeFileSync(file, 'rotated')
    await client.get('/b')
    await client.get('/c')

    expect(scene.tokenCalls).toHaveLength(2)
    expect([parametersOf(0), parametersOf(1)].map((sent) => sent['subject_token'])).toEqual([
      SUBJECT,
      'rotated',
    ])
  })

  test('is repeated once when its token is refused', async () => {
    const answers = ['first', 'second', 'third'].map((name) => exchanged({ access_token: name }))
    const { scene } = workload({ token: answers, api: json({}, 401) })

    await rejection(scene.client().get('/x'), AuthenticationError)

    expect(scene.sentTokens()).toEqual(['first', 'second'])
  })

  test('works for a base URL alone, without a config', async () => {
    const { scene } = workload()

    await new NeMoPlatform({ baseURL: 'https://nmp.example.com', fetch: scene.fetch }).get('/x')

    expect(scene.sentTokens()).toEqual(['exchanged'])
  })

  test('does not happen where authentication is off', async () => {
    const { scene } = workload({ discovery: { auth_enabled: false } })

    await scene.client().get('/x')

    expect(scene.sentTokens()).toEqual([undefined])
    expect(scene.tokenCalls).toEqual([])
  })
})

describe('an AuthError tells', () => {
  const errorOf = async (options: WorkloadOptions) => {
    const { scene } = workload(options)
    const error = await rejection(scene.client().get('/x'), AuthError)
    expect(error.reason).toBe('workload-identity')
    expect(scene.apiCalls).toEqual([])
    return error
  }

  test.each<[string, WorkloadOptions, string]>([
    ['an empty file', { subject: ' \n' }, 'is empty'],
    ['a file that is no text', { subject: new Uint8Array([255, 254, 0]) }, 'Unable to read'],
    [
      'that the platform has no exchange',
      { oidc: { workload_token_exchange_enabled: false } },
      'does not exchange',
    ],
    ['that there is no client id', { oidc: { client_id: null } }, 'client id'],
    ['that the platform does not answer', { discovery: networkError('ECONNREFUSED') }, 'does not answer'],
    [
      'that the endpoint is not safe',
      { oidc: { workload_token_endpoint: 'http://sts.example.com/token' } },
      'neither https nor on this machine',
    ],
  ])('%s', async (_, options, problem) => {
    expect((await errorOf(options)).message).toContain(problem)
  })

  test('that the file is missing', async () => {
    const { scene, file } = workload()
    rmSync(file)

    const error = await rejection(scene.client().get('/x'), AuthError)

    expect(error.message).toContain(`Unable to read NMP_WORKLOAD_IDENTITY_TOKEN_FILE at ${file}`)
    expect(error.cause).toMatchObject({ code: 'ENOENT' })
  })

  test.each<[string, Answer, string, string | undefined]>([
    [
      'the words of the platform',
      json({ error: 'invalid_request', error_description: 'subject token has expired' }, 400),
      'Workload token exchange failed: invalid_request - subject token has expired',
      'invalid_request',
    ],
    [
      'an error page',
      new Response('<h1>no</h1>', { status: 502 }),
      'unknown_error - status 502',
      'unknown_error',
    ],
    ['an answer without a token', json({}), 'no access token', 'invalid_response'],
    ['an answer without a lifetime', json({ access_token: 'opaque' }), 'how long', undefined],
    ['a token that has ended', json({ access_token: tokenFor(-10) }), 'ended already', undefined],
    ['a connection that broke', networkError('ECONNRESET'), 'No answer from', undefined],
  ])('%s', async (_, answer, problem, code) => {
    const error = await errorOf({ token: [answer] })

    expect(error.message).toContain(problem)
    expect(error.oauthError).toBe(code)
  })

  test('it, and the next call tries again', async () => {
    const { scene } = workload({ token: [json({}, 500), exchanged()] })
    const client = scene.client()

    await rejection(client.get('/x'), AuthError)
    await client.get('/x')

    expect(scene.sentTokens()).toEqual(['exchanged'])
  })
})
