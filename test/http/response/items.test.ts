/** Iterating over the items of a list. */

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Items } from '../../../src/http/response/items.ts'

interface Paged {
  data: readonly number[]
  hasNextPage(): boolean
  nextPage(): Promise<Paged>
}

/** A list in pages, which counts how many of them were fetched. */
class List {
  fetched = 0
  readonly #pages: readonly (readonly number[])[]

  constructor(pages: readonly (readonly number[])[]) {
    this.#pages = pages
  }

  items() {
    return new Items<number>(() => this.#fetch(0))
  }

  async #fetch(index: number): Promise<Paged> {
    this.fetched += 1
    await Promise.resolve()
    return this.page(index)
  }

  page(index: number): Paged {
    return {
      data: this.#pages[index] ?? [],
      hasNextPage: () => index + 1 < this.#pages.length,
      nextPage: (): Promise<Paged> => this.#fetch(index + 1),
    }
  }
}

async function all(items: AsyncIterable<number>): Promise<number[]> {
  const collected: number[] = []
  for await (const item of items) collected.push(item)
  return collected
}

const pages = fc.array(fc.array(fc.integer(), { maxLength: 4 }), { minLength: 1, maxLength: 5 })

it('gives all items in order, and fetches each page once', async () => {
  await fc.assert(
    fc.asyncProperty(pages, async (pages) => {
      const list = new List(pages)
      expect(await all(list.items())).toEqual(pages.flat())
      expect(list.fetched).toBe(pages.length)
    }),
  )
})

it('gives them in order to those who ask without waiting', async () => {
  await fc.assert(
    fc.asyncProperty(pages, async (pages) => {
      const items = new List(pages).items()
      const results = await Promise.all(Array.from({ length: pages.flat().length + 2 }, () => items.next()))
      expect(results.filter(({ done }) => !done).map(({ value }) => value)).toEqual(pages.flat())
    }),
  )
})

it('fetches no page before its first item is asked for', async () => {
  const list = new List([[1, 2], [3]])
  const items = list.items()
  expect(list.fetched).toBe(0)
  await items.next()
  await items.next()
  expect(list.fetched).toBe(1)
})

it('stops where the loop is left', async () => {
  const list = new List([[1], [2], [3]])
  const items = list.items()
  for await (const item of items) if (item === 2) break
  expect(list.fetched).toBe(2)
  expect(await items.next()).toEqual({ done: true, value: undefined })
})

it('fails once, where a page fails', async () => {
  const items = new Items<number>(() => Promise.reject(new Error('no page')))
  await expect(items.next()).rejects.toThrow('no page')
  expect(await items.next()).toEqual({ done: true, value: undefined })
})
