/** Members as a wanted state. */

import fc from 'fast-check'
import {
  BatchError,
  InvalidArgumentError,
  type MemberSyncProgress,
  NeMoPlatform,
  type Role,
} from 'nemo-platform'
import { MockPlatform, type MockPlatformOptions } from 'nemo-platform/testing'
import { describe, expect, test } from 'vitest'
import { planSync } from '../../src/resources/workspaces/sync.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'

cleanEnvironment()

const ADMIN = 'admin@example.com'
const OWNER = 'owner@example.com'
const [ANA, BEN, EVE] = ['ana@example.com', 'ben@example.com', 'eve@example.com']

/** A workspace of an owner, with Ana as Editor and Ben as Viewer. */
async function team(options: MockPlatformOptions = {}) {
  const platform = new MockPlatform(options)
  const clientOf = (email: string) =>
    new NeMoPlatform({
      baseURL: 'http://nemo.test',
      fetch: platform.fetch,
      accessToken: platform.tokenFor(email),
      workspace: 'ml',
      maxRetries: 0,
    })
  const owner = clientOf(OWNER)
  await owner.workspaces.create({ name: 'ml', wait_role_propagation: true })
  const { members } = owner.workspaces
  for (const [principal, role] of [
    [ANA, 'Editor'],
    [BEN, 'Viewer'],
  ] as const)
    await members.create({ principal, roles: [role], wait_role_propagation: false })
  const state = async () =>
    Object.fromEntries(
      (await members.list()).data.map(({ principal, roles }) => [principal, roles.toSorted()]),
    )
  platform.requests.length = 0
  return { platform, members, state, clientOf }
}

const WANTED = [
  { principal: OWNER, roles: ['Admin'] },
  { principal: ANA, roles: ['Admin'] },
  { principal: EVE, roles: ['Viewer', 'Editor'] },
] satisfies { principal: string; roles: Role[] }[]

describe('members.sync', () => {
  test('adds and changes; removes only where it is told to', async () => {
    const { members, state } = await team()
    const result = await members.sync({ members: WANTED })
    expect(result).toEqual({
      applied: true,
      changes: [
        { kind: 'add', principal: EVE, before: [], after: ['Viewer', 'Editor'] },
        { kind: 'update', principal: ANA, before: ['Editor'], after: ['Admin'] },
      ],
      unchanged: [OWNER],
      others: [BEN],
    })
    expect(await state()).toEqual({
      [OWNER]: ['Admin'],
      [ANA]: ['Admin'],
      [BEN]: ['Viewer'],
      [EVE]: ['Editor', 'Viewer'],
    })
    const pruned = await members.sync({ members: WANTED, prune: true })
    expect(pruned.changes).toEqual([{ kind: 'remove', principal: BEN, before: ['Viewer'], after: [] }])
    expect(Object.keys(await state())).not.toContain(BEN)
    expect(await members.sync({ members: WANTED, prune: true })).toMatchObject({ changes: [], others: [] })
  })

  test('a dry run changes nothing, and gives the same plan', async () => {
    const { platform, members, state } = await team()
    const before = await state()
    platform.requests.length = 0
    const plan = await members.sync({ members: WANTED, prune: true, dryRun: true })
    expect(plan.applied).toBe(false)
    expect(platform.requests.map(({ method }) => method)).toEqual(['GET'])
    expect(await state()).toEqual(before)
    const { changes } = await members.sync({ members: WANTED, prune: true })
    expect(changes).toEqual(plan.changes)
  })

  test('waits once, at the end, and tells how far it is', async () => {
    const { platform, members } = await team()
    const seen: MemberSyncProgress[] = []
    await members.sync({ members: WANTED, prune: true, onProgress: (progress) => void seen.push(progress) })
    const waits = platform.requests
      .filter(({ method }) => method !== 'GET')
      .map(({ query }) => !query.includes('wait_role_propagation=false'))
    expect(waits).toEqual([false, false, true])
    expect(seen[0]).toEqual({ phase: 'changing', done: 0, total: 3 })
    expect(seen.at(-1)).toEqual({ phase: 'waiting', done: 2, total: 3 })
    platform.requests.length = 0
    await members.sync({
      members: [{ principal: OWNER, roles: ['Admin'] }],
      prune: true,
      wait_role_propagation: false,
    })
    expect(platform.requests.every(({ method, query }) => method === 'GET' || /=false/.test(query))).toBe(
      true,
    )
  })

  test('never takes the last Admin, nor the caller without being told so', async () => {
    const { platform, members, state } = await team()
    const before = await state()
    platform.requests.length = 0
    for (const [wanted, words] of [
      [[{ principal: ANA, roles: ['Editor'] }], 'would leave the workspace without an Admin'],
      [[{ principal: ANA, roles: ['Admin'] }], `would remove yourself (${OWNER})`],
      [
        [
          { principal: ANA, roles: ['Admin'] },
          { principal: OWNER, roles: ['Viewer'] },
        ],
        'would take your own role as Admin',
      ],
    ] as [{ principal: string; roles: Role[] }[], string][]) {
      const error = await members.sync({ members: wanted, prune: true }).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(InvalidArgumentError)
      expect(String(error)).toContain(words)
    }
    expect(platform.requests.every(({ method }) => method === 'GET')).toBe(true)
    expect(await state()).toEqual(before)
    // Told so, it hands over, and goes last.
    const handover = {
      members: [{ principal: ANA, roles: ['Admin'] as Role[] }],
      prune: true,
      allowSelf: true,
    }
    const { changes } = await members.sync(handover)
    expect(changes.at(-1)).toMatchObject({ kind: 'remove', principal: OWNER })
  })

  test('a failure in the middle says what is done and what is not', async () => {
    const { platform, members, state } = await team()
    platform.faults.next({ status: 500, method: 'PUT' })
    const error = await members.sync({ members: WANTED, prune: true }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(BatchError)
    const { succeeded, failed } = error as BatchError<{ principal: string }, { principal: string }>
    expect(succeeded.map(({ principal }) => principal)).toEqual([EVE])
    expect(failed.map(({ item, error: { message } }) => [item.principal, message.slice(0, 9)])).toEqual([
      [ANA, expect.stringMatching(/^500 /)],
      [BEN, 'Not tried'],
    ])
    expect(Object.keys(await state())).toContain(BEN)
  })

  test.each([
    [{ members: 'ana' }, 'members'],
    [{ members: [{ principal: ANA, roles: ['Boss'] }] }, 'members[0].roles[0]'],
    [{ members: [{ principal: ANA }, { principal: ANA }] }, 'members[1].principal'],
    [{ members: [{ principal: ' ' }] }, 'members[0].principal'],
    [{ members: [], prune: 'yes' }, 'prune'],
    [{ members: [], dry_run: true }, 'dry_run'],
  ])('%j is refused before anything is sent', async (params, argument) => {
    const { platform, members } = await team()
    const error = await members.sync(params as never).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'InvalidArgumentError', argument })
    expect(platform.requests).toEqual([])
  })

  test('a PlatformAdmin, who is no member, may leave out even the owner', async () => {
    const { clientOf, state } = await team()
    await clientOf(ADMIN).workspaces.members.sync({
      members: [{ principal: ANA, roles: ['Admin'] }],
      prune: true,
    })
    expect(await state().catch(() => undefined)).toBeUndefined()
  })
})

test('who is exchanged for the only Admin is Admin first', () => {
  const current = [
    { principal: 'a@x', roles: ['Admin'] },
    { principal: 'c@x', roles: ['Viewer'] },
  ]
  const wanted = new Map([['c@x', ['Admin', 'Editor'] as Role[]]])
  const { changes } = planSync(current as never, wanted, { prune: true, self: ['c@x'], allowSelf: false })
  expect(changes.map(({ kind, principal }) => [kind, principal])).toEqual([
    ['update', 'c@x'],
    ['remove', 'a@x'],
  ])
})

test('whatever is planned leads from what is to what is wanted, and there is always an Admin', () => {
  const principal = fc.constantFrom('a@x', 'b@x', 'c@x', 'd@x')
  const roles = fc.uniqueArray(fc.constantFrom<Role>('Viewer', 'Editor', 'Admin'), { minLength: 1 })
  const members = fc.uniqueArray(fc.record({ principal, roles }), { selector: (member) => member.principal })
  fc.assert(
    fc.property(members, members, fc.boolean(), fc.option(principal), (current, wanted, prune, self) => {
      const state = new Map<string, readonly string[]>(
        current.map((member) => [member.principal, member.roles]),
      )
      const wish = new Map(wanted.map((member) => [member.principal, member.roles]))
      const hasAdmin = () => [...state.values()].some((held) => held.includes('Admin'))
      const hadAdmin = hasAdmin()
      const own = self === null ? [] : [self]
      let plan: ReturnType<typeof planSync>
      try {
        plan = planSync(current, wish, { prune, self: own, allowSelf: false })
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidArgumentError)
        return
      }
      for (const { principal: who, before, after } of plan.changes) {
        expect(state.get(who) ?? []).toEqual(before)
        if (after.length === 0) state.delete(who)
        else state.set(who, after)
        if (hadAdmin) expect(hasAdmin()).toBe(true)
      }
      for (const [who, held] of wish) expect(state.get(who)?.toSorted()).toEqual(held.toSorted())
      if (prune) expect(state.size).toBe(wish.size)
      else for (const { principal: who } of current) expect(state.has(who)).toBe(true)
      const hadOwnAdmin = current.some(
        (member) => own.includes(member.principal) && member.roles.includes('Admin'),
      )
      if (hadOwnAdmin) expect(state.get(own[0] ?? '')).toContain('Admin')
    }),
    { numRuns: 2_000 },
  )
})
