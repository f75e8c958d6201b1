/** Files: a path in a fileset, content in memory or on the disk, and whole folders, up and down. */

import { loadPart } from '../../errors/load-part.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import { hasWildcards, pathMatcher } from '../../runtime/glob.ts'
import type {
  FileDeleteParams,
  FileDownloadContentParams,
  FileDownloadParams,
  FileListParams,
  FileUploadContentParams,
  FileUploadParams,
  ListFilesResponse,
} from '../../types/file-transfers.ts'
import type { CacheStatus, Fileset, FilesetFile } from '../../types/files.generated.ts'
import type { ResourceContext } from '../shared/resource-context.ts'
import { FilesOperations } from './files.generated.ts'
import type { FilesetRef } from './fileset-ref.ts'
import { checkParams, placeOf, requireFileName, requireFileset } from './params.ts'
import { AS_STORED, fileOperation, listing } from './remote.ts'

/** `client.files`: what is in filesets, one file or whole folders at a time. */
export class Files extends FilesOperations {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    super(context)
    this.#context = context
  }

  /**
   * Uploads a file, a folder with all that is in it, or what wildcards match; in browsers `File`s. Files stream from the disk, a
   * few at a time, and go up again where a connection broke. Symbolic links are followed.
   *
   * @returns The fileset.
   * @throws InvalidArgumentError before anything is sent, if something is missing or cannot be read; BatchError if some files of
   *   several could not be uploaded: `error.succeeded` and `error.failed` tell which (see `TransferredFile`). What `onProgress`
   *   throws is thrown when all is done.
   * @see `PUT /apis/files/v2/workspaces/{workspace}/filesets/{name}/-/{path}`
   */
  async upload(params: FileUploadParams, options?: RequestOptions): Promise<Fileset> {
    const { uploadFiles } = await loadPart(import('./upload.ts'))
    return uploadFiles(this.#context, params, options)
  }

  /**
   * Uploads content from memory, or as a stream gives it, as one file. Text goes as UTF-8. A stream cannot be sent again: there
   * are no retries for it.
   *
   * @returns The fileset.
   * @throws InvalidArgumentError if `remote_path` names no file.
   * @see `PUT /apis/files/v2/workspaces/{workspace}/filesets/{name}/-/{path}`
   */
  async uploadContent(params: FileUploadContentParams, options?: RequestOptions): Promise<Fileset> {
    const { uploadContent } = await loadPart(import('./upload.ts'))
    return uploadContent(this.#context, params, options)
  }

  /**
   * Downloads a file, a folder, what wildcards match, or a list of files. Each file is a hidden one at first, and gets its name
   * when it is whole. One that was broken off is continued where it stopped, within this call and by the next one.
   *
   * @throws InvalidArgumentError before anything is fetched, if a file would get out of `local_path`, or something is in its way;
   *   NotFoundError if there is no such file; BatchError if some files of several could not be downloaded. What `onProgress`
   *   throws is thrown when all is done.
   * @see `GET /apis/files/v2/workspaces/{workspace}/filesets/{name}/-/{path}`
   */
  async download(params: FileDownloadParams, options?: RequestOptions): Promise<void> {
    const { downloadFiles } = await loadPart(import('./download.ts'))
    return downloadFiles(this.#context, params, options)
  }

  /**
   * Downloads a file into memory. Where the connection breaks, it goes on from there, and begins anew if the file has changed.
   *
   * @returns Its bytes.
   * @throws NotFoundError if there is no such file.
   * @see `GET /apis/files/v2/workspaces/{workspace}/filesets/{name}/-/{path}`
   */
  downloadContent(params: FileDownloadContentParams, options?: RequestOptions): APIPromise<Uint8Array> {
    return this.#context.http.request(() => {
      const file = this.#file('downloadContent', params)
      return {
        ...fileOperation('GET', file),
        headers: AS_STORED,
        responseType: 'bytes',
        parse: async (response, sent) => {
          const { readContent } = await loadPart(import('./download.ts'))
          return readContent(this.#context, file, { response, sent }, options)
        },
      }
    }, options)
  }

  /**
   * Downloads a file as a stream: nothing is kept in memory, and nothing is continued, so that it is never put together from two
   * files. Where the connection breaks, reading it fails.
   *
   * @returns The response, with its body unread.
   * @throws NotFoundError if there is no such file.
   * @see `GET /apis/files/v2/workspaces/{workspace}/filesets/{name}/-/{path}`
   */
  downloadStream(params: FileDownloadContentParams, options?: RequestOptions): APIPromise<Response> {
    return this.#context.http.request(
      () => ({ ...fileOperation('GET', this.#file('downloadStream', params)), responseType: 'bytes' }),
      options,
    )
  }

  /**
   * Lists files: all of a fileset, those in a folder and below it, or those that wildcards match.
   *
   * @throws NotFoundError if there is no such fileset.
   * @see `GET /apis/files/v2/workspaces/{workspace}/filesets/{name}/files`
   */
  list(params: FileListParams, options?: RequestOptions): APIPromise<ListFilesResponse> {
    return this.#context.http.request(() => {
      checkParams('list', params, ['remote_path', 'include_cache_status'])
      const place = requireFileset(placeOf(params, this.#context.workspace))
      const isPattern = hasWildcards(place.path)
      const query = {
        path: isPattern || place.path === '' ? undefined : place.path,
        include_cache_status: params.include_cache_status === true ? true : undefined,
      }
      return listing(place, query, (files) => {
        const matches = isPattern ? pathMatcher(place.path) : () => true
        const data = files.filter((file) => matches(file.path))
        return { data, cache_status: statusOfAll(data) }
      })
    }, options)
  }

  /**
   * Deletes a file for good.
   *
   * @throws NotFoundError if there is no such file.
   * @see `DELETE /apis/files/v2/workspaces/{workspace}/filesets/{name}/-/{path}`
   */
  delete(params: FileDeleteParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(
      () => ({ ...fileOperation('DELETE', this.#file('delete', params)), responseType: 'nothing' }),
      options,
    )
  }

  #file(method: string, params: FileDownloadContentParams): FilesetRef {
    checkParams(method, params, ['remote_path'])
    return requireFileName(requireFileset(placeOf(params, this.#context.workspace)))
  }
}

/** The status that tells most of all of them together. */
function statusOfAll(files: readonly FilesetFile[]): CacheStatus | null {
  const statuses = new Set(files.map((file) => file.cache_status ?? undefined))
  const order: readonly CacheStatus[] = ['caching', 'not_cached', 'cached', 'not_cacheable']
  return order.find((status) => statuses.has(status)) ?? null
}
