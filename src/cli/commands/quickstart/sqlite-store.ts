/** Keeps the state of a mock platform in an SQLite file: what was answered survives the end of the process, however it comes. */

import { AsyncLocalStorage } from 'node:async_hooks'
import { closeSync, openSync } from 'node:fs'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Collection, FileStore, Store } from '../../../testing/index.ts'

/** Which entries a request has looked at or changed. */
type Touched = Map<Entries<unknown>, Set<string>>

const TABLES = `
CREATE TABLE IF NOT EXISTS entries (
  collection TEXT NOT NULL, key TEXT NOT NULL, position INTEGER NOT NULL, json TEXT NOT NULL,
  PRIMARY KEY (collection, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chunks (
  file TEXT NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (file, number)
);`

/**
 * A store in a file, mode 0600. Entries are kept in memory; those that a request has touched are written, in one
 * transaction, before the request is answered: see {@link SqliteStore.during}.
 */
export class SqliteStore implements Store {
  readonly files: SqliteFiles
  readonly #database: DatabaseSync
  readonly #collections = new Map<string, Entries<unknown>>()
  readonly #requests = new AsyncLocalStorage<Touched>()
  /** What was touched outside of any request: when the platform starts. */
  readonly #others: Touched = new Map()
  readonly #write: StatementSync
  readonly #remove: StatementSync

  /** @throws Error if the file cannot be opened, or another process has it open. */
  private constructor(database: DatabaseSync) {
    this.#database = database
    this.#write = database.prepare(
      'INSERT INTO entries VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET json = excluded.json, position = excluded.position',
    )
    this.#remove = database.prepare('DELETE FROM entries WHERE collection = ? AND key = ?')
    this.files = new SqliteFiles(database)
  }

  /** Opens a file, which is made if it is not there. */
  static async open(path: string): Promise<SqliteStore> {
    closeSync(openSync(path, 'a', 0o600))
    const { DatabaseSync } = await quietly(() => import('node:sqlite'))
    const database = new DatabaseSync(path)
    try {
      // Nobody else may write: two processes would each answer from a memory of their own.
      database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
      database.exec(TABLES)
      const store = new SqliteStore(database)
      store.files.removeOrphans()
      return store
    } catch (error) {
      database.close()
      throw error
    }
  }

  collection<Entry>(name: string): Collection<Entry> {
    let entries = this.#collections.get(name)
    if (entries === undefined) {
      const opened: Entries<unknown> = new Entries(name, this.#rows(name), (key) => this.#touch(opened, key))
      entries = opened
      this.#collections.set(name, entries)
    }
    return entries as unknown as Collection<Entry>
  }

  /**
   * Runs what answers a request. What it touched is on disk when this is done; where that fails, nothing is answered.
   *
   * @throws Error if it cannot be written, for instance for a full disk.
   */
  async during<Answer>(answer: () => Promise<Answer>): Promise<Answer> {
    const touched: Touched = new Map()
    try {
      return await this.#requests.run(touched, answer)
    } finally {
      this.#commit(touched)
    }
  }

  /** Empties it. What requests on their way still write goes nowhere: they hold collections of before. */
  clear(): void {
    this.#database.exec('BEGIN IMMEDIATE; DELETE FROM entries; DELETE FROM chunks; COMMIT')
    this.#collections.clear()
    this.#others.clear()
  }

  /** Writes what the start of the platform has made. */
  commit(): void {
    this.#commit(this.#others)
    this.#others.clear()
  }

  close(): void {
    this.commit()
    this.#database.close()
  }

  #rows(collection: string): Row[] {
    const query = this.#database.prepare(
      'SELECT key, json, position FROM entries WHERE collection = ? ORDER BY position',
    )
    return query.all(collection) as unknown as Row[]
  }

  #touch(entries: Entries<unknown>, key: string): void {
    const touched = this.#requests.getStore() ?? this.#others
    const keys = touched.get(entries)
    if (keys === undefined) touched.set(entries, new Set([key]))
    else keys.add(key)
  }

  #commit(touched: Touched): void {
    const current = new Set(this.#collections.values())
    const changes = [...touched].flatMap(([entries, keys]) =>
      current.has(entries) ? entries.changes(keys) : [],
    )
    if (changes.length === 0 && !this.files.hasWaiting) return
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      for (const { collection, key, position, json } of changes) {
        if (json === undefined) this.#remove.run(collection, key)
        else this.#write.run(collection, key, position, json)
      }
      this.files.deleteWaiting()
      this.#database.exec('COMMIT')
    } catch (error) {
      this.#database.exec('ROLLBACK')
      throw error
    }
    for (const change of changes) change.done()
  }
}

interface Row {
  readonly key: string
  readonly json: string
  readonly position: number
}

interface Change {
  readonly collection: string
  readonly key: string
  readonly position: number
  /** Undefined for an entry that is gone. */
  readonly json: string | undefined
  /** Notes that it is written. */
  done(): void
}

interface Kept<Entry> {
  readonly entry: Entry
  readonly position: number
}

/** A collection. Whatever it hands out may be changed in place: what was touched is compared with what was written. */
class Entries<Entry> implements Collection<Entry> {
  readonly #name: string
  readonly #entries = new Map<string, Kept<Entry>>()
  readonly #written = new Map<string, string>()
  readonly #touch: (key: string) => void
  #next = 0

  constructor(name: string, rows: readonly Row[], touch: (key: string) => void) {
    this.#name = name
    this.#touch = touch
    for (const { key, json, position } of rows) {
      this.#entries.set(key, { entry: JSON.parse(json), position })
      this.#written.set(key, json)
      this.#next = position + 1
    }
  }

  get(key: string): Entry | undefined {
    const kept = this.#entries.get(key)
    if (kept !== undefined) this.#touch(key)
    return kept?.entry
  }

  set(key: string, entry: Entry): void {
    const position = this.#entries.get(key)?.position ?? this.#next++
    this.#entries.set(key, { entry, position })
    this.#touch(key)
  }

  delete(key: string): boolean {
    this.#touch(key)
    return this.#entries.delete(key)
  }

  *values(): Iterable<Entry> {
    for (const [key, { entry }] of this.#entries) {
      this.#touch(key)
      yield entry
    }
  }

  changes(keys: ReadonlySet<string>): Change[] {
    return [...keys].flatMap((key) => {
      const kept = this.#entries.get(key)
      const json = kept && JSON.stringify(kept.entry)
      if (json === this.#written.get(key)) return []
      const done = () => {
        if (json === undefined) this.#written.delete(key)
        else this.#written.set(key, json)
      }
      return [{ collection: this.#name, key, position: kept?.position ?? 0, json, done }]
    })
  }
}

const CHUNK = 1024 * 1024

/** The bytes of files, in pieces. Those of a file that is deleted go with the transaction that forgets the file. */
class SqliteFiles implements FileStore {
  readonly #database: Pick<DatabaseSync, 'exec'>
  readonly #insert: StatementSync
  readonly #select: StatementSync
  readonly #drop: StatementSync
  readonly #readers = new Map<string, number>()
  readonly #waiting = new Set<string>()

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#insert = database.prepare('INSERT OR REPLACE INTO chunks VALUES (?, ?, ?)')
    this.#select = database.prepare('SELECT bytes FROM chunks WHERE file = ? AND number = ?')
    this.#drop = database.prepare('DELETE FROM chunks WHERE file = ?')
  }

  /** Whether bytes wait to be deleted. */
  get hasWaiting(): boolean {
    return [...this.#waiting].some((id) => !this.#readers.has(id))
  }

  async write(id: string, source: ReadableStream<Uint8Array> | null): Promise<number> {
    let size = 0
    let number = 0
    try {
      for await (const chunk of inChunks(source)) {
        this.#insert.run(id, number, chunk)
        number += 1
        size += chunk.length
      }
      return size
    } catch (error) {
      this.delete(id)
      throw error
    }
  }

  read(id: string, start: number, end: number): ReadableStream<Uint8Array> {
    this.#readers.set(id, (this.#readers.get(id) ?? 0) + 1)
    let isReading = true
    const done = () => {
      if (!isReading) return
      isReading = false
      const left = (this.#readers.get(id) ?? 1) - 1
      if (left === 0) this.#readers.delete(id)
      else this.#readers.set(id, left)
    }
    let position = start
    return new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          const row = position < end ? this.#select.get(id, Math.floor(position / CHUNK)) : undefined
          if (row === undefined) {
            done()
            controller.close()
            return
          }
          const offset = position % CHUNK
          const piece = (row['bytes'] as Uint8Array).subarray(offset, offset + (end - position))
          position += piece.length
          controller.enqueue(piece)
        },
        cancel: done,
      },
      { highWaterMark: 1 },
    )
  }

  delete(id: string): void {
    this.#waiting.add(id)
  }

  /** Deletes what nobody reads any more; within a transaction. */
  deleteWaiting(): void {
    for (const id of this.#waiting) {
      if (this.#readers.has(id)) continue
      this.#drop.run(id)
      this.#waiting.delete(id)
    }
  }

  /** Bytes of uploads that were not finished when the process ended. */
  removeOrphans(): void {
    this.#database.exec(
      `DELETE FROM chunks WHERE file NOT IN (SELECT json_extract(json, '$.id') FROM entries WHERE collection = 'files')`,
    )
  }
}

/** Pieces of the same size, but for the last. */
async function* inChunks(source: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (source === null) return
  const buffer = new Uint8Array(CHUNK)
  let filled = 0
  for await (const bytes of source) {
    for (let offset = 0; offset < bytes.length; ) {
      const piece = bytes.subarray(offset, offset + CHUNK - filled)
      buffer.set(piece, filled)
      filled += piece.length
      offset += piece.length
      if (filled < CHUNK) continue
      yield buffer
      filled = 0
    }
  }
  if (filled > 0) yield buffer.subarray(0, filled)
}

/** Node warns that its SQLite is experimental; that helps nobody who runs a command. */
async function quietly<Value>(load: () => Promise<Value>): Promise<Value> {
  const { emitWarning } = process
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    if (/SQLite/.test(String(warning))) return
    Reflect.apply(emitWarning, process, [warning, ...rest])
  }) as typeof emitWarning
  try {
    return await load()
  } finally {
    process.emitWarning = emitWarning
  }
}
