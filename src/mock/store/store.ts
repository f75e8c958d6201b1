/** Where the mock platform keeps its state. */

import type { FileStore } from './file-store.ts'

/** A named set of records, each under a key of its own, in the order in which they came. */
export interface Collection<Entry> {
  get(key: string): Entry | undefined
  set(key: string, entry: Entry): void
  delete(key: string): boolean
  values(): Iterable<Entry>
}

/** Keeps collections: in memory here, in a database elsewhere. Entries are plain JSON. */
export interface Store {
  collection<Entry>(name: string): Collection<Entry>
  /** Empties it. Collections that were handed out before need not show it. Left out: the platform cannot be reset. */
  clear?(): void
  /** Where the bytes of files are kept. Left out: in memory and temporary files; files are gone with the process. */
  readonly files?: FileStore | undefined
}

/** Keeps everything in memory. */
export class MemoryStore implements Store {
  readonly #collections = new Map<string, Map<string, unknown>>()

  collection<Entry>(name: string): Collection<Entry> {
    let collection = this.#collections.get(name)
    if (collection === undefined) {
      collection = new Map()
      this.#collections.set(name, collection)
    }
    return collection as Map<string, Entry>
  }

  clear(): void {
    this.#collections.clear()
  }
}
