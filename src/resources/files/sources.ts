/** Finds what is to be uploaded: on the disk, or among blobs. */

import { findLocalFiles, sendsStreams } from '#runtime/files'
import { InvalidArgumentError } from '../../errors/index.ts'
import type { LocalFile, LocalSource } from '../../runtime/files.ts'
import type { UploadSource } from '../../types/file-transfers.ts'
import { streamedBlob } from './content.ts'

/** @throws InvalidArgumentError if there is nothing, or something that cannot be read. */
export async function findSource(source: UploadSource): Promise<LocalSource> {
  if (typeof source === 'string' || source instanceof URL) return findLocalFiles(source)
  if (source instanceof Blob) {
    const name = nameOf(source)
    return { kind: 'file', name, files: [new BlobFile(source, name)] }
  }
  const isList =
    typeof source === 'object' && source !== null && (Symbol.iterator in source || 'length' in source)
  if (!isList) {
    throw new InvalidArgumentError(
      'local_path',
      'must be a path, a file: URL, a Blob, a File or a list of these',
    )
  }
  const files = Array.from(source as ArrayLike<Blob>, (blob, index) => {
    if (!(blob instanceof Blob) || nameOf(blob) === '')
      throw new InvalidArgumentError(`local_path[${index}]`, 'must be a File, or a Blob with a name')
    return new BlobFile(blob, relativeOf(blob))
  })
  return { kind: 'files', name: '', files }
}

class BlobFile implements LocalFile {
  readonly name: string
  readonly relative: string
  readonly size: number
  readonly failure = undefined
  readonly #blob: Blob

  constructor(blob: Blob, relative: string) {
    this.name = relative
    this.relative = relative
    this.size = blob.size
    this.#blob = blob
  }

  body(onMove: (position: number) => void) {
    return sendsStreams ? streamedBlob(this.#blob, onMove) : this.#blob
  }

  async close(): Promise<void> {}
}

function nameOf(blob: Blob): string {
  return 'name' in blob && typeof blob.name === 'string' ? blob.name : ''
}

/** Files of a folder that was chosen in a browser have a path, the folder's name first. */
function relativeOf(blob: Blob): string {
  const path = 'webkitRelativePath' in blob ? blob.webkitRelativePath : undefined
  return typeof path === 'string' && path !== '' ? path : nameOf(blob)
}
