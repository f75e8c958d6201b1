/** A place in a fileset, as of a file system: a file, or a folder with what is in it. What it does is loaded when it is asked. */

import { loadPart } from '../../errors/load-part.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import { withoutTrailingSlashes } from '../../trailing-slashes.ts'
import type { UploadContent } from '../../types/file-transfers.ts'
import type { Fileset, FilesetFile } from '../../types/files.generated.ts'
import type { FileCalls, FileStat } from './place-methods.ts'

export type { FileStat } from './place-methods.ts'

/** What stands in a folder. */
export interface FolderEntry {
  /** Without the path of the folder. */
  readonly name: string
  readonly kind: 'file' | 'folder'
  readonly place: FilePlace
}

/** `client.files.at('workspace/fileset#path')`. */
export class FilePlace {
  readonly #files: FileCalls
  /** `workspace/fileset#path`; the workspace only where it was named. */
  readonly ref: string

  /** @internal */
  constructor(files: FileCalls, ref: string) {
    this.#files = files
    this.ref = withHash(ref)
  }

  /** Another place, by its path below this one. */
  at(path: string): FilePlace {
    const base = withoutTrailingSlashes(this.ref)
    return new FilePlace(this.#files, `${base}${base.endsWith('#') ? '' : '/'}${path}`)
  }

  /** Whether there is a file, or a folder with something in it. */
  async exists(options?: RequestOptions): Promise<boolean> {
    return (await this.stat(options)) !== undefined
  }

  /** What is there; undefined for nothing. */
  async stat(options?: RequestOptions): Promise<FileStat | undefined> {
    return (await load()).stat(this.#files, this.ref, options)
  }

  /**
   * The bytes of a file, as they come.
   *
   * @throws NotFoundError if there is no such file.
   */
  async readable(options?: RequestOptions): Promise<ReadableStream<Uint8Array>> {
    return (await load()).readable(this.#files, this.ref, options)
  }

  /** What is written into it becomes the file once it is closed; an abort leaves the file as it was. */
  async writable(options?: RequestOptions): Promise<WritableStream<Uint8Array | string>> {
    return (await load()).writable(this.#files, this.ref, options)
  }

  /** Writes a file. */
  write(content: UploadContent, options?: RequestOptions): Promise<Fileset> {
    return this.#files.uploadContent({ remote_path: this.ref, content }, options)
  }

  /**
   * A file as text, which is UTF-8.
   *
   * @throws NotFoundError if there is no such file.
   */
  async text(options?: RequestOptions): Promise<string> {
    return new TextDecoder().decode(await this.#files.downloadContent({ remote_path: this.ref }, options))
  }

  /**
   * The JSON that a file holds.
   *
   * @throws NotFoundError if there is no such file, SyntaxError if it is no JSON.
   */
  async json<Value = unknown>(options?: RequestOptions): Promise<Value> {
    return JSON.parse(await this.text(options))
  }

  /**
   * The lines of a file as they come, without their ends.
   *
   * @throws NotFoundError if there is no such file.
   */
  async *lines(options?: RequestOptions): AsyncGenerator<string, void> {
    yield* (await load()).lines(this.#files, this.ref, options)
  }

  /**
   * The values of a file of JSON Lines as they come. Empty lines are passed over.
   *
   * @throws NotFoundError if there is no such file, SyntaxError for a line that is no JSON.
   */
  async *jsonLines<Value = unknown>(options?: RequestOptions): AsyncGenerator<Value, void> {
    for await (const line of this.lines(options)) if (line.trim() !== '') yield JSON.parse(line)
  }

  /** What stands in a folder: files, and folders with something in them. */
  async *list(options?: RequestOptions): AsyncGenerator<FolderEntry, void> {
    for (const { name, kind } of await (await load()).list(this.#files, this.ref, options))
      yield { name, kind, place: this.at(name) }
  }

  /** All files of a folder and of the folders in it. */
  async *walk(options?: RequestOptions): AsyncGenerator<FilesetFile, void> {
    yield* await (await load()).filesBelow(this.#files, this.ref, options)
  }

  /**
   * Deletes a file for good.
   *
   * @throws NotFoundError if there is no such file.
   */
  delete(options?: RequestOptions): Promise<void> {
    return this.#files.delete({ remote_path: this.ref }, options)
  }
}

/** The path stands behind a `#`, also where it was written as it once was: `workspace/fileset/path`. */
function withHash(ref: string): string {
  const [, place, path] = /^((?:fileset:\/\/)?[^/#]+(?:\/[^/#]+)?)(?:\/([^#]*))?$/.exec(ref) ?? []
  return place === undefined ? ref : `${place}#${path ?? ''}`
}

function load() {
  return loadPart(import('./place-methods.ts'))
}
