import { inspect } from 'node:util'
import { APIResponseValidationError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { serve } from '../../helpers/local-server.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, stubFetch } from '../../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** A client that gets one answer. */
function clientFor(answer: Response): NeMoPlatform {
  return new NeMoPlatform({ baseURL: 'http://nemo.test', fetch: stubFetch(answer).fetch, maxRetries: 0 })
}

function text(body: string, contentType: string, status = 200): Response {
  return new Response(body, { status, headers: { 'content-type': contentType } })
}

describe('an answer', () => {
  test.each<[what: string, value: unknown]>([
    ['an object', { a: [1, null] }],
    ['a list', [1, 2]],
    ['null', null],
    ['a number', 5],
    ['text', 'words'],
    ['false', false],
  ])('of JSON gives %s', async (_what, value) => {
    expect(await clientFor(json(value)).get('/x')).toEqual(value)
  })

  test('of JSON is read whatever name its type has', async () => {
    expect(await clientFor(text('{"a":1}', 'application/problem+json; charset=utf-8')).get('/x')).toEqual({
      a: 1,
    })
  })

  test('with 204 gives undefined, whatever type it names', async () => {
    const answer = new Response(null, { status: 204, headers: { 'content-type': 'application/json' } })

    expect(await clientFor(answer).delete('/x')).toBeUndefined()
  })

  test('with a key `__proto__` does not change what objects are', async () => {
    const answer = await clientFor(text('{"__proto__":{"polluted":true}}', 'application/json')).get('/x')

    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(Object.keys(answer as object)).toEqual(['__proto__'])
  })

  test('keeps fields that nobody knows', async () => {
    const client = clientFor(json({ name: 'ws', brand_new: { x: 1 } }))

    expect(await client.workspaces.retrieve('ws')).toEqual({ name: 'ws', brand_new: { x: 1 } })
  })
})

describe('an answer that is not JSON where JSON is promised', () => {
  test.each([
    ['HTML', '<html><title>Log in</title></html>', 'text/html'],
    ['plain text', 'welcome', 'text/plain'],
    ['broken JSON', '{"data": [', 'application/json'],
    ['nothing', '', 'application/json'],
    ['blanks', '  \n', 'application/json'],
    ['binary', '\u0000\u0001\ufffd', 'application/octet-stream'],
  ])('but %s is an APIResponseValidationError', async (_what, body, type) => {
    const error = await rejection(
      clientFor(text(body, type)).workspaces.retrieve('ws'),
      APIResponseValidationError,
    )

    expect(error.status).toBe(200)
    expect(error.headers?.get('content-type')).toBe(type)
    expect(error).not.toBeInstanceOf(SyntaxError)
  })

  test('names status, method, path and content type', async () => {
    const promise = clientFor(text('<html>', 'text/html', 201)).workspaces.retrieve('ws')

    const { message } = await rejection(promise, APIResponseValidationError)

    for (const part of ['201', 'GET', '/apis/entities/v2/workspaces/ws', 'text/html'])
      expect(message).toContain(part)
  })

  test('holds the first 200 characters of the body', async () => {
    const body = `${'a'.repeat(199)}b${'c'.repeat(5000)}`

    const error = await rejection(clientFor(text(body, 'text/plain')).get('/x'), APIResponseValidationError)

    expect(error.body).toBe(`${'a'.repeat(199)}b`)
  })

  test('holds no more than the first 200 characters anywhere', async () => {
    const body = `${'a'.repeat(200)}${'c'.repeat(50)}`

    const error = await rejection(clientFor(text(body, 'text/plain')).get('/x'), APIResponseValidationError)

    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('ccc')
  })

  test('says so over a socket too', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>')
    })

    const error = await rejection(
      new NeMoPlatform({ baseURL: server.url }).get('/x'),
      APIResponseValidationError,
    )

    expect(error.message).toContain('<html>Sign in</html>')
  })

  test('is not asked for again', async () => {
    const { fetch, calls } = stubFetch(text('<html>', 'text/html'))

    await rejection(
      new NeMoPlatform({ baseURL: 'http://nemo.test', fetch }).get('/x'),
      APIResponseValidationError,
    )

    expect(calls).toHaveLength(1)
  })

  test.each([
    ['no list', { items: [] }],
    ['a list that is none', { data: {} }],
    ['a bare list', [1]],
    ['null', null],
  ])('of a page but has %s is an APIResponseValidationError', async (_what, body) => {
    await rejection(clientFor(json(body)).workspaces.list(), APIResponseValidationError)
  })
})
