/** `client.getPages`: any list as pages, with both kinds of paging. */

import { NeMoPlatform } from 'nemo-platform'
import { expect, test } from 'vitest'
import { json } from '../helpers/stub-fetch.ts'

function serving(answers: readonly object[]) {
  const asked: string[] = []
  const client = new NeMoPlatform({
    baseURL: 'http://nemo.test',
    fetch: async (input) => {
      const { search } = new URL(input as string)
      asked.push(search)
      return json(answers[asked.length - 1])
    },
  })
  return { client, asked }
}

test('numbered pages', async () => {
  const pagination = { page_size: 1, current_page_size: 1, total_pages: 2, total_results: 2 }
  const { client, asked } = serving([
    { data: [1], pagination: { ...pagination, page: 1 } },
    { data: [2], pagination: { ...pagination, page: 2 } },
  ])

  const page = await client.getPages<number>('/apis/any/v2/things', { query: { kind: 'a' } })

  expect(page.pagination?.total_results).toBe(2)
  const all: number[] = []
  for await (const item of page) all.push(item)
  expect(all).toEqual([1, 2])
  expect(asked).toEqual(['?kind=a', '?kind=a&page=2'])
})

test('pages that name the next one', async () => {
  const { client, asked } = serving([
    { data: ['a'], total: 2, next_page: 'x', prev_page: null },
    { data: ['b'], total: 2, next_page: null, prev_page: null },
  ])

  const page = await client.getPages<string>('/apis/any/v2/logs', { paging: 'cursor', query: { limit: 1 } })

  expect(page.next_page).toBe('x')
  const all: string[] = []
  for await (const item of page) all.push(item)
  expect(all).toEqual(['a', 'b'])
  expect(asked).toEqual(['?limit=1', '?limit=1&page_cursor=x'])
})
