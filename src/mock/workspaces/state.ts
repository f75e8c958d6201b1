/** What the mock platform knows: workspaces, and what is in them. */

import { httpError } from '../http/responses.ts'
import { SYSTEM_WORKSPACE, WILDCARD } from '../identity/permissions.ts'
import { RoleBindings } from '../identity/role-bindings.ts'
import type { MockSettings } from '../platform-options.ts'
import { timestamp } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import type { Collection } from '../store/store.ts'
import { Filesets } from './filesets.ts'

/** A workspace. */
export interface WorkspaceRecord {
  id: string
  name: string
  description: string | null
  created_at: string
  created_by: string | null
  updated_at: string
  updated_by: string | null
  /** When it was marked for deletion, in ms since 1970. */
  deletedAt: number | null
}

/** A project. */
export interface ProjectRecord {
  id: string
  name: string
  workspace: string
  description: string | null
  created_at: string
  updated_at: string
}

/** A secret, value included. */
export interface SecretRecord {
  name: string
  workspace: string
  description: string | null
  value: string
  created_at: string
  updated_at: string
}

const BUILT_IN = [
  { name: 'default', description: 'General-purpose workspace (all users have write access)', role: 'Editor' },
  {
    name: SYSTEM_WORKSPACE,
    description: 'Platform-provided resources (read-only for users)',
    role: 'Viewer',
  },
]

/** Keeps the platform's state. */
export class State {
  readonly settings: MockSettings
  readonly bindings: RoleBindings
  readonly projects: Collection<ProjectRecord>
  readonly secrets: Collection<SecretRecord>
  readonly filesets: Filesets
  readonly #workspaces: Collection<WorkspaceRecord>
  readonly #followers: ((workspace: string) => void)[] = []

  constructor(settings: MockSettings) {
    const { store } = settings
    this.settings = settings
    this.bindings = new RoleBindings(store, settings.rolePropagation)
    this.#workspaces = store.collection('workspaces')
    this.projects = store.collection('projects')
    this.secrets = store.collection('secrets')
    this.filesets = new Filesets(store)
    this.#seed()
  }

  /** The workspaces; those whose time has come are cleaned up first. */
  get workspaces(): Collection<WorkspaceRecord> {
    for (const record of [...this.#workspaces.values()]) {
      const isDue =
        record.deletedAt !== null && Date.now() >= record.deletedAt + this.settings.workspaceCleanup
      if (isDue) this.remove(record)
    }
    return this.#workspaces
  }

  /** A workspace that has to be there, perhaps marked for deletion. */
  requireWorkspace(name: string | undefined): WorkspaceRecord {
    const record = this.workspaces.get(name ?? '')
    if (record === undefined) throw httpError(404, `Workspace '${name}' not found`)
    return record
  }

  /** Some of the platform's services refuse to make things in a workspace that is not there. */
  assertWorkspace(name: string): void {
    if (this.workspaces.get(name) !== undefined) return
    throw httpError(422, `Workspace '${name}' does not exist. Please create the workspace first.`)
  }

  createWorkspace(name: string, description: string | null, createdBy: string | null): WorkspaceRecord {
    const record: WorkspaceRecord = {
      id: newId('workspace'),
      name,
      description,
      created_at: timestamp(),
      created_by: createdBy,
      updated_at: timestamp(),
      updated_by: createdBy,
      deletedAt: null,
    }
    this.#workspaces.set(name, record)
    return record
  }

  updateWorkspace(record: WorkspaceRecord, description: string | null, updatedBy: string): WorkspaceRecord {
    const updated = { ...record, description, updated_by: updatedBy, updated_at: timestamp() }
    this.#workspaces.set(record.name, updated)
    return updated
  }

  /** Marks a workspace for deletion: its members go at once, the rest with the next cleanup. */
  markDeleted(record: WorkspaceRecord): void {
    this.bindings.forget(record.name)
    this.#workspaces.set(record.name, { ...record, deletedAt: Date.now() })
  }

  /** Has something done when a workspace is removed, so that what others keep of it goes, too. */
  onRemoval(follow: (workspace: string) => void): void {
    this.#followers.push(follow)
  }

  /** Removes a workspace with all that is in it. */
  remove(record: WorkspaceRecord): void {
    this.bindings.forget(record.name)
    this.filesets.forget(record.name)
    for (const follow of this.#followers) follow(record.name)
    this.#workspaces.delete(record.name)
    for (const collection of [this.projects, this.secrets] as Collection<{
      workspace: string
      name: string
    }>[]) {
      for (const entry of [...collection.values()]) {
        if (entry.workspace === record.name) collection.delete(keyOf(entry.workspace, entry.name))
      }
    }
  }

  /** How many of what is in a workspace. */
  contentsOf(workspace: string): [type: string, count: number][] {
    const count = (entries: Iterable<{ workspace: string }>) =>
      [...entries].filter((entry) => entry.workspace === workspace).length
    const counts: [string, number][] = [
      ['project', count(this.projects.values())],
      ['secret', count(this.secrets.values())],
      ['fileset', count(this.filesets.records.values())],
    ]
    return counts.filter(([, number]) => number > 0)
  }

  #seed(): void {
    const { adminEmail, profile } = this.settings
    const { administratorRole } = profile.names
    if (adminEmail !== '') {
      const name =
        `${adminEmail.replace(/[@.]/g, '-')}-${SYSTEM_WORKSPACE}-${administratorRole}`.toLowerCase()
      this.bindings.seed(name, adminEmail, SYSTEM_WORKSPACE, administratorRole)
    }
    for (const { name, description, role } of BUILT_IN) {
      if (this.#workspaces.get(name) === undefined) this.createWorkspace(name, description, null)
      this.bindings.seed(`wildcard-${name}-${role.toLowerCase()}`, WILDCARD, name, role)
    }
    this.bindings.seed('wildcard-system-workspacecreator', WILDCARD, SYSTEM_WORKSPACE, 'WorkspaceCreator')
  }
}

/** The key of what has a name in a workspace. */
export function keyOf(workspace: string, name: string): string {
  return `${workspace}/${name}`
}
