/** What is in a workspace, by type. */

import { NeMoPlatform, NotFoundError, PermissionDeniedError } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { expect, test } from 'vitest'
import { cleanEnvironment } from '../helpers/clean-environment.ts'

cleanEnvironment()

function clientOf(platform: MockPlatform, email = 'admin@example.com', scopes?: string[]) {
  const accessToken = platform.tokenFor(email, scopes === undefined ? {} : { scopes })
  const options = { baseURL: 'http://nemo.test', fetch: platform.fetch, maxRetries: 0, workspace: 'ml' }
  return new NeMoPlatform({ ...options, accessToken })
}

test('counts what there is, and leaves out what there is not', async () => {
  const client = clientOf(new MockPlatform())
  await client.workspaces.create({ name: 'ml' })
  expect(await client.workspaces.contents('ml')).toEqual({ entities: {}, unknown: [] })
  for (const name of ['one', 'two', 'three']) await client.projects.create({ name })
  await client.secrets.create({ name: 'key', value: 'v' })
  await client.files.filesets.create({ name: 'data' })
  await client.experiments.create({ name: 'first' })
  expect(await client.workspaces.contents('ml')).toEqual({
    entities: { project: 3, secret: 1, fileset: 1, experiment: 1 },
    unknown: [],
  })
})

test('counts the same as a platform names that refuses to delete', async () => {
  const client = clientOf(new MockPlatform({ profile: 'documented' }))
  await client.workspaces.create({ name: 'ml' })
  for (const name of ['one', 'two']) await client.projects.create({ name })
  const error = await client.workspaces.delete('ml').catch((reason: unknown) => reason)
  const { entities } = await client.workspaces.contents('ml')
  expect(error).toMatchObject({ name: 'WorkspaceNotEmptyError', entities })
})

test('names what it may not count, and what the platform stumbles over', async () => {
  const platform = new MockPlatform()
  const ana = 'ana@example.com'
  await clientOf(platform, ana).workspaces.create({ name: 'ml' })
  platform.faults.next({ status: 503, path: '/apis/intake/v2/workspaces/ml/experiments' })
  const narrow = clientOf(platform, ana, ['entities:read', 'intake:read'])
  const { entities, unknown } = await narrow.workspaces.contents('ml')
  expect(entities).toEqual({})
  expect(unknown).toEqual(expect.arrayContaining(['secret', 'fileset', 'job', 'model', 'experiment']))
  expect(unknown).not.toContain('project')
})

test('of a workspace that is not there, or not open, it says so', async () => {
  const platform = new MockPlatform()
  await expect(clientOf(platform).workspaces.contents('nope')).rejects.toThrow(NotFoundError)
  await clientOf(platform).workspaces.create({ name: 'ml' })
  const stranger = clientOf(platform, 'eve@example.com').workspaces.contents('ml')
  await expect(stranger).rejects.toThrow(PermissionDeniedError)
})
