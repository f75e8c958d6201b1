/** Workspaces and projects through the client. */

import { AlreadyExistsError, ConflictError, PermissionDeniedError, parseTimestamp } from 'nemo-platform'
import { expect } from 'vitest'
import type { ClientCase } from '../../client-case.ts'
import { errorOf } from '../../error-of.ts'

export const workspaceClientCases: readonly ClientCase[] = [
  {
    id: 'sdk-create',
    title: 'a workspace that create gives is the one that retrieve gives',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'))

      const created = await platform.workspaces.create({ name: workspace, description: 'made here' })

      expect(created).toMatchObject({ name: workspace, description: 'made here', created_by: email('owner') })
      expect(parseTimestamp(created.created_at)).toBeInstanceOf(Date)
      expect(await platform.workspaces.retrieve(workspace)).toEqual(created)
    },
  },
  {
    id: 'sdk-exist-ok',
    title: 'create with exist_ok gives the workspace that is there',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'))
      const first = await platform.workspaces.create({ name: workspace, description: 'first' })

      const second = await platform.workspaces.create({
        name: workspace,
        description: 'second',
        exist_ok: true,
      })

      expect(second).toEqual(first)
    },
  },
  {
    id: 'sdk-exists',
    title: 'create without exist_ok is an AlreadyExistsError with all fields',
    play: async ({ client, email, workspace, baseURL }) => {
      const platform = client(email('owner'))
      await platform.workspaces.create({ name: workspace })

      const error = await errorOf(platform.workspaces.create({ name: workspace }), AlreadyExistsError)

      expect(error).toBeInstanceOf(ConflictError)
      expect(error).toMatchObject({
        status: 409,
        detail: `Workspace '${workspace}' already exists`,
        body: { detail: `Workspace '${workspace}' already exists` },
        request: { method: 'POST' },
        requestId: undefined,
      })
      expect(new URL(error.request.url).origin).toBe(new URL(baseURL).origin)
      expect(error.headers.get('x-should-retry')).toBe('false')
      expect(error.remedies.join()).toContain('exist_ok')
    },
  },
  {
    id: 'sdk-exist-ok-foreign',
    title: 'create with exist_ok of a workspace that one cannot read is forbidden',
    play: async ({ client, email, workspace }) => {
      await client(email('owner')).workspaces.create({ name: workspace })

      await errorOf(
        client(email('stranger')).workspaces.create({ name: workspace, exist_ok: true }),
        PermissionDeniedError,
      )
    },
  },
  {
    id: 'sdk-create-unwaited',
    title: 'who creates without waiting may act all the same: the client waits for the role',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'), { workspace })

      await platform.workspaces.create({ name: workspace, wait_role_propagation: false })
      const project = await platform.projects.create({ name: 'p1' })

      expect(project).toMatchObject({ name: 'p1', workspace })
    },
  },
  {
    id: 'sdk-update',
    title: 'update changes the description',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'))
      const before = await platform.workspaces.create({ name: workspace, description: 'old' })

      const after = await platform.workspaces.update(workspace, { description: 'new' })

      expect(after).toMatchObject({ id: before.id, description: 'new', created_at: before.created_at })
      expect(after.updated_at >= before.updated_at).toBe(true)
    },
  },
  {
    id: 'sdk-delete',
    title: 'a deleted workspace is listed no more',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'))
      await platform.workspaces.create({ name: workspace })

      const answer = await platform.workspaces.delete(workspace)

      expect(answer).toMatchObject({ id: workspace, message: expect.any(String) })
      const page = await platform.workspaces.list({ filter: { name: workspace } })
      expect(page.data).toEqual([])
    },
  },
  {
    id: 'sdk-projects',
    title: 'projects are made, changed, read and deleted in the workspace of the client',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'), { workspace })
      await platform.workspaces.create({ name: workspace })

      const created = await platform.projects.create({ name: 'p1', description: 'one' })
      const updated = await platform.projects.update('p1', { description: 'two' })
      const again = await platform.projects.create({ name: 'p1', exist_ok: true })
      const removed = await platform.projects.delete('p1')

      expect(created).toMatchObject({ name: 'p1', workspace, description: 'one' })
      expect(updated).toMatchObject({ id: created.id, description: 'two' })
      expect(again).toEqual(updated)
      expect(removed.id).toBe(`${workspace}/p1`)
      expect((await platform.projects.list()).data).toEqual([])
    },
  },
]
