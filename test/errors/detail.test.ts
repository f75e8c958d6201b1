import { APIStatusError, NeMoPlatform, UnprocessableEntityError } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { serve } from '../helpers/local-server.ts'
import { rejection } from '../helpers/rejection.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** The error of a call that gets this answer. */
function errorOf(answer: Response): Promise<APIStatusError> {
  const client = new NeMoPlatform({
    baseURL: 'http://nemo.test',
    fetch: stubFetch(answer).fetch,
    maxRetries: 0,
  })
  return rejection(client.get('/x'), APIStatusError)
}

function validationErrorOf(body: unknown): Promise<UnprocessableEntityError> {
  const { fetch } = stubFetch(json(body, 422))
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch })
  return rejection(client.post('/x', { body: {} }), UnprocessableEntityError)
}

function text(
  body: NonNullable<RequestInit['body']> | null,
  type: string,
  status = 500,
  statusText = '',
): Response {
  return new Response(body, { status, statusText, headers: { 'content-type': type } })
}

describe('detail', () => {
  test.each<[what: string, body: unknown, detail: string]>([
    ['a string', { detail: "Workspace 'x' not found" }, "Workspace 'x' not found"],
    ['a string beside other keys', { detail: 'Not here', path: '/p', method: 'GET' }, 'Not here'],
    ['JSON in a string', { detail: '{"detail":"inner words"}' }, 'inner words'],
    [
      'JSON in a string in JSON in a string',
      { detail: JSON.stringify({ detail: '{"detail":"deep"}' }) },
      'deep',
    ],
    [
      'the JSON of an upstream in a string',
      { detail: '{"error":{"message":"Model overloaded"}}' },
      'Model overloaded',
    ],
    ['an object with `message`', { message: 'words' }, 'words'],
    ['text that only looks like JSON', { detail: '{bad' }, '{bad'],
    ['a text body of JSON', 'just a string', 'just a string'],
  ])('is read from %s', async (_what, body, detail) => {
    expect((await errorOf(json(body, 400))).detail).toBe(detail)
  })

  test.each<[what: string, body: unknown, parts: string[]]>([
    ['an object', { detail: { status: 'not_ready' } }, ['not_ready']],
    [
      'an object with an error and more',
      { detail: { error: 'no such entrypoint', valid_entrypoints: ['a', 'b'] } },
      ['no such entrypoint', 'valid_entrypoints', 'a'],
    ],
    [
      'an OAuth error',
      { error: 'invalid_request', error_description: 'Workload token exchange is not enabled' },
      ['invalid_request', 'Workload token exchange is not enabled'],
    ],
    ['a list of texts', { detail: ['one', 'two'] }, ['one', 'two']],
    ['a number', { detail: 5 }, ['5']],
    ['other JSON', { reason: 'because' }, ['because']],
  ])('says in words what %s holds', async (_what, body, parts) => {
    const { detail } = await errorOf(json(body, 400))

    expect(typeof detail).toBe('string')
    for (const part of parts) expect(detail).toContain(part)
    expect(detail).not.toContain('[object Object]')
  })

  test('is the title of an HTML page, not its markup', async () => {
    const page =
      '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>'

    const { detail } = await errorOf(text(page, 'text/html', 502))

    expect(detail).toContain('502 Bad Gateway')
    expect(detail).not.toContain('<')
  })

  test('is the text of an HTML page without a title, without scripts', async () => {
    const page = '<html><body><script>var hidden = 1</script><p>Please  sign in</p></body></html>'

    const { detail } = await errorOf(text(page, 'text/html', 403))

    expect(detail).toContain('Please sign in')
    expect(detail).not.toContain('hidden')
  })

  test('is plain text as it stands', async () => {
    expect((await errorOf(text('upstream connect error\n', 'text/plain', 503))).detail).toBe(
      'upstream connect error',
    )
  })

  test.each<[what: string, body: NonNullable<RequestInit['body']> | null]>([
    ['nothing', null],
    ['an empty text', ''],
    ['blanks', ' \n '],
  ])('is text also where the body is %s', async (_what, body) => {
    const { detail, message } = await errorOf(text(body, 'application/json', 503, 'Service Unavailable'))

    expect(detail).toBe('Service Unavailable')
    expect(message).toContain('503')
  })

  test.each([
    ['null', null],
    ['an empty object', {}],
    ['an empty detail', { detail: '' }],
    ['a null detail', { detail: null }],
    ['an empty list', { detail: [] }],
  ])('is text that is not empty where the body is %s', async (_what, body) => {
    expect((await errorOf(json(body, 500))).detail).toMatch(/\S/)
  })

  test('of a binary body is text without surprises', async () => {
    const bytes = Uint8Array.from({ length: 512 }, (_, index) => index % 256)

    const { detail, message } = await errorOf(text(bytes, 'application/octet-stream', 500))

    expect([typeof detail, message.includes('500')]).toEqual(['string', true])
  })

  test('of a huge body is cut, and so are message and body', async () => {
    const error = await errorOf(text('x'.repeat(5_000_000), 'text/plain', 500))

    expect(error.detail.length).toBeLessThan(5_000)
    expect(error.message.length).toBeLessThan(6_000)
    expect(JSON.stringify(error.body).length).toBeLessThan(100_000)
  })

  test('of huge JSON is cut, and so are message and body', async () => {
    const error = await errorOf(json({ detail: 'y'.repeat(50_000) }, 400))

    expect(error.detail.length).toBeLessThan(5_000)
    expect(JSON.stringify(error.body).length).toBeLessThan(100_000)
  })

  test('of a body that never ends comes all the same', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(500, { 'content-type': 'text/plain' })
      const more = () => {
        while (!response.destroyed && response.write('z'.repeat(16_384)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })

    const error = await rejection(
      new NeMoPlatform({ baseURL: server.url, maxRetries: 0 }).get('/x'),
      APIStatusError,
    )

    expect(error.detail).toMatch(/^zzz/)
  })

  test('of JSON that is nested without end is text', async () => {
    const nested = `${'{"detail":'.repeat(5000)}"deep"${'}'.repeat(5000)}`

    const error = await errorOf(text(nested, 'application/json', 400))

    expect(typeof error.detail).toBe('string')
  })
})

describe('UnprocessableEntityError', () => {
  const issue = {
    type: 'missing',
    loc: ['body', 'name'],
    msg: 'Field required',
    input: { value: 'sent-value' },
  }
  const second = {
    type: 'string_type',
    loc: ['body', 'roles', 0],
    msg: 'Input should be a valid string',
    input: 17,
  }

  test('lists the issues with path and message', async () => {
    const { issues } = await validationErrorOf({ detail: [issue, second] })

    expect(issues).toEqual([
      { path: 'body.name', message: 'Field required' },
      { path: 'body.roles.0', message: 'Input should be a valid string' },
    ])
  })

  test('names all issues in its detail', async () => {
    const { detail, message } = await validationErrorOf({ detail: [issue, second] })

    for (const part of ['body.name', 'Field required', 'body.roles.0', 'valid string'])
      expect(detail).toContain(part)
    expect(message).toContain('body.name')
  })

  test('lists the issues of JSON in a string', async () => {
    const { issues } = await validationErrorOf({ detail: JSON.stringify({ detail: [issue] }) })

    expect(issues).toEqual([{ path: 'body.name', message: 'Field required' }])
  })

  test('has no issues where the server says one sentence', async () => {
    const { issues, detail } = await validationErrorOf({ detail: 'Referenced resource does not exist.' })

    expect([issues, detail]).toEqual([[], 'Referenced resource does not exist.'])
  })

  test('keeps neither `input` nor `ctx` of an issue', async () => {
    const error = await validationErrorOf({ detail: [{ ...issue, ctx: { given: 'context-value' } }] })

    expect(JSON.stringify([error.body, error.message])).not.toMatch(/sent-value|context-value|input|ctx/)
  })

  test('keeps no `input` of JSON in a string', async () => {
    const error = await validationErrorOf({ detail: JSON.stringify({ detail: [issue] }) })

    expect(JSON.stringify([error.body, error.message])).not.toMatch(/sent-value|input/)
  })

  test('names the kind of thing that the path leads through, though it was sent', async () => {
    const loc = ['body', 'columns', 0, 'sampler', 'sampler_type']
    const input = { column_type: 'sampler', name: 'hunter-to-be', params: { values: ['sunshine'] } }
    const msg = 'Input tag sampler needs a type of sampler, not sunshine or hunter-to-be'

    const { issues, detail } = await validationErrorOf({ detail: [{ type: 'missing', loc, msg, input }] })

    expect(issues).toEqual([
      {
        path: 'body.columns.0.sampler.sampler_type',
        message: 'Input tag sampler needs a type of sampler, not [redacted] or [redacted]',
      },
    ])
    expect(detail).toContain('body.columns.0.sampler.sampler_type: ')
  })

  test('survives issues of odd shapes', async () => {
    const odd = [
      null,
      'text',
      5,
      {},
      { msg: 'no place' },
      { loc: 'query', msg: 'one place' },
      { loc: [], msg: 'nowhere' },
    ]

    const { issues } = await validationErrorOf({ detail: odd })

    expect(issues.map(({ message }) => message)).toEqual(['no place', 'one place', 'nowhere'])
  })
})
