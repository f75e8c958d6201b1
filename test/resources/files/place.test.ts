/** `client.files.at`: a place in a fileset, as of a file system. */

import { InvalidArgumentError, NeMoPlatform, NotFoundError, PermissionDeniedError } from 'nemo-platform'
import { beforeAll, describe, expect, test } from 'vitest'
import { sendJson, serve } from '../../helpers/local-server.ts'
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

describe('a reference', () => {
  test.each([
    ['ml-team/data/train/rows.jsonl', 'ml-team/data#train/rows.jsonl'],
    ['fileset://ml-team/data/train', 'fileset://ml-team/data#train'],
    ['ml-team/data', 'ml-team/data#'],
    ['data', 'data#'],
  ])('%s is %s', (ref, written) => {
    expect(client.files.at(ref).ref).toBe(written)
  })

  test('as it once was leads to the file', async () => {
    expect(await client.files.at('ml-team/data/train/rows.jsonl').exists()).toBe(true)
  })

  test('takes brackets and stars as they are', async () => {
    const odd = client.files.at('ml-team/data#run[1]')
    await odd.at('a*.txt').write('odd')

    expect(await odd.exists()).toBe(true)
    expect((await collected(odd.list())).map(({ name }) => name)).toEqual(['a*.txt'])
    expect((await collected(odd.walk())).map(({ path }) => path)).toEqual(['run[1]/a*.txt'])
  })
})

test('what is written and refused in the middle says so', async () => {
  await using server = await serve((_request, response) => sendJson(response, { detail: 'no' }, 403))
  const files = new NeMoPlatform({ baseURL: server.url, accessToken: 'a-token', maxRetries: 0 }).files
  const place = files.at('ml-team/data#a')
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
  })

  await expect(endless.pipeTo(await place.writable())).rejects.toThrow(PermissionDeniedError)
})

test('lines may be cut anywhere, and come in many pieces', async () => {
  const long = 'x'.repeat(300_000)
  const place = folder.at('long.txt')
  await place.write(`${long}\r\n\nlast`)

  expect(await collected(place.lines())).toEqual([long, '', 'last'])
})
