// Generated from api/ by npm run generate. Do not edit.

/** Files: what is in the filesets of the platform. */

import type { RawBody } from '../../http/request/body.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type {
  FileDeleteFileParams,
  FileDownloadFileParams,
  FileListFilesParams,
  FilesetFile,
  FileUploadFileParams,
  ListFilesetFilesResponse,
} from '../../types/files.generated.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'
import { Filesets } from './filesets.generated.ts'
import { FileOtlp } from './otlp/otlp.generated.ts'

/** The generated part of `client.files`: `Files` adds to it. */
export class FilesOperations {
  /** Filesets: folders of files, kept by the platform itself or by an outside storage such as Hugging Face, NGC, S3 or GitHub. */
  readonly filesets: Filesets
  /** OpenTelemetry in filesets. */
  readonly otlp: FileOtlp
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
    this.filesets = new Filesets(context)
    this.otlp = new FileOtlp(context)
  }

  /**
   * Deletes a file for good.
   *
   * @param filePath - Path of the file in the fileset, for instance `data/train.jsonl`.
   * @returns What is known about the file.
   * @throws NotFoundError if there is no such fileset or file, PermissionDeniedError if the files of the fileset
   * cannot change.
   * @see `DELETE /apis/files/v2/workspaces/{workspace}/filesets/{name}/-/{path}`
   */
  _deleteFile(
    filePath: string,
    params: FileDeleteFileParams,
    options?: RequestOptions,
  ): APIPromise<FilesetFile> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name } = required(params)
      return {
        method: 'DELETE',
        path: path`/apis/files/v2/workspaces/${{ workspace }}/filesets/${{ name }}/-/${{ path: filePath }}`,
      }
    }, options)
  }

  /**
   * Downloads a file. A file of an outside storage is kept in the cache of the platform from then on. A `Range`
   * header gives a part of it.
   *
   * @param filePath - Path of the file in the fileset, for instance `data/train.jsonl`.
   * @returns The response, with its body unread.
   * @throws NotFoundError if there is no such fileset or file.
   * @see `GET /apis/files/v2/workspaces/{workspace}/filesets/{name}/-/{path}`
   */
  _downloadFile(
    filePath: string,
    params: FileDownloadFileParams,
    options?: RequestOptions,
  ): APIPromise<Response> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name } = required(params)
      return {
        method: 'GET',
        path: path`/apis/files/v2/workspaces/${{ workspace }}/filesets/${{ name }}/-/${{ path: filePath }}`,
        responseType: 'bytes',
      }
    }, options)
  }

  /**
   * Lists the files of a fileset, in all its folders.
   *
   * @param name - Name of the fileset.
   * @throws NotFoundError if there is no fileset of that name.
   * @see `GET /apis/files/v2/workspaces/{workspace}/filesets/{name}/files`
   */
  _listFiles(
    name: string,
    params?: FileListFilesParams,
    options?: RequestOptions,
  ): APIPromise<ListFilesetFilesResponse> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/files/v2/workspaces/${{ workspace }}/filesets/${{ name }}/files`,
        query,
      }
    }, options)
  }

  /**
   * Uploads a file, over the one of that path if there is one.
   *
   * @param filePath - Path of the file in the fileset, for instance `data/train.jsonl`.
   * @param body - What is in it.
   * @returns What is known about the file.
   * @throws NotFoundError if there is no fileset of that name, PermissionDeniedError if the files of the fileset
   * cannot change, BadRequestError for a path that leads out of it.
   * @see `PUT /apis/files/v2/workspaces/{workspace}/filesets/{name}/-/{path}`
   */
  _uploadFile(
    filePath: string,
    body: RawBody,
    params: FileUploadFileParams,
    options?: RequestOptions,
  ): APIPromise<FilesetFile> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, name } = required(params)
      return {
        method: 'PUT',
        path: path`/apis/files/v2/workspaces/${{ workspace }}/filesets/${{ name }}/-/${{ path: filePath }}`,
        body,
        headers: { 'content-type': 'application/octet-stream' },
      }
    }, options)
  }
}
