/** Workspaces: what projects, secrets and all other things belong to. */

import { AccessEffect } from '../../access/access-effect.ts'
import { InvalidArgumentError } from '../../errors/index.ts'
import { loadPart } from '../../errors/load-part.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  DeleteResponse,
  Workspace,
  WorkspaceContents,
  WorkspaceCreateParams,
  WorkspaceListParams,
  WorkspaceUpdateParams,
} from '../../types/index.ts'
import { readWaitTimeout, snapshot } from '../shared/params.ts'
import { optional, type ResourceContext } from '../shared/resource-context.ts'
import { WorkspaceDeletions } from './deletions.generated.ts'
import { Members } from './members.ts'

/** Longest wait for a deletion, unless the caller says otherwise, in ms. */
const DELETION_TIMEOUT = 60_000

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
  /** Deletions that have not ended. */
  readonly deletions: WorkspaceDeletions
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
    this.members = new Members(context)
    this.deletions = new WorkspaceDeletions(context)
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
    const given = snapshot(params)
    return this.#context.http.request(async () => {
      const { workspaceCreation } = await loadPart(import('./workspace-changes.ts'))
      return workspaceCreation(this.#context, this, given, options)
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
        afterSuccess:
          wait === true
            ? async () => {
                const { waitUntilGone } = await loadPart(import('./workspace-changes.ts'))
                await waitUntilGone(this.members, name, limit, rest.signal)
              }
            : undefined,
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
    const { countContents } = await loadPart(import('./contents.ts'))
    return countContents(this.#context, name, options)
  }
}
