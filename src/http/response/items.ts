/** Iterates over the items of a list, page after page. */

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
  #page: PageOfItems<Item> | undefined
  #index = 0
  #isDone = false
  /** Ends when all steps that had to wait have been taken. */
  #queue: Promise<unknown> | undefined

  constructor(first: () => PromiseLike<PageOfItems<Item>>) {
    this.#first = first
  }

  next(): Promise<IteratorResult<Item, void>> {
    const { data } = this.#page ?? {}
    if (this.#queue === undefined && data !== undefined && this.#index < data.length) {
      return Promise.resolve({ done: false, value: data[this.#index++] as Item })
    }
    const step = (this.#queue ?? Promise.resolve()).then(() => this.#step())
    const leave = () => {
      if (this.#queue === settled) this.#queue = undefined
    }
    const settled: Promise<void> = step.then(leave, leave)
    this.#queue = settled
    return step
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
    this.#page = page
    this.#index = 0
  }
}
