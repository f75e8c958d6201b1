/** Files on a disk, as uploads and downloads see them. */

import type { SizedBody } from '../http/request/body.ts'

/** A file to upload. */
export interface LocalFile {
  /** What messages call it. */
  readonly name: string
  /** Its path below what was asked for, with slashes. */
  readonly relative: string
  /** In bytes. */
  readonly size: number
  /**
   * What to send.
   *
   * @param onMove - Told how many bytes have been read since the start of the attempt.
   */
  body(onMove: (position: number) => void): SizedBody | Blob
  /** Why it could not be read; undefined if it could. */
  readonly failure: Error | undefined
  /** Lets go of what sending it has opened. */
  close(): Promise<void>
}

/** What was found where files to upload are looked for. */
export interface LocalSource {
  /** `file`: one file; `folder`: what is in a folder; `files`: several files by their own paths. */
  readonly kind: 'file' | 'folder' | 'files'
  /** The file's or folder's name; empty for a folder whose name does not count. */
  readonly name: string
  readonly files: readonly LocalFile[]
}

/** Files to download: one, named as it is in the fileset, or many with their paths below a folder. */
export type DownloadPlan = { readonly name: string } | { readonly paths: readonly string[] }

/** Where downloaded files go. */
export interface DownloadTargets {
  /** Full paths, in the order of the plan. */
  readonly paths: readonly string[]
  /** Size of a file that is there; undefined if there is none. */
  sizeOf(path: string): Promise<number | undefined>
  /**
   * Opens a file for writing.
   *
   * @param identity - What is downloaded: a part that another call has left is continued only if it is of the same.
   * @param goesOn - Whether such a part is wanted.
   */
  open(path: string, identity: string, goesOn: boolean): Promise<PartialFile>
}

/** A file that is being written. It gets its name when it is whole. */
export interface PartialFile {
  /** Bytes that are there. */
  readonly size: number
  /** The last bytes that are there. */
  tail(length: number): Promise<Uint8Array>
  write(chunk: Uint8Array): Promise<void> | void
  /** Forgets all bytes. */
  restart(): Promise<void>
  /** Gives the file its name. Its bytes are on the disk before that. */
  commit(): Promise<void>
  /** Lets go of it. What there is stays, for another try. */
  release(): Promise<void>
}
