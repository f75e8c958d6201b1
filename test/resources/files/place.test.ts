/** `client.files.at`: a place in a fileset, as of a file system. */

import { InvalidArgumentError, NotFoundError } from 'nemo-platform'
import { beforeAll, describe, expect, test } from 'vitest'
import { mockClients } from '../mock-client.ts'

const { clientOf } = mockClients({ auth: { adminEmail: 'admin@example.com' } })
const client = clientOf('admin@example.com')
const folder = client.files.at('ml-team/data#train')
const rows = folder.at('rows.jsonl')

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

beforeAll(async () => {
  await client.workspaces.create({ name: 'ml-team' })
  await client.files.filesets.create({ name: 'data' })
  await rows.write('{"a":1}\r\n\n{"a":"é"}')
  await folder.at('deep/er/notes.txt').write('notes')
  await client.files.at('ml-team/data#trainer.txt').write('not in the folder')
})

describe('a file', () => {
  test('is found, and has a size', async () => {
    expect(await rows.exists()).toBe(true)
    expect(await rows.stat()).toEqual({ kind: 'file', size: 20, ref: 'ml-team/data#train/rows.jsonl' })
  })

  test('is read as text, JSON, lines and JSON Lines', async () => {
    await folder.at('one.json').write('{"b":[2]}')

    expect(await folder.at('one.json').json()).toEqual({ b: [2] })
    expect(await rows.text()).toContain('"é"')
    expect(await collected(rows.lines())).toEqual(['{"a":1}', '', '{"a":"é"}'])
    expect(await collected(rows.jsonLines())).toEqual([{ a: 1 }, { a: 'é' }])
    await folder.at('one.json').delete()
  })

  test('is written and read as a stream', async () => {
    const copy = client.files.at('ml-team/data#copy.jsonl')

    await (await rows.readable()).pipeTo(await copy.writable())

    expect(await copy.text()).toBe(await rows.text())
  })

  test('that is not there', async () => {
    const missing = folder.at('missing.txt')
    expect(await missing.exists()).toBe(false)
    expect(await client.files.at('ml-team/no-fileset#a').exists()).toBe(false)
    await expect(missing.text()).rejects.toThrow(NotFoundError)
    await expect(collected(missing.lines())).rejects.toThrow(NotFoundError)
    await expect(client.files.at('').exists()).rejects.toThrow(InvalidArgumentError)
  })
})

describe('a folder', () => {
  test('lists what stands in it, and walks through all below', async () => {
    expect((await collected(folder.list())).map(({ name, kind }) => `${name}: ${kind}`).sort()).toEqual([
      'deep: folder',
      'rows.jsonl: file',
    ])
    expect((await collected(folder.walk())).map(({ path }) => path).sort()).toEqual([
      'train/deep/er/notes.txt',
      'train/rows.jsonl',
    ])
    expect(await folder.stat()).toEqual({ kind: 'folder', size: 25, ref: 'ml-team/data#train' })
  })

  test('gives the places in it', async () => {
    const [deep] = (await collected(folder.list())).filter(({ kind }) => kind === 'folder')
    expect(await deep?.place.at('er/notes.txt').text()).toBe('notes')
  })
})
