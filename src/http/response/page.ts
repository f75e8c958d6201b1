/** Lists come in pages. A page knows how to get the next one, and iterates over all items from there on. */

import { APIPromise } from './api-promise.ts'
import {
  type CollectOptions,
  collect,
  EmptyPages,
  type Envelope,
  Items,
  noNextPage,
  takeFields,
} from './items.ts'

/** Where a page stands in its list. */
export interface Pagination {
  page: number
  page_size: number
  current_page_size: number
  total_pages: number
  total_results: number
}

/** One page of a list. Iterating over it gives its items and those of all following pages. */
export class Page<Item> implements AsyncIterable<Item> {
  /** The items of this page. */
  declare readonly data: Item[]
  /** Where the page stands; absent on servers that do not tell. */
  declare readonly pagination?: Pagination | null
  /** The order of the items, as the server understood it. */
  declare readonly sort?: string | null
  /** The filter, as the server understood it. */
  declare readonly filter?: Record<string, unknown> | null

  readonly #number: number
  readonly #fetchPage: (number: number) => PagePromise<Item>

  /** @internal */
  constructor(envelope: Envelope, number: number, fetchPage: (number: number) => PagePromise<Item>) {
    takeFields(this, envelope)
    this.#number = number
    this.#fetchPage = fetchPage
  }

  /** Whether there is a page after this one. One that does not tell how many there are is the last. */
  hasNextPage(): boolean {
    const total = this.pagination?.total_pages
    return typeof total === 'number' && this.#number < total
  }

  /**
   * Fetches the next page: same filter, order and page size.
   *
   * @throws NeMoPlatformError if there is none: ask {@link Page.hasNextPage} first.
   */
  async nextPage(): Promise<Page<Item>> {
    if (!this.hasNextPage()) throw noNextPage()
    return this.#fetchPage(this.#number + 1)
  }

  /**
   * This page and all that follow it.
   *
   * @throws NeMoPlatformError (from the loop) where a hundred pages in a row are empty.
   */
  async *pages(): AsyncGenerator<Page<Item>, void> {
    const emptyPages = new EmptyPages()
    let page: Page<Item> = this
    emptyPages.note(page)
    yield page
    while (page.hasNextPage()) {
      page = await page.nextPage()
      emptyPages.note(page)
      yield page
    }
  }

  /** The items of this page and of all that follow it. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Item, void, void> {
    return new Items(() => Promise.resolve(this))
  }
}

/** The promise of a first page. Iterating over it gives the items of all pages. */
export class PagePromise<Item> extends APIPromise<Page<Item>> implements AsyncIterable<Item> {
  /** All pages, fetched as they are asked for. */
  async *pages(): AsyncGenerator<Page<Item>, void> {
    yield* (await this).pages()
  }

  /**
   * The items of all pages, collected before anything is done with them. Use it where the loop deletes or adds items: a list is cut
   * into pages by number, so that a loop over the list itself would skip what moves to a page that was fetched already.
   *
   * @param options - `limit`: at most so many, the first ones. Without it a list of more than 10 000 items is an error.
   */
  all(options?: CollectOptions): Promise<Item[]> {
    return collect(this, options)
  }

  /** The items of all pages, fetched as they are asked for. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Item, void, void> {
    return new Items(() => this)
  }
}

/** Whether an answer is the envelope of a page. */
export function isEnvelope(answer: unknown): answer is Envelope {
  return typeof answer === 'object' && answer !== null && 'data' in answer && Array.isArray(answer.data)
}
