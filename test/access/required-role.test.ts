/** Which role a permission comes with. */

import { describe, expect, test } from 'vitest'
import { isForServicesOnly, type RequiredRole, requiredRole } from '../../src/access/index.ts'

const PATH = '/apis/entities/v2/workspaces/{workspace}/projects'

describe('the least role for', () => {
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
    ['secrets.access', 'services'],
    ['entities.read', 'services'],
    ['secrets.rotate', 'PlatformAdmin'],
    [undefined, 'anyone'],
  ])('%s is %s', (permission, role) => {
    expect(requiredRole(permission, PATH)).toBe(role)
  })

  test('anything below /apis/auth/v2/iam is for services, whatever the permission', () => {
    const path = '/apis/auth/v2/iam/role-bindings'

    expect(requiredRole('iam.role-bindings.list', path)).toBe('services')
    expect(requiredRole(undefined, path)).toBe('services')
  })
})

test('services alone see what the policy is made of, described or not', () => {
  expect(isForServicesOnly('/apis/auth/v2/authz/bundle')).toBe(true)
  expect(isForServicesOnly('/apis/auth/v2/access-keys')).toBe(false)
})
