/** The jobs of a plugin: all plugins have them in the same form. */

import { loadPart } from '../../errors/load-part.ts'
import { FORMER_PLUGIN_NAMES } from '../../generations.ts'
import type { Operation } from '../../http/request/operation.ts'
import { Path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { LogPagePromise } from '../../http/response/log-page.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  JobEvent,
  JobGetLogsParams,
  JobWaitParams,
  JobWatchParams,
  PlatformJobListResultResponse,
  PlatformJobLog,
  PlatformJobResultResponse,
  PlatformJobStatusResponse,
  PluginJob,
  PluginJobCreateParams,
  PluginJobListParams,
  PluginJobResultParams,
  WorkspaceParams,
} from '../../types/index.ts'
import { filterQuery } from '../shared/filter.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'

/** `client.pluginJobs(plugin, kind)`: jobs of one kind. `Input` is what a job is told to do, `Spec` what the platform makes of that. */
export class PluginJobs<Spec = Record<string, unknown>, Input = Spec> {
  /** What the jobs left behind. */
  readonly results: PluginJobResults
  readonly #context: ResourceContext
  readonly #operation: DescribeIn

  /** @internal */
  constructor(context: ResourceContext, plugin: string, base: readonly string[], lifespan: Lifespan = {}) {
    this.#context = context
    this.#operation = describerFor(context, pluginNames(context, plugin), base, lifespan)
    this.results = new PluginJobResults(context, this.#operation)
  }

  /**
   * Creates a job. It starts by itself.
   *
   * @returns The job.
   * @throws AlreadyExistsError if the name is taken, UnprocessableEntityError for a `spec` that the plugin does not take.
   * @see `POST /apis/{plugin}/v2/workspaces/{workspace}/{base}`
   */
  create(params: PluginJobCreateParams<Input>, options?: RequestOptions): APIPromise<PluginJob<Spec>> {
    return this.#context.http.request(() => {
      const { workspace, ...body } = required(params)
      return { ...this.#operation('POST', workspace), body }
    }, options)
  }

  /**
   * Lists the jobs of a workspace.
   *
   * @returns A page; `for await` gives the jobs of all pages.
   * @see `GET /apis/{plugin}/v2/workspaces/{workspace}/{base}`
   */
  list(params?: PluginJobListParams, options?: RequestOptions): PagePromise<PluginJob<Spec>> {
    return this.#context.http.list(() => {
      const { workspace, filter, ...query } = optional(params)
      return { ...this.#operation('GET', workspace), query: { ...query, filter: filterQuery(filter) } }
    }, options)
  }

  /**
   * Reads a job.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/{plugin}/v2/workspaces/{workspace}/{base}/{name}`
   */
  retrieve(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<PluginJob<Spec>> {
    return this.#context.http.request(
      () => this.#operation('GET', optional(params).workspace, [{ name }]),
      options,
    )
  }

  /**
   * The same as {@link PluginJobs.retrieve}.
   *
   * @deprecated Use {@link PluginJobs.retrieve}.
   */
  get(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<PluginJob<Spec>> {
    return this.retrieve(name, params, options)
  }

  /**
   * Deletes a job that has ended, and its results.
   *
   * @throws NotFoundError if there is none of that name, ConflictError if it has not ended.
   * @see `DELETE /apis/{plugin}/v2/workspaces/{workspace}/{base}/{name}`
   */
  delete(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace } = optional(params)
      return { ...this.#operation('DELETE', workspace, [{ name }]), responseType: 'nothing' }
    }, options)
  }

  /**
   * Cancels a job.
   *
   * @returns The job.
   * @throws NotFoundError if there is none of that name, ConflictError if its state does not allow it.
   * @see `POST /apis/{plugin}/v2/workspaces/{workspace}/{base}/{name}/cancel`
   */
  cancel(name: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<PluginJob<Spec>> {
    return this.#context.http.request(
      () => this.#operation('POST', optional(params).workspace, [{ name }, 'cancel']),
      options,
    )
  }

  /**
   * Reads the status of a job, with that of its steps and tasks.
   *
   * @throws NotFoundError if there is none of that name.
   * @see `GET /apis/{plugin}/v2/workspaces/{workspace}/{base}/{name}/status`
   */
  getStatus(
    name: string,
    params?: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobStatusResponse> {
    return this.#context.http.request(
      () => this.#operation('GET', optional(params).workspace, [{ name }, 'status']),
      options,
    )
  }

  /**
   * Reads the log lines of a job.
   *
   * @returns A page of lines; `for await` gives the lines of all pages.
   * @throws NotFoundError if there is no job of that name.
   * @see `GET /apis/{plugin}/v2/workspaces/{workspace}/{base}/{name}/logs`
   */
  getLogs(name: string, params?: JobGetLogsParams, options?: RequestOptions): LogPagePromise<PlatformJobLog> {
    return this.#context.http.listLogs(() => {
      const { workspace, ...query } = optional(params)
      return { ...this.#operation('GET', workspace, [{ name }, 'logs']), query }
    }, options)
  }

  /**
   * Waits until a job is completed, like `client.jobs.wait`.
   *
   * @param params - `waitTimeout` and `poll_interval` in ms; `onUpdate` is called whenever the status has changed.
   * @returns The completed job.
   * @throws JobFailedError if it ends as `error`, `cancelled` or `paused`, WaitTimeoutError.
   */
  async wait(name: string, params?: JobWaitParams, options?: RequestOptions): Promise<PluginJob<Spec>> {
    const { waitForJob } = await loadPart(import('../jobs/wait.ts'))
    return waitForJob(this, name, optional(params), options)
  }

  /**
   * Watches a job until it ends, like `client.jobs.watch`: its statuses and its log lines, as they come. Leaving the loop stops it.
   *
   * @returns Events of type `status`, `log` and `warning`; the last one is the final status.
   * @throws WaitTimeoutError where `params.waitTimeout` (in ms) has passed.
   */
  async *watch(
    name: string,
    params?: JobWatchParams,
    options?: RequestOptions,
  ): AsyncGenerator<JobEvent, void> {
    const { watchJob } = await loadPart(import('../jobs/watch.ts'))
    yield* watchJob(this, name, optional(params), options)
  }
}

/** `client.pluginJobs(plugin, kind).results`: what the jobs left behind. */
export class PluginJobResults {
  readonly #context: ResourceContext
  readonly #operation: DescribeIn

  /** @internal */
  constructor(context: ResourceContext, operation: DescribeIn) {
    this.#context = context
    this.#operation = operation
  }

  /**
   * Lists the results of a job.
   *
   * @param name - Name of the job.
   * @throws NotFoundError if there is no job of that name.
   * @see `GET /apis/{plugin}/v2/workspaces/{workspace}/{base}/{name}/results`
   */
  list(
    name: string,
    params?: WorkspaceParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobListResultResponse> {
    return this.#context.http.request(
      () => this.#operation('GET', optional(params).workspace, [{ name }, 'results']),
      options,
    )
  }

  /**
   * Reads where a result of a job is.
   *
   * @param name - Name of the result.
   * @throws NotFoundError if there is no such job or result.
   * @see `GET /apis/{plugin}/v2/workspaces/{workspace}/{base}/{job}/results/{name}`
   */
  retrieve(
    name: string,
    params: PluginJobResultParams,
    options?: RequestOptions,
  ): APIPromise<PlatformJobResultResponse> {
    return this.#context.http.request(() => {
      const { workspace, job } = required(params)
      return this.#operation('GET', workspace, [{ job }, 'results', { name }])
    }, options)
  }

  /**
   * Downloads a result; a folder comes as a `.tar.gz` file.
   *
   * @param name - Name of the result.
   * @returns The response, with its body unread.
   * @throws NotFoundError if there is no such job or result.
   * @see `GET /apis/{plugin}/v2/workspaces/{workspace}/{base}/{job}/results/{name}/download`
   */
  download(name: string, params: PluginJobResultParams, options?: RequestOptions): APIPromise<Response> {
    return this.#context.http.request(() => {
      const { workspace, job } = required(params)
      const place = [{ job }, 'results', { name }, 'download']
      return { ...this.#operation('GET', workspace, place), responseType: 'bytes' }
    }, options)
  }
}

/** Which releases have a collection, where not all have. */
type Lifespan = Pick<Operation, 'since' | 'until'>

/** A part of a path: as it is, or from an argument of that name. */
type Part = string | Readonly<Record<string, unknown>>

/** Describes an operation on a collection, or on what is below it; in the client's workspace where none is named. */
type DescribeIn = (
  method: Operation['method'],
  workspace: string | undefined,
  parts?: readonly Part[],
) => Pick<Operation, 'method' | 'path' | 'since' | 'until'>

/** What a plugin is called on the connected platform. */
export interface PluginNames {
  readonly name: () => string
  /** Finds it out; undefined for a plugin that all platforms call the same. */
  readonly prepare: (() => Promise<void>) | undefined
}

/** Either name of a plugin that was renamed will do: it is sent under the one that the connected platform has. */
export function pluginNames(context: ResourceContext, plugin: string): PluginNames {
  const names = Object.entries(FORMER_PLUGIN_NAMES).find((both) => both.includes(plugin))
  if (names === undefined) return { name: () => plugin, prepare: undefined }
  let found = plugin
  return {
    name: () => found,
    prepare: async () => {
      const { pluginNameAt } = await loadPart(import('./plugin-name.ts'))
      found = (await pluginNameAt(context, names)) ?? plugin
    },
  }
}

/** What is not fixed in a path is checked and encoded like every part of one. */
function describerFor(
  context: ResourceContext,
  { name, prepare }: PluginNames,
  base: readonly string[],
  lifespan: Lifespan,
): DescribeIn {
  const plugin = {
    get plugin() {
      return name()
    },
  }
  const collection = base.map((segment) => ({ base: segment }))
  return (method, workspace = context.workspace, parts = []) => {
    const all: readonly Part[] = ['apis', plugin, 'v2', 'workspaces', { workspace }, ...collection, ...parts]
    const literals = ['']
    const variables: Readonly<Record<string, unknown>>[] = []
    for (const part of all) {
      const last = `${literals.pop()}/`
      if (typeof part === 'string') {
        literals.push(last + part)
      } else {
        literals.push(last, '')
        variables.push(part)
      }
    }
    return { ...lifespan, method, path: new Path(literals, variables, prepare) }
  }
}
