/// <reference lib="esnext.disposable" preserve="true" />
/** The client: what users construct. */

import { installDisplays, openConnection, showingRecords } from '#runtime/connection'
import { describeRuntime } from '#runtime/runtime'
import { AccessHistory } from '../access/access-history.ts'
import { ConfigError, InvalidArgumentError } from '../errors/index.ts'
import { loadPart } from '../errors/load-part.ts'
import { HttpClient } from '../http/client.ts'
import { type HeaderMap, mergeHeaders } from '../http/request/headers.ts'
import type { RequestOptions } from '../http/request/request-options.ts'
import type { APIPromise } from '../http/response/api-promise.ts'
import type { ResponseValidator } from '../http/response/json-body.ts'
import type { LogPagePromise } from '../http/response/log-page.ts'
import type { PagePromise } from '../http/response/page.ts'
import type { PlatformInfo } from '../platform-info.ts'
import { AccessKeys } from '../resources/access-keys.generated.ts'
import { Adapters } from '../resources/adapters.generated.ts'
import { Auth } from '../resources/auth.ts'
import { Entities } from '../resources/entities.generated.ts'
import { Evaluations } from '../resources/evaluations/evaluations.generated.ts'
import { Experiments } from '../resources/experiments.generated.ts'
import { Files } from '../resources/files/files.ts'
import { Guardrail } from '../resources/guardrail/guardrail.generated.ts'
import { IAM } from '../resources/iam/iam.generated.ts'
import { Inference } from '../resources/inference/inference.generated.ts'
import { Intake } from '../resources/intake/intake.generated.ts'
import { Jobs } from '../resources/jobs/jobs.ts'
import { Models } from '../resources/models/models.ts'
import { openAICompatible } from '../resources/models/openai.ts'
import type { PluginJobs } from '../resources/plugins/jobs.ts'
import { listPlugins, pluginJobs } from '../resources/plugins/plugins.ts'
import { Projects } from '../resources/projects.generated.ts'
import { Secrets } from '../resources/secrets/secrets.generated.ts'
import type { ResourceContext } from '../resources/shared/resource-context.ts'
import { Workspaces } from '../resources/workspaces/workspaces.ts'
import type { Connection } from '../runtime/connection.ts'
import type {
  OpenAICompatible,
  OpenAICompatibleParams,
  PluginInfo,
  PluginJobsArguments,
  PluginName,
} from '../types/index.ts'
import { VERSION } from '../version.ts'
import { type ClientOptions, readDefaultHeaders, readDefaultQuery, resolveOptions } from './client-options.ts'
import { type RawMethod, rawMethod } from './raw-method.ts'

/** Options whose change needs another connection. */
const CONNECTION_OPTIONS = [
  'baseURL',
  'configPath',
  'contextName',
  'accessToken',
  'certificateAuthority',
  'maxConnections',
  'fetch',
] as const satisfies readonly (keyof ClientOptions)[]

/**
 * A client of NVIDIA NeMo Platform.
 *
 * Without arguments it is who the `nemo` command line is: it takes base URL, workspace and credentials from the active
 * context of the shared config file, and refreshes tokens by itself.
 *
 * @example
 * ```ts
 * const client = new NeMoPlatform()
 * for await (const workspace of client.workspaces.list()) console.log(workspace.name)
 * ```
 */
export class NeMoPlatform {
  /** Scoped access keys: long-lived bearer tokens for scripts. */
  readonly accessKeys: AccessKeys
  /** Who you are, and where you log in. */
  readonly auth: Auth
  /** LoRA and other adapters of models. */
  readonly adapters: Adapters
  /** Generic entities, for services. */
  readonly entities: Entities
  /** Evaluations and their sessions. */
  readonly evaluations: Evaluations
  /** Experiments, which group evaluations. */
  readonly experiments: Experiments
  /** Filesets, and the files in them. */
  readonly files: Files
  /** Guardrails: configurations, and checks of messages against them. */
  readonly guardrail: Guardrail
  /** Model deployments, providers, virtual models, prompts, and the gateway to them. */
  readonly inference: Inference
  /** Traces, spans, annotations and evaluator results of running applications. */
  readonly intake: Intake
  /** Jobs: what runs on the platform, with logs and results. */
  readonly jobs: Jobs
  /** Models, and OpenAI clients for them. */
  readonly models: Models
  /** Role bindings, for services. */
  readonly iam: IAM
  /** Names under which things of a workspace are grouped. */
  readonly projects: Projects
  /** Values that jobs and providers use. */
  readonly secrets: Secrets
  /** Workspaces and their members. */
  readonly workspaces: Workspaces

  /**
   * Sends a GET to any endpoint, with this client's token, retries and errors: `client.get('/apis/plugins')` gives the answer's
   * JSON. The option `as` asks for `text`, `blob` or `stream` instead.
   */
  readonly get: RawMethod
  /** Sends a POST to any endpoint: see {@link NeMoPlatform.get}. `body` is sent as JSON unless it is text or bytes. */
  readonly post: RawMethod
  /** Sends a PUT to any endpoint: see {@link NeMoPlatform.post}. */
  readonly put: RawMethod
  /** Sends a PATCH to any endpoint: see {@link NeMoPlatform.post}. */
  readonly patch: RawMethod
  /** Sends a DELETE to any endpoint: see {@link NeMoPlatform.post}. */
  readonly delete: RawMethod

  readonly #options: ClientOptions
  readonly #connection: Connection
  readonly #access: AccessHistory
  readonly #context: ResourceContext

  /**
   * Makes a client. Reads the config file, but sends nothing.
   *
   * @throws ConfigError for a bad option, a broken config file, a context that is not there.
   */
  constructor(options: ClientOptions = {}) {
    installDisplays()
    const { connection, log, timeout, deadline, maxRetries, hooks, defaultHeaders, defaultQuery, strict } =
      resolveOptions(options)
    const { [SHARED]: shared, ...own }: InternalOptions = options
    this.#options = own
    // Not a member of that name: a bundler cannot tell that computing it does nothing else, and would keep the class.
    Object.defineProperty(this, INSPECT, { value: () => this.#description() })
    this.#connection = shared?.connection ?? openConnection(connection, log)
    this.#access = shared?.access ?? new AccessHistory(this.#connection.trustedIssuer)
    const http = new HttpClient({
      defaults: {
        baseURL: new URL(this.#connection.baseURL),
        timeout,
        deadline,
        maxRetries,
        headers: withUserAgent(defaultHeaders),
        query: defaultQuery,
      },
      log,
      transport: this.#connection.transport,
      tokens: this.#connection.tokens,
      access: this.#access,
      hooks,
      check: showingRecords(strict ? checkAgainst(this.#connection.baseURL) : undefined),
    })
    this.#context = {
      http,
      access: this.#access,
      workspace: options.workspace ?? this.#connection.workspace,
    }
    this.accessKeys = new AccessKeys(this.#context)
    this.auth = new Auth(this.#context, this.#connection.inspectConfig)
    this.adapters = new Adapters(this.#context)
    this.entities = new Entities(this.#context)
    this.evaluations = new Evaluations(this.#context)
    this.experiments = new Experiments(this.#context)
    this.files = new Files(this.#context)
    this.guardrail = new Guardrail(this.#context)
    this.inference = new Inference(this.#context)
    this.intake = new Intake(this.#context)
    this.jobs = new Jobs(this.#context)
    this.models = new Models(this.#context)
    this.iam = new IAM(this.#context)
    this.projects = new Projects(this.#context)
    this.secrets = new Secrets(this.#context)
    this.workspaces = new Workspaces(this.#context)
    this.get = rawMethod(http, 'GET')
    this.post = rawMethod(http, 'POST')
    this.put = rawMethod(http, 'PUT')
    this.patch = rawMethod(http, 'PATCH')
    this.delete = rawMethod(http, 'DELETE')
    installDisplays(this)
  }

  /** @internal What the classes of plugins send their operations with. */
  static contextOf(client: NeMoPlatform): ResourceContext {
    if (typeof client === 'object' && client !== null && #context in client) return client.#context
    throw new InvalidArgumentError('client', 'must be a client of this package')
  }

  /** URL of the platform, in its normal form. */
  get baseURL(): string {
    return this.#connection.baseURL
  }

  /** Workspace of calls that name none; undefined where there is no default. */
  get workspace(): string | undefined {
    return this.#context.workspace
  }

  /** Name of the context in use; undefined in direct mode. */
  get context(): string | undefined {
    return this.#connection.contextName
  }

  /**
   * A client with other options; those that are left out or undefined stay. Headers and query parameters are merged over
   * those of this client; connections, token and what was learnt about roles are shared unless an option concerns them.
   *
   * It is of the same class: a subclass takes the options as the first argument of its constructor, and hands them on.
   */
  withOptions(options: ClientOptions): this {
    if (typeof options !== 'object' || options === null)
      throw new ConfigError('must be an object.', { key: 'options' })
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
    const merged: InternalOptions = { ...this.#options, ...given }
    if (options.defaultHeaders !== undefined) {
      merged.defaultHeaders = {
        ...readDefaultHeaders(this.#options.defaultHeaders),
        ...readDefaultHeaders(options.defaultHeaders),
      }
    }
    if (options.defaultQuery !== undefined) {
      merged.defaultQuery = {
        ...readDefaultQuery(this.#options.defaultQuery),
        ...readDefaultQuery(options.defaultQuery),
      }
    }
    const needsConnection = CONNECTION_OPTIONS.some((name) => options[name] !== undefined)
    if (!needsConnection) merged[SHARED] = { connection: this.#connection, access: this.#access }
    const Client = this.constructor as new (options: ClientOptions) => this
    return new Client(merged)
  }

  /**
   * What the platform is: its name, its release, and the generation that it is spoken to as. It is asked once, whatever client asks
   * first, and needs no token. Where it does not tell, `notes` says what is not known.
   *
   * @example
   * ```ts
   * const { name, version, generation } = await client.platform() // NeMo Helix, 0.8.1, 0.8
   * ```
   * @see `GET /apis/auth/discovery`, `/cluster-info`
   */
  async platform(options?: RequestOptions): Promise<PlatformInfo> {
    const { describePlatform } = await loadPart(import('./describe-platform.ts'))
    return describePlatform(this.#context.http, options)
  }

  /**
   * Lists the plugins that the platform has. Needs no token.
   *
   * @returns Name of each, and where its part of the web UI is.
   * @see `GET /apis/plugins`
   */
  plugins(options?: RequestOptions): APIPromise<PluginInfo[]> {
    return listPlugins(this.#context, options)
  }

  /**
   * The jobs of a plugin: create, list, retrieve, wait, logs, results.
   *
   * @param plugin - Its name, for instance `evaluator`.
   * @param rest - The kind of its jobs, for instance `evaluate`, left out where the plugin has just one; for a plugin or a kind
   *   that is not known here also `{ base }`, which says where the jobs are.
   * @throws InvalidArgumentError for a plugin or kind that is not known, without `base`.
   */
  pluginJobs<Spec = Record<string, unknown>, Plugin extends string = PluginName>(
    plugin: Plugin,
    ...rest: PluginJobsArguments<Plugin>['known' | 'other']
  ): PluginJobs<Spec> {
    const [kind, options] = rest
    return pluginJobs(this.#context, plugin, kind, options)
  }

  /**
   * Reads any list that comes in pages: `for await` gives the things of all pages.
   *
   * @param options - `query`, and `paging: 'cursor'` for a list whose pages name the next one, as logs do.
   * @returns A page.
   */
  getPages<Item = unknown>(path: string, options: RequestOptions & { paging: 'cursor' }): LogPagePromise<Item>
  getPages<Item = unknown>(
    path: string,
    options?: RequestOptions & { paging?: 'number' | undefined },
  ): PagePromise<Item>
  getPages<Item>(
    path: string,
    { paging, ...options }: RequestOptions & { paging?: 'number' | 'cursor' | undefined } = {},
  ): PagePromise<Item> | LogPagePromise<Item> {
    const { http } = this.#context
    const operation = () => ({ method: 'GET', path }) as const
    return paging === 'cursor' ? http.listLogs(operation, options) : http.list(operation, options)
  }

  /**
   * A plugin's operations, sent with this client: `client.use(Evals)` is the same as `new Evals(client)`.
   *
   * @param Plugin - The class of an entry point such as `nemo-platform/plugins/evals`.
   */
  use<Plugin>(Plugin: new (client: this) => Plugin): Plugin {
    return new Plugin(this)
  }

  /**
   * What libraries for OpenAI's protocol need: base URL, and a `fetch` that brings a valid token with each request.
   *
   * @param params - `workspace`, and `model` or `provider` for just one of them.
   * @returns `{ baseURL, fetch, headers }`
   */
  openAICompatible(params?: OpenAICompatibleParams): OpenAICompatible {
    return openAICompatible(this.#context, params)
  }

  /** Lets idle connections go. The client stays usable. */
  close(): void {
    this.#connection.close()
  }

  /** The same as {@link NeMoPlatform.close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
  }

  /** What `console.log` shows: where the client leads, and no credential. */
  #description(): string {
    const { baseURL, context, workspace } = this
    return `NeMoPlatform ${JSON.stringify({ baseURL, context, workspace })}`
  }
}

/** Where Node looks for what `console.log` shows. */
const INSPECT = /* @__PURE__ */ Symbol.for('nodejs.util.inspect.custom')

/** Under this symbol `withOptions` hands on what is shared: it survives a subclass that copies its options. */
const SHARED = Symbol('shared')

interface InternalOptions extends ClientOptions {
  [SHARED]?: SharedParts
}

/** What a client made by `withOptions` takes over. */
interface SharedParts {
  readonly connection: Connection
  readonly access: AccessHistory
}

function withUserAgent(defaultHeaders: Readonly<Record<string, string | null>>): HeaderMap {
  const runtime = describeRuntime()
  const headers: HeaderMap =
    runtime === undefined ? {} : { 'user-agent': `nemo-platform-ts/${VERSION} ${runtime}` }
  mergeHeaders(headers, defaultHeaders)
  return headers
}

/** Strict mode. What compares is loaded with the first answer. */
function checkAgainst(baseURL: string): ResponseValidator {
  return async (...answer) => {
    const { mismatchOf } = await loadPart(import('./strict.ts'))
    return mismatchOf(baseURL, ...answer)
  }
}
