/** Every example runs, as a program of its own, against the built package and a mock platform. */

import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { MockPlatform } from 'nemo-platform/testing'
import { expect, onTestFinished, test } from 'vitest'

const FOLDER = new URL('../examples/', import.meta.url)

/** What each prints, in this order, among other things. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'demo.ts': [
    'listening on http://127.0.0.1:',
    'ml-team, created at',
    'ana@example.com is Viewer',
    'PermissionDeniedError, reason insufficient-role, principal ana@example.com',
    '→ Ask an Admin of the workspace',
    '20 calls at once as admin@example.com',
    '1 refresh; the new pair is stored: true; # Comments and unknown keys stay.',
  ],
  'errors.ts': [
    "not there: Project 'no-such-project'",
    'bad values: body.name String should match pattern',
    'last Admin: Add another Admin first',
    'not there: ',
  ],
  'files.ts': ['2/2 files, 42 bytes', 'raw/one.jsonl 21', "[ 'one.jsonl', 'two.jsonl' ]", 'hello'],
  'first-script.ts': ['workspace default', 'system', 'project ml-team/summaries'],
  'inference.ts': ['Say hello.', 'chat.completion.chunk'],
  'login.ts': ['Open http://127.0.0.1:', 'logged in as ana@example.com with', 'renewed by itself: true'],
  'jobs.ts': ['nightly is completed', 'nightly: completed', '42', 'nightly completed'],
  'members.ts': [
    'adding 0/3',
    'adding 3/3',
    'waiting 3/3',
    'ben@example.com: Editor',
    'ana@example.com: Editor',
  ],
  'own-requests.ts': ['{', 'default 200 application/json', '1'],
  'own-token.ts': ['admin@example.com on http://127.0.0.1:'],
  'troubleshooting.ts': [
    'last-admin (certain): admin@example.com is the last Admin',
    "roles: ['Admin']",
    'projects may be created',
    'pass server-reachable',
    'pass workspace-access',
  ],
  'pages.ts': ['one', 'three', 'two', '2 of 3', 'then 1', "[ 'three', 'two' ]"],
}

const programs = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))

test('every example is run here', () => {
  expect(programs).toEqual(Object.keys(EXPECTED).toSorted())
})

test.each(programs)('%s', { timeout: 30_000 }, async (name) => {
  const home = mkdtempSync(join(tmpdir(), 'nemo-example-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  const isLogin = name === 'login.ts'
  const platform = new MockPlatform(isLogin ? { auth: { oidc: true } } : {})
  await using server = await platform.listen()
  const configPath = join(home, 'config.yaml')
  await platform.writeConfig(configPath, { email: 'admin@example.com' })
  const environment = {
    PATH: process.env['PATH'],
    HOME: home,
    NMP_CONFIG_FILE: configPath,
    ...(isLogin ? { BASE_URL: server.url } : { NMP_BASE_URL: server.url }),
  }

  const program = fileURLToPath(new URL(name, FOLDER))
  const running = promisify(execFile)(process.execPath, [program], { env: environment })
  running.child.stdout?.on('data', (text: string) => {
    // Somebody enters the code.
    const code = /enter (\S+)/.exec(text)?.[1]
    if (code !== undefined) platform.identityProvider.approve(code, 'ana@example.com')
  })
  const { stdout } = await running

  let rest = stdout
  for (const words of EXPECTED[name] ?? []) {
    expect(rest).toContain(words)
    rest = rest.slice(rest.indexOf(words) + words.length)
  }
})
