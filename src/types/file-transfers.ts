/** What moves files between the disk and filesets takes and gives. */

import type { CacheStatus, FilesetFile } from './files.generated.ts'
import type { WorkspaceParams } from './workspaces.ts'

/** A fileset, and perhaps a place in it. */
export interface FilesetParams extends WorkspaceParams {
  /**
   * Name of the fileset. Beside it, `remote_path` is a path whose names may have a `#` in them, unless it begins with `fileset://` or
   * names that same fileset. @default the one that `remote_path` names
   */
  fileset?: string | undefined
}

/** How far a transfer has come. */
export interface TransferProgress {
  /** Files that are there as a whole. */
  filesDone: number
  filesTotal: number
  /**
   * Bytes that have moved, or were there already. The last ones of a file count when it is there as a whole, so all have moved only
   * when all files are done.
   */
  bytesDone: number
  bytesTotal: number
  /** Path, in the fileset, of the file that moved last; undefined at the beginning. */
  file: string | undefined
}

/** What transfers of many files have in common. */
export interface TransferParams extends FilesetParams {
  /** Files that are on their way at a time. @default 4 */
  max_workers?: number | undefined
  /** Called when something moved. What it throws is thrown when all is done. */
  onProgress?: ((progress: TransferProgress) => void) | undefined
}

/** What can be uploaded: a path (of a file, a folder, or with wildcards), a `file:` URL, a `Blob` or `File`, or several of these. */
export type UploadSource = string | URL | Blob | Iterable<Blob> | ArrayLike<Blob>

/** Params of `upload` of `Files`. */
export interface FileUploadParams extends TransferParams {
  /**
   * What to upload: a file, a folder with all that is in it, or what `*`, `?`, `[…]` and `**` match; in browsers a `File`, or the
   * files of an input.
   */
  local_path: UploadSource
  /**
   * Where to: a path in the fileset, or a reference (`fileset#path`, `workspace/fileset#path`). With a slash at its end, or
   * where a folder is there already, files and folders go into it under their own name; `folder/` gives only what is in it.
   * @default the root of the fileset
   */
  remote_path?: string | undefined
  /** Create the fileset if it is not there; without a name for it, one is made up. @default false */
  fileset_auto_create?: boolean | undefined
  /** Leave out files of which the fileset has one of the same path and size. @default false */
  resume?: boolean | undefined
}

/** Content of a file: text goes as UTF-8; streams and iterables are sent as they come. */
export type UploadContent =
  | string
  | ArrayBuffer
  | ArrayBufferView
  | Blob
  | ReadableStream<Uint8Array>
  | Iterable<Uint8Array | string>
  | AsyncIterable<Uint8Array | string>

/** Params of `uploadContent` of `Files`. */
export interface FileUploadContentParams extends FilesetParams {
  /** What is to be in the file. */
  content: UploadContent
  /** The file: its path in the fileset, or a reference. */
  remote_path: string
  /** Create the fileset if it is not there; without a name for it, one is made up. @default false */
  fileset_auto_create?: boolean | undefined
}

/** Params of `download` of `Files`. */
export interface FileDownloadParams extends TransferParams {
  /**
   * What to download: a file, a folder (`data/`: what is in it; `data`: with its name), what `*`, `?`, `[…]` and `**` match, or a
   * list of files. A path in the fileset, or a reference (`fileset#path`, `workspace/fileset#path`).
   * @default the whole fileset
   */
  remote_path?: string | readonly string[] | undefined
  /** Where to: a folder, or the name of a single file. Folders are made where they are missing. */
  local_path: string | URL
  /**
   * `true` leaves out files that are there already with the right size; `false` starts each file anew, also one of which a
   * download that was broken off has left a part.
   * @default parts are continued, whole files fetched again
   */
  resume?: boolean | undefined
}

/** Params of `downloadContent` and `downloadStream` of `Files`. */
export interface FileDownloadContentParams extends FilesetParams {
  /** The file: its path in the fileset, or a reference. */
  remote_path: string
}

/** Params of `list` of `Files`. */
export interface FileListParams extends FilesetParams {
  /**
   * Which files: all in a folder, or what `*`, `?`, `[…]` and `**` match. A path in the fileset, or a reference.
   * @default all of the fileset
   */
  remote_path?: string | undefined
  /** Look up for each file of an outside storage whether it is in the cache. @default false */
  include_cache_status?: boolean | undefined
}

/** Params of `delete` of `Files`. */
export interface FileDeleteParams extends FilesetParams {
  /** The file: its path in the fileset, or a reference. */
  remote_path: string
}

/** Files of a fileset, and how far they are in the cache. */
export interface ListFilesResponse {
  data: FilesetFile[]
  /**
   * Of all files together: `caching` if one is on its way, else `not_cached` if one is missing, else `cached`;
   * `not_cacheable` if all are; null if nothing is known.
   */
  cache_status: CacheStatus | null
}

/** A file of a transfer, as a `BatchError` lists them. */
export interface TransferredFile {
  /** The file on the disk; the name of a `File`. */
  local_path: string
  /** Path in the fileset. */
  remote_path: string
  /** In bytes. */
  size: number
}
