/** What a place in a fileset does. */

import { NeMoPlatformError, NotFoundError } from '../../errors/index.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import { LONGEST_EVENT } from '../../limits.ts'
import { hasWildcards } from '../../runtime/glob.ts'
import { withoutTrailingSlashes } from '../../trailing-slashes.ts'
import type {
  FileDeleteParams,
  FileDownloadContentParams,
  FileListParams,
  FileUploadContentParams,
  ListFilesResponse,
} from '../../types/file-transfers.ts'
import type { Fileset, FilesetFile } from '../../types/files.generated.ts'
import { parseFilesetRef } from './fileset-ref.ts'

/** What is at a place. */
export type FileStat =
  | { readonly kind: 'file'; readonly size: number; readonly ref: string }
  /** `size` is that of all files in it together. */
  | { readonly kind: 'folder'; readonly size: number; readonly ref: string }

/** What of `client.files` a place goes through. */
export interface FileCalls {
  list(params: FileListParams, options?: RequestOptions): APIPromise<ListFilesResponse>
  downloadContent(params: FileDownloadContentParams, options?: RequestOptions): APIPromise<Uint8Array>
  downloadStream(params: FileDownloadContentParams, options?: RequestOptions): APIPromise<Response>
  uploadContent(params: FileUploadContentParams, options?: RequestOptions): Promise<Fileset>
  delete(params: FileDeleteParams, options?: RequestOptions): APIPromise<void>
}

/** What is there; undefined for nothing, or no such fileset. */
export async function stat(
  files: FileCalls,
  ref: string,
  options?: RequestOptions,
): Promise<FileStat | undefined> {
  const path = pathIn(ref)
  let found: FilesetFile[]
  try {
    found = await filesBelow(files, ref, options)
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
  const file = found.find((its) => its.path === path)
  if (file !== undefined) return { kind: 'file', size: file.size, ref: file.file_ref }
  if (found.length === 0 && path !== '') return undefined
  return { kind: 'folder', size: found.reduce((sum, { size }) => sum + size, 0), ref }
}

/** The file itself, and all below it as a folder. */
export async function filesBelow(
  files: FileCalls,
  ref: string,
  options?: RequestOptions,
): Promise<FilesetFile[]> {
  const path = pathIn(ref)
  // Characters that are wildcards to others stand for themselves here.
  const remote_path = hasWildcards(path) ? ref.replace(/#.*$/s, '#') : ref
  const { data } = await files.list({ remote_path }, options)
  return data.filter((file) => path === '' || file.path === path || file.path.startsWith(`${path}/`))
}

/** What stands in a folder, by name. */
export async function list(
  files: FileCalls,
  ref: string,
  options?: RequestOptions,
): Promise<{ name: string; kind: 'file' | 'folder' }[]> {
  const path = pathIn(ref)
  const names = new Map<string, 'file' | 'folder'>()
  for (const file of await filesBelow(files, ref, options)) {
    const [name = '', ...rest] = file.path.slice(path === '' ? 0 : path.length + 1).split('/')
    if (name !== '') names.set(name, rest.length === 0 ? 'file' : 'folder')
  }
  return [...names].map(([name, kind]) => ({ name, kind }))
}

/** The bytes of a file. */
export async function readable(
  files: FileCalls,
  ref: string,
  options?: RequestOptions,
): Promise<ReadableStream<Uint8Array>> {
  const { body } = await files.downloadStream({ remote_path: ref }, options)
  return body ?? new Blob([]).stream()
}

/** What is written is sent as it comes. */
export function writable(
  files: FileCalls,
  ref: string,
  options?: RequestOptions,
): WritableStream<Uint8Array | string> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const encoder = new TextEncoder()
  const writer = writable.getWriter()
  const sent = files.uploadContent({ remote_path: ref, content: readable }, options)
  // A refusal ends the writing, too.
  sent.catch((error) => writer.abort(error).catch(() => {}))
  /** What stopped the request says more than that nobody takes bytes any more. */
  const orRefused = async (written: Promise<void>) => {
    try {
      await written
    } catch (error) {
      await sent
      throw error
    }
  }
  return new WritableStream({
    write: (chunk) => orRefused(writer.write(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)),
    async close() {
      await orRefused(writer.close())
      await sent
    },
    async abort(reason) {
      await writer.abort(reason)
      await sent.catch(() => {})
    },
  })
}

/** The lines of a file. */
export async function* lines(
  files: FileCalls,
  ref: string,
  options?: RequestOptions,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder()
  /** A line of which the end has not come yet, in pieces. */
  let pieces: string[] = []
  let length = 0
  for await (const chunk of chunksOf(await readable(files, ref, options))) {
    const parts = decoder.decode(chunk, { stream: true }).split('\n')
    const last = parts.pop() ?? ''
    for (const part of parts) {
      yield withoutReturn(pieces.join('') + part)
      pieces = []
      length = 0
    }
    pieces.push(last)
    length += last.length
    if (length > LONGEST_EVENT) {
      throw new NeMoPlatformError(`A line of ${ref} has more than ${LONGEST_EVENT} characters`, {
        code: 'file/line-too-long',
        remedies: [{ text: 'Read a file that has no lines as bytes', call: '`readable()`' }],
      })
    }
  }
  const rest = pieces.join('') + decoder.decode()
  if (rest !== '') yield withoutReturn(rest)
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** Not every browser can loop over a stream. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

function pathIn(ref: string): string {
  const { path } = parseFilesetRef(ref, 'any')
  return withoutTrailingSlashes(path)
}
