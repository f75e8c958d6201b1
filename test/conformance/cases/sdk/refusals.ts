/** What the client says when it is refused. */

import {
  APIUserAbortError,
  AuthenticationError,
  NotFoundError,
  PermissionDeniedError,
  UnprocessableEntityError,
} from 'nemo-platform'
import { expect } from 'vitest'
import type { ClientCase } from '../../client-case.ts'
import { errorOf } from '../../error-of.ts'
import type { Identity } from '../../scenario.ts'

function authenticationCase(
  id: string,
  reason: AuthenticationError['reason'],
  identity: Identity | null,
): ClientCase {
  return {
    id,
    title: `a 401 says ${reason}`,
    play: async ({ client }) => {
      const error = await errorOf(client(identity).workspaces.list(), AuthenticationError)

      expect(error).toMatchObject({ status: 401, reason })
      expect(error.remedies).not.toEqual([])
    },
  }
}

// The client goes by the Date header, which lags seconds behind on a busy server: times keep well away from now.
const SOMEBODY = { email: 'somebody@example.com', claims: { iat: '{now-60}' } }

export const refusalClientCases: readonly ClientCase[] = [
  authenticationCase('sdk-401-missing', 'missing-token', null),
  authenticationCase('sdk-401-expired', 'expired-token', {
    ...SOMEBODY,
    claims: { iat: '{now-600}', exp: '{now-60}' },
  }),
  authenticationCase('sdk-401-early', 'not-yet-valid', { ...SOMEBODY, claims: { iat: '{now+60}' } }),
  authenticationCase('sdk-401-not-before', 'not-yet-valid', {
    ...SOMEBODY,
    claims: { iat: '{now-60}', nbf: '{now+60}' },
  }),
  authenticationCase('sdk-401-garbage', 'rejected', { raw: 'garbage' }),
  authenticationCase('sdk-401-no-subject', 'rejected', { ...SOMEBODY, drop: ['sub'] }),
  {
    id: 'sdk-403-scope',
    title: 'a 403 says missing-scope where the token cannot do it, with the scopes that can',
    play: async ({ client, email, workspace }) => {
      const identity = { email: email('owner'), scopes: ['openid', 'platform:read'] }

      const error = await errorOf(
        client(identity).workspaces.create({ name: workspace }),
        PermissionDeniedError,
      )

      expect(error).toMatchObject({
        status: 403,
        reason: 'missing-scope',
        requiredScopes: ['platform:write', 'entities:write'],
        tokenScopes: ['openid', 'platform:read'],
        principal: email('owner'),
      })
    },
  },
  {
    id: 'sdk-403-role',
    title: 'a 403 says insufficient-role where a read worked before',
    play: async ({ client, email, workspace }) => {
      const { workspaces } = client(email('owner'))
      await workspaces.create({ name: workspace })
      await workspaces.members.create({ workspace, principal: email('viewer'), roles: ['Viewer'] })
      const platform = client(email('viewer'), { workspace })
      await platform.projects.list()

      const error = await errorOf(platform.projects.create({ name: 'p1' }), PermissionDeniedError)

      expect(error).toMatchObject({ reason: 'insufficient-role', workspace, principal: email('viewer') })
      expect(error.remedies.join()).toContain('Editor')
    },
  },
  {
    id: 'sdk-403-members',
    title: 'a 403 on members says insufficient-role where a read worked before',
    play: async ({ client, email, workspace }) => {
      const { workspaces } = client(email('owner'))
      await workspaces.create({ name: workspace })
      await workspaces.members.create({ workspace, principal: email('editor'), roles: ['Editor'] })
      const platform = client(email('editor'), { workspace })
      await platform.workspaces.retrieve(workspace)

      const error = await errorOf(platform.workspaces.members.list(), PermissionDeniedError)

      expect(error.reason).toBe('insufficient-role')
    },
  },
  {
    id: 'sdk-403-unknown',
    title: 'a 403 says unknown rather than a guess',
    play: async ({ client, email, workspace }) => {
      const error = await errorOf(client(email('u')).workspaces.retrieve(workspace), PermissionDeniedError)

      expect(error).toMatchObject({ reason: 'unknown', workspace, detail: 'Forbidden' })
    },
  },
  {
    id: 'sdk-403-left',
    title: 'a 403 says not-a-member to who removed herself',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'), { workspace })
      const { members } = platform.workspaces
      await platform.workspaces.create({ name: workspace })
      await members.create({ principal: email('second'), roles: ['Admin'] })
      await members.delete(email('owner'))

      const error = await errorOf(platform.workspaces.retrieve(workspace), PermissionDeniedError)

      expect(error).toMatchObject({ reason: 'not-a-member', workspace })
    },
  },
  {
    id: 'sdk-403-path',
    title: 'a path that is not there is a 403 of which the reason is unknown',
    play: async ({ client, email }) => {
      const error = await errorOf(client(email('u')).get('/apis/nothing/v2/things'), PermissionDeniedError)

      expect(error.reason).toBe('unknown')
    },
  },
  {
    id: 'sdk-404',
    title: 'what is not there is a NotFoundError',
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'), { workspace })
      await platform.workspaces.create({ name: workspace })

      const error = await errorOf(platform.projects.retrieve('nope'), NotFoundError)

      expect(error.detail).toBe(`Project 'nope' not found in workspace '${workspace}'`)
      expect(error.message).toContain('404 GET')
    },
  },
  {
    id: 'sdk-404-code',
    title: 'access keys that are off are a NotFoundError whose body has a code',
    play: async ({ client, email }) => {
      const error = await errorOf(client(email('u')).accessKeys.list(), NotFoundError)

      expect(error.body).toEqual({
        detail: 'Scoped Access Keys are not enabled',
        code: 'access_keys_disabled',
      })
    },
  },
  {
    id: 'sdk-422',
    title: 'a name that does not fit is an UnprocessableEntityError that names the field',
    play: async ({ client, email }) => {
      const call = client(email('u')).workspaces.create({ name: 'Not A Name' })

      const error = await errorOf(call, UnprocessableEntityError)

      expect(error.issues).toEqual([
        { path: 'body.name', message: expect.stringContaining('String should match pattern') },
      ])
      expect(JSON.stringify(error.body)).not.toContain('Not A Name')
    },
  },
  {
    id: 'sdk-422-inner',
    title: 'a fault that is told as JSON inside a text is read all the same',
    quirk: true,
    play: async ({ client, email, workspace }) => {
      const platform = client(email('owner'), { workspace })
      await platform.workspaces.create({ name: workspace })

      const error = await errorOf(platform.secrets.list({ page_size: 1001 }), UnprocessableEntityError)

      expect(error.issues).toEqual([
        { path: 'query.page_size', message: 'Input should be less than or equal to 1000' },
      ])
    },
  },
  {
    id: 'sdk-abort',
    title: 'a signal ends a call',
    play: async ({ client, email }) => {
      const call = client(email('u')).workspaces.list({}, { signal: AbortSignal.abort() })

      await errorOf(call, APIUserAbortError)
    },
  },
]
