/**
 * Gives memory of chunks back at once. V8 lets 64 MiB of memory outside of its heap gather before it looks for what nobody needs
 * any more, which is more than a whole transfer has to take.
 */

/** Chunks that were made for whoever reads them, and that nobody else has. */
const own = new WeakSet<Uint8Array>()

/** Marks a chunk: only its reader has it. */
export function markOwn<Chunk extends Uint8Array>(chunk: Chunk): Chunk {
  own.add(chunk)
  return chunk
}

/** Whether {@link release} would do something. */
export function isOwn(chunk: Uint8Array): boolean {
  return own.has(chunk)
}

/** Ends the use of a chunk: its memory goes, if nobody else can have it. */
export function release(chunk: Uint8Array): void {
  if (!own.delete(chunk)) return
  const { buffer, byteLength } = chunk
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
