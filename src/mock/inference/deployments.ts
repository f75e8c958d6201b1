/** Deployments of models and their configurations: each change makes a new version, and time makes them ready or gone. */

import type { Fields } from '../http/schema.ts'
import { timestamp, zonedTimestamp } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import type { Collection, Store } from '../store/store.ts'
import { keyOf } from '../workspaces/state.ts'
import type { Inference, ServingStatus } from './inference.ts'

/** A version of a configuration. */
export interface ConfigRecord {
  id: string
  name: string
  workspace: string
  project: string | null
  entity_version: number
  description: string | null
  engine: string
  model_spec: Fields
  executor_config: Fields
  model_entity_id: string | null
  created_at: string
  updated_at: string
}

/** A version of a deployment. */
export interface DeploymentRecord {
  id: string
  name: string
  workspace: string
  project: string | null
  entity_version: number
  config: string
  config_version: number
  status: ServingStatus
  status_message: string
  status_history: { timestamp: string; status: ServingStatus; status_message: string }[]
  model_provider_id: string | null
  auth_context: Fields
  created_at: string
  updated_at: string
  /** When it moves on by itself, in ms since 1970; null for never. */
  due: number | null
}

/** What has versions. */
export interface Versioned {
  name: string
  workspace: string
  entity_version: number
}

/** What the platform's controller says on the way. */
const NEXT: Partial<Record<ServingStatus, readonly [status: ServingStatus, message: string]>> = {
  CREATED: ['PENDING', 'Created deployments-plugin entities.'],
  PENDING: ['READY', 'Deployment is ready'],
  DELETING: ['DELETED', 'Deployment deleted'],
}

const MOST_HISTORY = 100

/** Keeps deployments and their configurations. */
export class Deployments {
  readonly configs: Collection<ConfigRecord>
  readonly #records: Collection<DeploymentRecord>
  readonly #inference: Inference
  readonly #delay: number

  /** @param delay - How long each move takes, in ms. */
  constructor(store: Store, inference: Inference, delay: number) {
    this.configs = store.collection('deployment-configs')
    this.#records = store.collection('deployments')
    this.#inference = inference
    this.#delay = delay
  }

  /** All versions of all deployments as they are now. */
  all(): DeploymentRecord[] {
    for (const record of [...this.#records.values()]) this.#settle(record)
    return [...this.#records.values()]
  }

  add(
    fields: Pick<
      DeploymentRecord,
      'name' | 'workspace' | 'project' | 'config' | 'config_version' | 'entity_version' | 'auth_context'
    >,
  ): DeploymentRecord {
    const isFirst = fields.entity_version === 1
    const created_at = timestamp()
    const record: DeploymentRecord = {
      ...fields,
      id: newId('model-deployment'),
      status: isFirst ? 'CREATED' : 'PENDING',
      status_message: isFirst ? 'Deployment created' : 'Deployment update pending',
      status_history: [],
      model_provider_id: null,
      created_at,
      updated_at: timestamp(),
      due: Date.now() + this.#delay,
    }
    this.#save(record)
    return record
  }

  /** Gives a deployment another state; a provider comes and goes with it. */
  setStatus(
    record: DeploymentRecord,
    status: ServingStatus,
    message: string,
    providerId?: string | null,
  ): DeploymentRecord {
    if (record.status === status && record.status_message === message) return record
    const now = zonedTimestamp()
    const before = { timestamp: now, status: record.status, status_message: record.status_message }
    const after = { timestamp: now, status, status_message: message }
    const history = mergeRepeated([...record.status_history, before, after])
    const updated: DeploymentRecord = {
      ...record,
      status,
      status_message: message,
      status_history: history.slice(-MOST_HISTORY),
      model_provider_id: providerId ?? record.model_provider_id,
      updated_at: timestamp(),
      due: NEXT[status] === undefined && status !== 'DELETED' ? null : Date.now() + this.#delay,
    }
    this.#save(updated)
    return updated
  }

  /** Marks a deployment for deletion. */
  markDeleted(record: DeploymentRecord): DeploymentRecord {
    const status_message = 'Deployment deletion requested'
    const entry = { timestamp: zonedTimestamp(), status: 'DELETING', status_message } as const
    const updated: DeploymentRecord = {
      ...record,
      status: 'DELETING',
      status_message,
      status_history: [...record.status_history, entry],
      updated_at: timestamp(),
      due: Date.now() + this.#delay,
    }
    this.#save(updated)
    return updated
  }

  /** Removes a version for good. */
  remove(record: DeploymentRecord): void {
    this.#records.delete(keyOfVersion(record))
  }

  /** Removes everything of a workspace. */
  forget(workspace: string): void {
    for (const collection of [this.configs, this.#records] as Collection<Versioned>[]) {
      for (const entry of [...collection.values()]) {
        if (entry.workspace === workspace) collection.delete(keyOfVersion(entry))
      }
    }
  }

  /** Lets happen what is due. */
  #settle(record: DeploymentRecord): void {
    let current = record
    while (current.due !== null && Date.now() >= current.due) {
      const { due, status } = current
      const next = NEXT[status]
      if (next === undefined) {
        // What has been deleted for a while is forgotten.
        if (status === 'DELETED') this.remove(current)
        return
      }
      const provider = status === 'PENDING' ? this.#provide(current) : undefined
      if (status === 'DELETING') this.#withdraw(current)
      const moved = this.setStatus(current, ...next, provider)
      current = { ...moved, due: moved.due === null ? null : due + this.#delay }
      this.#save(current)
    }
  }

  /** Makes the provider of a deployment that has become ready. */
  #provide({ name, workspace, project }: DeploymentRecord): string {
    const id = keyOf(workspace, name)
    if (this.#inference.providers.get(id) !== undefined) return id
    this.#inference.addProvider({
      name,
      workspace,
      project,
      description: null,
      host_url: `http://${name}.${workspace}.svc:8000`,
      api_key_secret_name: null,
      served_models: [],
      enabled_models: null,
      status: 'CREATED',
      status_message: 'Model provider created',
      default_extra_body: null,
      default_extra_headers: null,
      required_extra_body: null,
      required_extra_headers: null,
      model_deployment_id: id,
      auth_header_format: null,
    })
    return id
  }

  #withdraw({ model_provider_id }: DeploymentRecord): void {
    const provider = this.#inference.providers.get(model_provider_id ?? '')
    if (provider !== undefined) this.#inference.removeProvider(provider)
  }

  #save(record: DeploymentRecord): void {
    this.#records.set(keyOfVersion(record), record)
  }
}

/** The key of a version. */
export function keyOfVersion({ workspace, name, entity_version }: Versioned): string {
  return `${keyOf(workspace, name)}-v${entity_version}`
}

/** The versions of one name, newest first. */
export function versionsOf<Item extends Versioned>(
  items: Iterable<Item>,
  workspace: string | undefined,
  name: string | undefined,
): Item[] {
  return [...items]
    .filter((item) => item.workspace === workspace && item.name === name)
    .sort((a, b) => b.entity_version - a.entity_version)
}

/** The latest version of each name, in the order of the first. */
export function latestOf<Item extends Versioned>(items: Iterable<Item>): Item[] {
  const latest = new Map<string, Item>()
  for (const item of items) {
    const key = keyOf(item.workspace, item.name)
    const known = latest.get(key)
    if (known === undefined || item.entity_version > known.entity_version) latest.set(key, item)
  }
  return [...latest.values()]
}

/** Of equal entries that follow each other, the first one stays. */
function mergeRepeated<Entry extends { status: string; status_message: string }>(history: Entry[]): Entry[] {
  return history.filter((entry, index) => {
    const before = history[index - 1]
    return before?.status !== entry.status || before.status_message !== entry.status_message
  })
}
