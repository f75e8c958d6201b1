/** Makes a request body of content in memory, and of streams. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { SizedBody, streamOf } from '../../http/request/body.ts'
import type { UploadContent } from '../../types/file-transfers.ts'
import type { FileBody } from './remote.ts'

/**
 * The body for a content.
 *
 * @param sendsStreams - Whether this runtime can send streams, as which blobs have a known length.
 * @throws InvalidArgumentError for what is no content.
 */
export function toBody(content: UploadContent, sendsStreams: boolean): FileBody {
  if (typeof content === 'string' || content instanceof ArrayBuffer || ArrayBuffer.isView(content))
    return content
  if (content instanceof Blob) return sendsStreams ? streamedBlob(content) : content
  if (content instanceof ReadableStream) return content
  if (typeof content === 'object' && content !== null) {
    if (Symbol.asyncIterator in content || Symbol.iterator in content) return streamOf(content, 'content')
  }
  throw new InvalidArgumentError('content', 'must be text, bytes, a Blob, a stream or an iterable of bytes')
}

/** A blob as a stream of known length. */
export function streamedBlob(blob: Blob, onMove: (position: number) => void = () => {}): SizedBody {
  return new SizedBody(blob.size, () => {
    let position = 0
    onMove(0)
    const count = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        position += chunk.byteLength
        onMove(position)
        controller.enqueue(chunk)
      },
    })
    return (blob.stream() as ReadableStream<Uint8Array>).pipeThrough(count)
  })
}
