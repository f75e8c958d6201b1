/** Records in Node's REPL, tslab and notebooks: a short card, and otherwise plain objects. */

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { NeMoPlatform } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { showAsCards } from '../../src/runtime/node/display-record.ts'

const ROOT = join(import.meta.dirname, '../..')
const JUPYTER = Symbol.for('Jupyter.display')
const RECORD = {
  id: 'project-1',
  name: 'summaries',
  workspace: 'ml-team',
  description: 'of <b>news</b>\u001b[2J',
  tags: [] as string[],
  spec: { model: 'default/llama', limits: { tokens: 100 } },
  created_at: '2026-01-01T00:00:00Z',
  updated_at: null,
}

function marked<Answer>(answer: Answer): Answer {
  const copy = structuredClone(answer)
  showAsCards(copy)
  return copy
}

describe('a record', () => {
  test('is a card: what names it first, nothing that is empty, nothing that steers a terminal', () => {
    expect(inspect(marked(RECORD)).split('\n')).toEqual([
      'workspace    ml-team',
      'name         summaries',
      'description  of <b>news</b>[2J',
      'created_at   2026-01-01T00:00:00Z',
      'id           project-1',
      'spec         {"model":"default/llama","limits":{"tokens":100}}',
    ])
  })

  test('is an HTML table in a notebook, in which nothing of a server is markup', async () => {
    const display = (marked(RECORD) as unknown as Record<symbol, () => Promise<Record<string, string>>>)[
      JUPYTER
    ]
    const media = await display?.()

    expect(media?.['text/plain']).toContain('name         summaries')
    expect(media?.['text/html']).toContain('of &lt;b&gt;news&lt;/b&gt;[2J</td>')
  })

  test('names what the card has no place for', () => {
    const long = Object.fromEntries(['name', ...'abcdefghi'].map((name) => [name, 'x']))

    expect(inspect(marked(long)).split('\n')).toHaveLength(9)
    expect(inspect(marked(long)).split('\n').at(-1)).toBe('and h, i')
  })

  test('within something else is shown like any object', () => {
    expect(inspect([marked(RECORD)])).toBe(inspect([RECORD]))
    expect(inspect({ ...marked(RECORD) })).toBe(inspect(RECORD))
  })

  test('is compared, copied and written like what was parsed', () => {
    const record = marked(RECORD)

    assert.deepStrictEqual(record, RECORD)
    assert.deepStrictEqual(RECORD, record)
    expect(record).toEqual(RECORD)
    expect(record).toStrictEqual(RECORD)
    assert.deepStrictEqual(structuredClone(record), RECORD)
    assert.deepStrictEqual(Object.getOwnPropertySymbols({ ...record }), [])
    expect([JSON.stringify(record), Object.keys(record)]).toEqual([
      JSON.stringify(RECORD),
      Object.keys(RECORD),
    ])
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype)
  })
})

test.each([
  ['the records of a page', { data: [RECORD] }, ({ data }: { data: object[] }) => data[0]],
  ['a member', { principal: 'ana@example.com', roles: ['Editor'] }, (member: object) => member],
])('%s have cards', (_, answer, pick) => {
  const shown = pick(marked(answer) as never)

  expect(Object.getOwnPropertySymbols(shown)).toContain(JUPYTER)
})

test('a list that comes as a whole is a table', () => {
  const members = { data: [{ principal: 'ana@example.com', roles: ['Editor', 'Viewer'] }] }

  expect(inspect(marked(members))).toBe('principal        roles\nana@example.com  Editor, Viewer\n1 item')
})

test.each([
  ['a list of an API of others', { object: 'list', data: [{ id: 'llama' }] }],
  ['an answer of a model', { id: 'chat-1', choices: [{ message: { content: 'Hello' } }] }],
  ['a list of texts', ['a', 'b']],
  ['a text', 'a'],
])('%s is shown as it is', (_, answer) => {
  expect(inspect(marked(answer))).toBe(inspect(answer))
})

function mock(): { fetch: MockPlatform['fetch']; token: string } {
  const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })
  return { fetch: platform.fetch, token: platform.tokenFor('admin@example.com') }
}

describe('where it runs', () => {
  const { argv, execArgv } = process
  afterEach(() => {
    Object.assign(process, { argv, execArgv })
  })

  test.each([
    ['a program', ['node', 'script.js'], [], 0],
    ['a text on the command line', ['node'], ['-e'], 0],
    ['the REPL', ['node'], ['--interactive'], 2],
    ['tslab', ['node', '/usr/lib/node_modules/tslab/dist/main.js', 'kernel'], [], 2],
    ['a program of that name', ['node', '/home/ana/tslab/report.js', 'yearly'], [], 0],
  ])('%s', async (_, argv, execArgv, symbols) => {
    Object.assign(process, { argv, execArgv })
    const { fetch, token } = mock()
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken: token, fetch })

    const record = await client.workspaces.retrieve('default')

    expect(Object.getOwnPropertySymbols(record)).toHaveLength(symbols)
  })
})

test('a REPL shows the card, strict or not', async () => {
  const lines = [
    "const { NeMoPlatform } = await import('nemo-platform')",
    "const { MockPlatform } = await import('nemo-platform/testing')",
    "const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })",
    "const accessToken = platform.tokenFor('admin@example.com')",
    "const client = new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken, strict: true, fetch: platform.fetch })",
    "await client.workspaces.retrieve('default')",
    "(await client.workspaces.list({ sort: 'name' })).data[0]",
  ]
  const repl = spawn(process.execPath, ['-i'], { cwd: ROOT, env: { ...process.env, NO_COLOR: '1' } })
  let output = ''
  repl.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    // What is typed before the prompt is there does not wait for the line before.
    if (text.endsWith('> ')) repl.stdin.write(`${lines.shift() ?? 'process.exit()'}\n`)
  })
  await new Promise((resolve) => repl.once('close', resolve))

  expect(output.match(/^(?:> )?name {9}default$/gm)).toHaveLength(2)
})
