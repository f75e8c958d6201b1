import { APIConnectionError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, type StubbedCall, stubFetch } from '../../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

const HOME = 'https://nemo.test'
const ELSEWHERE = 'https://elsewhere.test'

/** A redirect to a place; the place itself answers with JSON. */
function redirectTo(location: string, status = 302) {
  const answer = ({ url }: StubbedCall) =>
    url.pathname === '/start'
      ? new Response('moved', { status, headers: { location } })
      : json({ at: url.href })
  const { fetch, calls } = stubFetch(answer)
  const client = new NeMoPlatform({
    baseURL: HOME,
    accessToken: 'the-token',
    fetch,
    maxRetries: 0,
    logLevel: 'off',
    defaultHeaders: { 'x-team': 'blue', cookie: 'session=1', 'x-nmp-scopes': 'platform:read' },
  })
  return { client, calls }
}

describe('a redirect within the origin', () => {
  test.each([301, 302, 303, 307, 308])('with %i is followed by a GET', async (status) => {
    const { client, calls } = redirectTo('/target', status)

    expect(await client.get('/start')).toEqual({ at: `${HOME}/target` })
    expect(calls).toHaveLength(2)
  })

  test.each([301, 302, 303])('with %i makes a GET without a body of a POST', async (status) => {
    const { client, calls } = redirectTo('/target', status)

    await client.post('/start', { body: { a: 1 } })

    expect([calls[1]?.method, calls[1]?.body, calls[1]?.headers.has('content-type')]).toEqual([
      'GET',
      '',
      false,
    ])
  })

  test.each([307, 308])('with %i keeps method and body of a POST', async (status) => {
    const { client, calls } = redirectTo('/target', status)

    await client.post('/start', { body: { a: 1 } })

    expect([calls[1]?.method, calls[1]?.body, calls[1]?.headers.get('content-type')]).toEqual([
      'POST',
      '{"a":1}',
      'application/json',
    ])
  })

  test.each([301, 302, 307, 308])('with %i keeps method and body of a PUT', async (status) => {
    const { client, calls } = redirectTo('/target', status)

    await client.put('/start', { body: { a: 1 } })

    expect([calls[1]?.method, calls[1]?.body]).toEqual(['PUT', '{"a":1}'])
  })

  test('with 303 makes a GET without a body of a DELETE', async () => {
    const { client, calls } = redirectTo('/target', 303)

    await client.delete('/start', { body: { a: 1 } })

    expect([calls[1]?.method, calls[1]?.body]).toEqual(['GET', ''])
  })

  test('keeps token and headers', async () => {
    const { client, calls } = redirectTo('/target')

    await client.get('/start', { headers: { 'x-own': '1' } })

    const headers = calls[1]?.headers
    expect(['authorization', 'x-team', 'x-own'].map((name) => headers?.get(name))).toEqual([
      'Bearer the-token',
      'blue',
      '1',
    ])
  })

  test.each([
    ['a relative path', 'target', `${HOME}/target`],
    ['a query', '/target?a=b%20c', `${HOME}/target?a=b%20c`],
    ['a full URL', `${HOME}/target`, `${HOME}/target`],
    ['the default port', 'https://nemo.test:443/target', `${HOME}/target`],
    ['user info, which is dropped', 'https://user:pass@nemo.test/target', `${HOME}/target`],
  ])('may name %s', async (_what, location, target) => {
    const { client } = redirectTo(location)

    expect(await client.get('/start')).toEqual({ at: target })
  })

  test('of a stream that would have to be sent again is refused', async () => {
    const { client, calls } = redirectTo('/target', 307)

    const error = await rejection(
      client.put('/start', { body: new Blob(['x']).stream() }),
      APIConnectionError,
    )

    expect(error.message).toContain('stream')
    expect(calls).toHaveLength(1)
  })

  test('of a stream is followed where the body is not wanted again', async () => {
    const { client, calls } = redirectTo('/target', 303)

    await client.post('/start', { body: new Blob(['x']).stream() })

    expect([calls[1]?.method, calls[1]?.body]).toEqual(['GET', ''])
  })
})

describe('a redirect to another origin', () => {
  test.each([
    ['another host', `${ELSEWHERE}/target`],
    ['another port', 'https://nemo.test:8443/target'],
    ['a subdomain', 'https://sub.nemo.test/target'],
    ['the same scheme by itself', '//elsewhere.test/target'],
  ])('(%s) carries no token, cookie, default header or X-NMP header', async (_what, location) => {
    const { client, calls } = redirectTo(location)

    await client.get('/start', { headers: { 'x-own': 'private', 'x-nmp-principal-id': 'me' } })

    const names = ['authorization', 'cookie', 'x-team', 'x-nmp-scopes', 'x-nmp-principal-id', 'x-own']
    expect(calls).toHaveLength(2)
    expect(names.filter((name) => calls[1]?.headers.has(name))).toEqual([])
  })

  test.each([301, 302, 303, 307, 308])('with %i is refused for a POST', async (status) => {
    const { client, calls } = redirectTo(`${ELSEWHERE}/target`, status)

    const error = await rejection(client.post('/start', { body: { secret: 'x' } }), APIConnectionError)

    expect(error.message).toContain('another origin (https://elsewhere.test)')
    expect(calls).toHaveLength(1)
  })

  test.each<[number, 'post' | 'put' | 'patch' | 'delete']>([
    [307, 'post'],
    [308, 'post'],
    [302, 'put'],
    [307, 'patch'],
    [307, 'delete'],
  ])('with %i is refused for a %s', async (status, method) => {
    const { client, calls } = redirectTo(`${ELSEWHERE}/target`, status)

    await rejection(client[method]('/start', { body: { secret: 'x' } }), APIConnectionError)

    expect(calls).toHaveLength(1)
  })

  test('and back again does not bring the token back to a place that the other origin chose', async () => {
    const answer = ({ url }: StubbedCall) => {
      if (url.href === `${HOME}/start`)
        return new Response(null, { status: 302, headers: { location: ELSEWHERE } })
      if (url.origin === ELSEWHERE)
        return new Response(null, { status: 302, headers: { location: `${HOME}/end` } })
      return json({})
    }
    const { fetch, calls } = stubFetch(answer)
    const client = new NeMoPlatform({ baseURL: HOME, accessToken: 'the-token', fetch })

    await client.get('/start')

    expect(calls.map(({ headers }) => headers.has('authorization'))).toEqual([true, false, false])
  })
})

describe('a redirect that leads nowhere good', () => {
  test('from https to http is refused, also on the same host', async () => {
    const { client, calls } = redirectTo('http://nemo.test/target')

    const error = await rejection(client.get('/start'), APIConnectionError)

    expect(error.message).toMatch(/https.*http/)
    expect(calls).toHaveLength(1)
  })

  test.each([
    ['a file', 'file:///etc/passwd'],
    ['data', 'data:text/plain,hello'],
    ['a script', 'javascript:alert(1)'],
  ])('to %s is refused', async (_what, location) => {
    const { client, calls } = redirectTo(location)

    await rejection(client.get('/start'), APIConnectionError)

    expect(calls).toHaveLength(1)
  })

  test('to what is no URL is refused', async () => {
    const { client } = redirectTo('http://[nonsense')

    await rejection(client.get('/start'), APIConnectionError)
  })

  test('in a circle ends with an error', async () => {
    const { client, calls } = redirectTo('/start')

    const error = await rejection(client.get('/start'), APIConnectionError)

    expect(error.message).toContain('redirect')
    expect(calls.length).toBeLessThanOrEqual(21)
  })

  test('without a location is the status that it is', async () => {
    const { fetch } = stubFetch(new Response('where?', { status: 302 }))

    const promise = new NeMoPlatform({ baseURL: HOME, fetch }).get('/start')

    await expect(promise).rejects.toMatchObject({ status: 302 })
  })

  test('says how to fix it', async () => {
    const { client } = redirectTo('http://nemo.test/target')

    const error = await rejection(client.get('/start'), APIConnectionError)

    expect(error.code).toBe('connection/redirect-refused')
    expect(error.advice).toEqual([
      {
        text: 'Use the URL where the platform really is',
        call: '`baseURL`',
        command: '--base-url <url>',
      },
    ])
    expect(error.request).toEqual({ method: 'GET', url: `${HOME}/start` })
  })
})
