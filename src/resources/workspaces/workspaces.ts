/** Workspaces: what projects, secrets and all other things belong to. */

import { AccessEffect, leavesOutcomeOpen } from '../../access/index.ts'
import {
  AlreadyExistsError,
  InvalidArgumentError,
  NotFoundError,
  PermissionDeniedError,
} from '../../errors/index.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import { TIMESTAMP_TOLERANCE } from '../../jwt/clock-tolerance.ts'
import { parseTimestamp } from '../../timestamps.ts'
import type {
  DeleteResponse,
  Workspace,
  WorkspaceContents,
  WorkspaceCreateParams,
  WorkspaceListParams,
  WorkspaceUpdateParams,
} from '../../types/index.ts'
import { poll, readWaitTimeout } from '../shared/polling.ts'
import { propagationTimeouts } from '../shared/propagation-timeouts.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'
import { countContents } from './contents.ts'
import { Members } from './members.ts'

/** Longest wait for a deletion, unless the caller says otherwise, in ms. */
const DELETION_TIMEOUT = 60_000
/** The platform cleans up every 10 s; so long it takes at most, in ms. */
const LONGEST_CLEANUP = 20_000

/** Options of the deletion of a workspace. */
export interface WorkspaceDeleteOptions extends RequestOptions {
  /** Wait until the workspace is gone and its name is free. @default false */
  wait?: boolean | undefined
  /** Longest such wait, in ms. @default 60000 */
  waitTimeout?: number | undefined
}

/** `client.workspaces`: what projects, secrets and all other things belong to. */
export class Workspaces {
  /** Who may do what in a workspace. */
  readonly members: Members
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
    this.members = new Members(context)
  }

  /**
   * Creates a workspace, of which you become Admin, and waits until that has taken effect. Where a proxy cuts the wait
   * short, the workspace is read back: the call succeeds if it is there.
   *
   * @returns The workspace.
   * @throws AlreadyExistsError if the name is taken, also by a workspace that you cannot see, or by one that is being
   *   deleted; UnprocessableEntityError for a name that is not allowed.
   * @see `POST /apis/entities/v2/workspaces`
   */
  create(params: WorkspaceCreateParams, options?: RequestOptions): APIPromise<Workspace> {
    return this.#context.http.request(() => {
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
        recoverWith: (error) => this.#recover(error, body.name, exist_ok === true, startedAt, options),
      }
    }, options)
  }

  /**
   * Lists the workspaces that you are a member of, and the built-in ones. A workspace in the list is no proof of access:
   * a former member goes on seeing it there.
   *
   * @returns A page; `for await` gives the workspaces of all pages.
   * @see `GET /apis/entities/v2/workspaces`
   */
  list(params?: WorkspaceListParams, options?: RequestOptions): PagePromise<Workspace> {
    return this.#context.http.list(() => {
      const query = optional(params)
      return { method: 'GET', path: path`/apis/entities/v2/workspaces`, query: { ...query } }
    }, options)
  }

  /**
   * Reads a workspace.
   *
   * @throws PermissionDeniedError if you are no member, or there is no such workspace.
   * @see `GET /apis/entities/v2/workspaces/{name}`
   */
  retrieve(name: string, options?: RequestOptions): APIPromise<Workspace> {
    return this.#context.http.request(
      () => ({ method: 'GET', path: path`/apis/entities/v2/workspaces/${{ name }}` }),
      options,
    )
  }

  /**
   * Changes the description of a workspace.
   *
   * @returns The workspace.
   * @see `PUT /apis/entities/v2/workspaces/{name}`
   */
  update(name: string, params?: WorkspaceUpdateParams, options?: RequestOptions): APIPromise<Workspace> {
    return this.#context.http.request(
      () => ({
        method: 'PUT',
        path: path`/apis/entities/v2/workspaces/${{ name }}`,
        body: { ...optional(params) },
      }),
      options,
    )
  }

  /**
   * Deletes a workspace with all that is in it. Platform 0.6.0 does so in the background: the answer comes at once, the
   * name is free again after the cleanup. Older platforms delete empty workspaces only.
   *
   * @param options - `wait`: until the name is free again, at most `waitTimeout` ms. Only a PlatformAdmin can see that; for
   *   everybody else it takes as long as the cleanup takes at most.
   * @throws WorkspaceNotEmptyError on such a platform: `error.entities` counts what is in the way; WaitTimeoutError if it is
   *   not gone in time.
   * @see `DELETE /apis/entities/v2/workspaces/{name}`
   */
  delete(name: string, options?: WorkspaceDeleteOptions): APIPromise<DeleteResponse> {
    const { wait, waitTimeout, ...rest } = options ?? {}
    const requestOptions = options === undefined ? undefined : rest
    return this.#context.http.request(() => {
      if (wait !== undefined && typeof wait !== 'boolean')
        throw new InvalidArgumentError('wait', 'must be true or false')
      const limit = readWaitTimeout({ waitTimeout }, DELETION_TIMEOUT)
      return {
        method: 'DELETE',
        path: path`/apis/entities/v2/workspaces/${{ name }}`,
        effect: new AccessEffect('deleted', name),
        afterSuccess: wait === true ? () => this.#untilGone(name, limit, rest.signal) : undefined,
      }
    }, requestOptions)
  }

  /**
   * Counts what a workspace holds, by type: what stands in the way of a deletion on platforms that delete empty workspaces
   * only, and what goes with it on 0.6.0. Its members do not count.
   *
   * @returns `{ entities: { project: 3 }, unknown: [] }`; `unknown` are types that you may not list, or that the platform
   *   does not serve.
   * @throws PermissionDeniedError or NotFoundError if the workspace itself is refused.
   * @see The `GET` of each list of `/apis/{api}/v2/workspaces/{workspace}`
   */
  async contents(name: string, options?: RequestOptions): Promise<WorkspaceContents> {
    await this.retrieve(name, options)
    return countContents(this.#context, name, options)
  }

  /** A deleted workspace takes its name until the cleanup, and lists no members after it. */
  async #untilGone(name: string, waitTimeout: number, signal: AbortSignal | undefined): Promise<void> {
    const startedAt = performance.now()
    await poll<true>({
      what: `the deletion of workspace '${name}'`,
      waitTimeout,
      interval: 500,
      options: { signal },
      look: async (options) => {
        try {
          await this.members.list({ workspace: name }, options)
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
  async #recover(
    error: unknown,
    name: string,
    existOk: boolean,
    startedAt: number,
    options: RequestOptions | undefined,
  ): Promise<Response> {
    const readOptions = { signal: options?.signal, headers: options?.headers }
    if (existOk && error instanceof AlreadyExistsError) return this.retrieve(name, readOptions).asResponse()
    if (!leavesOutcomeOpen(error)) throw error
    // The list shows a new workspace at once; reading it by name is refused until the role has arrived.
    const page = await this.list({ filter: { name: { $eq: name } } }, readOptions).catch(() => undefined)
    const workspace = page?.data.find((candidate) => candidate.name === name)
    const isOurs =
      workspace !== undefined &&
      parseTimestamp(workspace.created_at).getTime() >= startedAt - TIMESTAMP_TOLERANCE
    if (!isOurs) throw error
    this.#context.http.log.write(
      'info',
      `the wait for the role in ${name} was cut short; the workspace is there`,
    )
    return Response.json(workspace)
  }
}
