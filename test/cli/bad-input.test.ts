/** Input that is none, or more of it than one thing can have: by hand, generated, and of plugins. */

import { execFileSync } from 'node:child_process'
import { closeSync, constants, mkdirSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { scene } from './scene.ts'

/** What reads fields: one command by hand, one that is generated, a job of a plugin, and a team. */
const READERS = [
  ['workspaces', 'create', '--input-file'],
  ['models', 'create', '--input-file'],
  ['evals', 'evaluate', '--spec-file'],
  ['workspaces', 'members', 'sync', '--file'],
]

const ONE_BLOCK = /^Error: .*\n(?:\nTry:\n(?: {2,}.*\n)+)$/

const DEEP = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`
const BOMB = ['a: &a [x, x, x, x, x, x, x, x, x, x]', ...['b', 'c', 'd', 'e', 'f'].map(levelOf)].join('\n')

function levelOf(name: string): string {
  const before = String.fromCharCode(name.charCodeAt(0) - 1)
  return `${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`
}

describe('what is no data is one block, and nothing is sent', () => {
  test.each<[what: string, input: string | Uint8Array, problem: RegExp]>([
    ['nothing', '', /is empty/],
    ['blanks', ' \n', /is empty/],
    ['bytes', new Uint8Array([0xff, 0xfe, 0, 1]), /is no text in UTF-8/],
    ['Latin-1', Buffer.from('{"name": "caf\u00e9"}', 'latin1'), /is no text in UTF-8/],
    ['UTF-16', Buffer.from('\ufeff{"name": "one"}', 'utf16le'), /is no text in UTF-8/],
    ['half of an object', '{"name": "one"', /is neither JSON nor YAML/],
    ['a list', '[1]', /must be an object/],
    ['a page', '<html>\n<body>no</body>\n</html>', /must be an object/],
    ['two documents', 'name: one\n---\nname: two\n', /more than one YAML document/],
    ['a name twice in JSON', '{"name": "one", "name": "two"}', /has 'name' twice/],
    ['a name twice in YAML', 'name: one\nname: two\n', /has 'name' twice/],
    ['a name twice further down', '{"a": [{"b": "\\"", "c": {"b": 1, "b": 2}}]}', /has 'b' twice/],
    ['a tag that means nothing', 'name: !secret one\n', /has a tag/],
    ['aliases without end', BOMB, /aliases \(\*\) cannot be resolved/],
    ['depth without end', DEEP, /is nested deeper than 200 levels/],
    ['depth without end, open', '['.repeat(50_000), /is nested deeper than 64 levels/],
    [
      'an integer that would be rounded',
      '{"size": 12345678901234567890}',
      /would be rounded: 12345678901234567890/,
    ],
    ['the same in YAML', 'size: 12345678901234567890', /would be rounded: 12345678901234567890/],
  ])('%s', async (_what, input, problem) => {
    const { nemo, platform } = await scene()
    for (const command of READERS) {
      const run = await nemo([...command, '-'], {}, input)
      expect({ command, ...run }).toMatchObject({ stdout: '', stderr: expect.stringMatching(ONE_BLOCK) })
      expect(run.stderr).toMatch(problem)
      expect(run.code).toBe(/UTF-8/.test(run.stderr) ? 1 : 2)
    }
    expect(platform.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  test.each<[path: string, problem: RegExp, code: number]>([
    ['/nope', /^Error: \/nope cannot be read: there is no such file/, 1],
    ['.', /^Error: \. cannot be read: it is a folder/, 1],
    ['/dev/null', /is empty/, 2],
    ['/dev/zero', /^Error: \/dev\/zero is longer than 64 MiB/, 1],
    ['', /^Error: The path of a file must not be empty/, 2],
  ])('the file %j', async (path, problem, code) => {
    const { nemo } = await scene()
    for (const command of [...READERS, ['secrets', 'create', 'key', '--from-file']]) {
      // A secret may be empty as far as a file is concerned: the platform says that it may not.
      if (path === '/dev/null' && command[0] === 'secrets') continue
      const run = await nemo([...command, path])
      expect({ command, ...run }).toMatchObject({
        code,
        stdout: '',
        stderr: expect.stringMatching(ONE_BLOCK),
      })
      expect(run.stderr).toMatch(problem)
    }
  })
})

test('data is read as the Python tools read it', async () => {
  const { nemo, platform } = await scene()
  const sent = async (input: string) => {
    const run = await nemo(['models', 'create', '--input-file', '-'], {}, input)
    expect(run).toMatchObject({ code: 0 })
    return platform.requests.findLast(({ method }) => method === 'POST')?.json()
  }
  expect(await sent('\ufeff{"name": "with-mark"}')).toEqual({ name: 'with-mark' })
  expect(await sent('name: lines\r\ndescription: x\r\n')).toEqual({ name: 'lines', description: 'x' })
  expect(await sent('name: m1\ntrust_remote_code: yes\ndescription: 2026-01-02\n')).toEqual({
    name: 'm1',
    trust_remote_code: true,
    description: '2026-01-02',
  })
  const base = 'custom_fields: {base: &base {a: 1, b: 2}, own: {<<: *base, b: 3}}'
  expect(await sent(`name: merged\n${base}\n`)).toEqual({
    name: 'merged',
    custom_fields: { base: { a: 1, b: 2 }, own: { a: 1, b: 3 } },
  })
  const numbers = { name: 'numbers', custom_fields: { a: -1.5e-3, b: 9007199254740991, '"': ['\\'] } }
  expect(await sent(JSON.stringify(numbers))).toEqual(numbers)
})

describe('a field that nobody knows', () => {
  test.each([
    [['workspaces', 'create', 'one'], '{"descripton": "x"}', 'Did you mean description?'],
    [['workspaces', 'update', 'default'], '{"foo": 5}', 'Fields are description'],
    [['workspaces', 'members', 'create', 'ana@example.com'], '{"role": "Viewer"}', 'Did you mean roles?'],
    [['workspaces', 'members', 'update', 'ana@example.com'], '{"role": "Viewer"}', 'Did you mean roles?'],
    [['models', 'create', 'one'], '{"descripton": "x"}', 'Did you mean description?'],
  ])('%j %s', async (command, data, advice) => {
    const { nemo, platform } = await scene()
    const run = await nemo([...command, '--input-data', data])
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(ONE_BLOCK) })
    expect(run.stderr).toContain(advice)
    expect(platform.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  test('in the file of a team', async () => {
    const { nemo } = await scene()
    const run = await nemo(['workspaces', 'members', 'sync', '-f', '-'], {}, 'workspce: ml\nmembers: []\n')
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain("There is no field 'workspce'")
    expect(run.stderr).toContain('Did you mean workspace?')
  })
})

test.each([
  [['workspaces', 'members', 'create', 'ana@example.com', '--principal', 'ben@example.com']],
  [['chat', 'one', '--model', 'two', 'hello']],
  [['files', 'list', 'default/set', '-w', 'other']],
  [['evals', 'evaluate', 'submit', 'a.json', '--spec-file', 'b.json']],
  [['evals', 'evaluate', '--spec-file', '-', '--options-file', '-']],
  [['secrets', 'create', 'key', '--value', 'x', '--from-file', 'y']],
])('two sources for one thing: %j', async (command) => {
  const { nemo, platform } = await scene()
  const run = await nemo(command, {}, '{"a": 1}')
  expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(ONE_BLOCK) })
  expect(platform.requests.filter(({ method }) => method !== 'GET')).toEqual([])
})

test('a usage error that advises nothing else leads to the help', async () => {
  const { nemo } = await scene()
  const run = await nemo(['workspaces', 'members', 'list', '--timeout', '0'])
  expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(ONE_BLOCK) })
  expect(run.stderr).toContain('1. nemo workspaces members list --help\n')
})

test('what the platform refuses is said once', async () => {
  const { nemo } = await scene()
  const run = await nemo(['models', 'create', 'one', '--input-data', '{"description": 5}'])
  expect(run.code).toBe(3)
  expect(run.stderr.match(/Input should be a valid string/g)).toHaveLength(1)
})

describe('Ctrl-C and being told to end, while standard input is waited for', () => {
  test.each([
    ['secrets', 'create', 'key'],
    ['models', 'create', '--input-file', '-'],
    ['chat', 'one'],
    ['config', 'set', '--access-token', '-'],
    ['workspaces', 'members', 'sync', '-f', '-'],
    ['api', 'POST', '/apis/x', '--input', '-'],
    ['evals', 'evaluate', '--spec-file', '-'],
    ['agents', 'invoke', '--agent', 'one'],
  ])('%s %s', async (...command) => {
    const { home, platform } = await scene()
    platform.requests.length = 0
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const run = await home.waiting(command, signal)
      expect(run).toEqual({ code: 130, stdout: '', stderr: 'Interrupted.\n' })
    }
    expect(platform.requests).toHaveLength(0)
  })
})

describe('Ctrl-C and being told to end, while a named pipe waits for its other end', () => {
  test.each([
    ['projects', 'create', 'one', '--input-file'],
    ['api', 'POST', '/apis/x', '--input'],
    ['secrets', 'create', 'key', '--from-file'],
  ])('%s %s', async (...command) => {
    const { home } = await scene()
    const pipe = join(home.folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      expect(await home.waiting([...command, pipe], signal)).toEqual({
        code: 130,
        stdout: '',
        stderr: 'Interrupted.\n',
      })
  })

  test('also one into which somebody has written a part', async () => {
    const { home } = await scene()
    const pipe = join(home.folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const writer = openSync(pipe, constants.O_RDWR)
    onTestFinished(() => closeSync(writer))
    writeSync(writer, '{"description"')
    const run = await home.waiting(['projects', 'create', 'one', '--input-file', pipe], 'SIGINT')
    expect(run).toMatchObject({ code: 130, stderr: 'Interrupted.\n' })
  })

  test('also one that an answer goes to', async () => {
    const { home, nemo, platform } = await scene()
    const pipe = join(home.folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const steps =
      '{"steps": [{"name": "s1", "executor": {"provider": "subprocess", "command": ["sleep", "600"]}}]}'
    const creation = ['jobs', 'create', 'one', '--source', 'tests', '--spec', '{}', '--platform-spec', steps]
    expect(await nemo(creation)).toMatchObject({ code: 0 })
    await platform.jobs.advance('one', { to: 'completed', result: { name: 'out', content: 'text' } })
    const run = await home.waiting(
      ['jobs', 'results', 'download', 'out', '--job', 'one', '-o', pipe],
      'SIGINT',
    )
    expect(run).toMatchObject({ code: 130, stdout: '', stderr: expect.stringMatching(/Interrupted\.\n$/) })
  })
})

describe('where a file goes', () => {
  test('a device is no place for a whole file', async () => {
    const { nemo, home } = await scene()
    const folder = join(home.folder, 'data')
    mkdirSync(folder)
    writeFileSync(join(folder, 'a.txt'), 'a')
    expect(await nemo(['files', 'upload', `${folder}/`, 'set', '--create'])).toMatchObject({ code: 0 })
    const pipe = join(home.folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const run = await nemo(['files', 'download', 'set#a.txt', '-o', pipe])
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain(`must not be a device or a pipe: ${pipe}`)
    expect(statSync(pipe).isFIFO()).toBe(true)
  })

  test.skipIf(process.platform !== 'linux')('a place that takes no folders is told of', async () => {
    const { nemo, home } = await scene()
    const path = join(home.folder, 'a.txt')
    writeFileSync(path, 'a')
    expect(await nemo(['files', 'upload', path, 'set', '--create'])).toMatchObject({ code: 0 })
    const run = await nemo(['files', 'download', 'set', '-o', '/proc/nowhere/'])
    expect(run).toMatchObject({ code: 1, stdout: '' })
    expect(run.stderr).toMatch(
      /Error: .*\/proc\/nowhere\/a\.txt could not be written \(ENOENT\): there is no/,
    )
  })

  test('a file that is not there is told of in words', async () => {
    const { nemo } = await scene()
    const run = await nemo(['files', 'upload', 'nowhere', 'set', '--create'])
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('does not exist: nowhere')
  })
})
