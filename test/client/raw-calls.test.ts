/** `client.get`, `post`, `put`, `patch` and `delete`: endpoints that have no method of their own. */

import { InvalidArgumentError, NeMoPlatform, NotFoundError, type RequestOptions } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { type Answer, json, stubFetch } from '../helpers/stub-fetch.ts'

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

beforeEach(() => {
  isolateEnvironment()
})

function clientFor(...answers: Answer[]) {
  const { fetch, calls } = stubFetch(...answers)
  const options = { baseURL: 'http://nemo.test', accessToken: 'mine', maxRetries: 0, fetch }
  return { client: new NeMoPlatform(options), calls }
}

describe.each(METHODS)('client.%s', (method) => {
  test('sends that method with the token, and parses the answer', async () => {
    const { client, calls } = clientFor(json({ ok: true }))

    const answer = await client[method]<{ ok: boolean }>('/apis/my-plugin/v1/things')

    expect(answer.ok).toBe(true)
    expect(calls.map(({ method, url }) => `${method} ${url.href}`)).toEqual([
      `${method.toUpperCase()} http://nemo.test/apis/my-plugin/v1/things`,
    ])
    expect(calls[0]?.headers.get('authorization')).toBe('Bearer mine')
  })

  test('works without the client in front', async () => {
    const { client, calls } = clientFor(json({ ok: true }))
    const { [method]: send } = client

    expect(await send('/x')).toEqual({ ok: true })
    expect(calls[0]?.headers.get('authorization')).toBe('Bearer mine')
  })

  test('takes query and headers', async () => {
    const { client, calls } = clientFor(json({}))

    await client[method]('/x?a=1', { query: { b: { $in: ['c', 'd'] } }, headers: { 'x-a': '1' } })

    expect(calls[0]?.url.search).toBe('?a=1&b%5B%24in%5D=c%2Cd')
    expect(calls[0]?.headers.get('x-a')).toBe('1')
  })

  test('rejects with the error class of the status', async () => {
    const { client } = clientFor(json({ detail: 'Not Found' }, 404))

    const error = await rejection(client[method]('/nothing'), NotFoundError)

    expect([error.detail, error.request.method]).toEqual(['Not Found', method.toUpperCase()])
  })

  test('answers 204 with undefined, whatever content type it claims', async () => {
    const empty = new Response(null, { status: 204, headers: { 'content-type': 'application/json' } })
    const { client } = clientFor(empty)

    expect(await client[method]('/x')).toBeUndefined()
  })

  test.each<[what: string, path: unknown]>([
    ['empty', ''],
    ['missing', undefined],
    ['no text', 5],
    ['a URL object', new URL('http://nemo.test/x')],
    ['of another origin', 'https://evil.test/x'],
    ['of another scheme on the same host', 'https://nemo.test/x'],
    ['of another port', 'http://nemo.test:81/x'],
    ['with two dots in it', '/apis/../secret'],
    ['with encoded dots in it', '/apis/%2E%2e/secret'],
    ['with one dot in it', '/apis/./x'],
  ])('with a path that is %s is an InvalidArgumentError, and nothing is sent', async (_what, path) => {
    const { client, calls } = clientFor(json({}))

    const error = await rejection(client[method](path as string), InvalidArgumentError)

    expect([error.argument, calls.length]).toEqual(['path', 0])
  })

  test.each<[what: string, options: unknown, argument: string]>([
    ['text', 'x', 'options'],
    ['null', null, 'options'],
    ['an unknown name', { params: {} }, 'params'],
    ['a signal that is none', { signal: {} }, 'signal'],
    ['a timeout of 0', { timeout: 0 }, 'timeout'],
    ['negative retries', { maxRetries: -1 }, 'maxRetries'],
    ['a query that is text', { query: 'a=b' }, 'query'],
    ['headers that are text', { headers: 'a: b' }, 'headers'],
  ])('with options that are %s is an InvalidArgumentError', async (_what, options, argument) => {
    const { client, calls } = clientFor(json({}))

    const error = await rejection(client[method]('/x', options as RequestOptions), InvalidArgumentError)

    expect([error.argument, calls.length]).toEqual([argument, 0])
  })
})

describe('a body', () => {
  test.each(['post', 'put', 'patch', 'delete'] as const)('is sent as JSON by %s', async (method) => {
    const { client, calls } = clientFor(json({}))

    await client[method]('/x', { body: { a: [1, null], b: 'ü' } })

    expect(calls[0]?.headers.get('content-type')).toMatch(/^application\/json/)
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({ a: [1, null], b: 'ü' })
  })

  test.each([
    ['null', null],
    ['false', false],
    ['0', 0],
    ['an empty list', []],
  ])('may be %s', async (_what, body) => {
    const { client, calls } = clientFor(json({}))

    await client.post('/x', { body })

    expect(JSON.parse(calls[0]?.body ?? 'nothing')).toEqual(body)
  })

  test('of none has no content type', async () => {
    const { client, calls } = clientFor(json({}))

    await client.post('/x')

    expect([calls[0]?.body, calls[0]?.headers.get('content-type')]).toEqual(['', null])
  })
})

describe('a whole URL', () => {
  test('of the same origin is a path too', async () => {
    const { client, calls } = clientFor(json({}))

    await client.get('http://nemo.test/apis/x?a=1')

    expect(calls[0]?.url.href).toBe('http://nemo.test/apis/x?a=1')
  })

  test('that begins with two slashes does not leave the origin', async () => {
    const { client, calls } = clientFor(json({}))

    await client.get('//evil.test/x').catch(() => undefined)

    for (const { url } of calls) expect(url.origin).toBe('http://nemo.test')
  })

  test.each(['\\\\evil.test\\x', '/\\evil.test', '\t//evil.test/x', ' https://evil.test/x'])(
    'in disguise does not leave the origin: %j',
    async (path) => {
      const { client, calls } = clientFor(json({}))

      await client.get(path).catch(() => undefined)

      for (const { url } of calls) expect(url.origin).toBe('http://nemo.test')
    },
  )
})

test('a header by hand replaces the token', async () => {
  const { client, calls } = clientFor(json({}))

  await client.get('/x', { headers: { Authorization: 'Bearer other' } })

  expect(calls[0]?.headers.get('authorization')).toBe('Bearer other')
})

test.each([null, undefined])('an authorization of %s sends none', async (authorization) => {
  const { client, calls } = clientFor(json({}))

  await client.get('/x', { headers: { authorization } })

  expect(calls[0]?.headers.has('authorization')).toBe(false)
})
