import {
  AlreadyExistsError,
  ConflictError,
  LastAdminError,
  NeMoPlatform,
  WorkspaceNotEmptyError,
} from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { beforeEach, describe, expect, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { rejection } from '../helpers/rejection.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** The error of a call that is answered with 409 and these words. */
function conflictOf(detail: unknown): Promise<ConflictError> {
  const { fetch } = stubFetch(json({ detail }, 409, { 'x-should-retry': 'false' }))
  return rejection(new NeMoPlatform({ baseURL: 'http://nemo.test', fetch }).delete('/x'), ConflictError)
}

const NOT_EMPTY =
  "Cannot delete workspace 'ml-team': workspace contains entities that must be deleted first: "

describe('a conflict', () => {
  test('because a workspace holds something counts what is in the way', async () => {
    const error = await conflictOf(`${NOT_EMPTY}project (3), dataset (5)`)

    expect(error).toBeInstanceOf(WorkspaceNotEmptyError)
    expect(error).toMatchObject({ entities: { project: 3, dataset: 5 } })
  })

  test('because a workspace holds one kind of thing counts it', async () => {
    expect(await conflictOf(`${NOT_EMPTY}model_entity (12)`)).toMatchObject({
      entities: { model_entity: 12 },
    })
  })

  test('because a workspace holds something says in its remedies what to do', async () => {
    const { code, remedies } = await conflictOf(`${NOT_EMPTY}project (1)`)

    expect(code).toBe('api/workspace-not-empty')
    expect(remedies).toEqual([
      "See what is in the way, by type, and delete it: await client.workspaces.contents('ml-team')",
      "Then delete the workspace again: client.workspaces.delete('ml-team')",
    ])
  })

  test('because a workspace is still being deleted says to wait', async () => {
    const error = await conflictOf("Workspace 'x' is still being deleted")

    expect(error.constructor).toBe(AlreadyExistsError)
    expect(error).toMatchObject({
      code: 'api/workspace-being-deleted',
      remedies: ['Wait about 20 seconds and repeat the call'],
    })
  })

  test.each([
    [
      'a role',
      "Cannot remove Admin role from 'ana@example.com'. This is the last Admin for workspace 'ml-team'. Add another Admin before removing this one.",
    ],
    [
      'a member',
      "Cannot remove member 'ana@example.com'. This is the last Admin for workspace 'ml-team'. Add another Admin before removing this member.",
    ],
  ])('because %s is the last Admin names principal and workspace', async (_what, detail) => {
    const error = await conflictOf(detail)

    expect(error).toBeInstanceOf(LastAdminError)
    expect(error).toMatchObject({ principal: 'ana@example.com', workspace: 'ml-team' })
    expect(error.code).toBe('api/last-admin')
    expect(error.advice[0]?.command).toBe(
      'nemo workspaces members create --workspace ml-team --principal <principal> --roles Admin',
    )
  })

  test.each(["Workspace 'x' already exists", "Project 'p' already exists in workspace 'w'."])(
    'because of a name that is taken (%s) is an AlreadyExistsError',
    async (detail) => {
      const error = await conflictOf(detail)

      expect(error).toBeInstanceOf(AlreadyExistsError)
      expect(error.detail).toBe(detail)
    },
  )

  test.each(['Revoked Scoped Access Key ak_1 cannot be unsuspended', '', { code: 'busy' }, null])(
    'for another reason (%j) is a plain ConflictError',
    async (detail) => {
      expect((await conflictOf(detail)).constructor).toBe(ConflictError)
    },
  )

  test('of each kind is a ConflictError too', async () => {
    expect(await conflictOf("Workspace 'x' already exists")).toBeInstanceOf(ConflictError)
  })
})

describe('a name that is taken', () => {
  /** The error of a creation that finds its name taken. */
  function takenBy(call: (client: NeMoPlatform) => PromiseLike<unknown>): Promise<AlreadyExistsError> {
    const { fetch } = stubFetch(json({ detail: "It already exists in workspace 'w'." }, 409))
    const client = new NeMoPlatform({ baseURL: 'http://nemo.test', fetch, workspace: 'w' })
    return rejection(call(client), AlreadyExistsError)
  }

  test.each<[what: string, call: (client: NeMoPlatform) => PromiseLike<unknown>]>([
    ['workspaces', (client) => client.workspaces.create({ name: 'x' })],
    ['projects', (client) => client.projects.create({ name: 'x' })],
    ['filesets', (client) => client.files.filesets.create({ name: 'x' })],
  ])('may be taken as it is where the method has `exist_ok`: %s', async (_what, call) => {
    expect((await takenBy(call)).remedies).toEqual([
      'Choose another name, or take what is there: `exist_ok: true`',
    ])
  })

  test.each<[what: string, call: (client: NeMoPlatform) => PromiseLike<unknown>]>([
    ['secrets', (client) => client.secrets.create({ name: 'x', value: 'v' })],
    [
      'jobs',
      (client) => client.jobs.create({ name: 'x', source: 's', spec: {}, platform_spec: { steps: [] } }),
    ],
    ['a path of the caller', (client) => client.post('/apis/x')],
  ])('is not said to be taken by `exist_ok` where there is none: %s', async (_what, call) => {
    expect((await takenBy(call)).remedies).toEqual(['Choose another name, or change what is there'])
  })
})

describe('on the mock platform', () => {
  /** A client of an admin. */
  function adminOf(platform: MockPlatform): NeMoPlatform {
    const accessToken = platform.tokenFor('admin@example.com')
    return new NeMoPlatform({ baseURL: 'http://nemo.test', accessToken, fetch: platform.fetch })
  }

  test('creating a workspace twice is an AlreadyExistsError', async () => {
    const admin = adminOf(new MockPlatform())
    await admin.workspaces.create({ name: 'ml-team' })

    await rejection(admin.workspaces.create({ name: 'ml-team' }), AlreadyExistsError)
  })

  test('removing the last Admin is a LastAdminError', async () => {
    const admin = adminOf(new MockPlatform())
    await admin.workspaces.create({ name: 'ml-team' })

    const error = await rejection(
      admin.workspaces.members.delete('admin@example.com', { workspace: 'ml-team' }),
      LastAdminError,
    )

    expect([error.principal, error.workspace]).toEqual(['admin@example.com', 'ml-team'])
  })

  test('deleting a workspace with projects is a WorkspaceNotEmptyError, as documented', async () => {
    const admin = adminOf(new MockPlatform({ profile: 'documented' }))
    await admin.workspaces.create({ name: 'ml-team' })
    await admin.projects.create({ workspace: 'ml-team', name: 'first-project' })
    await admin.projects.create({ workspace: 'ml-team', name: 'second-project' })

    const error = await rejection(admin.workspaces.delete('ml-team'), WorkspaceNotEmptyError)

    expect(error.entities).toEqual({ project: 2 })
  })
})
