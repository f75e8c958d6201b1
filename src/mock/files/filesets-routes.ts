/** Filesets: named sets of files. */

import { filterReader } from '../http/filter/fields.ts'
import { LIST_QUERY, pageOf } from '../http/paging.ts'
import { isService, type Principal } from '../http/principal.ts'
import { httpError, internalError, json } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import type { Fields, Schema } from '../http/schema.ts'
import { withoutNulls } from '../http/without-nulls.ts'
import type { Permissions } from '../identity/permissions.ts'
import { timestamp } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { type FilesetRecord, isBroken } from '../workspaces/filesets.ts'
import { keyOf, type State } from '../workspaces/state.ts'
import { ALL_WORKSPACES, listedWorkspaces } from '../workspaces/workspaces-routes.ts'
import { CREATE_FILESET, UPDATE_FILESET } from './fileset-schemas.ts'
import { defaultStorage, givenStorage, tracksRevision } from './fileset-storage.ts'

const FILESETS_QUERY: Readonly<Record<string, Schema>> = {
  ...LIST_QUERY,
  page_size: { type: 'integer', minimum: 1, maximum: 100, default: 10 },
}
const COLLECTION = '/apis/files/v2/workspaces/:workspace/filesets'
const FILESET = `${COLLECTION}/:name`

/** Filesets, without their files. */
export function filesetRoutes(state: State, permissions: Permissions): Route[] {
  const { filesets } = state
  const find = ({ params }: Exchange) => filesets.require(params['workspace'], params['name'])
  return [
    {
      method: 'POST',
      path: COLLECTION,
      permission: 'filesets.create',
      scopes: writes('files'),
      inputs: { body: CREATE_FILESET },
      handle: ({ params, caller, body }) => {
        const record = newFileset(params['workspace'] ?? '', body, caller, state)
        filesets.records.set(keyOf(record.workspace, record.name), record)
        return json(describeFileset(record))
      },
    },
    {
      method: 'GET',
      path: COLLECTION,
      permission: 'filesets.list',
      scopes: reads('files'),
      inputs: { query: FILESETS_QUERY, hasFilter: true },
      handle: ({ params, caller, query, filter }) => {
        const workspace = params['workspace'] ?? ''
        const fields = filterReader(filter, ['description', 'purpose', 'storage_type'], 'fileset')
        if (workspace !== ALL_WORKSPACES) state.requireWorkspace(workspace)
        const visible = listedWorkspaces(workspace, state, caller, permissions)
        const items = [...filesets.records.values()].filter(
          (record) => visible?.has(record.workspace) ?? true,
        )
        const { data, pagination, sort } = pageOf(items, query, filter, ({ storage, ...record }) =>
          // Filters are checked even where there is no fileset to check them on.
          fields({ ...record, storage_type: (storage as Fields | undefined)?.['type'] }),
        )
        if (data.some(isBroken)) throw internalError()
        return json({ data: data.map(describeFileset).map(withoutNulls), pagination, sort })
      },
    },
    {
      method: 'GET',
      path: FILESET,
      permission: 'filesets.read',
      scopes: reads('files'),
      handle: (exchange) => json(describeFileset(find(exchange))),
    },
    {
      method: 'DELETE',
      path: FILESET,
      permission: 'filesets.delete',
      scopes: writes('files'),
      handle: (exchange) => {
        const record = find(exchange)
        assertUnused(record, state)
        filesets.remove(record)
        return json(describeFileset(record))
      },
    },
    {
      method: 'PATCH',
      path: FILESET,
      permission: 'filesets.update',
      scopes: writes('files'),
      inputs: { body: UPDATE_FILESET },
      handle: (exchange) => json(update(find(exchange), exchange, state)),
    },
    {
      method: 'POST',
      path: `${FILESET}/refresh`,
      permission: 'filesets.update',
      scopes: writes('files'),
      handle: (exchange) => {
        const record = find(exchange)
        if (tracksRevision(record.storage)) return json(describeFileset(record))
        const name = `${record.workspace}/${record.name}`
        throw httpError(409, `Fileset '${name}' does not track a revision that can be refreshed`)
      },
    },
  ]
}

/** A field that only services may set: it makes the files of a fileset immutable for all others. */
const SERVICE_SOURCE = 'service_source'

function newFileset(workspace: string, body: Fields, caller: Principal, state: State): FilesetRecord {
  const { name, description, storage, purpose, metadata, custom_fields } = body as {
    name: string
    description: string | null
    storage: Fields | null
    purpose: string
    metadata: Fields
    custom_fields: Fields
  }
  if (state.filesets.records.get(keyOf(workspace, name)) !== undefined) {
    throw httpError(409, `Fileset '${workspace}/${name}' already exists`)
  }
  const ownStorage =
    storage === null ? defaultStorage(workspace, name) : givenStorage(storage, workspace, state)
  state.assertWorkspace(workspace)
  const { [SERVICE_SOURCE]: source, ...others } = custom_fields
  return {
    id: newId('fileset'),
    name,
    workspace,
    description,
    // A project is taken, but not kept.
    project: null,
    purpose,
    storage: ownStorage,
    metadata,
    custom_fields: source && !isService(caller) ? others : custom_fields,
    created_at: timestamp(),
    updated_at: timestamp(),
  }
}

/** Changes a fileset; what it gives is the changed one, but with the time of the last change before. */
function update(record: FilesetRecord, { body, caller }: Exchange, state: State): Record<string, unknown> {
  const changes = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
  const fields = changes['custom_fields'] as Fields | null | undefined
  if (fields && Object.keys(fields).length > 0) {
    const { [SERVICE_SOURCE]: asked, ...others } = fields
    const before = record.custom_fields?.[SERVICE_SOURCE]
    const source = isService(caller) ? (asked ?? before) : before
    changes['custom_fields'] = source ? { ...others, [SERVICE_SOURCE]: source } : others
  }
  const { workspace, name } = record
  const project = changes['project']
  if (project && state.projects.get(keyOf(workspace, String(project))) === undefined) {
    throw httpError(
      422,
      `Project '${project}' does not exist in workspace '${workspace}'. Please create the project first.`,
    )
  }
  const updated: FilesetRecord = { ...record, ...changes }
  // The project of a fileset can be changed, but not taken away.
  const kept = { ...updated, project: updated.project || record.project }
  const isChanged = JSON.stringify(kept) !== JSON.stringify(record)
  state.filesets.records.set(
    keyOf(workspace, name),
    isChanged ? { ...kept, updated_at: timestamp() } : record,
  )
  // What may be null in a change may not be null in an answer: the fileset is of no use any more.
  if (isBroken(updated)) throw internalError()
  return describeFileset(updated)
}

/** Models keep the fileset that they are made of. */
function assertUnused({ workspace, name }: FilesetRecord, { settings }: State): void {
  const names = [`${workspace}/${name}`, `fileset://${workspace}/${name}`]
  const uses = (entry: Referrer) =>
    names.includes(entry.fileset ?? '') ||
    (entry.workspace === workspace && [name, `fileset://${name}`].includes(entry.fileset ?? ''))
  const [models, adapters] = ['models', 'adapters'].map(
    (kind) => [...settings.store.collection<Referrer>(kind).values()].filter(uses).length,
  )
  if (!models && !adapters) return
  throw httpError(
    409,
    `Cannot delete fileset '${workspace}/${name}' because ${models} model entity reference(s) and ${adapters} ` +
      'adapter entity reference(s) still use it. Relink or delete the dependent entities first.',
  )
}

interface Referrer {
  workspace: string
  fileset?: string | null
}

function describeFileset(record: FilesetRecord): Record<string, unknown> {
  const { id, name, workspace, description, project, purpose, storage, metadata, custom_fields } = record
  const { created_at, updated_at } = record
  return {
    id,
    name,
    workspace,
    description: description ?? '',
    purpose,
    storage,
    metadata,
    custom_fields,
    project: project ?? '',
    created_at,
    updated_at,
  }
}
