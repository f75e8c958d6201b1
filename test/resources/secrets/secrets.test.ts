/** `client.secrets`: values go in, and come out nowhere, least of all in an error. */

import { inspect } from 'node:util'
import {
  AlreadyExistsError,
  NotFoundError,
  PermissionDeniedError,
  UnprocessableEntityError,
} from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../../helpers/isolated-environment.ts'
import { rejection } from '../../helpers/rejection.ts'
import { json } from '../../helpers/stub-fetch.ts'
import { mockClients } from '../mock-client.ts'
import { recordingClient } from '../recording-client.ts'

beforeEach(() => {
  isolateEnvironment()
})

async function team() {
  const { platform, clientOf } = mockClients()
  const client = clientOf('alice@example.com')
  await client.workspaces.create({ name: 'ml-team' })
  return { platform, client, clientOf }
}

describe('secrets', () => {
  test('never come back with their value', async () => {
    const { client } = await team()

    const created = await client.secrets.create({ name: 's1', value: 'hunter22', description: 'old' })
    const answers = [
      created,
      await client.secrets.retrieve('s1'),
      await client.secrets.list(),
      await client.secrets.update('s1', { value: 'hunter23' }),
    ]

    expect(created).toMatchObject({ name: 's1', workspace: 'ml-team', description: 'old' })
    expect(JSON.stringify(answers)).not.toMatch(/hunter/)
  })

  test('keep in an update what is left out', async () => {
    const { client } = await team()
    await client.secrets.create({ name: 's1', value: 'v', description: 'old' })

    expect((await client.secrets.update('s1', { value: 'w' })).description).toBe('old')
    expect((await client.secrets.update('s1', { description: 'new' })).description).toBe('new')
  })

  test('are deleted without an answer', async () => {
    const { client } = await team()
    await client.secrets.create({ name: 's1', value: 'v' })

    const { data, response } = await client.secrets.delete('s1').withResponse()

    expect([data, response.status]).toEqual([undefined, 204])
    await rejection(client.secrets.retrieve('s1'), NotFoundError)
  })

  test('come page by page, ten at a time', async () => {
    const { platform, client } = await team()
    const expected = Array.from({ length: 12 }, (_, index) => `s${index}`)
    for (const name of expected) await client.secrets.create({ name, value: 'v' })
    platform.requests.length = 0

    const names: string[] = []
    for await (const { name } of client.secrets.list()) names.push(name)

    expect(names.sort()).toEqual(expected.sort())
    expect(platform.requests.map(({ query }) => query)).toEqual(['', 'page=2'])
  })

  test('of a name that is taken are AlreadyExistsErrors', async () => {
    const { client } = await team()
    await client.secrets.create({ name: 's1', value: 'v' })

    await rejection(client.secrets.create({ name: 's1', value: 'w' }), AlreadyExistsError)
  })
})

describe('the value of a secret', () => {
  test.each(['alice@example.com', 'admin@example.com'])('is not for people: %s', async (email) => {
    const { client, clientOf } = await team()
    await client.secrets.create({ name: 's1', value: 'v' })

    await rejection(clientOf(email).secrets.access('s1'), PermissionDeniedError)
  })

  test('is readable where authentication is off', async () => {
    const { clientOf } = mockClients({ auth: false })
    const client = clientOf('alice@example.com')
    await client.secrets.create({ workspace: 'default', name: 's1', value: 'hunter22' })

    expect(await client.secrets.access('s1', { workspace: 'default' })).toMatchObject({ value: 'hunter22' })
  })

  test('must not be empty', async () => {
    const { client } = await team()

    await rejection(client.secrets.create({ name: 's1', value: '' }), UnprocessableEntityError)
  })

  test.each(['create', 'update'] as const)(
    'is in no error of %s, though the server repeats it',
    async (method) => {
      const detail = [{ type: 'x', loc: ['body', 'value'], msg: 'bad value hunter22', input: 'hunter22' }]
      const { client } = recordingClient(json({ detail }, 422))
      const promise =
        method === 'create'
          ? client.secrets.create({ name: 's1', value: 'hunter22' })
          : client.secrets.update('s1', { value: 'hunter22' })

      const error = await rejection(promise, UnprocessableEntityError)

      expect(error.issues[0]?.path).toBe('body.value')
      expect(`${inspect(error, { depth: 20, showHidden: true })}${JSON.stringify(error)}`).not.toContain(
        'hunter22',
      )
    },
  )
})

describe('secrets.admin.rotateEncryptionKeys', () => {
  test('tells how many secrets were encrypted anew', async () => {
    const { client } = recordingClient(json({ rotated_secrets: 3, success: true }, 202))

    expect(await client.secrets.admin.rotateEncryptionKeys()).toEqual({ rotated_secrets: 3, success: true })
  })

  test('is for PlatformAdmins', async () => {
    const { client } = await team()

    await rejection(client.secrets.admin.rotateEncryptionKeys(), PermissionDeniedError)
  })
})
