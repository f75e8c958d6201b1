/** Servers that answer an upload before they have read it, and close the connection. */

import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { APIStatusError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { bodyOf, sendJson, serve, serveSockets } from '../../helpers/local-server.ts'
import { rejection } from '../../helpers/rejection.ts'

beforeEach(() => {
  isolateEnvironment()
})

const ROUNDS = 20

async function largeFile(): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'early-')), 'large')
  await writeFile(path, Buffer.alloc(16 * 1024 * 1024, 'x'))
  return path
}

const params = (local_path: string) => ({
  local_path,
  fileset: 'fs',
  workspace: 'default',
  remote_path: 'x/',
})

test.each([413, 403, 401])(
  '%s counts, whatever the write says, and the file is sent once',
  async (status) => {
    let puts = 0
    await using server = await serve((request, response) => {
      if (request.method !== 'PUT') return sendJson(response, { name: 'fs' })
      puts += 1
      response.setHeader('connection', 'close')
      sendJson(response, { detail: 'no' }, status)
      // Closed with bytes unread, a connection is reset: what was answered must be read before that is noticed.
      response.once('finish', () => request.socket.destroySoon())
    })
    const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0 })
    const path = await largeFile()

    const statuses: (number | undefined)[] = []
    for (let round = 0; round < ROUNDS; round += 1)
      statuses.push((await rejection(client.files.upload(params(path)), APIStatusError)).status)

    expect(statuses).toEqual(Array.from({ length: ROUNDS }, () => status))
    expect(puts).toBe(ROUNDS)
  },
)

test('401 renews the token, and the file goes up with the new one', async () => {
  const sizes: number[] = []
  await using server = await serve(async (request, response) => {
    if (request.method !== 'PUT') return sendJson(response, { name: 'fs' })
    if (request.headers.authorization === 'Bearer new') {
      sizes.push((await bodyOf(request)).byteLength)
      return sendJson(response, { path: 'large' })
    }
    response.setHeader('connection', 'close')
    sendJson(response, { detail: 'Unauthorized' }, 401)
    response.once('finish', () => request.socket.destroySoon())
  })
  const path = await largeFile()

  for (let round = 0; round < ROUNDS; round += 1) {
    let asked = 0
    const accessToken = () => (asked++ === 0 ? 'old' : 'new')
    const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0, accessToken })
    // Its first request is the upload itself.
    await client.files.upload(params(path))
    client.close()
  }

  expect(sizes).toEqual(Array.from({ length: ROUNDS }, () => 16 * 1024 * 1024))
})

test('an answer from a server that reads nothing at all counts, too', async () => {
  await using server = await serveSockets((socket) => {
    socket.once('data', (chunk: Buffer) => {
      if (!chunk.toString('latin1').startsWith('PUT')) {
        socket.end(
          'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 13\r\n\r\n{"name":"fs"}',
        )
        return
      }
      socket.pause()
      socket.end('HTTP/1.1 413 Payload Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n', () =>
        setTimeout(() => socket.destroy(), 5),
      )
    })
  })
  const client = new NeMoPlatform({ baseURL: server.url, maxRetries: 0 })
  const path = await largeFile()

  const statuses: (number | undefined)[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    statuses.push((await rejection(client.files.upload(params(path)), APIStatusError)).status)

  expect(statuses).toEqual(Array.from({ length: ROUNDS }, () => 413))
})
