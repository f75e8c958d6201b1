/** Iterates over the items of a list, page after page. */

import { InvalidArgumentError, NeMoPlatformError } from '../../errors/index.ts'
import { MOST_COLLECTED_ITEMS, MOST_EMPTY_PAGES } from '../../limits.ts'
import { Turns } from './turns.ts'

/** A page, as far as its items matter. */
interface PageOfItems<Item> {
  readonly data: readonly Item[]
  hasNextPage(): boolean
  nextPage(): Promise<PageOfItems<Item>>
}

/**
 * The items of a page and of all that follow it. A page is fetched when its first item is asked for. Written by hand, since an
 * async generator costs several turns of the event loop for each item.
 */
export class Items<Item> implements AsyncIterableIterator<Item, void, void> {
  readonly #first: () => PromiseLike<PageOfItems<Item>>
  readonly #emptyPages = new EmptyPages()
  #page: PageOfItems<Item> | undefined
  #index = 0
  #isDone = false
  readonly #turns = new Turns()

  constructor(first: () => PromiseLike<PageOfItems<Item>>) {
    this.#first = first
  }

  next(): Promise<IteratorResult<Item, void>> {
    const { data } = this.#page ?? {}
    if (this.#turns.areFree && data !== undefined && this.#index < data.length) {
      return Promise.resolve({ done: false, value: data[this.#index++] as Item })
    }
    return this.#turns.take(() => this.#step())
  }

  async return(): Promise<IteratorResult<Item, void>> {
    this.#isDone = true
    this.#page = undefined
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async #step(): Promise<IteratorResult<Item, void>> {
    while (!this.#isDone) {
      if (this.#page !== undefined && this.#index < this.#page.data.length) {
        return { done: false, value: this.#page.data[this.#index++] as Item }
      }
      try {
        await this.#turnPage()
      } catch (error) {
        this.#isDone = true
        throw error
      }
    }
    this.#page = undefined
    return { done: true, value: undefined }
  }

  async #turnPage(): Promise<void> {
    if (this.#page !== undefined && !this.#page.hasNextPage()) {
      this.#isDone = true
      return
    }
    const page = await (this.#page?.nextPage() ?? this.#first())
    // Left in the meantime: what came is of no use.
    if (this.#isDone) return
    this.#emptyPages.note(page)
    this.#page = page
    this.#index = 0
  }
}

/** Counts empty pages in a row: a list of nothing else would be asked for without end. */
export class EmptyPages {
  #inARow = 0

  /** @throws NeMoPlatformError for one too many. */
  note({ data }: { readonly data: readonly unknown[] }): void {
    this.#inARow = data.length === 0 ? this.#inARow + 1 : 0
    if (this.#inARow <= MOST_EMPTY_PAGES) return
    throw new NeMoPlatformError(
      `The list had ${this.#inARow} empty pages in a row, and claims to have more`,
      {
        code: 'list/empty-pages',
        remedies: [{ text: 'Ask for the pages that you want by their number', call: '.list({ page })' }],
      },
    )
  }
}

/** An answer with items in it. */
export type Envelope = Readonly<Record<string, unknown>> & { readonly data: readonly unknown[] }

/** Gives a page the fields of the answer. What a server sends must not stand in for a method. */
export function takeFields(page: object, envelope: Envelope): void {
  for (const [key, value] of Object.entries(envelope)) if (!(key in page)) Reflect.set(page, key, value)
}

/** The error for a page after the last one. */
export function noNextPage(): NeMoPlatformError {
  return new NeMoPlatformError('There is no next page', {
    code: 'response/no-next-page',
    remedies: [{ text: 'Ask for a next page only where there is one', call: '`hasNextPage()`' }],
  })
}

/** How many items to collect. */
export interface CollectOptions {
  /** At most so many: the first ones. @default all, but more than 10 000 are an error */
  limit?: number | undefined
}

/**
 * Collects the items of a list.
 *
 * @throws NeMoPlatformError for more items than fit, where no limit was asked for.
 */
export async function collect<Item>(
  list: AsyncIterable<Item>,
  { limit }: CollectOptions = {},
): Promise<Item[]> {
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0))
    throw new InvalidArgumentError('limit', 'must be a whole number from 0 on')
  const items: Item[] = []
  if (limit === 0) return items
  for await (const item of list) {
    if (limit === undefined && items.length === MOST_COLLECTED_ITEMS) {
      throw new NeMoPlatformError(`The list has more than ${MOST_COLLECTED_ITEMS} items`, {
        code: 'list/too-long',
        remedies: [{ text: 'Say how many you want', call: '.all({ limit })' }],
      })
    }
    items.push(item)
    if (items.length === limit) break
  }
  return items
}
