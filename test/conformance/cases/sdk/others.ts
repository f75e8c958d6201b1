/** Identity, discovery, secrets, role bindings and plain requests through the client. */

import {
  AlreadyExistsError,
  AuthenticationError,
  PermissionDeniedError,
  UnprocessableEntityError,
} from 'nemo-platform'
import { expect } from 'vitest'
import type { ClientCase } from '../../client-case.ts'
import { errorOf } from '../../error-of.ts'

const VALUE = 'the-value-that-nobody-sees'

export const otherClientCases: readonly ClientCase[] = [
  {
    id: 'sdk-whoami',
    title: 'whoami tells whom the platform takes one for',
    play: async ({ client, email }) => {
      const identity = { email: email('u'), sub: 'subject-1', scopes: ['openid', 'jobs:read'] }

      const answers = [await client(identity).auth.whoami(), await client(identity).auth.authenticate()]

      for (const answer of answers) {
        expect(answer).toMatchObject({
          principal: 'subject-1',
          email: email('u'),
          scopes: ['openid', 'jobs:read'],
          token_kind: 'oidc_access_token',
        })
      }
    },
  },
  {
    id: 'sdk-whoami-nobody',
    title: 'whoami without a token is an AuthenticationError',
    play: async ({ client }) => {
      const error = await errorOf(client(null).auth.whoami(), AuthenticationError)

      expect(error).toMatchObject({ reason: 'missing-token', detail: 'Missing bearer token' })
    },
  },
  {
    id: 'sdk-discover',
    title: 'discover needs no token',
    play: async ({ client }) => {
      expect(await client(null).auth.discover()).toMatchObject({ auth_enabled: true, oidc: null })
    },
  },
  {
    id: 'sdk-secrets',
    title: 'secrets are made, changed, listed and deleted, and never show their value',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'), { workspace })
      await platform.workspaces.create({ name: workspace })

      const created = await platform.secrets.create({ name: 's1', value: VALUE })
      const updated = await platform.secrets.update('s1', { description: 'about', value: `${VALUE}-2` })
      const listed = await platform.secrets.list()
      const removed = await platform.secrets.delete('s1')

      expect(created).toMatchObject({ name: 's1', workspace, description: null })
      expect(updated).toMatchObject({ name: 's1', description: 'about' })
      expect(listed.data).toEqual([updated])
      expect(removed).toBeUndefined()
      expect(JSON.stringify([created, updated, listed.data])).not.toContain(VALUE)
      expect((await platform.secrets.list()).data).toEqual([])
    },
  },
  {
    id: 'sdk-secret-iterate',
    title: 'iterating over secrets goes through all pages',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'), { workspace })
      await platform.workspaces.create({ name: workspace })
      for (const name of ['s1', 's2', 's3']) await platform.secrets.create({ name, value: 'v' })
      const names: string[] = []

      for await (const secret of platform.secrets.list({ page_size: 2 })) names.push(secret.name)

      expect(names.sort()).toEqual(['s1', 's2', 's3'])
    },
  },
  {
    id: 'sdk-secret-access',
    title: 'the value of a secret is refused to people',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'), { workspace })
      await platform.workspaces.create({ name: workspace })
      await platform.secrets.create({ name: 's1', value: VALUE })

      await errorOf(platform.secrets.access('s1'), PermissionDeniedError)
    },
  },
  {
    id: 'sdk-secret-errors',
    title: 'errors about secrets do not hold the value',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'), { workspace })
      await platform.workspaces.create({ name: workspace })
      await platform.secrets.create({ name: 's1', value: VALUE })

      const taken = await errorOf(platform.secrets.create({ name: 's1', value: VALUE }), AlreadyExistsError)
      const bad = await errorOf(
        platform.secrets.create({ name: 'S 1', value: VALUE }),
        UnprocessableEntityError,
      )

      expect(taken.detail).toBe(`Secret '${workspace}/s1' already exists`)
      for (const error of [taken, bad]) {
        expect(`${error.message} ${error.stack} ${JSON.stringify(error.body)}`).not.toContain(VALUE)
      }
    },
  },
  {
    id: 'sdk-with-response',
    title: 'withResponse gives the data and the answer it came in',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'))

      const { data, response } = await platform.workspaces.create({ name: workspace }).withResponse()

      expect(data.name).toBe(workspace)
      expect(response.status).toBe(201)
      expect(response.headers.get('server')).toBe('uvicorn')
    },
  },
  {
    id: 'sdk-as-response',
    title: 'asResponse gives the answer alone, to be read by the caller',
    play: async ({ client, email }) => {
      const response = await client(email('u')).workspaces.retrieve('default').asResponse()

      expect(response.headers.get('content-type')).toBe('application/json')
      expect(await response.json()).toMatchObject({ name: 'default' })
    },
  },
  {
    id: 'sdk-plain',
    title: 'plain requests reach any endpoint',
    play: async ({ client, email, workspace, version }) => {
      const platform = client(email('owner'))
      const path = `/apis/entities/v2/workspaces/${workspace}`

      await platform.post('/apis/entities/v2/workspaces', { body: { name: workspace } })
      const updated = await platform.put(path, { body: { description: 'plain' } })
      const removed = await platform.delete(path)

      expect(await platform.get('/cluster-info')).toMatchObject({ platform_version: version })
      expect(updated).toMatchObject({ description: 'plain' })
      expect(removed).toMatchObject({ id: workspace })
    },
  },
  {
    id: 'sdk-iam',
    title: 'role bindings are refused to PlatformAdmins too',
    play: async ({ client, adminEmail }) => {
      await errorOf(client(adminEmail).iam.roleBindings.list(), PermissionDeniedError)
    },
  },
  {
    id: 'sdk-iam-service',
    title: 'a service gives, lists and takes back role bindings',
    quirk: true,
    play: async ({ client, email, workspace, prefix }) => {
      const quiet = { logLevel: 'off' } as const
      const service = client(null, {
        ...quiet,
        defaultHeaders: { [`${prefix}principal-id`]: 'service:jobs' },
      })
      await client(email('owner')).workspaces.create({ name: workspace })

      const binding = await service.iam.roleBindings.create({
        principal: email('u'),
        workspace,
        role: 'Viewer',
      })

      expect(await client(email('u')).workspaces.retrieve(workspace)).toMatchObject({ name: workspace })
      expect(await service.iam.roleBindings.retrieve(binding.name)).toEqual(binding)
      await service.iam.roleBindings.delete(binding.name)
      const revoked = await service.iam.roleBindings.retrieve(binding.name)
      expect(revoked).toMatchObject({ revoked_at: expect.any(String) })
      await errorOf(client(email('u')).workspaces.retrieve(workspace), PermissionDeniedError)
    },
  },
]
