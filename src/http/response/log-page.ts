/** Logs come in pages too, but a cursor leads from one to the next, and nobody knows how many there are. */

import { APIPromise } from './api-promise.ts'
import { type CollectOptions, collect, type Envelope, Items, noNextPage, takeFields } from './items.ts'

/** One page of a log. Iterating over it gives its entries and those of all following pages. */
export class LogPage<Item> implements AsyncIterable<Item> {
  /** The entries of this page. */
  declare readonly data: Item[]
  /** How many entries there are in all. */
  declare readonly total: number
  /** The cursor of the next page; null on the last one. */
  declare readonly next_page: string | null
  /** The cursor of the page before; null on the first one. */
  declare readonly prev_page: string | null

  readonly #cursor: string | null
  readonly #fetchPage: (cursor: string) => LogPagePromise<Item>

  /** @internal */
  constructor(
    envelope: Envelope,
    cursor: string | null,
    fetchPage: (cursor: string) => LogPagePromise<Item>,
  ) {
    takeFields(this, envelope)
    this.#cursor = cursor
    this.#fetchPage = fetchPage
  }

  /** Whether there is a page after this one. An empty page is the last, and so is one that names itself as the next. */
  hasNextPage(): boolean {
    return this.#nextCursor() !== undefined
  }

  /**
   * Fetches the next page: same query.
   *
   * @throws NeMoPlatformError if there is none: ask {@link LogPage.hasNextPage} first.
   */
  async nextPage(): Promise<LogPage<Item>> {
    const cursor = this.#nextCursor()
    if (cursor === undefined) throw noNextPage()
    return this.#fetchPage(cursor)
  }

  /** This page and all that follow it. Ends where the cursors lead back to a page that was there already. */
  async *pages(): AsyncGenerator<LogPage<Item>, void> {
    let step = walk<Item>(this)
    yield step.page
    while (step.hasNextPage()) {
      step = await step.nextPage()
      yield step.page
    }
  }

  /** The entries of this page and of all that follow it. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Item, void, void> {
    return new Items(async () => walk(this))
  }

  #nextCursor(): string | undefined {
    const next: unknown = this.next_page
    if (typeof next !== 'string' || next === '' || next === this.#cursor) return undefined
    return this.data.length === 0 ? undefined : next
  }
}

/** The promise of a log's first page. Iterating over it gives the entries of all pages. */
export class LogPagePromise<Item> extends APIPromise<LogPage<Item>> implements AsyncIterable<Item> {
  /** All pages, fetched as they are asked for. */
  async *pages(): AsyncGenerator<LogPage<Item>, void> {
    yield* (await this).pages()
  }

  /**
   * The entries of all pages, collected.
   *
   * @param options - `limit`: at most so many, the first ones. Without it a log of more than 10 000 entries is an error.
   */
  all(options?: CollectOptions): Promise<Item[]> {
    return collect(this, options)
  }

  /** The entries of all pages, fetched as they are asked for. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Item, void, void> {
    return new Items(async () => walk(await this))
  }
}

/** A page on the way through a log. */
interface Step<Item> {
  readonly page: LogPage<Item>
  readonly data: readonly Item[]
  hasNextPage(): boolean
  nextPage(): Promise<Step<Item>>
}

/** Goes from page to page, but by no cursor twice: a server that leads in a circle is not followed for ever. */
function walk<Item>(page: LogPage<Item>, seen = new Set<unknown>()): Step<Item> {
  return {
    page,
    data: page.data,
    hasNextPage: () => page.hasNextPage() && !seen.has(page.next_page),
    nextPage: async () => {
      seen.add(page.next_page)
      return walk(await page.nextPage(), seen)
    },
  }
}
