/** Which role a permission comes with. */

import { expect, test } from 'vitest'
import { type RequiredRole, requiredRole } from '../../src/access/index.ts'

const PROJECTS = '/apis/entities/v2/workspaces/{workspace}/projects'

test.each<[permission: string | undefined, role: RequiredRole]>([
  ['projects.list', 'Viewer'],
  ['projects.read', 'Viewer'],
  ['inference.gateway.model.exec', 'Viewer'],
  ['projects.create', 'Editor'],
  ['guardrails.checks.exec', 'Editor'],
  ['workspaces.members.list', 'Admin'],
  ['workspaces.members.create', 'Admin'],
  ['workspaces.list', 'anyone'],
  ['workspaces.create', 'anyone'],
  [undefined, 'anyone'],
])('%s comes with the role %s', (permission, role) => {
  expect(requiredRole(permission, { method: 'POST', path: PROJECTS })).toBe(role)
})

test.each<[method: string, path: string, role: RequiredRole]>([
  ['GET', '/apis/auth/v2/iam/role-bindings', 'services'],
  ['GET', '/apis/secrets/v2/workspaces/{workspace}/secrets/{name}/access', 'services'],
  ['POST', '/apis/secrets/v2/rotate-encryption-keys', 'administrator'],
  ['GET', '/apis/entities/v2/entities/{id}', 'administrator'],
])('%s %s is for %s alone, whatever the permission', (method, path, role) => {
  expect(
    [undefined, 'projects.list'].map((permission) => requiredRole(permission, { method, path })),
  ).toEqual([role, role])
})
