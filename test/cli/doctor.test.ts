/** `nemo auth doctor`, `nemo auth can-i`, and what is printed under a refusal. */

import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyHome } from './run-nemo.ts'
import { ANA, scene } from './scene.ts'

describe('doctor', () => {
  test('prints a line per check, and ends with 0 where none failed', async () => {
    const { nemo } = await scene()
    const { code, stdout } = await nemo(['auth', 'doctor'])
    expect(code).toBe(0)
    for (const id of ['config-file', 'server-reachable', 'token-expiry', 'scope-write', 'workspace-access'])
      expect(stdout).toMatch(new RegExp(`^pass  ${id} `, 'm'))
    expect(stdout).toMatch(/skip {2}gateway-headers/)
    expect(stdout).toMatch(/\d+ passed, 0 failed, \d+ warnings, \d+ skipped/)
  })

  test('ends with 1 where one failed, says what to do in commands, and gives JSON', async () => {
    const { platform, home, nemo } = await scene()
    await platform.writeConfig(home.configPath)
    const { code, stdout, stderr } = await nemo(['auth', 'doctor'])
    expect(code).toBe(1)
    expect(stderr).toBe('')
    expect(stdout).toMatch(/FAIL {2}credential/)
    expect(stdout).toMatch(/→ nemo auth login --unsigned-token/)
    const json = await nemo(['auth', 'doctor', '--json'])
    expect(json.code).toBe(1)
    const checks = JSON.parse(json.stdout) as { id: string; status: string; remedies: string[] }[]
    expect(checks.find(({ id }) => id === 'credential')).toMatchObject({ status: 'fail' })
  })

  test('tells of a torn config file in place of failing over it', async () => {
    const home = emptyHome()
    await mkdir(dirname(home.configPath), { recursive: true })
    await writeFile(home.configPath, 'clusters: [')
    const { code, stdout } = await home.nemo(['auth', 'doctor'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/FAIL {2}config-file/)
    expect(stdout).toMatch(/skip {2}server-reachable/)
  })

  test('finds headers that are believed from outside, if asked', async () => {
    const { nemo } = await scene()
    const { code, stdout } = await nemo(['auth', 'doctor', '--gateway'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/FAIL {2}gateway-headers/)
  })
})

describe('can-i', () => {
  test('says yes with 0, and no with 1 and what is missing', async () => {
    const { platform, home, nemo } = await scene()
    await nemo(['workspaces', 'create', 'ml'])
    await nemo([
      'workspaces',
      'members',
      'create',
      '--workspace',
      'ml',
      '--principal',
      ANA,
      '--roles',
      'Viewer',
    ])
    const admin = await nemo(['auth', 'can-i', 'create', 'projects', '--workspace', 'ml'])
    expect(admin).toMatchObject({ code: 0 })
    expect(admin.stdout).toContain('Yes')
    await platform.writeConfig(home.configPath, { email: ANA })
    const ana = await nemo(['auth', 'can-i', 'create', 'projects', '--workspace', 'ml'])
    expect(ana).toMatchObject({ code: 1, stderr: '' })
    expect(ana.stdout).toContain("it needs the role Editor in 'ml', and yours is Viewer")
    expect(ana.stdout).toContain(
      `nemo workspaces members create --workspace ml --principal ${ANA} --roles Editor`,
    )
    expect(ana.stdout).not.toContain('client.')
    const json = await nemo(['auth', 'can-i', 'read', 'projects', '--workspace', 'ml', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({ allowed: true, permission: 'projects.read' })
    expect(await nemo(['auth', 'can-i', 'create', 'nonsense'])).toMatchObject({ code: 2 })
  })

  test('--wait waits for a role that is on its way', async () => {
    const { platform, home, nemo } = await scene({ auth: { rolePropagation: 1_500 } })
    await nemo(['workspaces', 'create', 'ml'])
    await nemo([
      'workspaces',
      'members',
      'create',
      '--workspace',
      'ml',
      '--principal',
      ANA,
      '--roles',
      'Editor',
      '--no-wait',
    ])
    await platform.writeConfig(home.configPath, { email: ANA })
    const { code, stdout } = await nemo([
      'auth',
      'can-i',
      'create',
      'projects',
      '--workspace',
      'ml',
      '--wait',
    ])
    expect(stdout).toContain('Yes')
    expect(code).toBe(0)
  })
})

test('a refusal is explained, with its doubt and its way out', async () => {
  const { platform, home, nemo } = await scene()
  await nemo(['workspaces', 'create', 'ml'])
  await platform.writeConfig(home.configPath, { email: ANA })
  const { code, stderr } = await nemo(['projects', 'list', '--workspace', 'ml'])
  expect(code).toBe(3)
  expect(stderr).toContain(`Most likely: ${ANA} is no member of 'ml'`)
  expect(stderr).toContain(
    `1. Ask an Admin of the workspace for the role Viewer: nemo workspaces members create --workspace ml --principal ${ANA} --roles Viewer`,
  )
  expect(stderr).not.toContain('client.')
  const verbose = await nemo(['--verbose', 'projects', 'list', '--workspace', 'ml'])
  expect(verbose.stderr).toContain("reading in 'ml' now: 403")
})
