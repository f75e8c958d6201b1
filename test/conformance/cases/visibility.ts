/** Which workspaces a list shows. */

import { changedIn } from '../generations.ts'
import { containing, subset, without } from '../matching.ts'
import type { Expectation, Scenario } from '../scenario.ts'
import {
  adds,
  createsWorkspace,
  FORBIDDEN,
  get,
  listOf,
  MEMBERS,
  person,
  platformAdmin,
  remove,
  stranger,
  WORKSPACE,
  WORKSPACES,
} from '../steps.ts'

const member = person('member')
const ONLY_THIS = `${WORKSPACES}?filter[name]={ws}`

export const visibilityCases: readonly Scenario[] = [
  {
    id: 'list-built-in',
    title: 'everybody sees the built-in workspaces',
    steps: ['default', 'system'].map((name) =>
      get(
        `${WORKSPACES}?filter[name]=${name}`,
        {
          status: 200,
          body: subset({ data: [subset({ name, description: '<string>', created_at: '<timestamp>' })] }),
        },
        { as: stranger },
      ),
    ),
  },
  {
    id: 'list-own',
    title: 'people see workspaces of their own, and no others',
    steps: [createsWorkspace(), get(ONLY_THIS, listOf('{ws}')), get(ONLY_THIS, listOf(), { as: stranger })],
  },
  {
    id: 'list-member',
    title: 'people see workspaces that they are members of',
    steps: [createsWorkspace(), adds(member, 'Viewer'), get(ONLY_THIS, listOf('{ws}'), { as: member })],
  },
  {
    id: 'list-everybody',
    title: 'a workspace with a role for * is seen by everybody',
    steps: [createsWorkspace(), adds('*', 'Viewer'), get(ONLY_THIS, listOf('{ws}'), { as: stranger })],
  },
  {
    id: 'list-group',
    title: 'people see workspaces of their groups',
    steps: [
      createsWorkspace(),
      adds('team-{case}-{run}', 'Viewer'),
      get(ONLY_THIS, listOf('{ws}'), { as: { ...stranger, claims: { groups: ['team-{case}-{run}'] } } }),
    ],
  },
  {
    id: 'list-platform-admin',
    title: 'a PlatformAdmin sees all workspaces',
    steps: [createsWorkspace(), get(ONLY_THIS, listOf('{ws}'), { as: platformAdmin })],
  },
  {
    id: 'list-former-member',
    title: 'a former member sees the workspace no more; the list goes on showing it before 0.7',
    quirk: true,
    steps: [
      createsWorkspace(),
      adds(member, 'Viewer'),
      remove(`${MEMBERS}/${member.email}`, { status: 200 }),
      get(WORKSPACE, FORBIDDEN, { as: member }),
      get(
        ONLY_THIS,
        changedIn<Expectation>('0.7', 'revoked roles do not count any more', {
          before: listOf('{ws}'),
          after: listOf(),
        }),
        { as: member },
      ),
    ],
  },
  {
    id: 'list-entry',
    title: 'an entry of the list is the workspace as it is read',
    steps: [
      createsWorkspace({ description: 'd' }),
      get(ONLY_THIS, {
        status: 200,
        body: subset({
          data: [
            {
              id: '<id>',
              name: '{ws}',
              description: 'd',
              created_at: '<timestamp>',
              created_by: '<string>',
              updated_at: '<timestamp>',
              updated_by: '<string>',
            },
          ],
        }),
      }),
    ],
  },
  {
    id: 'list-members-others',
    title: 'the members of one workspace are not those of another',
    steps: [
      createsWorkspace(),
      adds(member, 'Viewer'),
      get(MEMBERS, { status: 200, body: { data: containing(subset({ principal: member.email })) } }),
      get(
        `${WORKSPACES}/system/members`,
        { status: 200, body: { data: without(subset({ principal: member.email })) } },
        {
          as: platformAdmin,
        },
      ),
    ],
  },
]
