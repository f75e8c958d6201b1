/** `nemo api`: any endpoint. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
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
