/** The quickstart's store: what a request has changed is in the file before it is answered. */

import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { MemoryStore } from 'nemo-platform/testing'
import { describe, expect, test } from 'vitest'
import { SqliteStore } from '../../../src/cli/commands/quickstart/sqlite-store.ts'
import { temporaryFolder } from '../../helpers/config-files.ts'

interface Item {
  value: number
  list?: number[]
}

const newPath = () => join(temporaryFolder(), 'store.sqlite')

/** What stands in the file. */
async function stored(path: string, collection = 'items'): Promise<unknown[]> {
  const store = await SqliteStore.open(path)
  const entries = [...store.collection(collection).values()]
  store.close()
  return entries
}

function streamOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer())
}

describe('entries', () => {
  test('are there again, in their order, when the file is opened again', async () => {
    const path = newPath()
    const store = await SqliteStore.open(path)
    await store.during(async () => {
      const items = store.collection<Item>('items')
      for (const value of [3, 1, 2]) items.set(`k${value}`, { value })
      items.set('k3', { value: 33 })
      items.delete('k1')
    })
    store.close()

    expect(await stored(path)).toEqual([{ value: 33 }, { value: 2 }])
  })

  test('keep their order over several openings, whatever was deleted before', async () => {
    const path = newPath()
    const add = async (...values: number[]) => {
      const store = await SqliteStore.open(path)
      await store.during(async () => {
        const items = store.collection<Item>('items')
        for (const value of values) items.set(`k${value}`, { value })
        items.delete('k1')
      })
      store.close()
    }
    await add(1, 2, 3)
    await add(4)
    await add(5)

    expect(await stored(path)).toEqual([2, 3, 4, 5].map((value) => ({ value })))
  })

  test('are gone when the store is emptied, and what a request of before still holds does not come back', async () => {
    const path = newPath()
    const store = await SqliteStore.open(path)
    const items = store.collection<Item>('items')
    await store.during(async () => items.set('a', { value: 1 }))
    await store.during(async () => {
      items.set('b', { value: 2 })
      store.clear()
      items.set('c', { value: 3 })
    })
    expect([...store.collection<Item>('items').values()]).toEqual([])
    await store.during(async () => store.collection<Item>('items').set('d', { value: 4 }))
    store.close()

    expect(await stored(path)).toEqual([{ value: 4 }])
  })

  test('that were changed in place are written, too', async () => {
    const path = newPath()
    const store = await SqliteStore.open(path)
    const items = store.collection<Item>('items')
    await store.during(async () => items.set('a', { value: 1, list: [] }))
    await store.during(async () => {
      await sleep(1)
      for (const item of items.values()) item.list?.push(7)
    })
    await store.during(async () => {
      const item = items.get('a')
      await store.during(async () => {})
      if (item !== undefined) item.value = 5
    })
    store.close()

    expect(await stored(path)).toEqual([{ value: 5, list: [7] }])
  })

  test('are written when their request ends, also one that fails', async () => {
    const path = newPath()
    const store = await SqliteStore.open(path)
    const items = store.collection<Item>('items')
    const failing = store.during(async () => {
      items.set('a', { value: 1 })
      throw new Error('on the way')
    })
    await expect(failing).rejects.toThrow('on the way')
    // As a kill would: nothing is closed, and what stands in the file counts.
    const { DatabaseSync } = await import('node:sqlite')
    store.close()
    const database = new DatabaseSync(path)
    expect(database.prepare('SELECT json FROM entries').all()).toEqual([{ json: '{"value":1}' }])
    database.close()
  })

  test('are the same as in memory, whatever is done to them', async () => {
    const operation = fc.oneof(
      fc.record({ kind: fc.constant('set' as const), key: fc.nat(5), value: fc.nat() }),
      fc.record({ kind: fc.constant('change' as const), key: fc.nat(5), value: fc.nat() }),
      fc.record({ kind: fc.constant('delete' as const), key: fc.nat(5), value: fc.constant(0) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(operation)), async (requests) => {
        const path = newPath()
        const store = await SqliteStore.open(path)
        const memory = new MemoryStore()
        const both = [store.collection<Item>('items'), memory.collection<Item>('items')]
        for (const request of requests) {
          await store.during(async () => {
            for (const { kind, key, value } of request) {
              for (const items of both) {
                if (kind === 'set') items.set(`${key}`, { value })
                else if (kind === 'delete') items.delete(`${key}`)
                else {
                  const item = items.get(`${key}`)
                  if (item !== undefined) item.value = value
                }
              }
            }
          })
        }
        store.close()
        expect(await stored(path)).toEqual([...memory.collection('items').values()])
      }),
      { numRuns: 60 },
    )
  })
})

describe('the file', () => {
  test('is nobody else’s to read, nor are those beside it', async () => {
    const path = newPath()
    const store = await SqliteStore.open(path)
    await store.during(async () => store.collection('items').set('a', {}))
    for (const file of [path, `${path}-wal`]) expect(statSync(file).mode & 0o777).toBe(0o600)
    store.close()
  })

  test('is opened by one process at a time', async () => {
    const path = newPath()
    const store = await SqliteStore.open(path)
    await expect(SqliteStore.open(path)).rejects.toThrow(/locked/)
    store.close()
  })
})

describe('bytes of files', () => {
  const big = Uint8Array.from({ length: 3_000_001 }, (_, index) => (index * 31) % 251)

  /** A file whose record stands in the collection of files, as the platform keeps it. */
  async function withFile() {
    const path = newPath()
    const store = await SqliteStore.open(path)
    await store.during(async () => {
      const pieces = [big.subarray(0, 7), big.subarray(7, 2_000_000), big.subarray(2_000_000)]
      expect(await store.files.write('f1', streamOf(...pieces))).toBe(big.length)
      store.collection('files').set('x', { id: 'f1' })
    })
    return { path, store }
  }

  test('come back as a whole and in part, also after the file was opened again', async () => {
    const { path, store } = await withFile()
    store.close()
    const again = await SqliteStore.open(path)
    expect(Buffer.compare(await bytesOf(again.files.read('f1', 0, big.length)), big)).toBe(0)
    for (const [start, end] of [
      [0, 1],
      [1_048_575, 1_048_577],
      [5, 2_500_000],
      [3_000_000, 3_000_001],
      [10, 10],
    ] as const) {
      expect(
        Buffer.compare(await bytesOf(again.files.read('f1', start, end)), big.subarray(start, end)),
      ).toBe(0)
    }
    again.close()
  })

  test('of an upload that was broken off are gone', async () => {
    const path = newPath()
    const store = await SqliteStore.open(path)
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(big)
        controller.error(new Error('gone'))
      },
    })
    await expect(store.during(() => store.files.write('f2', broken))).rejects.toThrow('gone')
    store.close()
    const again = await SqliteStore.open(path)
    expect(await bytesOf(again.files.read('f2', 0, 10))).toHaveLength(0)
    again.close()
  })

  test('that are deleted are read to their end by whoever has begun', async () => {
    const { store } = await withFile()
    const reader = store.files.read('f1', 0, big.length).getReader()
    const first = await reader.read()
    await store.during(async () => {
      store.collection('files').delete('x')
      store.files.delete('f1')
    })
    let size = first.value?.length ?? 0
    for (let part = await reader.read(); !part.done; part = await reader.read()) size += part.value.length
    expect(size).toBe(big.length)
    await store.during(async () => {})
    expect(await bytesOf(store.files.read('f1', 0, 10))).toHaveLength(0)
    store.close()
  })

  test('whose upload nobody has taken note of are removed at the next start', async () => {
    const path = newPath()
    const store = await SqliteStore.open(path)
    await store.files.write('lost', streamOf(big))
    store.close()
    const again = await SqliteStore.open(path)
    expect(await bytesOf(again.files.read('lost', 0, 10))).toHaveLength(0)
    again.close()
  })
})
