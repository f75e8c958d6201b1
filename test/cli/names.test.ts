/** Names of what the platform has: offered by completion, chosen at a terminal. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isStatusColumn, statusText } from '../../src/cli/output/status.ts'
import { createStyle } from '../../src/cli/output/style.ts'
import { scene } from './scene.ts'
import { hasTerminal, openTerminal } from './tmux.ts'

async function withProjects() {
  const at = await scene()
  for (const name of ['alpha', 'beta'])
    expect(await at.nemo(['projects', 'create', name])).toMatchObject({ code: 0 })
  return at
}

describe('completion names', () => {
  const offered = async ({ nemo }: Awaited<ReturnType<typeof scene>>, line: string) => {
    const words = line.split(' ')
    const current = words.pop() ?? ''
    const { code, stdout, stderr } = await nemo(['completion', 'names', '--', current, ...words])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    return stdout.split('\n').filter(Boolean)
  }

  test('of the group, of an option, and none where none is meant', async () => {
    const at = await withProjects()
    // On a busy machine the platform may be too late for the first key.
    await expect
      .poll(() => offered(at, 'projects get '), { timeout: 50_000 })
      .toEqual(expect.arrayContaining(['alpha', 'beta']))
    // They are kept for a minute.
    at.platform.requests.length = 0
    expect(await offered(at, 'projects get al')).toEqual(['alpha'])
    expect(await offered(at, 'jobs list --project be')).toEqual(['beta'])
    expect(at.platform.requests).toEqual([])
    expect(await offered(at, 'projects create ')).toEqual([])
    expect(await offered(at, 'projects list --sort ')).toEqual([])
    at.platform.requests.length = 0
    await offered(at, 'chat --sort x')
    expect(at.platform.requests).toEqual([])
  })

  test('none for a group, and none where a command takes no argument', async () => {
    const at = await withProjects()
    at.platform.requests.length = 0
    for (const line of ['workspaces members ', 'projects ', 'projects list ', 'inference ', ''])
      expect(await offered(at, line), line).toEqual([])
    expect(at.platform.requests).toEqual([])
  })

  test('of the workspace, context and platform that stand on the line', async () => {
    const at = await withProjects()
    expect(await at.nemo(['workspaces', 'create', 'ml'])).toMatchObject({ code: 0 })
    expect(await at.nemo(['projects', 'create', 'gamma', '-w', 'ml'])).toMatchObject({ code: 0 })
    for (const line of [
      ...['projects get -w ml ', '-w ml projects get ', 'projects --workspace=ml get ', 'projects get -wml '],
      // A short option that is a context here is columns there.
      'jobs list -w ml -c name --project ',
    ])
      await expect.poll(() => offered(at, line), { timeout: 50_000, message: line }).toEqual(['gamma'])
    const other = await scene()
    expect(await other.nemo(['projects', 'create', 'delta'])).toMatchObject({ code: 0 })
    await expect
      .poll(() => offered(at, `--base-url ${other.url} projects get `), { timeout: 50_000 })
      .toEqual(['delta'])
    expect(await at.nemo(['config', 'contexts', 'add', 'second', '--base-url', other.url])).toMatchObject({
      code: 0,
    })
    for (const line of ['projects get --context second ', 'projects get -c second ']) {
      other.platform.requests.length = 0
      // Nobody has logged in there.
      expect(await offered(at, line)).toEqual([])
      expect(other.platform.requests.map(({ url }) => new URL(url).pathname)).toContainEqual(
        expect.stringMatching(/\/projects$/),
      )
    }
  })

  test('only such as a shell takes as they are', async () => {
    const at = await scene()
    const folder = join(at.home.folder, 'data')
    mkdirSync(folder)
    const wrong = [
      'a$(touch pwned)',
      'a`id`',
      "a'b",
      'a"b',
      'a;b',
      'a&b',
      'a b',
      'a*',
      'a{1,2}',
      'a\\b',
      'a!b',
    ]
    for (const name of [...wrong, 'a-b_c.txt', 'a=1,+@.txt']) writeFileSync(join(folder, name), name)
    expect(await at.nemo(['files', 'upload', `${folder}/`, 'set', '--create'])).toMatchObject({ code: 0 })
    await expect
      .poll(async () => (await offered(at, 'files download set#')).sort(), { timeout: 50_000 })
      .toEqual(['set#a-b_c.txt', 'set#a=1,+@.txt'])
  })

  test('a platform that does not answer in time is not waited for', async () => {
    const at = await withProjects()
    at.platform.faults.next({ delay: 600_000, path: /projects$/, times: 9 })
    expect(await offered(at, 'projects get ')).toEqual([])
  })
})

test('statuses are painted by what they mean', () => {
  const style = createStyle(true)
  expect(['status', 'job.status', 'state', 'statuses', 'name'].map(isStatusColumn)).toEqual([
    ...[true, true, true],
    ...[false, false],
  ])
  expect(statusText(style, 'completed ')).toBe(style.green('completed '))
  expect(statusText(style, 'ERROR')).toBe(style.red('ERROR'))
  expect(statusText(style, 'pending')).toBe(style.yellow('pending'))
  expect(statusText(style, '')).toBe('')
})

describe.skipIf(!hasTerminal)('at a terminal', () => {
  test('a name that is missing is chosen; in a pipe it is wrong usage', async () => {
    const { home, nemo } = await withProjects()
    expect(await nemo(['projects', 'get'])).toMatchObject({ code: 2, stdout: '' })
    const terminal = await openTerminal(home)
    terminal.run('nemo projects get')
    await terminal.shows(/Which of the projects\?[\s\S]*alpha/)
    terminal.type('bet')
    await terminal.shows(/beta/)
    terminal.press('Enter')
    const shown = await terminal.shows(/^name +beta$/m)
    expect(shown).toMatch(/^created_at +\S+ \(just now\)$/m)
    await terminal.clear()
    terminal.run('nemo')
    await terminal.shows(
      /Context[\s\S]*User +admin@example\.com[\s\S]*Platform +http[\s\S]*Workspace +default/,
    )
    await terminal.clear()
    terminal.run('nemo projects list')
    await terminal.shows(/│ alpha +│ +│ just now/)
  })
})

test('open prints the address of Studio, and says which pages there are', async () => {
  const { nemo, url } = await scene()
  expect(await nemo(['open', 'filesets', 'a b'])).toMatchObject({
    code: 0,
    stdout: `${url}/studio/workspaces/default/filesets/a%20b/detail\n`,
  })
  expect(await nemo(['open', 'job'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean jobs?'),
  })
  expect(await nemo(['open', 'members', 'ana'])).toMatchObject({ code: 2 })
})
