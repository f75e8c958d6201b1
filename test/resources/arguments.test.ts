/** Arguments that can never work are refused before any request, and those that work never leave their place. */

import fc from 'fast-check'
import { InvalidArgumentError, type NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { recordingClient } from './recording-client.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** Every method with a name in its path. */
const named: [
  name: string,
  argument: string,
  call: (client: NeMoPlatform, name: string) => Promise<unknown>,
][] = [
  ['workspaces.retrieve', 'name', (c, name) => c.workspaces.retrieve(name)],
  ['workspaces.update', 'name', (c, name) => c.workspaces.update(name, {})],
  ['workspaces.delete', 'name', (c, name) => c.workspaces.delete(name)],
  ['projects.retrieve', 'name', (c, name) => c.projects.retrieve(name)],
  ['projects.update', 'name', (c, name) => c.projects.update(name)],
  ['projects.delete', 'name', (c, name) => c.projects.delete(name)],
  ['secrets.retrieve', 'name', (c, name) => c.secrets.retrieve(name)],
  ['secrets.access', 'name', (c, name) => c.secrets.access(name)],
  ['secrets.update', 'name', (c, name) => c.secrets.update(name)],
  ['secrets.delete', 'name', (c, name) => c.secrets.delete(name)],
  ['accessKeys.delete', 'jti', (c, name) => c.accessKeys.delete(name)],
  ['accessKeys.suspend', 'jti', (c, name) => c.accessKeys.suspend(name)],
  ['accessKeys.unsuspend', 'jti', (c, name) => c.accessKeys.unsuspend(name)],
  ['iam.roleBindings.retrieve', 'name', (c, name) => c.iam.roleBindings.retrieve(name)],
  ['iam.roleBindings.delete', 'name', (c, name) => c.iam.roleBindings.delete(name)],
  ['workspaces.members.update', 'principalId', (c, name) => c.workspaces.members.update(name, { roles: [] })],
  ['workspaces.members.delete', 'principalId', (c, name) => c.workspaces.members.delete(name)],
]

describe.each(named)('%s', (_name, argument, call) => {
  test.each<[what: string, value: unknown]>([
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['one dot', '.'],
    ['two dots', '..'],
    ['a number', 5],
    ['an object', { name: 'a1' }],
    ['a list', ['a1']],
    ['half a character', 'a\ud800'],
  ])(`refuses a ${argument} that is %s, and sends nothing`, async (_what, value) => {
    const { client, calls } = recordingClient()

    const error = await rejection(call(client, value as string), InvalidArgumentError)

    expect([error.argument, calls.length]).toEqual([argument, 0])
  })

  test('keeps any other text in its place in the path', async () => {
    const { client, calls } = recordingClient()
    await call(client, 'placeholder')
    const expected = calls[0]?.url.pathname.split('/') ?? []

    // Principals are checked more strictly: see workspaces/roles.test.ts.
    const text = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .filter((value) => value.isWellFormed() && value !== '.' && value !== '..' && value.trim() === value)
      .filter((value) => argument !== 'principalId' || !value.includes('/'))
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        await call(client, value)

        const parts = calls.at(-1)?.url.pathname.split('/') ?? []
        const decoded = parts.map((part, index) =>
          expected[index] === 'placeholder' ? decodeURIComponent(part) : part,
        )
        expect(decoded).toEqual(expected.map((part) => (part === 'placeholder' ? value : part)))
      }),
      { numRuns: 50 },
    )
  })
})

describe('params that are no object', () => {
  type Untyped = (client: NeMoPlatform, params: never) => Promise<unknown>

  const mandatory: [name: string, call: Untyped][] = [
    ['workspaces.create', (c, params) => c.workspaces.create(params)],
    ['workspaces.members.create', (c, params) => c.workspaces.members.create(params)],
    ['workspaces.members.update', (c, params) => c.workspaces.members.update('a@b.c', params)],
    ['workspaces.members.createAll', (c, params) => c.workspaces.members.createAll(params)],
    ['projects.create', (c, params) => c.projects.create(params)],
    ['secrets.create', (c, params) => c.secrets.create(params)],
    ['iam.roleBindings.create', (c, params) => c.iam.roleBindings.create(params)],
  ]
  const optional: [name: string, call: Untyped][] = [
    ['workspaces.list', (c, params) => c.workspaces.list(params)],
    ['workspaces.members.list', (c, params) => c.workspaces.members.list(params)],
    ['workspaces.members.delete', (c, params) => c.workspaces.members.delete('a@b.c', params)],
    ['projects.list', (c, params) => c.projects.list(params)],
    ['projects.update', (c, params) => c.projects.update('a1', params)],
    ['secrets.list', (c, params) => c.secrets.list(params)],
    ['secrets.update', (c, params) => c.secrets.update('a1', params)],
    ['accessKeys.create', (c, params) => c.accessKeys.create(params)],
    ['accessKeys.list', (c, params) => c.accessKeys.list(params)],
    ['iam.roleBindings.list', (c, params) => c.iam.roleBindings.list(params)],
  ]

  test.each([...mandatory, ...optional])('are refused by %s', async (_name, call) => {
    const { client, calls } = recordingClient()

    for (const params of [null, 'name', 5, true]) {
      const error = await rejection(call(client, params as never), InvalidArgumentError)
      expect([params, error.argument]).toEqual([params, 'params'])
    }
    expect(calls).toHaveLength(0)
  })

  test.each(mandatory)('are missed by %s', async (_name, call) => {
    const { client, calls } = recordingClient()

    const error = await rejection(call(client, undefined as never), InvalidArgumentError)

    expect([error.argument, calls.length]).toEqual(['params', 0])
  })
})
