/** What {@link Auth} asks the platform about the caller's rights. */

import type { InspectConfig } from '../diagnosis/check.ts'
import { InvalidArgumentError } from '../errors/index.ts'
import { loadPart } from '../errors/load-part.ts'
import { checkRequestOptions, type RequestOptions } from '../http/request/request-options.ts'
import type {
  CanAnswer,
  CanParams,
  CheckResult,
  DiagnoseParams,
  WaitForAccessParams,
} from '../types/index.ts'
import { checkNames } from './shared/params.ts'
import { optional, type ResourceContext, required } from './shared/resource-context.ts'
import { waitForAccess } from './workspaces/wait-for-access.ts'

/** Runs the checks of a diagnosis. */
export async function runDiagnosis(
  context: ResourceContext,
  params: DiagnoseParams,
  inspectConfig: InspectConfig | undefined,
  options: Pick<RequestOptions, 'signal'> | undefined,
): Promise<CheckResult[]> {
  const { workspace = context.workspace, gateway = false, ...rest } = optional(params)
  checkNames(rest, [])
  checkWorkspace(workspace)
  if (typeof gateway !== 'boolean') throw new InvalidArgumentError('gateway', 'must be true or false')
  const { runChecks } = await loadPart(import('../diagnosis/diagnose.ts'))
  const { signal } = checkRequestOptions(options)
  return runChecks(context, { workspace, gateway, inspectConfig: inspectConfig, signal })
}

/** Whether the caller may do something. */
export async function askWhetherAllowed(
  context: ResourceContext,
  params: CanParams,
  options: Pick<RequestOptions, 'signal'> | undefined,
): Promise<CanAnswer> {
  const { verb, resource, workspace = context.workspace, ...rest } = required(params)
  checkNames(rest, [])
  checkWorkspace(workspace)
  for (const [name, value] of Object.entries({ verb, resource })) {
    if (typeof value !== 'string' || value === '') throw new InvalidArgumentError(name, 'must be a word')
  }
  const { canDo, permissionFor } = await loadPart(import('../diagnosis/can.ts'))
  return canDo(context, permissionFor(verb, resource), workspace, checkRequestOptions(options).signal)
}

/** Waits until the caller has a role or a permission. */
export async function waitUntilAllowed(
  context: ResourceContext,
  params: WaitForAccessParams,
  options: RequestOptions | undefined,
): Promise<void> {
  const {
    workspace = context.workspace,
    role,
    permission,
    waitTimeout,
    timeout,
    poll_interval,
    onProgress,
    ...rest
  } = optional(params)
  checkNames(rest, [])
  if (role !== undefined && permission !== undefined)
    throw new InvalidArgumentError(
      'permission',
      'cannot be given beside `role`: one of them says what to wait for',
    )
  const { roleFor } = permission === undefined ? {} : await loadPart(import('../diagnosis/can.ts'))
  const needed = permission === undefined ? (role ?? 'Viewer') : roleFor?.(permission)
  const settings = { workspace, role: needed, waitTimeout, timeout, poll_interval, onProgress }
  await waitForAccess(context, settings, options)
}

function checkWorkspace(workspace: unknown): void {
  if (workspace === undefined || (typeof workspace === 'string' && workspace !== '')) return
  throw new InvalidArgumentError('workspace', 'must be a name')
}
