/** The requests of a transfer: all to one fileset, with the same options. */

import type { SizedBody } from '../../http/request/body.ts'
import type { Method, Operation, SentRequest } from '../../http/request/operation.ts'
import { path } from '../../http/request/path.ts'
import type { Query } from '../../http/request/query.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import { notAPage } from '../../http/response/unexpected-answer.ts'
import type { RawResponse } from '../../http/transport/raw-response.ts'
import { withoutTrailingSlashes } from '../../trailing-slashes.ts'
import type { Fileset, FilesetFile } from '../../types/files.generated.ts'
import type { ResourceContext } from '../shared/resource-context.ts'
import type { FilesetRef } from './fileset-ref.ts'
import { Filesets } from './filesets.generated.ts'

/** An answer whose body is still unread, and what was asked. */
export interface RemoteAnswer {
  readonly response: RawResponse
  readonly sent: SentRequest
}

/** What a file can be sent as. */
export type FileBody = SizedBody | Blob | ArrayBuffer | ArrayBufferView | string | ReadableStream<Uint8Array>

/** A fileset, as transfers see it. */
export class RemoteFileset {
  readonly workspace: string
  readonly fileset: string
  readonly #context: ResourceContext
  readonly #options: RequestOptions

  constructor(
    context: ResourceContext,
    { workspace, fileset }: Omit<FilesetRef, 'path'>,
    options: RequestOptions,
  ) {
    this.workspace = workspace
    this.fileset = fileset
    this.#context = context
    this.#options = options
  }

  async retrieve(): Promise<Fileset> {
    const { workspace, fileset } = this
    return new Filesets(this.#context).retrieve(fileset, { workspace }, this.#options)
  }

  /** Creates it unless it is there. */
  async create(): Promise<void> {
    const { workspace, fileset } = this
    await new Filesets(this.#context).create({ name: fileset, workspace, exist_ok: true }, this.#options)
  }

  /** The file of that path, and those in the folder of that path; all for an empty one. */
  async list(place: string): Promise<FilesetFile[]> {
    const prefix = withoutTrailingSlashes(place)
    const query = { path: prefix === '' ? undefined : prefix }
    const operation = listing(this, query, (files) => files)
    const files = await this.#context.http.request(() => operation, this.#options)
    if (prefix === '') return files
    return files.filter((file) => file.path === prefix || file.path.startsWith(`${prefix}/`))
  }

  /** How long the fileset says that a file is; undefined if it does not have it. */
  async sizeOf(path: string): Promise<number | undefined> {
    return (await this.list(path)).find((file) => file.path === path)?.size
  }

  async put(file: string, body: FileBody): Promise<FilesetFile> {
    const operation: Operation<FilesetFile> = {
      ...fileOperation('PUT', { ...this.#ref, path: file }),
      body,
      headers: { 'content-type': 'application/octet-stream' },
    }
    return this.#context.http.request(() => operation, this.#options)
  }

  get(file: string, headers: Readonly<Record<string, string>>): Promise<RemoteAnswer> {
    return getFile(this.#context, { ...this.#ref, path: file }, headers, this.#options)
  }

  get #ref(): Omit<FilesetRef, 'path'> {
    return { workspace: this.workspace, fileset: this.fileset }
  }
}

/** Asks for a file, or for a part of it. */
export async function getFile(
  context: ResourceContext,
  file: FilesetRef,
  headers: Readonly<Record<string, string>>,
  options: RequestOptions | undefined,
): Promise<RemoteAnswer> {
  const operation: Operation<RemoteAnswer> = {
    ...fileOperation('GET', file),
    headers: { ...AS_STORED, ...headers },
    responseType: 'bytes',
    parse: async (response, sent) => ({ response, sent }),
  }
  return context.http.request(() => operation, options)
}

/** A range is one of the bytes as they are stored, and so is a length. */
export const AS_STORED = { 'accept-encoding': 'identity' } as const

/** What an operation on one file begins with. */
export function fileOperation(
  method: Method,
  { workspace, fileset: name, path: file }: FilesetRef,
): Pick<Operation, 'method' | 'path'> {
  return {
    method,
    path: path`/apis/files/v2/workspaces/${{ workspace }}/filesets/${{ fileset: name }}/-/${{ remote_path: file }}`,
  }
}

/** The operation that lists files. */
export function listing<Data>(
  { workspace, fileset }: Omit<FilesetRef, 'path'>,
  query: Query,
  make: (files: FilesetFile[]) => Data,
): Operation<Data> {
  return {
    method: 'GET',
    path: path`/apis/files/v2/workspaces/${{ workspace }}/filesets/${{ fileset }}/files`,
    query,
    shape: (answer, response, sent) => {
      const data = (answer as { data?: unknown } | null | undefined)?.data
      if (!Array.isArray(data)) throw notAPage(response, sent, answer)
      return make(data as FilesetFile[])
    },
  }
}
