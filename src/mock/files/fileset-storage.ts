/** Storage of filesets: the platform's own, and elsewhere. What is elsewhere is taken to be there, and empty. */

import { httpError } from '../http/responses.ts'
import type { Fields } from '../http/schema.ts'
import { keyOf, type State } from '../workspaces/state.ts'

const ALLOWED_HOSTS = ['https://api.ngc.nvidia.com', 'https://huggingface.co', 'https://api.github.com']
const NO_LOCAL_STORAGE =
  'Creating filesets with local storage is not allowed. Use NGC, HuggingFace, or omit storage to use the default backend.'
const NO_SDK_AUTH =
  'use_sdk_auth=True is not allowed for user-provided S3 storage. ' +
  'Provide explicit credentials via access_key_id_secret and secret_access_key_secret.'

/** The storage that a fileset gets by itself. */
export function defaultStorage(workspace: string, name: string): Fields {
  return {
    read_chunk_size: 1024 * 1024,
    type: 'local',
    path: `/data/files_storage/filesets/${workspace}/${name}`,
    write_buffer_size: 16 * 1024 * 1024,
  }
}

/**
 * Checks the storage that somebody asks for, and pins its revision.
 *
 * @throws The refusal.
 */
export function givenStorage(storage: Fields, workspace: string, state: State): Fields {
  if (storage['type'] === 'local') throw httpError(400, NO_LOCAL_STORAGE)
  if (storage['use_sdk_auth'] === true) throw httpError(400, NO_SDK_AUTH)
  assertSecrets(storage, workspace, state)
  const host = storage['host'] ?? storage['endpoint'] ?? storage['api_base_url']
  if (typeof host === 'string') assertAllowed(host)
  return pinned(storage)
}

/** Whether files can be put into a storage and deleted there. */
export function isWritable(storage: Fields): boolean {
  return storage['type'] === 'local' || storage['type'] === 's3'
}

/** The name under which errors know a storage. */
export function storageName(storage: Fields): string {
  const names: Readonly<Record<string, string>> = { huggingface: 'Huggingface', github: 'GitHub', ngc: 'NGC' }
  return names[String(storage['type'])] ?? 'Storage'
}

/** Whether the revision of a storage may have moved on. */
export function tracksRevision(storage: Fields): boolean {
  const { revision, original_revision } = storage as { revision?: string; original_revision?: string | null }
  return Boolean(original_revision) && original_revision !== revision
}

function assertSecrets(storage: Fields, workspace: string, state: State): void {
  for (const [field, value] of Object.entries(storage)) {
    if (!field.endsWith('_secret') || typeof value !== 'string') continue
    const [owner, name] = value.includes('/') ? value.split('/') : [workspace, value]
    if (state.secrets.get(keyOf(String(owner), String(name))) === undefined) {
      throw httpError(400, `Secret not found: Secret '${owner}/${name}' not found`)
    }
  }
}

function assertAllowed(host: string): void {
  if (!/^\w+:\/\/[^/]/.test(host)) {
    throw httpError(400, `Invalid URL for external host: Invalid URL for external host: '${host}'`)
  }
  if (!ALLOWED_HOSTS.includes(new URL(host).origin)) {
    const reason = `Host '${host}' is not in the allowed external hosts list.`
    throw httpError(400, `Storage host or endpoint not in allowed list: ${reason}`)
  }
}

function pinned(storage: Fields): Fields {
  switch (storage['type']) {
    case 'huggingface':
    case 'github': {
      const revision = String(storage['revision'])
      const isCommit = /^[0-9a-f]{40}$/.test(revision)
      return { ...storage, original_revision: revision, revision: isCommit ? revision : COMMIT }
    }
    case 'ngc':
      return { ...storage, original_version: storage['version'], version: storage['version'] ?? '1.0' }
    default:
      return storage
  }
}

/** The commit that every branch and tag points to. */
const COMMIT = '0123456789abcdef0123456789abcdef01234567'
