/** Fills a mock platform with what a test starts from. */

import type { Bytes } from '../bytes.ts'
import { InvalidArgumentError } from '../errors/index.ts'
import { isRecord, parseJson } from '../json.ts'
import { checkOptions, type Platform } from '../mock/index.ts'
import type { Role } from '../types/index.ts'

/** A workspace to begin with. */
export interface SeedWorkspace {
  name: string
  description?: string | undefined
}

/** Somebody's roles in a workspace; they are in effect at once, whatever `rolePropagation` is. */
export interface SeedMember {
  /** E-mail address, subject, group, or `*` for everyone. */
  principal: string
  /** @default ['Editor'] */
  roles?: readonly Role[] | undefined
  /** @default 'default' */
  workspace?: string | undefined
}

/** A project to begin with. */
export interface SeedProject {
  name: string
  description?: string | undefined
  /** @default 'default' */
  workspace?: string | undefined
}

/** A secret to begin with. */
export interface SeedSecret {
  name: string
  value: string
  description?: string | undefined
  /** @default 'default' */
  workspace?: string | undefined
}

/** A fileset to begin with. */
export interface SeedFileset {
  name: string
  description?: string | undefined
  /** @default 'default' */
  workspace?: string | undefined
  /** What is in its files, by their paths. */
  files?: Readonly<Record<string, string | Bytes>> | undefined
}

/** A model entity to begin with. */
export interface SeedModel {
  name: string
  description?: string | undefined
  /** @default 'default' */
  workspace?: string | undefined
}

/** A provider of models to begin with; it is asked for its models as one that a user has made. */
export interface SeedProvider {
  name: string
  hostURL: string
  description?: string | undefined
  /** @default 'default' */
  workspace?: string | undefined
}

/** What a mock platform begins with, made in this order. */
export interface SeedOptions {
  /** Workspaces, or their names. One that is there already, as `default` is, stays as it is. */
  workspaces?: readonly (string | SeedWorkspace)[] | undefined
  members?: readonly SeedMember[] | undefined
  projects?: readonly SeedProject[] | undefined
  secrets?: readonly SeedSecret[] | undefined
  filesets?: readonly SeedFileset[] | undefined
  models?: readonly SeedModel[] | undefined
  providers?: readonly SeedProvider[] | undefined
}

const HOME = 'default'
const CREATED_BY = 'service:platform'

/**
 * Makes all of it.
 *
 * @throws InvalidArgumentError for what is not well formed, is there already, or has no workspace.
 */
export async function seed(platform: Platform, options: SeedOptions): Promise<void> {
  checkOptions('seed', options)
  seedWorkspaces(platform, options.workspaces ?? [])
  seedMembers(platform, options.members ?? [])
  const create = async (what: string, index: number, path: string, body: object | string | Bytes) => {
    const isContent = typeof body === 'string' || body instanceof Uint8Array
    const response = await platform.fetch(
      new Request(`http://nemo.test${path}`, {
        method: isContent ? 'PUT' : 'POST',
        headers: {
          [`${platform.names.headerPrefix}Principal-Id`]: CREATED_BY,
          'content-type': isContent ? 'application/octet-stream' : 'application/json',
        },
        body: isContent ? body : JSON.stringify(body),
      }),
    )
    if (!response.ok)
      throw new InvalidArgumentError(`options.${what}.${index}`, problemOf(await response.text()))
  }
  for (const [index, { workspace = HOME, ...project }] of (options.projects ?? []).entries()) {
    await create('projects', index, `/apis/entities/v2/workspaces/${workspace}/projects`, project)
  }
  for (const [index, { workspace = HOME, ...secret }] of (options.secrets ?? []).entries()) {
    await create('secrets', index, `/apis/secrets/v2/workspaces/${workspace}/secrets`, secret)
  }
  for (const [index, { workspace = HOME, files = {}, ...fileset }] of (options.filesets ?? []).entries()) {
    const collection = `/apis/files/v2/workspaces/${workspace}/filesets`
    await create('filesets', index, collection, fileset)
    for (const [path, content] of Object.entries(files)) {
      const place = path.split('/').map(encodeURIComponent).join('/')
      await create('filesets', index, `${collection}/${fileset.name}/-/${place}`, content)
    }
  }
  for (const [index, { workspace = HOME, ...model }] of (options.models ?? []).entries()) {
    await create('models', index, `/apis/models/v2/workspaces/${workspace}/models`, model)
  }
  for (const [index, { workspace = HOME, hostURL, ...provider }] of (options.providers ?? []).entries()) {
    const body = { ...provider, host_url: hostURL }
    await create('providers', index, `/apis/models/v2/workspaces/${workspace}/providers`, body)
  }
}

function seedWorkspaces({ state }: Platform, workspaces: readonly (string | SeedWorkspace)[]): void {
  for (const workspace of workspaces) {
    const { name, description = null } = typeof workspace === 'string' ? { name: workspace } : workspace
    if (state.workspaces.get(name) === undefined) state.createWorkspace(name, description, CREATED_BY)
  }
}

function seedMembers({ state }: Platform, members: readonly SeedMember[]): void {
  for (const [index, { principal, roles = ['Editor'], workspace = HOME }] of members.entries()) {
    if (state.workspaces.get(workspace) === undefined)
      throw new InvalidArgumentError(`options.members.${index}.workspace`, 'must be that of a workspace')
    for (const role of roles) state.bindings.grantAtOnce(principal, workspace, role, CREATED_BY)
  }
}

/** What the platform has against it. */
function problemOf(text: string): string {
  const body = parseJson(text)
  const detail = isRecord(body) ? body['detail'] : text
  return `is refused: ${typeof detail === 'string' ? detail : JSON.stringify(detail)}`
}
