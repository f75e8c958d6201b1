import {
  APIResponseValidationError,
  NeMoPlatform,
  NeMoPlatformError,
  type Page,
  type Workspace,
} from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, type StubbedCall, stubFetch } from '../../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** A list of so many items, cut into pages. */
function listOf(total: number, pageSize: number) {
  return ({ url }: StubbedCall) => {
    const page = Number(url.searchParams.get('page') ?? 1)
    const names = Array.from({ length: total }, (_, index) => ({ name: `w${index + 1}` }))
    const data = names.slice((page - 1) * pageSize, page * pageSize)
    const total_pages = Math.ceil(total / pageSize)
    const pagination = {
      page,
      page_size: pageSize,
      current_page_size: data.length,
      total_pages,
      total_results: total,
    }
    return json({ data, pagination, sort: '-created_at', filter: null })
  }
}

function clientFor(...answers: Parameters<typeof stubFetch>) {
  const { fetch, calls } = stubFetch(...answers)
  return { client: new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, maxRetries: 0 }), calls }
}

async function namesOf(items: AsyncIterable<Workspace>): Promise<string[]> {
  const names: string[] = []
  for await (const { name } of items) names.push(name)
  return names
}

const paged = (data: unknown[], page: number, total_pages: number) =>
  json({
    data,
    pagination: { page, page_size: 2, current_page_size: data.length, total_pages, total_results: 9 },
  })

describe('a page', () => {
  test('holds items, pagination, sort and filter', async () => {
    const { client } = clientFor(listOf(3, 2))

    const page = await client.workspaces.list()

    expect({ ...page }).toEqual({
      data: [{ name: 'w1' }, { name: 'w2' }],
      pagination: { page: 1, page_size: 2, current_page_size: 2, total_pages: 2, total_results: 3 },
      sort: '-created_at',
      filter: null,
    })
  })

  test('keeps fields of the envelope that nobody knows', async () => {
    const { client } = clientFor(json({ data: [], group_counts: { a: 1 } }))

    expect(await client.workspaces.list()).toMatchObject({ group_counts: { a: 1 } })
  })

  test('knows whether there is a next one', async () => {
    const { client } = clientFor(listOf(3, 2))
    const first = await client.workspaces.list()

    const second = await first.nextPage()

    expect([first.hasNextPage(), second.hasNextPage()]).toEqual([true, false])
    expect(second.data).toEqual([{ name: 'w3' }])
  })

  test('asks for the next one with the same query, but for the page', async () => {
    const { client, calls } = clientFor(listOf(3, 1))

    const page = await client.workspaces.list({
      page_size: 1,
      sort: '-created_at',
      filter: { name: { $like: 'w' } },
    })
    await page.nextPage()

    expect(calls[1]?.url.search).toBe(`${calls[0]?.url.search}&page=2`)
  })

  test('asks for the next one with the options of the first call', async () => {
    const { client, calls } = clientFor(listOf(3, 1))

    const page = await client.workspaces.list({}, { headers: { 'x-a': '1' }, query: { extra: 'e' } })
    await page.nextPage()

    expect([calls[1]?.headers.get('x-a'), calls[1]?.url.searchParams.get('extra')]).toEqual(['1', 'e'])
  })

  test('rejects nextPage on the last one, without a request', async () => {
    const { client, calls } = clientFor(listOf(1, 2))
    const page = await client.workspaces.list()

    const error = await rejection(page.nextPage(), NeMoPlatformError)

    expect(error.message).toContain('hasNextPage')
    expect(calls).toHaveLength(1)
  })

  test('counts from the page that was asked for', async () => {
    const { client, calls } = clientFor(listOf(5, 1))

    const page = await client.workspaces.list({ page: 3 })
    const next = await page.nextPage()

    expect(next.data).toEqual([{ name: 'w4' }])
    expect(calls.map(({ url }) => url.searchParams.get('page'))).toEqual(['3', '4'])
  })

  test('counts from a page that was given through the query of the options', async () => {
    const { client, calls } = clientFor(listOf(5, 1))

    const names = await namesOf(client.workspaces.list({}, { query: { page: 4 } }))

    expect(names).toEqual(['w4', 'w5'])
    expect(calls.map(({ url }) => url.searchParams.get('page'))).toEqual(['4', '5'])
  })

  test('counts from a page that was given through the default query of the client', async () => {
    const { fetch, calls } = stubFetch(listOf(5, 1))
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, defaultQuery: { page: 4 } })

    expect(await namesOf(client.workspaces.list())).toEqual(['w4', 'w5'])
    expect(calls).toHaveLength(2)
  })

  test('is not the same object as the next', async () => {
    const { client } = clientFor(listOf(2, 1))
    const first = await client.workspaces.list()

    await first.nextPage()

    expect(first.data).toEqual([{ name: 'w1' }])
  })
})

describe('iterating', () => {
  test('over the promise gives the items of all pages', async () => {
    const { client, calls } = clientFor(listOf(5, 2))

    expect(await namesOf(client.workspaces.list())).toEqual(['w1', 'w2', 'w3', 'w4', 'w5'])
    expect(calls).toHaveLength(3)
  })

  test('over a page gives its items and those of the following pages', async () => {
    const { client, calls } = clientFor(listOf(5, 2))
    const page = await client.workspaces.list({ page: 2 })

    expect(await namesOf(page)).toEqual(['w3', 'w4', 'w5'])
    expect(calls).toHaveLength(2)
  })

  test('over pages gives each page', async () => {
    const { client } = clientFor(listOf(5, 2))
    const sizes: number[] = []

    for await (const page of client.workspaces.list().pages()) sizes.push(page.data.length)

    expect(sizes).toEqual([2, 2, 1])
  })

  test('fetches a page only when its items are wanted', async () => {
    const { client, calls } = clientFor(listOf(10, 2))

    for await (const { name } of client.workspaces.list()) if (name === 'w2') break

    expect(calls).toHaveLength(1)
  })

  test('fetches exactly as many pages as there are', async () => {
    const { client, calls } = clientFor(listOf(4, 2))

    await namesOf(client.workspaces.list())

    expect(calls).toHaveLength(2)
  })

  test('ends at once on an empty list', async () => {
    const { client, calls } = clientFor(listOf(0, 2))

    expect(await namesOf(client.workspaces.list())).toEqual([])
    expect(calls).toHaveLength(1)
  })

  test('ends at once on an empty list that claims to have one page', async () => {
    const { client, calls } = clientFor(paged([], 1, 1))

    expect(await namesOf(client.workspaces.list())).toEqual([])
    expect(calls).toHaveLength(1)
  })

  test('goes on after an empty page where the total promises more', async () => {
    const { client, calls } = clientFor(
      paged([{ name: 'w1' }], 1, 3),
      paged([], 2, 3),
      paged([{ name: 'w9' }], 3, 3),
    )

    expect(await namesOf(client.workspaces.list())).toEqual(['w1', 'w9'])
    expect(calls).toHaveLength(3)
  })

  test.each([
    ['is missing', { data: [{ name: 'w1' }] }],
    ['is null', { data: [{ name: 'w1' }], pagination: null }],
    ['tells no total', { data: [{ name: 'w1' }], pagination: { page: 1 } }],
  ])('asks once where the pagination %s', async (_what, envelope) => {
    const { client, calls } = clientFor(json(envelope))

    expect(await namesOf(client.workspaces.list())).toEqual(['w1'])
    expect(calls).toHaveLength(1)
  })

  test('ends with the error of a later page', async () => {
    const { client } = clientFor(paged([{ name: 'w1' }], 1, 2), json({ detail: 'gone' }, 404))
    const seen: string[] = []

    const act = async () => {
      for await (const { name } of client.workspaces.list()) seen.push(name)
    }

    await expect(act()).rejects.toMatchObject({ status: 404 })
    expect(seen).toEqual(['w1'])
  })

  test('passes the signal on to later pages', async () => {
    const { client, calls } = clientFor(listOf(4, 1))
    const controller = new AbortController()

    const act = async () => {
      for await (const _ of client.workspaces.list({}, { signal: controller.signal })) controller.abort()
    }

    await expect(act()).rejects.toMatchObject({ name: 'APIUserAbortError' })
    expect(calls).toHaveLength(1)
  })

  test('may be done twice over one promise', async () => {
    const { client } = clientFor(listOf(3, 2))
    const promise = client.workspaces.list()

    expect([await namesOf(promise), await namesOf(promise)]).toEqual([
      ['w1', 'w2', 'w3'],
      ['w1', 'w2', 'w3'],
    ])
  })
})

describe('an envelope', () => {
  test.each(['hasNextPage', 'nextPage', 'pages', 'constructor', 'toString'])(
    'with a key `%s` does not replace the method',
    async (key) => {
      const { client } = clientFor(json({ data: [], [key]: 'from the server' }))

      const page = (await client.workspaces.list()) as Page<Workspace> & Record<string, unknown>

      expect(typeof page[key]).toBe('function')
    },
  )

  test('with a key `__proto__` leaves the page a page', async () => {
    const text = '{"data":[{"name":"w1"}],"__proto__":{"hasNextPage":null,"polluted":true}}'
    const { client } = clientFor(new Response(text, { headers: { 'content-type': 'application/json' } }))

    const page = await client.workspaces.list()

    expect(page.hasNextPage()).toBe(false)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('without a list is an APIResponseValidationError', async () => {
    const { client } = clientFor(json({ pagination: {} }))

    await rejection(client.workspaces.list(), APIResponseValidationError)
  })

  test('gives its response beside the page', async () => {
    const { client } = clientFor(listOf(1, 1))

    const { data, response } = await client.workspaces.list().withResponse()

    expect([data.data, response.status]).toEqual([[{ name: 'w1' }], 200])
  })
})
