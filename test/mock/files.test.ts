/** Files in the mock platform: bytes as they come, wherever they are kept. */

import { createHash, randomBytes } from 'node:crypto'
import { setupServer } from 'msw/node'
import { type FileStore, MemoryStore, MockPlatform } from 'nemo-platform/testing'
import { mswHandlers } from 'nemo-platform/testing/msw'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { TemporaryFileStore } from '../../src/mock/store/file-store.ts'

const FILESETS = '/apis/files/v2/workspaces/default/filesets'
const MEBIBYTE = 1024 * 1024

/** Sends requests about the filesets of `default`, or about what a whole path names. */
function sender(platform: MockPlatform, send: typeof fetch = platform.fetch, baseURL = 'http://nemo.test') {
  return (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const isContent = body instanceof Uint8Array || body instanceof ReadableStream || typeof body === 'string'
    const init = {
      method,
      headers: {
        authorization: `Bearer ${platform.tokenFor('admin@example.com')}`,
        'content-type': isContent ? 'application/octet-stream' : 'application/json',
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: (isContent ? body : JSON.stringify(body)) as NonNullable<RequestInit['body']> }),
      ...(body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
    }
    return send(`${baseURL}${path.startsWith('/apis') ? '' : FILESETS}${path}`, init)
  }
}

async function withFileset(platform = new MockPlatform()) {
  const send = sender(platform)
  expect((await send('POST', '', { name: 'fs' })).status).toBe(200)
  return { platform, send }
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer())
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Bytes in pieces of odd sizes. */
function inPieces(bytes: Uint8Array, size = 100_003): ReadableStream<Uint8Array> {
  let position = 0
  return new ReadableStream({
    pull(controller) {
      if (position >= bytes.length) return controller.close()
      controller.enqueue(bytes.subarray(position, position + size))
      position += size
    },
  })
}

describe('content', () => {
  test.each([
    ['small', 1000],
    ['of just 1 MiB', MEBIBYTE],
    ['large', 5 * MEBIBYTE + 1],
  ])('that is %s comes out of a socket as it went in, whole and in parts', async (_, size) => {
    const { platform } = await withFileset()
    await using server = await platform.listen()
    const send = sender(platform, fetch, server.url)
    const content = new Uint8Array(randomBytes(size))

    const put = await send('PUT', '/fs/-/dir/content', inPieces(content))
    const whole = await bytesOf(await send('GET', '/fs/-/dir/content'))
    const head = await send('HEAD', '/fs/-/dir/content')
    const end = await send('GET', '/fs/-/dir/content', undefined, { range: `bytes=${size - 500}-` })
    const middle = await send('GET', '/fs/-/dir/content', undefined, { range: 'bytes=300-899' })

    expect(await put.json()).toMatchObject({ path: 'dir/content', size })
    expect(digest(whole)).toBe(digest(content))
    expect(head.headers.get('content-length')).toBe(String(size))
    expect(end.headers.get('content-range')).toBe(`bytes ${size - 500}-${size - 1}/${size}`)
    expect(digest(await bytesOf(end))).toBe(digest(content.subarray(-500)))
    expect(digest(await bytesOf(middle))).toBe(digest(content.subarray(300, 900)))
  })

  test('goes through Mock Service Worker', async () => {
    const platform = new MockPlatform()
    const server = setupServer(...mswHandlers(platform, 'http://nemo.test'))
    server.listen({ onUnhandledFrame: 'error' })
    onTestFinished(() => server.close())
    const send = sender(platform, fetch)
    const content = new Uint8Array(randomBytes(2 * MEBIBYTE))
    await send('POST', '', { name: 'fs' })

    await send('PUT', '/fs/-/a', content)

    expect(digest(await bytesOf(await send('GET', '/fs/-/a')))).toBe(digest(content))
  })

  test('that does not come to its end leaves the file that was there', async () => {
    const { send } = await withFileset()
    await send('PUT', '/fs/-/a', 'before')
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(3 * MEBIBYTE))
        setTimeout(() => controller.error(new Error('the client is gone')))
      },
    })

    await send('PUT', '/fs/-/a', broken).catch(() => undefined)

    expect(await (await send('GET', '/fs/-/a')).text()).toBe('before')
  })

  test.each([1000, 3 * MEBIBYTE])(
    'of %d bytes is read to its end though the file is deleted',
    async (size) => {
      const { send } = await withFileset()
      const content = new Uint8Array(randomBytes(size))
      await send('PUT', '/fs/-/a', content)

      const response = await send('GET', '/fs/-/a')
      await send('DELETE', '/fs/-/a')

      expect(digest(await bytesOf(response))).toBe(digest(content))
      expect((await send('GET', '/fs/-/a')).status).toBe(404)
    },
  )

  test('may be left before its end', async () => {
    const { send } = await withFileset()
    await send('PUT', '/fs/-/a', new Uint8Array(3 * MEBIBYTE))

    const response = await send('GET', '/fs/-/a')
    await response.body?.cancel()

    expect((await send('DELETE', '/fs/-/a')).status).toBe(200)
  })

  test('is not kept among the requests', async () => {
    const { platform, send } = await withFileset()

    await send('PUT', '/fs/-/a', '{"a":1}')

    expect(platform.requests.at(-1)).toMatchObject({ method: 'PUT', path: `${FILESETS}/fs/-/a`, status: 200 })
    expect(await platform.requests.at(-1)?.json()).toBeUndefined()
    expect(await platform.requests.at(0)?.json()).toEqual({ name: 'fs' })
  })
})

describe('a place for bytes', () => {
  async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
    return new Response(stream).text()
  }

  test('keeps small and large ones where there is no file system, too', async () => {
    vi.stubGlobal('process', undefined)
    const store = new TemporaryFileStore()
    const content = new Uint8Array(3 * MEBIBYTE).fill(97)

    expect(await store.write('a', inPieces(content))).toBe(content.length)

    expect(await textOf(store.read('a', 1_000_000, 1_000_005))).toBe('aaaaa')
    expect(await textOf(store.read('a', 0, content.length))).toHaveLength(content.length)
  })

  test('gives nothing of what it does not have', async () => {
    const store = new TemporaryFileStore()
    await store.write('a', null)

    expect(await textOf(store.read('a', 0, 0))).toBe('')
    store.delete('a')
    store.delete('a')
    expect(() => store.read('a', 0, 0)).toThrow('no bytes under a')
  })

  test('may be the caller’s own: files then outlive the platform', async () => {
    const bytes = new TemporaryFileStore()
    const memory = new MemoryStore()
    const files: FileStore = bytes
    const store = { collection: <Entry>(name: string) => memory.collection<Entry>(name), files }
    const first = await withFileset(new MockPlatform({ store }))
    await first.send('PUT', '/fs/-/dir/a', 'still there')

    const send = sender(new MockPlatform({ store }))

    expect(await (await send('GET', '/fs/-/dir/a')).text()).toBe('still there')
  })

  test('that is the platform’s own leaves no names of files behind', async () => {
    const store = new MemoryStore()
    const first = await withFileset(new MockPlatform({ store }))
    await first.send('PUT', '/fs/-/a', 'gone')

    const send = sender(new MockPlatform({ store }))

    expect(await (await send('GET', '/fs/files')).json()).toEqual({ data: [] })
  })
})

describe('storage elsewhere', () => {
  const COMMIT = /^[0-9a-f]{40}$/

  test('is taken to be there and empty; a branch is pinned, and may be refreshed', async () => {
    const { send } = await withFileset()
    const storage = { type: 'huggingface', repo_id: 'a/b' }

    const created: unknown = await (await send('POST', '', { name: 'hf', storage })).json()

    const pinned = { original_revision: 'main', revision: expect.stringMatching(COMMIT) }
    expect(created).toMatchObject({ storage: { repo_id: 'a/b', repo_type: 'model', ...pinned } })
    expect(await (await send('GET', '/hf/files')).json()).toEqual({ data: [] })
    expect((await send('POST', '/hf/refresh')).status).toBe(200)
    expect(await (await send('PUT', '/hf/-/a', 'x')).json()).toEqual({
      detail: 'Upload failed: Huggingface upload is not implemented',
    })
    expect((await send('DELETE', '/hf/-/a')).status).toBe(500)
  })

  test('that names a commit has nothing to refresh', async () => {
    const { send } = await withFileset()
    const storage = { type: 'github', owner: 'a', repo: 'b', revision: 'a'.repeat(40) }

    await send('POST', '', { name: 'gh', storage })

    expect((await send('POST', '/gh/refresh')).status).toBe(409)
  })

  test('needs the secrets that it names', async () => {
    const { send } = await withFileset()
    const storage = { type: 's3', bucket: 'b', access_key_id_secret: 'key', secret_access_key_secret: 'key' }

    expect((await send('POST', '', { name: 's3', storage })).status).toBe(400)
    await send('POST', '/apis/secrets/v2/workspaces/default/secrets', { name: 'key', value: 'v' })

    expect((await send('POST', '', { name: 's3', storage })).status).toBe(200)
  })

  test.each([
    [{ type: 's3', bucket: 'b' }, 'must be provided when use_sdk_auth=False'],
    [{ type: 's3', bucket: 'b', use_sdk_auth: true, access_key_id_secret: 'a' }, 'is mutually exclusive'],
    [{ type: 'ngc', org: 'a', team: 'b', target: 'c', api_key_secret: 'A!' }, 'should match pattern'],
    [{ type: 'huggingface', repo_id: 'a/b', endpoint: 'nowhere' }, 'Invalid URL for external host'],
  ])('%o is refused', async (storage, words) => {
    const { send } = await withFileset()

    expect(await (await send('POST', '', { name: 'other', storage })).text()).toContain(words)
  })
})

const TEAM = '/apis/files/v2/workspaces/ml-team/filesets'

test('the files of a workspace go with it', async () => {
  const send = sender(new MockPlatform({ workspaceCleanup: 0 }))
  await send('POST', '/apis/entities/v2/workspaces', { name: 'ml-team' })
  await send('POST', TEAM, { name: 'fs' })
  await send('PUT', `${TEAM}/fs/-/a`, 'x')

  await send('DELETE', '/apis/entities/v2/workspaces/ml-team')
  await send('POST', '/apis/entities/v2/workspaces', { name: 'ml-team' })

  expect((await send('POST', TEAM, { name: 'fs' })).status).toBe(200)
  expect(await (await send('GET', `${TEAM}/fs/files`)).json()).toEqual({ data: [] })
})

test('the documented platform counts filesets among what is in the way of a deletion', async () => {
  const send = sender(new MockPlatform({ profile: 'documented' }))
  await send('POST', '/apis/entities/v2/workspaces', { name: 'ml-team' })
  await send('POST', TEAM, { name: 'fs' })

  const response = await send('DELETE', '/apis/entities/v2/workspaces/ml-team')

  expect(response.status).toBe(409)
  expect(await response.text()).toContain('fileset (1)')
})
