/** All cases that go through the client. */

import type { ClientCase } from '../../client-case.ts'
import { listClientCases } from './lists.ts'
import { memberClientCases } from './members.ts'
import { otherClientCases } from './others.ts'
import { refusalClientCases } from './refusals.ts'
import { workspaceClientCases } from './workspaces.ts'

/** Cases by topic. */
export const clientTopics: Readonly<Record<string, readonly ClientCase[]>> = {
  workspaces: workspaceClientCases,
  lists: listClientCases,
  members: memberClientCases,
  refusals: refusalClientCases,
  'all else': otherClientCases,
}
