/** Models, the providers that serve them, and the virtual models that requests name. */

import type { Generation } from '../../generations.ts'
import { withoutTrailingSlashes } from '../../trailing-slashes.ts'
import { type Fields, NAME_PATTERN } from '../http/schema.ts'
import { timestamp } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import type { Collection, Store } from '../store/store.ts'
import { keyOf } from '../workspaces/state.ts'
import { answerAsEcho, ECHO_MODEL, type Upstream } from './echo-model.ts'

/** A model entity. */
export interface ModelRecord {
  id: string
  name: string
  workspace: string
  project: string | null
  description: string | null
  spec: Fields | null
  finetuning_type: string | null
  fileset: string | null
  trust_remote_code: boolean
  base_model: string | null
  api_endpoint: Fields | null
  backend_format: string | null
  prompt: Fields | null
  custom_fields: Fields
  ownership: Fields | null
  model_providers: string[]
  created_at: string
  updated_at: string
}

/** A model that a provider serves. */
export interface ServedModel {
  model_entity_id: string
  served_model_name: string
}

/** States of providers and deployments. */
export const SERVING_STATUSES = [
  'UNKNOWN',
  'CREATED',
  'PENDING',
  'READY',
  'ERROR',
  'DELETING',
  'DELETED',
  'LOST',
] as const

/** State of a provider or a deployment. */
export type ServingStatus = (typeof SERVING_STATUSES)[number]

/** A provider. */
export interface ProviderRecord {
  id: string
  name: string
  workspace: string
  project: string | null
  description: string | null
  host_url: string
  api_key_secret_name: string | null
  served_models: ServedModel[]
  enabled_models: string[] | null
  status: ServingStatus
  status_message: string
  default_extra_body: Fields | null
  default_extra_headers: Record<string, string> | null
  required_extra_body: Fields | null
  required_extra_headers: Record<string, string> | null
  model_deployment_id: string | null
  auth_header_format: string | null
  created_at: string
  updated_at: string
  /** When it is asked for its models, in ms since 1970; null for never. */
  due: number | null
}

/** A virtual model. */
export interface VirtualModelRecord {
  id: string
  name: string
  workspace: string
  default_model_entity: string | null
  autoprovisioned: boolean
  models: Fields[]
  request_middleware: Fields[]
  response_middleware: Fields[]
  post_response_middleware: Fields[]
  override_proxy: string | null
  created_at: string
  created_by: string
  updated_at: string
  updated_by: string
  db_version: number
}

/** What a served model leads to. */
export interface ServingRoute {
  readonly provider: ProviderRecord
  /** What the provider calls the model. */
  readonly servedName: string
}

/** How the description of a model begins that nobody has made. */
const DISCOVERED = 'Auto-discovered model from provider'

/** Keeps models, providers and virtual models, and asks new providers for their models. */
export class Inference {
  readonly models: Collection<ModelRecord>
  readonly providers: Collection<ProviderRecord>
  readonly virtualModels: Collection<VirtualModelRecord>
  readonly #delay: number
  readonly #upstream: Upstream | undefined
  /** Whether models stay that were discovered at a provider which is no more. */
  readonly #keepsModels: boolean
  /** Questions on their way, so that nobody asks twice. */
  readonly #discoveries = new Map<string, Promise<void>>()

  /**
   * @param delay - How long a new provider takes, in ms.
   * @param upstream - Answers for the servers of providers. Left out: a model that echoes.
   */
  constructor(store: Store, delay: number, upstream: Upstream | undefined, generation: Generation) {
    this.#keepsModels = generation < '0.8'
    this.models = store.collection('models')
    this.providers = store.collection('providers')
    this.virtualModels = store.collection('virtual-models')
    this.#delay = delay
    this.#upstream = upstream
  }

  /** Adds a provider; one that is not said to be ready already will be asked for its models. */
  addProvider(fields: Omit<ProviderRecord, 'id' | 'created_at' | 'updated_at' | 'due'>): ProviderRecord {
    const created_at = timestamp()
    const due = fields.status === 'CREATED' ? Date.now() + this.#delay : null
    const record: ProviderRecord = {
      ...fields,
      id: newId('model-provider'),
      created_at,
      updated_at: timestamp(),
      due,
    }
    this.providers.set(keyOf(record.workspace, record.name), record)
    return record
  }

  /** Removes a provider, and what exists only through it. */
  removeProvider(provider: ProviderRecord): void {
    const own = keyOf(provider.workspace, provider.name)
    this.providers.delete(own)
    const served = new Set<string>()
    for (const model of [...this.models.values()]) {
      if (!model.model_providers.includes(own)) continue
      served.add(keyOf(model.workspace, model.name))
      const model_providers = model.model_providers.filter((name) => name !== own)
      const isDiscovered = model.description?.startsWith(DISCOVERED) === true
      if (!this.#keepsModels && isDiscovered && model_providers.length === 0) {
        this.models.delete(keyOf(model.workspace, model.name))
        continue
      }
      const updated = { ...model, model_providers, updated_at: timestamp() }
      this.models.set(keyOf(model.workspace, model.name), updated)
    }
    for (const virtual of [...this.virtualModels.values()]) {
      const target = virtual.default_model_entity ?? ''
      // Those that never led anywhere are not this provider's.
      const isOrphan = virtual.autoprovisioned && served.has(target) && this.routeTo(target) === undefined
      if (isOrphan) this.virtualModels.delete(keyOf(virtual.workspace, virtual.name))
    }
  }

  /** Removes everything of a workspace. */
  forget(workspace: string): void {
    for (const collection of [this.models, this.providers, this.virtualModels] as Collection<{
      workspace: string
      name: string
    }>[]) {
      for (const entry of [...collection.values()]) {
        if (entry.workspace === workspace) collection.delete(keyOf(entry.workspace, entry.name))
      }
    }
  }

  /** Where a model entity is served; undefined if nowhere. */
  routeTo(entity: string): ServingRoute | undefined {
    for (const provider of this.providers.values()) {
      const served = provider.served_models.find(({ model_entity_id }) => model_entity_id === entity)
      if (served !== undefined && provider.status === 'READY') {
        return { provider, servedName: served.served_model_name }
      }
    }
    return undefined
  }

  /** Sends a request to the server of a provider. */
  async send(provider: ProviderRecord, request: Request): Promise<Response> {
    if (this.#upstream !== undefined) return this.#upstream(request)
    return answerAsEcho(request, provider.enabled_models ?? [ECHO_MODEL])
  }

  /** Asks the providers that are due for their models. */
  async settle(): Promise<void> {
    const due = [...this.providers.values()].filter(({ due }) => due !== null && Date.now() >= due)
    await Promise.all(
      due.map((provider) => {
        const discovery = this.#discoveries.get(provider.id) ?? this.#discover(provider)
        this.#discoveries.set(provider.id, discovery)
        return discovery.finally(() => this.#discoveries.delete(provider.id))
      }),
    )
  }

  async #discover(provider: ProviderRecord): Promise<void> {
    const key = keyOf(provider.workspace, provider.name)
    const ids = await this.#askForModels(provider)
    const current = this.providers.get(key)
    if (current === undefined || current.id !== provider.id) return
    if (ids === undefined) {
      this.providers.set(key, { ...current, due: Date.now() + this.#delay })
      return
    }
    const served = ids
      .filter((id) => current.enabled_models?.includes(id) ?? true)
      .map((id) => ({ name: entityNameOf(id, current.workspace), served_model_name: id }))
      .filter(({ name }) => new RegExp(NAME_PATTERN).test(name))
    const served_models = served.map(({ name, served_model_name }) => {
      return { model_entity_id: keyOf(current.workspace, name), served_model_name }
    })
    const ready = { status: 'READY', status_message: '', served_models, due: null } as const
    this.providers.set(key, { ...current, ...ready, updated_at: timestamp() })
    for (const { name } of served) {
      this.#addVirtualModel(current.workspace, name)
      this.#linkModel(current, name)
    }
  }

  /** The models of a provider; undefined if it does not tell. */
  async #askForModels(provider: ProviderRecord): Promise<string[] | undefined> {
    try {
      const url = upstreamURL(provider.host_url, 'v1/models')
      const response = await this.send(provider, new Request(url))
      if (!response.ok) return undefined
      const { data } = (await response.json()) as { data: { id: string }[] }
      return data.map(({ id }) => String(id))
    } catch {
      return undefined
    }
  }

  #addVirtualModel(workspace: string, name: string): void {
    const key = keyOf(workspace, name)
    if (this.virtualModels.get(key) !== undefined) return
    const record = newVirtualModel(
      { name, workspace, default_model_entity: key, autoprovisioned: true },
      CONTROLLER,
    )
    this.virtualModels.set(key, record)
  }

  #linkModel(provider: ProviderRecord, name: string): void {
    const key = keyOf(provider.workspace, name)
    const providerName = keyOf(provider.workspace, provider.name)
    const known = this.models.get(key)
    if (known === undefined) {
      const url = URL.canParse(provider.host_url) ? new URL(provider.host_url).href : provider.host_url
      const model = newModel({
        name,
        workspace: provider.workspace,
        description: `${DISCOVERED} ${providerName}`,
        api_endpoint: { url, model_id: name, api_key: null, format: 'openai' },
        backend_format: 'OPENAI_CHAT',
        model_providers: [providerName],
      })
      this.models.set(key, model)
      return
    }
    if (known.model_providers.includes(providerName)) return
    const model_providers = [...known.model_providers, providerName]
    this.models.set(key, { ...known, model_providers, updated_at: timestamp() })
  }
}

/** A new model entity. */
export function newModel(
  fields: Partial<ModelRecord> & Pick<ModelRecord, 'name' | 'workspace'>,
): ModelRecord {
  return {
    id: newId('model'),
    project: null,
    description: null,
    spec: null,
    finetuning_type: null,
    fileset: null,
    trust_remote_code: false,
    base_model: null,
    api_endpoint: null,
    backend_format: null,
    prompt: null,
    custom_fields: {},
    ownership: null,
    model_providers: [],
    created_at: timestamp(),
    updated_at: timestamp(),
    ...fields,
  }
}

/** A new virtual model. */
export function newVirtualModel(
  fields: Partial<VirtualModelRecord> & Pick<VirtualModelRecord, 'name' | 'workspace'>,
  by: string,
): VirtualModelRecord {
  return {
    id: newId('virtual-model'),
    default_model_entity: null,
    autoprovisioned: false,
    models: [],
    request_middleware: [],
    response_middleware: [],
    post_response_middleware: [],
    override_proxy: null,
    created_at: timestamp(),
    created_by: by,
    updated_at: timestamp(),
    updated_by: by,
    db_version: 1,
    ...fields,
  }
}

/** The URL of a request to a provider's server; a `/v1` at the end of the host's URL is not doubled. */
export function upstreamURL(hostURL: string, path: string): string {
  const host = withoutTrailingSlashes(hostURL)
  const rest = path.replace(/^\/+/, '')
  return `${host}/${host.endsWith('/v1') ? rest.replace(/^v1\//, '') : rest}`
}

const CONTROLLER = 'service:platform'
const LONGEST_NAME = 63

/** The name of the entity for a model: lower case, hyphens for all but letters and digits. */
function entityNameOf(id: string, workspace: string): string {
  const own = id.startsWith(`${workspace}/`) ? id.slice(workspace.length + 1) : id
  const plain = own
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const named = /^\d/.test(plain) ? `m-${plain}` : plain
  return named.slice(0, LONGEST_NAME).replace(/-$/, '')
}
