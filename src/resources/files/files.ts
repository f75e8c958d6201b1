/** Files: a path in a fileset, content in memory or on the disk, and whole folders, up and down. */

import { loadPart } from '../../errors/load-part.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type {
  FileDeleteParams,
  FileDownloadContentParams,
  FileDownloadParams,
  FileListParams,
  FileUploadContentParams,
  FileUploadParams,
  ListFilesResponse,
} from '../../types/file-transfers.ts'
import type { Fileset } from '../../types/files.generated.ts'
import { snapshot } from '../shared/params.ts'
import type { ResourceContext } from '../shared/resource-context.ts'
import { FilesOperations } from './files.generated.ts'
import { FilePlace } from './place.ts'

/** `client.files`: what is in filesets, one file or whole folders at a time. */
export class Files extends FilesOperations {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    super(context)
    this.#context = context
  }

  /**
   * A place in a fileset, with the methods of a file system: `client.files.at('ml-team/data#rows.jsonl').jsonLines()`. Nothing is
   * asked before one of them is called.
   *
   * @param ref - A reference, such as `workspace/fileset#path`.
   */
  at(ref: string): FilePlace {
    return new FilePlace(this, ref)
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
    const given = snapshot(params)
    return this.#context.http.request(async () => {
      const { contentDownload } = await loadPart(import('./operations.ts'))
      return contentDownload(this.#context, given, options)
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
    const given = snapshot(params)
    return this.#context.http.request(async () => {
      const { streamDownload } = await loadPart(import('./operations.ts'))
      return streamDownload(this.#context, given)
    }, options)
  }

  /**
   * Lists files: all of a fileset, those in a folder and below it, or those that wildcards match.
   *
   * @throws NotFoundError if there is no such fileset.
   * @see `GET /apis/files/v2/workspaces/{workspace}/filesets/{name}/files`
   */
  list(params: FileListParams, options?: RequestOptions): APIPromise<ListFilesResponse> {
    const given = snapshot(params)
    return this.#context.http.request(async () => {
      const { fileListing } = await loadPart(import('./operations.ts'))
      return fileListing(this.#context, given)
    }, options)
  }

  /**
   * Deletes a file for good.
   *
   * @throws NotFoundError if there is no such file.
   * @see `DELETE /apis/files/v2/workspaces/{workspace}/filesets/{name}/-/{path}`
   */
  delete(params: FileDeleteParams, options?: RequestOptions): APIPromise<void> {
    const given = snapshot(params)
    return this.#context.http.request(async () => {
      const { fileDeletion } = await loadPart(import('./operations.ts'))
      return fileDeletion(this.#context, given)
    }, options)
  }
}
