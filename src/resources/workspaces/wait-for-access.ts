/** Waits until the caller has a role, by asking for what the role allows. Nothing is changed by it. */

import { FIRST_RETRY_PAUSE, LONGEST_PROPAGATION, WORKSPACE_ROLES } from '../../access/index.ts'
import { InvalidArgumentError, PermissionDeniedError, UnprocessableEntityError } from '../../errors/index.ts'
import type { Operation } from '../../http/request/operation.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { WaitForAccessParams } from '../../types/index.ts'
import { readWaitTimeout } from '../shared/params.ts'
import { poll } from '../shared/polling.ts'
import type { ResourceContext } from '../shared/resource-context.ts'

/** Waits for it. */
export async function waitForAccess(
  { http }: ResourceContext,
  params: WaitForAccessParams,
  options: RequestOptions | undefined,
): Promise<void> {
  const { workspace, role, poll_interval: interval = FIRST_RETRY_PAUSE, onProgress } = params
  const probe = probeFor(role, workspace)
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw new InvalidArgumentError('onProgress', 'must be a function')
  const startedAt = performance.now()
  await poll<true>({
    what: `the role ${role} in workspace '${workspace}'`,
    waitTimeout: readWaitTimeout(params, LONGEST_PROPAGATION),
    interval,
    options,
    look: async (lookOptions) => {
      try {
        await http.request(() => probe, lookOptions)
        return { done: true }
      } catch (error) {
        // A body that cannot work is looked at only once all the rest is allowed.
        if (error instanceof UnprocessableEntityError && role === 'Editor') return { done: true }
        if (error instanceof PermissionDeniedError) {
          onProgress?.({
            workspace: workspace ?? '',
            role: role ?? 'Viewer',
            elapsed: Math.round(performance.now() - startedAt),
          })
          return { last: 'refused' }
        }
        throw error
      }
    },
  })
}

/** What only somebody with that role may do. */
function probeFor(role: WaitForAccessParams['role'], workspace: string | undefined): Operation {
  switch (role) {
    case 'Viewer':
      return { method: 'GET', path: path`/apis/entities/v2/workspaces/${{ workspace }}` }
    case 'Editor':
      return { method: 'POST', path: path`/apis/entities/v2/workspaces/${{ workspace }}/projects`, body: {} }
    case 'Admin':
      return { method: 'GET', path: path`/apis/entities/v2/workspaces/${{ workspace }}/members` }
    default:
      throw new InvalidArgumentError('role', `must be one of ${WORKSPACE_ROLES.join(', ')}`)
  }
}
