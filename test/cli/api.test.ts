/** `nemo api`: any endpoint. */

import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bodyOf, serve } from '../helpers/local-server.ts'
import { emptyHome } from './run-nemo.ts'
import { scene } from './scene.ts'

const WORKSPACES = '/apis/entities/v2/workspaces'

test('sends what it is told, with the login of the context', async () => {
  const { platform, nemo } = await scene()
  const run = await nemo(['api', 'GET', `${WORKSPACES}?page_size=1`])
  expect(run.code).toBe(0)
  expect(JSON.parse(run.stdout).data).toHaveLength(1)
  const request = platform.requests.at(-1)
  expect(request?.headers.get('authorization')).toMatch(/^Bearer eyJ/)
  expect((await nemo(['api', 'get', 'status', '-f', 'yaml'])).stdout).toMatch(/^status: /)
})

test('fields are JSON where they look like it, and go to the body, or to the query', async () => {
  const { platform, nemo } = await scene()
  const created = await nemo(['api', 'POST', WORKSPACES, '-F', 'name=ml', '-F', 'description=a = b'])
  expect(created.code).toBe(0)
  expect(JSON.parse(created.stdout)).toMatchObject({ name: 'ml', description: 'a = b' })
  await nemo(['api', 'GET', WORKSPACES, '-F', 'page_size=2', '-F', 'page=2'])
  expect(platform.requests.at(-1)?.url).toContain('?page_size=2&page=2')
})

test('a body comes from a file or from standard input', async () => {
  const { home, nemo } = await scene()
  const path = join(home.folder, 'body.json')
  writeFileSync(path, '{"name": "filed"}')
  expect((await nemo(['api', 'POST', WORKSPACES, '--input', path])).code).toBe(0)
  const piped = await nemo(['api', 'POST', WORKSPACES, '--input', '-'], {}, '{"name": "piped"}')
  expect(JSON.parse(piped.stdout).name).toBe('piped')
})

test('all pages are one list', async () => {
  const { nemo } = await scene()
  for (const name of ['a1', 'b2', 'c3']) await nemo(['workspaces', 'create', name, '--no-wait'])
  const run = await nemo(['api', 'GET', `${WORKSPACES}?page_size=2`, '--paginate'])
  const { data, pagination } = JSON.parse(run.stdout)
  expect(data).toHaveLength(5)
  expect(pagination).toMatchObject({ page: 1, total_pages: 1, total_results: 5 })
})

test('status and headers are shown where that is asked for; headers can be sent', async () => {
  const { platform, nemo } = await scene()
  const run = await nemo(['api', 'GET', '/health/live', '-i', '-H', 'X-Trace: 7'])
  expect(run.stdout).toMatch(/^HTTP 200.*\n[\s\S]*content-type: \S[\s\S]*\n\n/)
  expect(platform.requests.at(-1)?.headers.get('x-trace')).toBe('7')
})

test('bytes are written as they come', async () => {
  const { home, nemo } = await scene()
  await nemo(['api', 'POST', '/apis/files/v2/workspaces/default/filesets', '-F', 'name=data'])
  const path = join(home.folder, 'content')
  writeFileSync(path, 'line one\nno end')
  const file = '/apis/files/v2/workspaces/default/filesets/data/-/a.txt'
  expect(await nemo(['api', 'PUT', file, '--input', path])).toMatchObject({ code: 0 })
  expect((await nemo(['api', 'GET', file])).stdout).toBe('line one\nno end')
})

test('a refusal is an error like all others', async () => {
  const { nemo } = await scene()
  expect(await nemo(['api', 'GET', '/apis/nothing/here'])).toMatchObject({ code: 3 })
})

test.each([
  [['api', 'FETCH', '/x'], "There is no method 'FETCH'"],
  [['api', '/x', 'GET'], 'nemo api GET /x'],
  [['api', 'GET', '/x', '-F', '=1'], 'has no name'],
  [['api', 'GET', '/x', '-H', 'nothing'], 'has no name'],
  [['api', 'POST', '/x', '--paginate'], '--paginate is for lists'],
  [['api', 'POST', '/x', '--input', '-', '-F', 'a=1'], 'exclude each other'],
  [['api', 'GET', 'https://elsewhere.example.com/x'], 'must lead to'],
])('%j is no request', async (args, words) => {
  const { platform, nemo } = await scene()
  expect(await nemo(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(words) })
  expect(platform.requests).toEqual([])
})

describe('bytes in, bytes out', () => {
  /** A server that keeps what it gets, and answers with what it is told. */
  async function keeper(answer: string | Uint8Array, type: string) {
    const kept: { body: Buffer; type: string | undefined; length: string | undefined }[] = []
    const server = await serve(async (request, response) => {
      const { 'content-type': sent, 'content-length': length } = request.headers
      kept.push({ body: await bodyOf(request), type: sent, length })
      response.writeHead(200, { 'content-type': type }).end(answer)
    })
    onTestFinished(() => server[Symbol.asyncDispose]())
    const home = emptyHome()
    const args = (...rest: string[]) => ['api', ...rest, '--base-url', server.url]
    return { kept, home, nemo: (rest: string[], input?: Uint8Array) => home.nemo(args(...rest), {}, input) }
  }

  const NUMBERS = '{"a": 9007199254740993, "b": 1.0, "a": 1e2}'

  test.each([300_000, 0, 1, 20 * 1024 * 1024])(
    '%i bytes arrive, from a file and from standard input',
    async (size) => {
      const { kept, home, nemo } = await keeper('{}', 'application/json')
      const bytes = randomBytes(size)
      // No text begins so, and no JSON.
      if (size > 0) bytes[0] = 0xff
      const path = join(home.folder, 'bytes')
      writeFileSync(path, bytes)

      expect(await nemo(['PUT', '/x', '--input', path])).toMatchObject({ code: 0, stderr: '' })
      expect(await nemo(['PUT', '/x', '--input', '-'], bytes)).toMatchObject({ code: 0, stderr: '' })

      expect(kept.map(({ body }) => body.equals(bytes))).toEqual([true, true])
      expect(kept.map(({ type }) => type)).toEqual(['application/octet-stream', 'application/octet-stream'])
      expect(kept[0]?.length).toBe(String(size))
    },
  )

  test('JSON arrives as it is written', async () => {
    const { kept, nemo } = await keeper('{}', 'application/json')

    await nemo(['POST', '/x', '--input', '-'], Buffer.from(NUMBERS))
    await nemo(['POST', '/x', '-F', 'id=9007199254740993', '-F', 'list=[1.0]'])

    expect(kept.map(({ body }) => body.toString())).toEqual([NUMBERS, '{"id":9007199254740993,"list":[1.0]}'])
    expect(kept.map(({ type }) => type)).toEqual(['application/json', 'application/json'])
  })

  test('-f raw is the answer as it came, the others keep its numbers', async () => {
    const { nemo } = await keeper(NUMBERS, 'application/json')

    expect((await nemo(['GET', '/x', '-f', 'raw'])).stdout).toBe(NUMBERS)
    expect((await nemo(['GET', '/x'])).stdout).toBe('{\n  "a": 1e2,\n  "b": 1.0\n}\n')
    expect((await nemo(['GET', '/x', '-f', 'yaml'])).stdout).toBe('a: 1e2\nb: 1.0\n')
  })

  test('-f yaml keeps integers of any length', async () => {
    const { nemo } = await keeper(
      '[{"id": 9007199254740993}, -0, 1e400, 5, "9007199254740993"]',
      'application/json',
    )

    const shown = '- id: 9007199254740993\n- -0\n- 1e400\n- 5\n- "9007199254740993"\n'
    expect((await nemo(['GET', '/x', '-f', 'yaml'])).stdout).toBe(shown)
  })

  test.each([
    ['empty pages', { data: [], pagination: { page: 1, total_pages: 1e9 } }, 1],
    ['a cursor that leads to itself', { data: [1], next_page: 'again' }, 0],
  ])('--paginate comes to an end with %s', async (_, page, code) => {
    const { kept, nemo } = await keeper(JSON.stringify(page), 'application/json')

    expect((await nemo(['GET', '/x', '--paginate'])).code).toBe(code)

    expect(kept.length).toBeLessThan(200)
  })

  test('an answer that is called JSON but is none is written as it came', async () => {
    const { nemo } = await keeper('<html>', 'application/json')

    expect(await nemo(['GET', '/x'])).toMatchObject({ code: 0, stdout: '<html>\n' })
  })

  test('a file that is not there is no request', async () => {
    const { kept, nemo } = await keeper('{}', 'application/json')

    const run = await nemo(['POST', '/x', '--input', '/nowhere/x'])

    expect(run.stderr).toContain('/nowhere/x cannot be read')
    expect(kept).toEqual([])
  })
})
