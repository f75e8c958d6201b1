/** Logs in pages, through which a cursor leads. */

import { APIResponseValidationError, NeMoPlatform, NeMoPlatformError } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { allOf } from '../../helpers/all-of.ts'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json, type StubbedCall, stubFetch } from '../../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

interface Envelope {
  data: unknown[]
  next_page?: string | null
}

/** A client of a log whose pages have these cursors; the first one has none. */
function clientFor(pages: Readonly<Record<string, Envelope>>) {
  const { fetch, calls } = stubFetch(({ url }: StubbedCall) =>
    json({ total: 9, prev_page: null, ...pages[url.searchParams.get('page_cursor') ?? ''] }),
  )
  const client = new NeMoPlatform({ baseURL: 'http://nemo.test', workspace: 'ws', fetch, maxRetries: 0 })
  return { client, queries: () => calls.map(({ url }) => Object.fromEntries(url.searchParams)) }
}

const line = (message: string) => ({ message, timestamp: '2026-01-01T00:00:00' })
const THREE: Readonly<Record<string, Envelope>> = {
  '': { data: [line('a'), line('b')], next_page: 'c1' },
  c1: { data: [line('c'), line('d')], next_page: 'c2' },
  c2: { data: [line('e')], next_page: null },
}

async function messagesOf(lines: AsyncIterable<{ message: string }>): Promise<string> {
  return (await allOf(lines)).map(({ message }) => message).join('')
}

describe('a log', () => {
  test('gives its entries page after page, without a request too many', async () => {
    const { client, queries } = clientFor(THREE)

    expect(await messagesOf(client.jobs.getLogs('j'))).toBe('abcde')
    expect(queries()).toEqual([{}, { page_cursor: 'c1' }, { page_cursor: 'c2' }])
  })

  test('keeps the query, that of the call too', async () => {
    const { client, queries } = clientFor(THREE)

    await messagesOf(client.jobs.getLogs('j', { limit: 2 }, { query: { extra: 'x' } }))

    expect(queries().at(-1)).toEqual({ limit: '2', extra: 'x', page_cursor: 'c2' })
  })

  test('can begin at a cursor', async () => {
    const { client, queries } = clientFor(THREE)

    expect(await messagesOf(client.jobs.getLogs('j', { page_cursor: 'c1' }))).toBe('cde')
    expect(queries()).toHaveLength(2)
  })

  test('gives its pages', async () => {
    const { client } = clientFor(THREE)

    const pages = await allOf(client.jobs.getLogs('j').pages())

    expect(pages.map(({ data }) => data.length)).toEqual([2, 2, 1])
  })

  test('fetches no page before it is asked for', async () => {
    const { client, queries } = clientFor(THREE)

    for await (const { message } of client.jobs.getLogs('j')) if (message === 'b') break

    expect(queries()).toHaveLength(1)
  })

  test('that leads back to a page ends there', async () => {
    const { client, queries } = clientFor({
      '': { data: [line('a')], next_page: 'c1' },
      c1: { data: [line('b')], next_page: 'c2' },
      c2: { data: [line('c')], next_page: 'c1' },
    })

    expect(await messagesOf(client.jobs.getLogs('j'))).toBe('abc')
    expect(await allOf(client.jobs.getLogs('j').pages())).toHaveLength(3)
    expect(queries()).toHaveLength(6)
  })

  test('can be read twice from the same page', async () => {
    const { client } = clientFor(THREE)
    const page = await client.jobs.getLogs('j')

    expect([await messagesOf(page), await messagesOf(page)]).toEqual(['abcde', 'abcde'])
  })
})

describe('a page of a log', () => {
  test('holds entries, total and cursors', async () => {
    const { client } = clientFor(THREE)

    expect({ ...(await client.jobs.getLogs('j')) }).toEqual({
      data: [line('a'), line('b')],
      total: 9,
      next_page: 'c1',
      prev_page: null,
    })
  })

  test('fetches the next one', async () => {
    const { client } = clientFor(THREE)

    const next = await (await client.jobs.getLogs('j')).nextPage()

    expect([next.data.length, next.hasNextPage()]).toEqual([2, true])
  })

  test.each<[what: string, page: Envelope]>([
    ['without a cursor', { data: [line('a')] }],
    ['with an empty cursor', { data: [line('a')], next_page: '' }],
    ['with null for a cursor', { data: [line('a')], next_page: null }],
    ['without entries', { data: [], next_page: 'c1' }],
  ])('%s is the last', async (_what, only) => {
    const { client, queries } = clientFor({ '': only })

    const page = await client.jobs.getLogs('j')
    await allOf(page)

    expect(page.hasNextPage()).toBe(false)
    await rejection(page.nextPage(), NeMoPlatformError)
    expect(queries()).toHaveLength(1)
  })

  test('that names itself as the next is the last', async () => {
    const { client, queries } = clientFor({ c1: { data: [line('a')], next_page: 'c1' } })

    expect(await messagesOf(client.jobs.getLogs('j', { page_cursor: 'c1' }))).toBe('a')
    expect(queries()).toHaveLength(1)
  })

  test('without a list is an error', async () => {
    const { client } = clientFor({ '': { data: 'x' as never } })

    await rejection(client.jobs.getLogs('j'), APIResponseValidationError)
  })

  test('keeps its methods whatever a server sends', async () => {
    const page = { data: [line('a')], pages: 1, hasNextPage: true } as Envelope

    expect((await clientFor({ '': page }).client.jobs.getLogs('j')).hasNextPage()).toBe(false)
  })
})
