/** `nemo workspaces`, `members`, `projects` and `secrets`, on a mock platform. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Run } from './run-nemo.ts'
import { ADMIN, ANA, scene } from './scene.ts'

const read = ({ code, stdout, stderr }: Run) => {
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout)
}

/** Commands in a workspace `ml`. */
async function inWorkspace() {
  const { nemo, ...rest } = await scene()
  await nemo(['workspaces', 'create', 'ml'])
  return { ...rest, nemo, inMl: (...args: string[]) => nemo([...args, '-w', 'ml']) }
}

describe('workspaces', () => {
  test('are created, read, changed, listed and deleted', async () => {
    const { nemo } = await scene({ workspaceCleanup: 300 })
    const created = read(await nemo(['workspaces', 'create', 'ml', '--description', 'of Ana']))
    expect(created).toMatchObject({ name: 'ml', description: 'of Ana', created_by: ADMIN })
    expect(read(await nemo(['workspaces', 'get', 'ml']))).toEqual(created)
    expect(read(await nemo(['workspaces', 'update', 'ml', '--description', 'of Ben'])).description).toBe(
      'of Ben',
    )
    const list = read(await nemo(['workspaces', 'list', '--sort', 'name']))
    expect(Object.keys(list)).toEqual(['data', 'pagination', 'sort', 'filter'])
    expect(list.data.map(({ name }: { name: string }) => name)).toEqual(['default', 'ml', 'system'])
    expect(await nemo(['workspaces', 'delete', 'ml'])).toMatchObject({
      code: 0,
      stdout: '✓ Deleted successfully\n',
      stderr: expect.stringContaining('--wait'),
    })
    expect(await nemo(['workspaces', 'get', 'ml'])).toMatchObject({ code: 3 })
  })

  test('a name is free again after `delete --wait`', async () => {
    const { nemo } = await scene({ workspaceCleanup: 700 })
    await nemo(['workspaces', 'create', 'ml'])
    expect(await nemo(['workspaces', 'delete', 'ml', '--wait'])).toMatchObject({ code: 0 })
    expect(await nemo(['workspaces', 'create', 'ml'])).toMatchObject({ code: 0 })
  })

  test('one that is there is a conflict, or taken as it is', async () => {
    const { nemo } = await scene()
    await nemo(['workspaces', 'create', 'ml', '--description', 'first'])
    expect(await nemo(['workspaces', 'create', 'ml'])).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/^Creating ml.*\nConflict: \(409\)/),
    })
    expect(read(await nemo(['workspaces', 'create', 'ml', '--exist-ok'])).description).toBe('first')
  })

  test('fields come from a file, standard input or the command line', async () => {
    const { home, nemo } = await scene()
    const path = join(home.folder, 'ws.yaml')
    writeFileSync(path, 'name: from-file\ndescription: of the file\n')
    expect(read(await nemo(['workspaces', 'create', '--input-file', path]))).toMatchObject({
      name: 'from-file',
      description: 'of the file',
    })
    const fromInput = await nemo(['workspaces', 'create', '--input-file', '-'], {}, '{"name": "piped"}')
    expect(read(fromInput).name).toBe('piped')
    const both = ['workspaces', 'create', 'named', '--input-data', '{"name": "x", "description": "y"}']
    expect(read(await nemo([...both, '--description', 'z']))).toMatchObject({
      name: 'named',
      description: 'z',
    })
    expect(await nemo(['workspaces', 'create', '--input-file', '/nope'])).toMatchObject({ code: 1 })
  })

  test('come in pages, of which the rest is told of', async () => {
    const { platform, nemo } = await scene()
    for (const name of ['a1', 'b2', 'c3']) await nemo(['workspaces', 'create', name, '--no-wait'])
    const first = await nemo(['workspaces', 'list', '--page-size', '2', '--sort', 'name'])
    expect(read(first).pagination).toMatchObject({ page: 1, total_pages: 3 })
    expect(first.stderr).toBe('Warning: this is page 1 of 3 (5 in all); use --all-pages or --page.\n')
    const last = read(await nemo(['workspaces', 'list', '--page-size', '2', '--page', '3', '--sort', 'name']))
    expect(last.data).toHaveLength(1)
    platform.requests.length = 0
    const all = await nemo(['workspaces', 'list', '--page-size', '2', '--all-pages'])
    expect(all.stderr).toBe('')
    expect(read(all)).toMatchObject({ pagination: { page: 1, total_pages: 1, total_results: 5 } })
    expect(platform.requests.filter(({ url }) => url.includes('workspaces'))).toHaveLength(3)
    const stream = await nemo(['workspaces', 'list', '--page-size', '2', '--stream'])
    expect(
      stream.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).name),
    ).toHaveLength(5)
  })

  test('are filtered in either notation', async () => {
    const { nemo } = await scene()
    for (const filter of ['name:"default"', '{"name": {"$eq": "default"}}']) {
      expect(read(await nemo(['workspaces', 'list', '--filter', filter])).data).toHaveLength(1)
    }
    expect(await nemo(['workspaces', 'list', '--filter', 'name:'])).toMatchObject({ code: 3 })
  })

  test('are shown in every format', async () => {
    const { nemo } = await scene()
    const list = (...args: string[]) => nemo(['workspaces', 'list', '--sort', 'name', ...args])
    const long = 'General-purpose workspace (all users have write access)'
    const cut = 'General-purpose workspace (all users have write...'
    expect((await list('-f', 'csv')).stdout.split('\r\n')[0]).toBe('name,description,created_at')
    expect((await list('-f', 'csv')).stdout).toContain(cut)
    expect((await list('-f', 'csv', '--no-truncate', '-c', 'name,description')).stdout).toBe(
      `name,description\r\ndefault,${long}\r\nsystem,Platform-provided resources (read-only for users)\r\n`,
    )
    expect((await list('-f', 'markdown', '-c', 'name')).stdout).toBe(
      '| name |\n| --- |\n| default |\n| system |\n',
    )
    expect(parse((await list('-f', 'yaml')).stdout).data[0].description).toBe(long)
    expect((await list('-f', 'raw')).stdout.trimEnd().split('\n')).toHaveLength(1)
    const table = await list('-f', 'table', '--timestamp-format', 'relative')
    expect(table.stdout).toMatch(/┃ name {4}┃ description[\s\S]*│ default │ General[^│]*\.\.\. │ just now/)
    expect(table.stderr).toBe('Warnings:\n• Use --no-truncate to see full values.\n')
    expect((await list('-f', 'table', '-c', 'id,nme')).code).toBe(2)
  })
})

describe('members', () => {
  test('come, change and go; the command waits until that has taken effect', async () => {
    const { platform, inMl } = await inWorkspace()
    const added = await inMl('workspaces', 'members', 'create', '--principal', ANA, '--roles', 'Viewer')
    expect(added.stderr).toBe(`Waiting for the roles of ${ANA} to take effect (up to 30 s)…\n`)
    expect(read(added)).toMatchObject({ principal: ANA, roles: ['Viewer'] })
    expect(read(await inMl('workspaces', 'members', 'update', ANA, '--roles', 'Editor,Admin')).roles).toEqual(
      expect.arrayContaining(['Editor', 'Admin']),
    )
    const list = read(await inMl('workspaces', 'members', 'list'))
    expect(list.data.map(({ principal }: { principal: string }) => principal)).toEqual([ANA, ADMIN])
    expect(await inMl('workspaces', 'members', 'remove', ANA)).toMatchObject({
      code: 0,
      stdout: '✓ Deleted successfully\n',
    })
    platform.requests.length = 0
    expect(await inMl('workspaces', 'members', 'add', ANA, '--no-wait')).toMatchObject({
      code: 0,
      stderr: '',
    })
    expect(platform.requests.at(-1)?.url).toContain('wait_role_propagation=false')
  })

  test('the last Admin stays; unknown roles and members are told of', async () => {
    const { inMl } = await inWorkspace()
    expect(await inMl('workspaces', 'members', 'delete', ADMIN)).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/Conflict: \(409\)[\s\S]*last Admin[\s\S]*Try:/),
    })
    expect(await inMl('workspaces', 'members', 'add', ANA, '--roles', 'Boss')).toMatchObject({ code: 2 })
    expect(await inMl('workspaces', 'members', 'update', ANA)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Missing roles: --roles'),
    })
    expect(await inMl('workspaces', 'members', 'delete', 'nobody@example.com')).toMatchObject({ code: 3 })
  })
})

describe('members sync', () => {
  test('shows what it would do, and does it', async () => {
    const { home, nemo, inMl } = await inWorkspace()
    await inMl('workspaces', 'members', 'add', 'ben@example.com', '--roles', 'Viewer')
    const path = join(home.folder, 'team.yaml')
    writeFileSync(
      path,
      `workspace: ml\nmembers:\n- {principal: ${ADMIN}, roles: [Admin]}\n- {principal: ${ANA}}\n`,
    )
    const sync = (...flags: string[]) => nemo(['workspaces', 'members', 'sync', '-f', path, ...flags])
    const plan = await sync('--prune', '--dry-run')
    expect(read(plan)).toEqual([
      { change: 'add', principal: ANA, before: [], after: ['Editor'] },
      { change: 'remove', principal: 'ben@example.com', before: ['Viewer'], after: [] },
    ])
    expect(plan.stderr).toContain('2 would change, 1 as they should be')
    const done = await sync('--output-format', 'csv')
    expect(done).toMatchObject({
      code: 0,
      stdout: `change,principal,before,after\r\nadd,${ANA},[],"[""Editor""]"\r\n`,
      stderr: expect.stringContaining('left alone (see --prune): ben@example.com'),
    })
    expect(read(await sync('--prune'))).toHaveLength(1)
    const list = read(await inMl('workspaces', 'members', 'list'))
    expect(list.data.map(({ principal }: { principal: string }) => principal).sort()).toEqual([ADMIN, ANA])
  })

  test('keeps yourself, unless told otherwise; a bad file changes nothing', async () => {
    const { nemo } = await inWorkspace()
    const sync = (text: string) =>
      nemo(['workspaces', 'members', 'sync', '-f', '-', '--prune', '-w', 'ml'], {}, text)
    expect(await sync(`members: [{principal: ${ANA}, roles: [Admin]}]`)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/would remove yourself[\s\S]*--allow-self/),
    })
    expect(await sync('members: {}')).toMatchObject({ code: 2, stderr: expect.stringContaining('no list') })
    expect(await sync('members: [')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('neither JSON nor YAML'),
    })
  })
})

describe('projects', () => {
  test('are created, read, changed, listed and deleted', async () => {
    const { inMl } = await inWorkspace()
    expect(read(await inMl('projects', 'create', 'nightly', '--description', 'a'))).toMatchObject({
      name: 'nightly',
      workspace: 'ml',
    })
    expect(read(await inMl('projects', 'update', 'nightly', '--description', 'b')).description).toBe('b')
    expect(read(await inMl('projects', 'get', 'nightly')).description).toBe('b')
    expect(read(await inMl('projects', 'list')).data).toHaveLength(1)
    expect(await inMl('projects', 'create', 'nightly', '--exist-ok')).toMatchObject({ code: 0 })
    expect(await inMl('projects', 'delete', 'nightly')).toMatchObject({ code: 0 })
    expect(await inMl('projects', 'get', 'nightly')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('Not found: (404)'),
    })
  })
})

describe('secrets', () => {
  test('take their value from standard input, a file, or with a warning from the command line', async () => {
    const { platform, home, nemo } = await inWorkspace()
    const sentValue = async () => {
      const request = platform.requests.findLast(({ method }) => method === 'POST' || method === 'PATCH')
      return ((await request?.json()) as { value?: string } | undefined)?.value
    }
    const create = ['secrets', 'create', '-w', 'ml']
    const piped = await nemo([...create, 'piped'], {}, ' with blanks \n')
    expect(read(piped)).toMatchObject({ name: 'piped' })
    expect(await sentValue()).toBe(' with blanks ')
    const path = join(home.folder, 'key')
    writeFileSync(path, 'from-file\r\n')
    read(await nemo([...create, 'filed', '--from-file', path]))
    expect(await sentValue()).toBe('from-file')
    const shown = await nemo([...create, 'shown', '--value', 'in-argv'])
    expect(shown.stderr).toContain('Warning: --value shows the secret in the list of processes')
    read(await nemo(['secrets', 'update', '-w', 'ml', 'shown', '--from-file', '-'], {}, 'newer'))
    const list = await nemo(['secrets', 'list', '-w', 'ml'])
    expect(read(list).data).toHaveLength(3)
    expect(list.stdout).not.toMatch(/blanks|from-file|in-argv|newer/)
    expect(await nemo(['secrets', 'delete', '-w', 'ml', 'shown'])).toMatchObject({ code: 0 })
  })

  test('without a value, or with two, nothing is sent; an error shows none', async () => {
    const { platform, nemo } = await inWorkspace()
    platform.requests.length = 0
    expect(await nemo(['secrets', 'create', 'k', '-w', 'ml'])).toMatchObject({ code: 2 })
    const twice = ['secrets', 'create', 'k', '-w', 'ml', '--value', 'v', '--from-file', 'f']
    expect(await nemo(twice)).toMatchObject({ code: 2 })
    expect(platform.requests).toEqual([])
    const refused = await nemo(['secrets', 'create', 'Bad Name', '-w', 'ml', '-v'], {}, 'top-secret')
    expect(refused.code).toBe(3)
    expect(refused.stderr).not.toContain('top-secret')
  })
})
