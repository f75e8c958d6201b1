/** The creation of workspaces, and the wait for their deletion. */

import { AccessEffect, leavesOutcomeOpen } from '../../access/index.ts'
import { AlreadyExistsError, NotFoundError, PermissionDeniedError } from '../../errors/index.ts'
import type { Operation } from '../../http/request/operation.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import { TIMESTAMP_TOLERANCE } from '../../jwt/clock-tolerance.ts'
import { parseTimestamp } from '../../timestamps.ts'
import type { Workspace, WorkspaceCreateParams } from '../../types/index.ts'
import { poll } from '../shared/polling.ts'
import { propagationTimeouts } from '../shared/propagation-timeouts.ts'
import { type ResourceContext, required } from '../shared/resource-context.ts'
import type { MemberMethods, WorkspaceMethods } from './methods.ts'

/** The platform cleans up every 10 s; so long it takes at most, in ms. */
const LONGEST_CLEANUP = 20_000

/** Creates a workspace; one whose creation was cut short is read back. */
export function workspaceCreation(
  context: ResourceContext,
  workspaces: WorkspaceMethods,
  params: WorkspaceCreateParams,
  options: RequestOptions | undefined,
): Operation<Workspace> {
  const { wait_role_propagation, waitTimeout, exist_ok, ...body } = required(params)
  const startedAt = Date.now()
  return {
    method: 'POST',
    path: path`/apis/entities/v2/workspaces`,
    query: { wait_role_propagation },
    body,
    ...propagationTimeouts({ wait_role_propagation, waitTimeout }, 1),
    effect: new AccessEffect('granted', body.name),
    takesExistOk: true,
    recoverWith: (error) =>
      recover(context, workspaces, error, body.name, exist_ok === true, startedAt, options),
  }
}

/** A deleted workspace takes its name until the cleanup, and lists no members after it. */
export async function waitUntilGone(
  members: MemberMethods,
  name: string,
  waitTimeout: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const startedAt = performance.now()
  await poll<true>({
    what: `the deletion of workspace '${name}'`,
    waitTimeout,
    interval: 500,
    options: { signal },
    look: async (options) => {
      try {
        await members.list({ workspace: name }, options)
      } catch (error) {
        if (error instanceof NotFoundError) return { done: true }
        if (!(error instanceof PermissionDeniedError)) throw error
        // A former member sees nothing any more.
        if (performance.now() - startedAt >= LONGEST_CLEANUP) return { done: true }
      }
      return { last: 'being deleted' }
    },
  })
}

/** A workspace that is there already may be what the caller wants; one whose creation got no answer may be there. */
async function recover(
  context: ResourceContext,
  workspaces: WorkspaceMethods,
  error: unknown,
  name: string,
  existOk: boolean,
  startedAt: number,
  options: RequestOptions | undefined,
): Promise<Response> {
  const readOptions = { signal: options?.signal, headers: options?.headers }
  // What is being deleted is not there to be had; up to 0.7 only the reading tells.
  if (existOk && error instanceof AlreadyExistsError && error.code !== 'api/workspace-being-deleted') {
    return workspaces
      .retrieve(name, readOptions)
      .asResponse()
      .catch((refusal: unknown) => {
        throw refusal instanceof NotFoundError ? error : refusal
      })
  }
  if (!leavesOutcomeOpen(error)) throw error
  // The list shows a new workspace at once; reading it by name is refused until the role has arrived.
  const page = await workspaces.list({ filter: { name: { $eq: name } } }, readOptions).catch(() => undefined)
  const workspace = page?.data.find((candidate) => candidate.name === name)
  const isOurs =
    workspace !== undefined &&
    parseTimestamp(workspace.created_at).getTime() >= startedAt - TIMESTAMP_TOLERANCE
  if (!isOurs) throw error
  context.http.log.write('info', `the wait for the role in ${name} was cut short; the workspace is there`)
  return Response.json(workspace)
}
