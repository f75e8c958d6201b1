/** Filesets and the files in them, as the platform's storage on a local disk behaves. */

import { httpError, internalError } from '../http/responses.ts'
import type { Fields } from '../http/schema.ts'
import { type FileStore, TemporaryFileStore } from '../store/file-store.ts'
import { newId } from '../store/identifiers.ts'
import { type Collection, MemoryStore, type Store } from '../store/store.ts'

/** A fileset. */
export interface FilesetRecord {
  id: string
  name: string
  workspace: string
  description: string | null
  project: string | null
  purpose: string | null
  storage: Fields
  metadata: Fields | null
  custom_fields: Fields | null
  created_at: string
  updated_at: string
}

/** A file. */
export interface FileInfo {
  readonly path: string
  readonly size: number
}

/** Filesets by workspace and name. */
export class Filesets {
  readonly records: Collection<FilesetRecord>
  readonly #files: Collection<FileRecord>
  readonly #folders: Collection<FolderRecord>
  readonly #bytes: FileStore

  constructor(store: Store) {
    this.records = store.collection('filesets')
    this.#bytes = store.files ?? new TemporaryFileStore()
    // Bytes that do not outlive the process must not leave files behind.
    const fileRecords = store.files === undefined ? new MemoryStore() : store
    this.#files = fileRecords.collection('files')
    this.#folders = fileRecords.collection('folders')
  }

  /** A fileset that has to be there. */
  require(workspace: string | undefined, name: string | undefined): FilesetRecord {
    const record = this.records.get(`${workspace}/${name}`)
    if (record === undefined) throw httpError(404, `Fileset '${name}' not found in workspace '${workspace}'`)
    if (isBroken(record)) throw internalError()
    return record
  }

  /** Removes a fileset with its files. */
  remove(record: FilesetRecord): void {
    const own = `${record.workspace}/${record.name}`
    this.records.delete(own)
    for (const collection of [this.#files, this.#folders] as Collection<FolderRecord>[]) {
      for (const entry of [...collection.values()]) {
        if (entry.fileset !== own) continue
        collection.delete(keyOf(own, entry.path))
        if (collection !== this.#folders) this.#bytes.delete((entry as FileRecord).id)
      }
    }
  }

  /** Removes all filesets of a workspace. */
  forget(workspace: string): void {
    for (const record of [...this.records.values()]) if (record.workspace === workspace) this.remove(record)
  }

  /** The files of a fileset: all, those in a folder, or the one that a path names; oldest first. */
  list(fileset: FilesetRecord, path = ''): FileInfo[] {
    const place = this.#locate(fileset, path)
    const below = place.path === '' ? '' : `${place.path}/`
    return [...this.#files.values()]
      .filter((file) => file.fileset === place.fileset)
      .filter((file) => file.path === place.path || file.path.startsWith(below))
      .map(({ path: found, size }) => ({ path: found, size }))
  }

  /**
   * What the platform takes a path for: the file, or the first one in a folder.
   *
   * @returns The file, whether the path names it, and its bytes.
   */
  find(fileset: FilesetRecord, path: string): FoundFile {
    const place = this.#locate(fileset, path)
    const file = this.#files.get(keyOf(place.fileset, place.path))
    const size = file?.size ?? this.list(fileset, path)[0]?.size
    if (size === undefined) throw notFound(fileset, path)
    return {
      size,
      read: file === undefined ? undefined : (start, end) => this.#bytes.read(file.id, start, end),
    }
  }

  /** Takes a file in; it is there once it is whole. One that was there before goes. */
  async write(
    fileset: FilesetRecord,
    path: string,
    source: ReadableStream<Uint8Array> | null,
  ): Promise<FileInfo> {
    const root = String(fileset.storage['path'])
    const { fileset: own, path: target } = this.#locate(fileset, path, (problem, place) => {
      if (problem === 'null') return httpError(500, 'Upload failed: embedded null byte')
      return httpError(507, `Storage error: ${ERRORS[problem]}: '${root}/${place}'`)
    })
    const suffix = `.tmp.${randomHex()}`
    const names = target.split('/')
    for (const [index, name] of names.entries()) {
      const ending = index === names.length - 1 ? suffix : ''
      if (bytesOf(name + ending) <= LONGEST_NAME) continue
      throw httpError(
        507,
        `Storage error: ${ERRORS.long}: '${root}/${names.slice(0, index + 1).join('/')}${ending}'`,
      )
    }
    const id = newId('file')
    const size = await this.#bytes.write(id, source)
    const key = keyOf(own, target)
    if (this.records.get(own) === undefined) {
      this.#bytes.delete(id)
      throw httpError(507, `Storage error: [Errno 2] No such file or directory: '${root}/${target}${suffix}'`)
    }
    if (target === '' || this.#folders.get(key) !== undefined) {
      this.#bytes.delete(id)
      const place = [root, target].filter((part) => part !== '').join('/')
      throw httpError(507, `Storage error: [Errno 21] Is a directory: '${place}${suffix}' -> '${place}'`)
    }
    for (const folder of parentsOf(target)) {
      if (this.#folders.get(keyOf(own, folder)) !== undefined) continue
      this.#folders.set(keyOf(own, folder), { fileset: own, path: folder })
    }
    const before = this.#files.get(key)
    this.#files.set(key, { fileset: own, path: target, size, id })
    if (before !== undefined) this.#bytes.delete(before.id)
    return { path, size }
  }

  /** Deletes a file; folders stay. */
  delete(fileset: FilesetRecord, path: string): FileInfo {
    const place = this.#locate(fileset, path)
    const key = keyOf(place.fileset, place.path)
    if (place.path === '' || this.#folders.get(key) !== undefined) throw internalError()
    const file = this.#files.get(key)
    if (file === undefined) throw notFound(fileset, path)
    this.#files.delete(key)
    this.#bytes.delete(file.id)
    return { path, size: file.size }
  }

  /**
   * Finds out which place a path means.
   *
   * @param errorFor - What the platform says where its file system refuses.
   */
  #locate(
    { workspace, name }: FilesetRecord,
    path: string,
    errorFor: (problem: keyof typeof ERRORS, place: string) => Error = internalError,
  ): { fileset: string; path: string } {
    const fileset = `${workspace}/${name}`
    if (path.includes('\0')) throw errorFor('null', path)
    const target = resolvePath([workspace, name], path)
    if (target === undefined) throw httpError(400, outsideOf(path))
    const long = target.split('/').find((part) => bytesOf(part) > LONGEST_NAME)
    const parents = parentsOf(target)
    const blocking = parents.findIndex((parent) => this.#files.get(keyOf(fileset, parent)) !== undefined)
    const direct = parents.at(-1) ?? ''
    if (blocking >= 0) throw errorFor(blocking === parents.length - 1 ? 'exists' : 'blocked', direct)
    if (long !== undefined && errorFor === internalError) throw errorFor('long', target)
    return { fileset, path: target }
  }
}

/** A file that a path leads to. */
export interface FoundFile {
  readonly size: number
  /** Gives its bytes; undefined where the path names a folder. */
  readonly read: ((start: number, end: number) => ReadableStream<Uint8Array>) | undefined
}

/** Whether an update has left a fileset that the platform cannot read any more. */
export function isBroken(record: FilesetRecord): boolean {
  return record.purpose === null || record.metadata === null || record.custom_fields === null
}

interface FolderRecord {
  fileset: string
  path: string
}

interface FileRecord extends FolderRecord {
  size: number
  /** Under which its bytes are kept. */
  id: string
}

const ERRORS = {
  exists: '[Errno 17] File exists',
  blocked: '[Errno 20] Not a directory',
  long: '[Errno 36] File name too long',
  null: '',
}
/** In bytes. */
const LONGEST_NAME = 255

function keyOf(fileset: string, path: string): string {
  return `${fileset}#${path}`
}

/** The path of a file below its fileset; undefined if it is elsewhere. */
function resolvePath(root: readonly string[], path: string): string | undefined {
  if (path.startsWith('/')) return undefined
  const parts = [...root]
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return root.every((part, index) => parts[index] === part) ? parts.slice(root.length).join('/') : undefined
}

function parentsOf(path: string): string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
}

function outsideOf(path: string): string {
  return (
    `Path '${path}' resolves outside of the storage root. This may indicate a path traversal attack. ` +
    'Ensure that paths such as ../.. are not used in the path.'
  )
}

function notFound({ workspace, name }: FilesetRecord, path: string) {
  return httpError(404, `File '${path}' not found in fileset '${workspace}/${name}'`)
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}

function randomHex(): string {
  return [...crypto.getRandomValues(new Uint8Array(4))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
