/** What a call makes of its answer: by the operation, or by the option `as`. */

import { InvalidArgumentError, NeMoPlatform, type RequestOptions } from 'nemo-platform'
import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest'
import type { Stream } from '../../../src/http/response/stream.ts'
import { allOf } from '../../helpers/all-of.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { serve } from '../../helpers/local-server.ts'
import { rejection } from '../../helpers/rejection.ts'
import { type Answer, json, stubFetch } from '../../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

function clientFor(...answers: Answer[]) {
  const { fetch, calls } = stubFetch(...answers)
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test', workspace: 'ws', maxRetries: 0, fetch })
  return { client, acceptOf: () => calls[0]?.headers.get('accept') }
}

function text(body: string | null, type: string, status = 200): Response {
  return new Response(body, { status, headers: { 'content-type': type } })
}

describe('as', () => {
  test('json is what is read without it', async () => {
    const { client, acceptOf } = clientFor(json({ a: 1 }))

    expect(await client.get('/x', { as: 'json' })).toEqual({ a: 1 })
    expect(acceptOf()).toBe('application/json')
  })

  test('text is the text, JSON or not', async () => {
    expect(await clientFor(text('<p>é</p>', 'text/html')).client.get('/x', { as: 'text' })).toBe('<p>é</p>')
    expect(await clientFor(json({ a: 1 })).client.get('/x', { as: 'text' })).toBe('{"a":1}')
    expect(await clientFor(new Response(null, { status: 204 })).client.get('/x', { as: 'text' })).toBe('')
  })

  test('text asks for anything', async () => {
    const { client, acceptOf } = clientFor(text('', 'text/plain'))

    await client.get('/x', { as: 'text' })

    expect(acceptOf()).toBe('*/*')
  })

  test('blob is the bytes with their type', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' }).end(bytes)
    })
    const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0 })

    const blob = await client.get('/x', { as: 'blob' })

    expect([blob.type, [...(await blob.bytes())]]).toEqual(['image/png', [...bytes]])
  })

  test.each(['get', 'post', 'put', 'patch', 'delete'] as const)('goes with %s', async (method) => {
    expect(await clientFor(text('hello', 'text/plain')).client[method]('/x', { as: 'text' })).toBe('hello')
  })

  test('leaves `asResponse` as it is', async () => {
    const response = await clientFor(text('hello', 'text/plain'))
      .client.get('/x', { as: 'text' })
      .asResponse()

    expect(await response.text()).toBe('hello')
  })

  test.each([null, 'xml', 1, 'JSON'])('is refused as %j', async (as) => {
    const { client } = clientFor(json({}))

    const error = await rejection(client.get('/x', { as: as as 'json' }), InvalidArgumentError)

    expect(error.message).toBe('`as` must be json, text, blob or stream')
  })

  test('is no option of the methods of resources', async () => {
    const { client } = clientFor(json({}))
    const options: RequestOptions = { as: 'text' } as RequestOptions

    const error = await rejection(client.projects.retrieve('p', {}, options), InvalidArgumentError)

    expect(error.message).toMatch(/^`as` is no request option/)
  })

  test('is named among the options of a raw call', async () => {
    const { client } = clientFor(json({}))

    const error = await rejection(client.get('/x', { az: 1 } as RequestOptions), InvalidArgumentError)

    expect(error.message).toMatch(/those are .*\bas$/)
  })

  test('decides on the type of the answer', () => {
    const { client } = clientFor()
    const calls = () => [
      expectTypeOf(client.get<{ a: number }>('/x')).resolves.toEqualTypeOf<{ a: number }>(),
      expectTypeOf(client.get('/x')).resolves.toBeUnknown(),
      expectTypeOf(client.post('/x', { as: 'text' })).resolves.toBeString(),
      expectTypeOf(client.put('/x', { as: 'blob' })).resolves.toEqualTypeOf<Blob>(),
      expectTypeOf(client.post<{ a: number }>('/x', { as: 'stream' })).resolves.toEqualTypeOf<
        Stream<{ a: number }>
      >(),
      // @ts-expect-error There is no such way to read an answer.
      client.get('/x', { as: 'xml' }),
      // @ts-expect-error Methods of resources know what they answer.
      client.projects.list({}, { as: 'text' }),
    ]

    expect(calls).toBeTypeOf('function')
  })
})

describe('the answer of an operation', () => {
  test.each<[what: string, answer: Response]>([
    ['no content', new Response(null, { status: 204 })],
    ['JSON', json({ deleted: true })],
    ['words', text('gone', 'text/plain')],
    ['no body', text('', 'text/plain')],
  ])('that promises nothing is undefined for %s', async (_what, answer) => {
    const { client, acceptOf } = clientFor(answer)

    expect(await client.jobs.delete('j')).toBeUndefined()
    expect(acceptOf()).toBe('*/*')
  })

  test('of bytes is the response, its body unread', async () => {
    const { client, acceptOf } = clientFor(text('hello', 'application/octet-stream'))

    const response = await client.files._downloadFile('a.txt', { name: 'fs' })

    expect([response.bodyUsed, await response.text()]).toEqual([false, 'hello'])
    expect(acceptOf()).toBe('application/octet-stream')
  })

  test.each<[what: string, answer: Response, expected: unknown]>([
    ['JSON', json({ a: 1 }), { a: 1 }],
    ['JSON of a type of its own', text('[1]', 'application/problem+json'), [1]],
    ['words', text('pong', 'text/plain'), 'pong'],
    ['nothing', new Response(null, { status: 204 }), undefined],
    ['an empty body', text('', 'text/plain'), undefined],
  ])('of the gateway is what came: %s', async (_what, answer, expected) => {
    expect(await clientFor(answer).client.inference.gateway.model.get('v1/x', { name: 'm' })).toEqual(
      expected,
    )
  })

  test('of the gateway is a stream where the body asks for one', async () => {
    const { client, acceptOf } = clientFor(text('data: {"a":1}\n\ndata: [DONE]\n\n', 'text/event-stream'))

    const stream = await client.inference.gateway.model.post<{ a: number }>('v1/chat/completions', {
      name: 'm',
      body: { stream: true },
    })

    expect(await allOf(stream)).toEqual([{ a: 1 }])
    expect(acceptOf()).toBe('text/event-stream')
  })
})
