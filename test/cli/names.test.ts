/** Names of what the platform has: offered by completion, chosen at a terminal. */

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
  const offered = async ({ nemo }: Awaited<ReturnType<typeof scene>>, ...words: string[]) => {
    const { code, stdout, stderr } = await nemo(['completion', 'names', '--', ...words])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    return stdout.split('\n').filter(Boolean)
  }

  test('of the group, of an option, and none where none is meant', async () => {
    const at = await withProjects()
    // On a busy machine the platform may be too late for the first key.
    await expect
      .poll(() => offered(at, 'projects get', 'get', ''), { timeout: 50_000 })
      .toEqual(expect.arrayContaining(['alpha', 'beta']))
    // They are kept for a minute.
    at.platform.requests.length = 0
    expect(await offered(at, 'projects get', 'get', 'al')).toEqual(['alpha'])
    expect(await offered(at, 'jobs list', '--project', 'be')).toEqual(['beta'])
    expect(at.platform.requests).toEqual([])
    expect(await offered(at, 'projects create', 'create', '')).toEqual([])
    expect(await offered(at, 'projects list', '--sort', '')).toEqual([])
    at.platform.requests.length = 0
    await offered(at, 'chat', '--sort', 'x')
    expect(at.platform.requests).toEqual([])
  })

  test('a platform that does not answer in time is not waited for', async () => {
    const at = await withProjects()
    at.platform.faults.next({ delay: 600_000, path: /projects$/, times: 9 })
    expect(await offered(at, 'projects get', 'get', '')).toEqual([])
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
