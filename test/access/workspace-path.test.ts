/** The workspace in a path. */

import { describe, expect, test } from 'vitest'
import { workspaceIn } from '../../src/access/index.ts'
import { isAboutMembers } from '../../src/access/workspace-path.ts'

describe('the workspace of a path', () => {
  test.each<[path: string, workspace: string | undefined]>([
    ['/apis/entities/v2/workspaces/ml-team', 'ml-team'],
    ['/apis/jobs/v2/workspaces/ml-team/jobs/j1/logs', 'ml-team'],
    ['/apis/some-plugin/v1/workspaces/ml-team/things', 'ml-team'],
    ['/apis/jobs/v2/workspaces/a%20b%2Fc/jobs', 'a b/c'],
    ['/apis/jobs/v2/workspaces/50%/jobs', '50%'],
    ['/apis/jobs/v2/workspaces/-/jobs', '-'],
    ['/apis/entities/v2/workspaces', undefined],
    ['/apis/entities/v2/workspaces/', undefined],
    ['/apis/jobs/v2/execution-profiles', undefined],
    ['/elsewhere/apis/jobs/v2/workspaces/ml-team/jobs', undefined],
  ])('%s is %j', (path, workspace) => {
    expect(workspaceIn(path)).toBe(workspace)
  })
})

describe('a path is about members', () => {
  test.each<[path: string, isIt: boolean]>([
    ['/apis/entities/v2/workspaces/ml-team/members', true],
    ['/apis/entities/v2/workspaces/ml-team/members/alice%40example.com', true],
    ['/apis/entities/v2/workspaces/members', false],
    ['/apis/entities/v2/workspaces/members/projects', false],
    ['/apis/entities/v2/workspaces/ml-team/projects/members', false],
    ['/apis/entities/v2/workspaces/ml-team/members-of-old', false],
  ])('%s: %j', (path, isIt) => {
    expect(isAboutMembers(path)).toBe(isIt)
  })
})
