/** The same command lines through the Python command line and ours: same exit codes, same data, same config file. */

import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MockPlatform } from 'nemo-platform/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { installPlatform, programOf } from '../../scripts/platform-install.ts'
import { NEMO_PLATFORM } from '../../src/generations.ts'
import { collect } from '../cli/collect.ts'
import { BINARY, emptyHome, type Home, type Run } from '../cli/run-nemo.ts'

const ADMIN = 'admin@example.com'

let venv: string

beforeAll(async () => {
  venv = await installPlatform(console.log)
})

/** How the output of a command is compared. */
type Reading = 'json' | 'yaml' | 'csv' | 'text' | 'nothing'

interface Line {
  readonly args: readonly string[]
  readonly reading: Reading
}

const line = (reading: Reading, ...args: string[]): Line => ({ args, reading })

/** Command lines in an order, each of them run by both. */
const STORIES: Readonly<Record<string, readonly Line[]>> = {
  'reading workspaces': [
    line('json', 'workspaces', 'list'),
    line('json', 'workspaces', 'list', '-f', 'json'),
    line('json', 'workspaces', 'list', '--output', 'raw'),
    line('yaml', '-f', 'yaml', 'workspaces', 'list'),
    line('csv', 'workspaces', 'list', '-f', 'csv'),
    line('csv', 'workspaces', 'list', '-f', 'csv', '--no-truncate'),
    line('csv', 'workspaces', 'list', '-f', 'csv', '--output-columns', 'name,id'),
    line('json', 'workspaces', 'list', '--sort', 'name', '--page-size', '1', '--page', '2'),
    line('json', 'workspaces', 'list', '--filter', 'name:"default"'),
    line('json', 'workspaces', 'get', 'default'),
    line('yaml', 'workspaces', 'get', 'default', '-f', 'yaml'),
    line('json', 'workspaces', 'members', 'list', '--workspace', 'shared'),
    line('csv', 'workspaces', 'members', 'list', '--workspace', 'shared', '-f', 'csv'),
    line('json', 'projects', 'list', '--workspace', 'shared'),
    line('json', 'projects', 'get', 'nightly', '--workspace', 'shared'),
    line('json', 'secrets', 'list', '--workspace', 'shared'),
    line('json', 'secrets', 'get', 'key', '--workspace', 'shared'),
  ],
  mistakes: [
    line('nothing', 'wrkspaces'),
    line('nothing', 'members', 'list'),
    line('nothing', 'workspaces', 'lst'),
    line('nothing', 'workspaces', 'list', '--foo'),
    line('nothing', 'workspaces', 'list', '--sort', 'nme'),
    line('nothing', 'workspaces', 'get'),
    line('nothing', 'workspaces', 'get', 'nope'),
    line('nothing', 'workspaces', 'create'),
    line('nothing', 'workspaces', 'create', 'Bad Name'),
    line('nothing', 'workspaces', 'create', 'shared'),
    line('nothing', 'workspaces', 'members', 'create', '--workspace', 'shared'),
    line('nothing', 'workspaces', 'members', 'delete', 'nobody@example.com', '--workspace', 'shared'),
    line('nothing', 'secrets', 'create'),
    line('nothing', 'secrets', 'create', 'k', '--value', 'v', '--from-file', 'f'),
    line('nothing', '--context', 'nope', 'workspaces', 'list'),
    line('nothing', '--base-url', 'http://127.0.0.1:9', 'workspaces', 'list'),
    line('nothing', 'auth', 'login', '--unsigned-token'),
    line('nothing', 'auth', 'login', '--email', 'a@example.com'),
    line('nothing', 'auth', 'login', '--nothing'),
    line('nothing', 'config', 'use-context', 'nope'),
    line('nothing', 'config', 'delete-context', 'nope'),
    line('nothing', 'config', 'set'),
    line('nothing', 'config', 'set', '--base-url', 'example.com'),
  ],
  'the config file': [
    line('json', 'config', 'view'),
    line('yaml', 'config', 'view', '--all-contexts', '-f', 'yaml'),
    line('text', 'config', 'current-context'),
    line('text', 'config', 'set', '--workspace', 'shared'),
    line('text', 'config', 'set', '--output-format', 'json', '--timestamp-format', 'relative'),
    line('text', 'config', 'set', '--no-truncate'),
    line('text', 'config', 'set', '--context', 'other', '--base-url', 'https://other.example.com/nemo'),
    line('text', 'config', 'set', '--context', 'other', '--access-token', 'made-up'),
    line('text', 'config', 'set', '--context', 'other', '--activate'),
    line('text', 'config', 'current-context'),
    line('json', 'config', 'view'),
    line('text', 'config', 'use-context', 'default'),
    line('text', 'config', 'delete-context', 'other', '--prune-orphans'),
    line('json', 'config', 'view', '--all-contexts'),
  ],
  'logins without a provider': [
    line('text', 'auth', 'token'),
    line('json', 'auth', 'token', '--decode'),
    line('nothing', 'auth', 'status'),
    line('nothing', 'auth', 'refresh'),
    line('nothing', 'auth', 'login', '--unsigned-token', '--email', 'ana@example.com', '--no-exp'),
    line('nothing', 'workspaces', 'list'),
    line('nothing', 'auth', 'logout'),
    line('nothing', 'auth', 'logout'),
    line('nothing', 'auth', 'token'),
    line('nothing', 'auth', 'refresh'),
    line('nothing', 'workspaces', 'list'),
  ],
  'writing, each in a workspace of its own': [
    line('json', 'workspaces', 'create', 'mine', '--description', 'of the test'),
    line('json', 'workspaces', 'create', 'mine', '--exist-ok'),
    line('json', 'workspaces', 'update', 'mine', '--description', 'changed'),
    line(
      'json',
      'workspaces',
      'members',
      'create',
      '--workspace',
      'mine',
      '--principal',
      'b@x.org',
      '--roles',
      'Viewer',
    ),
    line('json', 'workspaces', 'members', 'update', 'b@x.org', '--workspace', 'mine', '--roles', 'Editor'),
    line('nothing', 'workspaces', 'members', 'delete', 'admin@example.com', '--workspace', 'mine'),
    line('text', 'workspaces', 'members', 'delete', 'b@x.org', '--workspace', 'mine'),
    line('json', 'projects', 'create', 'p', '--workspace', 'mine', '--description', 'd'),
    line('json', 'projects', 'create', '--workspace', 'mine', '--input-data', '{"name": "q"}'),
    line('json', 'projects', 'update', 'p', '--workspace', 'mine', '--description', 'e'),
    line('text', 'projects', 'delete', 'p', '--workspace', 'mine'),
    line('json', 'secrets', 'create', 's', '--workspace', 'mine', '--value', 'v'),
    line('json', 'secrets', 'update', 's', '--workspace', 'mine', '--description', 'd'),
    line('text', 'secrets', 'delete', 's', '--workspace', 'mine'),
    line('text', 'workspaces', 'delete', 'mine'),
  ],
}

describe.each(Object.entries(STORIES))('%s', (_title, lines) => {
  test('both do the same', async () => {
    // Each has a platform of its own, with the same in it.
    const [python, ours] = await Promise.all([stage(), stage()])
    for (const { args, reading } of lines) {
      const theirs = await run([programOf(venv)], python.home, args)
      const own = await run([process.execPath, BINARY], ours.home, args)
      expect({ args, code: own.code, output: seen(own, reading, ours.url) }).toEqual({
        args,
        code: theirs.code,
        output: seen(theirs, reading, python.url),
      })
      expect({ args, ...configOf(ours) }).toEqual({ args, ...configOf(python) })
    }
  })
})

interface Stage {
  readonly url: string
  readonly home: Home
}

async function stage(): Promise<Stage> {
  // The release of Python's command line.
  const platform = new MockPlatform({ profile: '0.6' })
  const { url } = await platform.listen()
  const home = emptyHome()
  const path = join(home.folder, 'config.yaml')
  await platform.writeConfig(path, { email: ADMIN, expiresIn: 3600 })
  // Where Python's command line of 0.6.0 looks, too.
  const folder = join(home.folder, '.config', NEMO_PLATFORM.folder)
  mkdirSync(folder, { recursive: true })
  copyFileSync(path, join(folder, 'config.yaml'))
  for (const args of [
    ['workspaces', 'create', 'shared', '--description', 'A long one: '.repeat(8)],
    ['workspaces', 'members', 'add', 'ana@example.com', '--roles', 'Viewer', '-w', 'shared'],
    ['projects', 'create', 'nightly', '-w', 'shared'],
    ['secrets', 'create', 'key', '-w', 'shared', '--value', 'x'],
  ]) {
    expect(await home.nemo(args)).toMatchObject({ code: 0 })
  }
  return { url, home }
}

function run(program: readonly string[], { folder }: Home, args: readonly string[]): Promise<Run> {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    COLUMNS: '200',
    NEMO_TELEMETRY_ENABLED: 'false',
    DO_NOT_TRACK: '1',
  }
  return collect([...program, ...args], env)
}

/** What a program would read of the output; what differs from run to run is made the same. */
function seen({ code, stdout }: Run, reading: Reading, url: string): unknown {
  if (code !== 0) return undefined
  const text = stdout.replaceAll(url, '<url>')
  switch (reading) {
    case 'json':
      return settled(JSON.parse(text))
    case 'yaml':
      return settled(parse(text, { version: '1.1' }))
    case 'csv':
      return text
        .trim()
        .split('\r\n')
        .map((row) => row.replace(TIME, '<time>').replace(ID, '<id>'))
    case 'text':
      return text.replace(/eyJ\S+/g, '<token>').trim()
    default:
      return undefined
  }
}

const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z?/g
const ID = /\b(?:workspace|project)-[1-9A-HJ-NP-Za-km-z]{20,}/g

function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled)
  if (typeof value === 'string') return value.replace(TIME, '<time>').replace(ID, '<id>')
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([key, field]) => {
    return [key, ['iat', 'exp'].includes(key) ? typeof field : settled(field)]
  })
  return Object.fromEntries(fields)
}

/** The config file as data; tokens differ by their times. */
function configOf({ home, url }: Stage): Record<string, unknown> {
  const text = readFileSync(home.configPath, 'utf8').replaceAll(url, '<url>')
  return { config: parse(text.replace(/eyJ\S+/g, '<token>'), { version: '1.1' }) }
}
