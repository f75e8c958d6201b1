import { type ClientOptions, InvalidArgumentError, NeMoPlatform, type RequestOptions } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, stubFetch } from '../../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** A client that answers everything with `{}`, and what it sent. */
function recordingClient(options: ClientOptions = {}) {
  const { fetch, calls } = stubFetch(json({ data: [] }))
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test', workspace: 'ws', fetch, ...options })
  return { client, calls }
}

describe('query of a call', () => {
  test('is added to what the method sends', async () => {
    const { client, calls } = recordingClient()

    await client.workspaces.list({ page_size: 5 }, { query: { extra: 'x' } })

    expect(calls[0]?.url.search).toBe('?page_size=5&extra=x')
  })

  test('wins over what the method sends', async () => {
    const { client, calls } = recordingClient()

    await client.workspaces.list({ sort: 'name' }, { query: { sort: '-name' } })

    expect(calls[0]?.url.search).toBe('?sort=-name')
  })

  test('wins over the default query of the client', async () => {
    const { client, calls } = recordingClient({ defaultQuery: { tenant: 'a', region: 'eu' } })

    await client.get('/x', { query: { tenant: 'b' } })

    expect(Object.fromEntries(calls[0]?.url.searchParams ?? [])).toEqual({ tenant: 'b', region: 'eu' })
  })

  test('replaces a typed filter by raw text', async () => {
    const { client, calls } = recordingClient()

    await client.workspaces.list({ filter: { name: 'x' } }, { query: { filter: 'name:"x" OR name:"y"' } })

    expect(calls[0]?.url.searchParams.get('filter')).toBe('name:"x" OR name:"y"')
  })
})

describe('body of a call', () => {
  test('is merged over the JSON of the method, key by key', async () => {
    const { client, calls } = recordingClient()

    await client.projects.create(
      { name: 'p1', description: 'old' },
      { body: { description: 'new', extra: 1 } },
    )

    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({ name: 'p1', description: 'new', extra: 1 })
  })

  test('is merged at the top level only', async () => {
    const { client, calls } = recordingClient()

    await client.workspaces.update('ws', { description: 'x' }, { body: { labels: { a: 1 } } })

    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({ description: 'x', labels: { a: 1 } })
  })
})

describe('headers of a call', () => {
  test('win over the headers of client and method, whatever their case', async () => {
    const { client, calls } = recordingClient({ defaultHeaders: { 'X-Team': 'a' } })

    await client.get('/x', { headers: { 'x-team': 'b', ACCEPT: 'text/plain' } })

    expect([calls[0]?.headers.get('x-team'), calls[0]?.headers.get('accept')]).toEqual(['b', 'text/plain'])
  })

  test('leave a default header out where they are null', async () => {
    const { client, calls } = recordingClient({ defaultHeaders: { 'x-team': 'a' } })

    await client.get('/x', { headers: { 'x-team': null } })

    expect(calls[0]?.headers.has('x-team')).toBe(false)
  })

  test.each<[form: string, headers: NonNullable<RequestOptions['headers']>]>([
    ['Headers', new Headers({ 'x-a': '1' })],
    ['pairs', [['x-a', '1']]],
    ['a map', new Map([['x-a', '1']])],
    ['an object', { 'x-a': '1' }],
  ])('may be given as %s', async (_form, headers) => {
    const { client, calls } = recordingClient()

    await client.get('/x', { headers })

    expect(calls[0]?.headers.get('x-a')).toBe('1')
  })

  test('replace the token of the client', async () => {
    const { client, calls } = recordingClient({ accessToken: 'client-token' })

    await client.get('/x', { headers: { authorization: 'Bearer call-token' } })

    expect(calls[0]?.headers.get('authorization')).toBe('Bearer call-token')
  })

  test.each([
    ['a line break in a value', { 'x-a': 'b\r\nx-evil: 1' }],
    ['NUL in a value', { 'x-a': 'b\u0000' }],
    ['letters beyond Latin-1', { 'x-a': '☃' }],
    ['a lone surrogate', { 'x-a': '\ud800' }],
    ['a blank in a name', { 'x a': '1' }],
    ['an empty name', { '': '1' }],
    ['a colon in a name', { 'x:a': '1' }],
    ['a number as value', { 'x-a': 1 as unknown as string }],
  ])('with %s are refused before anything is sent', async (_what, headers) => {
    const { client, calls } = recordingClient()

    await rejection(client.get('/x', { headers }), InvalidArgumentError)

    expect(calls).toEqual([])
  })

  test('with a bad value do not repeat it in the error', async () => {
    const { client } = recordingClient()

    const error = await rejection(
      client.get('/x', { headers: { authorization: 'Bearer s3cr3t-value\n' } }),
      InvalidArgumentError,
    )

    expect(error.message).not.toContain('s3cr3t-value')
  })
})

describe('options of a call', () => {
  test.each([
    ['an unknown name', { retries: 3 }, 'retries'],
    ['a Python name', { extra_headers: {} }, 'extra_headers'],
    ['a misspelt name', { maxretries: 3 }, 'maxretries'],
    ['a timeout of zero', { timeout: 0 }, 'timeout'],
    ['a negative timeout', { timeout: -1 }, 'timeout'],
    ['a timeout that is no number', { timeout: '5' }, 'timeout'],
    ['NaN as timeout', { timeout: Number.NaN }, 'timeout'],
    ['a negative number of retries', { maxRetries: -1 }, 'maxRetries'],
    ['half a retry', { maxRetries: 0.5 }, 'maxRetries'],
    ['null as retries', { maxRetries: null }, 'maxRetries'],
    ['a signal that is none', { signal: {} }, 'signal'],
    ['a query that is text', { query: 'a=b' }, 'query'],
    ['a query that is a list', { query: [] }, 'query'],
    ['a query that is a map', { query: new Map([['a', 1]]) }, 'query'],
    ['a query of `URLSearchParams`', { query: new URLSearchParams('a=1') }, 'query'],
    ['a query that is a promise', { query: Promise.resolve({ a: 1 }) }, 'query'],
    ['a query with a list that holds a map', { query: { a: [{ b: new Map() }] } }, 'b'],
    ['headers that are text', { headers: 'a: b' }, 'headers'],
  ])('refuse %s by name, before anything is sent', async (_what, options, argument) => {
    const { client, calls } = recordingClient()

    const error = await rejection(client.get('/x', options as RequestOptions), InvalidArgumentError)

    expect(error.argument).toBe(argument)
    expect(error.message).toContain(argument)
    expect(calls).toEqual([])
  })

  test.each([[null], ['text'], [5], [true]])('refuse %j in their place', async (options) => {
    const { client, calls } = recordingClient()

    await rejection(client.get('/x', options as unknown as RequestOptions), InvalidArgumentError)

    expect(calls).toEqual([])
  })

  test('follow the positionals of a method that has no params', async () => {
    const { client, calls } = recordingClient()

    await client.workspaces.retrieve('ml-team', { headers: { 'x-a': '1' } })

    expect([calls[0]?.url.pathname, calls[0]?.headers.get('x-a')]).toEqual([
      '/apis/entities/v2/workspaces/ml-team',
      '1',
    ])
  })

  test('accept a timeout without limit', async () => {
    const { client } = recordingClient()

    expect(await client.get('/x', { timeout: Number.POSITIVE_INFINITY })).toEqual({ data: [] })
  })

  test('are not changed by the call', async () => {
    const { client, calls } = recordingClient()
    const options = { headers: { 'x-a': '1' } }

    await client.get('/x', options)
    await client.get('/y', options)

    expect(calls[1]?.headers.get('x-a')).toBe('1')
    expect(options).toEqual({ headers: { 'x-a': '1' } })
  })

  test('whose signal has fired already send nothing', async () => {
    const { client, calls } = recordingClient()

    const promise = client.get('/x', { signal: AbortSignal.abort() })

    await expect(promise).rejects.toMatchObject({ name: 'APIUserAbortError' })
    expect(calls).toEqual([])
  })
})
