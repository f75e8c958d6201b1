/** Which workspace a call is about: its own, else the client's, else an error. */

import { InvalidArgumentError, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { configFile, oneContext } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

type Params = { workspace?: string | undefined }

/** Every call that is about a workspace. */
const calls: [name: string, call: (client: NeMoPlatform, params?: Params) => Promise<unknown>][] = [
  ['projects.create', (client, params) => client.projects.create({ name: 'a1', ...params })],
  ['projects.list', (client, params) => client.projects.list(params)],
  ['projects.retrieve', (client, params) => client.projects.retrieve('a1', params)],
  ['projects.update', (client, params) => client.projects.update('a1', params)],
  ['projects.delete', (client, params) => client.projects.delete('a1', params)],
  ['secrets.create', (client, params) => client.secrets.create({ name: 'a1', value: 'v', ...params })],
  ['secrets.list', (client, params) => client.secrets.list(params)],
  ['secrets.retrieve', (client, params) => client.secrets.retrieve('a1', params)],
  ['secrets.access', (client, params) => client.secrets.access('a1', params)],
  ['secrets.update', (client, params) => client.secrets.update('a1', params)],
  ['secrets.delete', (client, params) => client.secrets.delete('a1', params)],
  ['members.create', (client, params) => client.workspaces.members.create({ principal: 'a@b.c', ...params })],
  ['members.list', (client, params) => client.workspaces.members.list(params)],
  [
    'members.update',
    (client, params) => client.workspaces.members.update('a@b.c', { roles: ['Viewer'], ...params }),
  ],
  ['members.delete', (client, params) => client.workspaces.members.delete('a@b.c', params)],
  [
    'members.createAll',
    (client, params) => client.workspaces.members.createAll({ members: [{ principal: 'a@b.c' }], ...params }),
  ],
]

function clientFor(workspace?: string) {
  const { fetch, calls } = stubFetch(json({ data: [] }))
  return { client: new NeMoPlatform({ baseURL: 'http://nemo.test', workspace, fetch }), sent: calls }
}

describe.each(calls)('%s', (_name, call) => {
  test('is about the workspace that it names', async () => {
    const { client, sent } = clientFor('of-client')

    await call(client, { workspace: 'of-call' })

    for (const { url } of sent) expect(url.pathname).toContain('/workspaces/of-call/')
  })

  test.each([
    ['left out', undefined],
    ['undefined', { workspace: undefined }],
  ])('is about the workspace of the client where its own is %s', async (_what, params) => {
    const { client, sent } = clientFor('of-client')

    await call(client, params)

    expect(sent.length).toBeGreaterThan(0)
    for (const { url } of sent) expect(url.pathname).toContain('/workspaces/of-client/')
  })

  test('is refused before any request where there is no workspace at all', async () => {
    const { client, sent } = clientFor()

    const error = await rejection(call(client), InvalidArgumentError)

    expect([error.argument, sent.length]).toEqual(['workspace', 0])
    expect(error).toMatchObject({
      code: 'argument/missing',
      problem: '`workspace` is missing',
      advice: [
        {
          text: 'Name the workspace',
          call: '`workspace`, of the call or of the client',
          command: '--workspace <name>',
        },
      ],
    })
  })

  test.each<[what: string, workspace: unknown]>([
    ['empty', ''],
    ['null', null],
    ['a number', 5],
    ['one dot', '.'],
    ['two dots', '..'],
    ['half a character', '\ud800'],
  ])('with a workspace that is %s is refused before any request', async (_what, workspace) => {
    const { client, sent } = clientFor('of-client')

    const error = await rejection(call(client, { workspace } as Params), InvalidArgumentError)

    expect([error.argument, sent.length]).toEqual(['workspace', 0])
  })
})

describe('the workspace of a client', () => {
  test.each([
    ['the option', { workspace: 'option' }, { NMP_WORKSPACE: 'variable' }, 'option'],
    ['the variable', {}, { NMP_WORKSPACE: 'variable' }, 'variable'],
    ['the context', {}, {}, 'context'],
  ])('is that of %s', (_what, options, variables, expected) => {
    const configPath = configFile(oneContext({ context: ['workspace: context'] }))
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)

    expect(new NeMoPlatform({ configPath, ...options }).workspace).toBe(expected)
  })

  test('is `default` for a context that names none', () => {
    expect(new NeMoPlatform({ configPath: configFile(oneContext()) }).workspace).toBe('default')
  })

  test('is not taken from the variable in direct mode', () => {
    vi.stubEnv('NMP_WORKSPACE', 'variable')

    expect(new NeMoPlatform({ baseURL: 'http://nemo.test' }).workspace).toBeUndefined()
  })
})
