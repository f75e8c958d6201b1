/**
 * Gives memory of chunks back at once. V8 lets 64 MiB of memory outside of its heap gather before it looks for what nobody needs
 * any more, which is more than a whole transfer has to take.
 */

/** Chunks that were made for whoever reads them, and that nobody else has. */
const claimed = new WeakSet<Uint8Array>()

/** Marks a chunk: only its reader has it. */
export function claim<Chunk extends Uint8Array>(chunk: Chunk): Chunk {
  claimed.add(chunk)
  return chunk
}

/** Whether {@link free} would do something. */
export function isClaimed(chunk: Uint8Array): boolean {
  return claimed.has(chunk)
}

/** Ends the use of a chunk: its memory goes, if nobody else can have it. */
export function free(chunk: Uint8Array): void {
  if (!claimed.delete(chunk)) return
  const { buffer, byteLength } = chunk
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
