/** `client.withOptions`: a client that differs in some options and shares the rest. */

import { type ClientOptions, NeMoPlatform } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { configErrorOf, configFile, oneContext } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { json, networkError, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

function clientFor(options: ClientOptions = {}) {
  const { fetch, calls } = stubFetch(json({ data: [] }))
  return { client: new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, ...options }), calls }
}

describe('withOptions', () => {
  test('leaves the client as it is', () => {
    const { client } = clientFor({ workspace: 'first' })

    const other = client.withOptions({ workspace: 'second', baseURL: 'http://other.test' })

    expect([client.workspace, client.baseURL]).toEqual(['first', 'http://nemo.test/'])
    expect([other.workspace, other.baseURL]).toEqual(['second', 'http://other.test/'])
  })

  test('keeps what is not named', async () => {
    const { client, calls } = clientFor({
      workspace: 'ml-team',
      accessToken: 'mine',
      defaultHeaders: { 'x-a': '1' },
      defaultQuery: { a: 1 },
    })

    await client.withOptions({ timeout: 5 }).projects.list()

    expect(calls[0]?.url.href).toBe('http://nemo.test/apis/entities/v2/workspaces/ml-team/projects?a=1')
    expect([calls[0]?.headers.get('x-a'), calls[0]?.headers.get('authorization')]).toEqual([
      '1',
      'Bearer mine',
    ])
  })

  test('keeps an option that is given as undefined', async () => {
    const { client, calls } = clientFor({ workspace: 'ml-team', accessToken: 'mine' })

    const other = client
      .withOptions({ baseURL: undefined, workspace: undefined, fetch: undefined, accessToken: undefined })
      .withOptions({ certificateAuthority: undefined, accessToken: 'another' })
    await other.projects.list()

    expect([other.baseURL, other.workspace]).toEqual(['http://nemo.test/', 'ml-team'])
    expect(calls[0]?.headers.get('authorization')).toBe('Bearer another')
  })

  test('keeps timeout and retries that are given as undefined', async () => {
    const { fetch, calls } = stubFetch(networkError('ECONNREFUSED'))
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, maxRetries: 0 })

    await client
      .withOptions({ maxRetries: undefined })
      .get('/x')
      .catch(() => undefined)

    expect(calls).toHaveLength(1)
  })

  test('merges headers, whatever their form and case', async () => {
    const { client, calls } = clientFor({ defaultHeaders: new Headers({ 'X-A': '1', 'X-B': '1' }) })

    await client.withOptions({ defaultHeaders: { 'x-b': '2', 'X-C': '2' } }).get('/x')

    const names = ['x-a', 'x-b', 'x-c'].map((name) => calls[0]?.headers.get(name))
    expect(names).toEqual(['1', '2', '2'])
  })

  test('takes a header away that is null', async () => {
    const { client, calls } = clientFor({ defaultHeaders: { 'x-a': '1' } })

    await client.withOptions({ defaultHeaders: { 'X-A': null } }).get('/x')

    expect(calls[0]?.headers.has('x-a')).toBe(false)
  })

  test('merges the query', async () => {
    const { client, calls } = clientFor({ defaultQuery: { a: 1, b: 1 } })

    await client.withOptions({ defaultQuery: { b: 2 } }).get('/x')

    expect(calls[0]?.url.search).toBe('?a=1&b=2')
  })

  test('may be chained', async () => {
    const { client, calls } = clientFor()

    await client
      .withOptions({ defaultHeaders: { 'x-a': '1' } })
      .withOptions({ workspace: 'ml-team' })
      .withOptions({ defaultHeaders: { 'x-b': '2' } })
      .secrets.list()

    expect(calls[0]?.url.pathname).toContain('/ml-team/')
    expect([calls[0]?.headers.get('x-a'), calls[0]?.headers.get('x-b')]).toEqual(['1', '2'])
  })

  test('shares what a token function gave', async () => {
    const accessToken = vi.fn(() => 'once')
    const { client } = clientFor({ accessToken })

    await client.get('/x')
    await client.withOptions({ workspace: 'ml-team' }).get('/x')

    expect(accessToken).toHaveBeenCalledTimes(1)
  })

  test('shares what was learnt about roles', async () => {
    const platform = new MockPlatform({ auth: { rolePropagation: 400 } })
    const client = new NeMoPlatform({
      baseURL: 'http://nemo.test',
      accessToken: platform.tokenFor('alice@example.com'),
      fetch: platform.fetch,
    })
    await client.workspaces.create({ name: 'ml-team', wait_role_propagation: false })

    const workspace = await client.withOptions({ timeout: 5000 }).workspaces.retrieve('ml-team')

    expect(workspace.name).toBe('ml-team')
    expect(platform.requests.filter(({ status }) => status === 403).length).toBeGreaterThan(0)
  })

  test('with another context name reads the config again', () => {
    const second = '- name: other\n  cluster: main-cluster\n  user: main-user\n  workspace: other-workspace\n'
    const client = new NeMoPlatform({ configPath: configFile(oneContext() + second) })

    const other = client.withOptions({ contextName: 'other' })

    expect([client.context, other.context, other.workspace]).toEqual(['main', 'other', 'other-workspace'])
  })

  test('never sends a stored token to another base URL that is named alone', async () => {
    const { fetch, calls } = stubFetch(json({}))
    const configPath = configFile(oneContext({ user: ['type: oauth', 'token: stored'] }))
    const client = new NeMoPlatform({ fetch, configPath })

    await client.withOptions({ baseURL: 'http://other.test', configPath }).get('/x', { maxRetries: 0 })

    const toOther = calls.filter(({ url }) => url.pathname === '/x')
    expect(toOther.map(({ url }) => url.origin)).toEqual(['http://other.test'])
  })

  test.each<[what: string, options: unknown, key: string]>([
    ['no object', 'x', 'options'],
    ['null', null, 'options'],
    ['an unknown option', { time_out: 5 }, 'time_out'],
    ['a wrong type', { timeout: 'x' }, 'timeout'],
    ['headers that are text', { defaultHeaders: 'a: b' }, 'defaultHeaders'],
    ['headers that are null', { defaultHeaders: null }, 'defaultHeaders'],
    ['headers that are a list of texts', { defaultHeaders: ['a'] }, 'defaultHeaders'],
    ['a query that is text', { defaultQuery: 'a=b' }, 'defaultQuery'],
    ['a query that is null', { defaultQuery: null }, 'defaultQuery'],
    ['no URL', { baseURL: 'nemo.test' }, 'baseURL'],
  ])('with %s is a ConfigError', (_what, options, key) => {
    const { client } = clientFor({ defaultHeaders: { 'x-a': '1' }, defaultQuery: { a: 1 } })

    expect(configErrorOf(() => client.withOptions(options as ClientOptions)).key).toBe(key)
  })
})
