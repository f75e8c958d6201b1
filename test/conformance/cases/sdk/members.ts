/** Members through the client. */

import {
  BatchError,
  type CreateAllProgress,
  InvalidArgumentError,
  LastAdminError,
  NotFoundError,
  PermissionDeniedError,
} from 'nemo-platform'
import { expect } from 'vitest'
import type { ClientCase } from '../../client-case.ts'
import { errorOf } from '../../error-of.ts'

export const memberClientCases: readonly ClientCase[] = [
  {
    id: 'sdk-member-create',
    title: 'who is added may act as soon as create is done',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'), { workspace })
      await platform.workspaces.create({ name: workspace })

      const member = await platform.workspaces.members.create({
        principal: email('editor'),
        roles: ['Editor'],
      })

      expect(member).toMatchObject({
        principal: email('editor'),
        roles: ['Editor'],
        granted_by: email('owner'),
      })
      const project = await client(email('editor')).projects.create({ workspace, name: 'p1' })
      expect(project.name).toBe('p1')
    },
  },
  {
    id: 'sdk-member-default',
    title: 'create without roles makes an Editor',
    play: async ({ client, email, workspace }) => {
      const { workspaces } = client(email('owner'), { workspace })
      await workspaces.create({ name: workspace })

      await workspaces.members.create({ principal: email('editor'), wait_role_propagation: false })

      const { data } = await workspaces.members.list()
      expect(data).toContainEqual(expect.objectContaining({ principal: email('editor'), roles: ['Editor'] }))
    },
  },
  {
    id: 'sdk-member-update',
    title: 'who gets fewer roles may do less as soon as update is done',
    play: async ({ client, email, workspace }) => {
      const { workspaces } = client(email('owner'), { workspace })
      await workspaces.create({ name: workspace })
      await workspaces.members.create({ principal: email('member'), roles: ['Editor'] })

      const member = await workspaces.members.update(email('member'), { roles: ['Viewer'] })

      expect(member).toMatchObject({ principal: email('member'), roles: ['Viewer'] })
      const platform = client(email('member'), { workspace })
      expect((await platform.projects.list()).data).toEqual([])
      await errorOf(platform.projects.create({ name: 'p1' }), PermissionDeniedError)
    },
  },
  {
    id: 'sdk-member-delete',
    title: 'who is removed is shut out as soon as delete is done',
    play: async ({ client, email, workspace }) => {
      const { workspaces } = client(email('owner'), { workspace })
      await workspaces.create({ name: workspace })
      await workspaces.members.create({ principal: email('member'), roles: ['Viewer'] })

      const answer = await workspaces.members.delete(email('member'))

      expect(answer.id).toBe(email('member'))
      await errorOf(client(email('member')).workspaces.retrieve(workspace), PermissionDeniedError)
    },
  },
  {
    id: 'sdk-member-update-empty',
    title: 'update with an empty list removes the member',
    play: async ({ client, email, workspace }) => {
      const { workspaces } = client(email('owner'), { workspace })
      const { members } = workspaces
      await workspaces.create({ name: workspace })
      await members.create({ principal: email('member'), wait_role_propagation: false })

      await members.update(email('member'), { roles: [] })

      expect((await members.list()).data.map((member) => member.principal)).toEqual([email('owner')])
    },
  },
  {
    id: 'sdk-member-unknown',
    title: 'removing who is no member is a NotFoundError',
    play: async ({ client, email, workspace }) => {
      const { workspaces } = client(email('owner'), { workspace })
      await workspaces.create({ name: workspace })

      const error = await errorOf(workspaces.members.delete(email('nobody')), NotFoundError)

      expect(error.detail).toBe(`Member '${email('nobody')}' not found in workspace '${workspace}'`)
    },
  },
  {
    id: 'sdk-member-names',
    title: 'principals of every kind are addressed as they were added',
    play: async ({ client, email, workspace }) => {
      const { workspaces } = client(email('owner'), { workspace })
      await workspaces.create({ name: workspace })
      const options = { wait_role_propagation: false }

      for (const principal of ['a+b@example.com', '*', 'two words', '50%off', 'jürgen', 'who?#1', 'a%40b']) {
        await workspaces.members.create({ principal, roles: ['Viewer'], ...options })
        const updated = await workspaces.members.update(principal, { roles: ['Editor'], ...options })
        const removed = await workspaces.members.delete(principal, options)
        expect([updated.principal, removed.id]).toEqual([principal, principal])
      }

      expect((await workspaces.members.list()).data).toHaveLength(1)
    },
  },
  {
    id: 'sdk-last-admin',
    title: 'removing the last Admin is a LastAdminError that says who and where',
    play: async ({ client, email, workspace }) => {
      const { workspaces } = client(email('owner'), { workspace })
      await workspaces.create({ name: workspace })
      const expected = { status: 409, principal: email('owner'), workspace }

      const onDelete = await errorOf(workspaces.members.delete(email('owner')), LastAdminError)
      const onUpdate = await errorOf(
        workspaces.members.update(email('owner'), { roles: ['Viewer'] }),
        LastAdminError,
      )

      expect(onDelete).toMatchObject(expected)
      expect(onUpdate).toMatchObject(expected)
    },
  },
  {
    id: 'sdk-create-all',
    title: 'createAll adds all and waits once: they all may act when it is done',
    play: async ({ client, email, workspace }) => {
      const { workspaces } = client(email('owner'), { workspace })
      await workspaces.create({ name: workspace })
      const people = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => email(name))
      const progress: CreateAllProgress[] = []

      const members = await workspaces.members.createAll({
        members: people.map((principal) => ({ principal, roles: ['Viewer'] })),
        onProgress: (event) => progress.push(event),
      })

      expect(members.map((member) => member.principal)).toEqual(people)
      for (const person of people) {
        expect(await client(person).workspaces.retrieve(workspace)).toMatchObject({ name: workspace })
      }
      expect(progress.at(0)).toEqual({ phase: 'adding', done: 0, total: 6 })
      expect(progress.at(-1)).toEqual({ phase: 'waiting', done: 6, total: 6 })
    },
  },
  {
    id: 'sdk-create-all-checked',
    title: 'createAll sends nothing if one member cannot work',
    play: async ({ client, email, workspace }) => {
      const { workspaces } = client(email('owner'), { workspace })
      await workspaces.create({ name: workspace })
      const call = workspaces.members.createAll({
        members: [{ principal: email('a') }, { principal: email('b'), roles: ['King' as 'Admin'] }],
      })

      const error = await errorOf(call, InvalidArgumentError)

      expect(error.argument).toBe('members[1].roles[0]')
      expect((await workspaces.members.list()).data).toHaveLength(1)
    },
  },
  {
    id: 'sdk-create-all-refused',
    title: 'createAll tells of each member that was refused',
    play: async ({ client, email, workspace }) => {
      await client(email('owner')).workspaces.create({ name: workspace })
      const call = client(email('stranger')).workspaces.members.createAll({
        workspace,
        members: [{ principal: email('a') }, { principal: email('b') }],
      })

      const error = await errorOf(call, BatchError)

      expect(error.succeeded).toEqual([])
      expect(error.failed.map((failure) => failure.item)).toEqual([
        { principal: email('a') },
        { principal: email('b') },
      ])
      expect(error.failed[0]?.error).toBeInstanceOf(PermissionDeniedError)
    },
  },
]
