/** Ends a wait for the other end of a named pipe, which nothing else can: the process would not end before it. */

import { constants, openSync, readSync, statSync, writeSync } from 'node:fs'

/** Bytes that a pipe holds, as a rule. */
const CAPACITY = 64 * 1024

/**
 * Stands in for the other end until the process ends: whoever opens the path, reads or writes it goes on, now or in a moment. Does
 * nothing for what is no pipe.
 */
export function releasePipe(path: string): void {
  try {
    if (!statSync(path).isFIFO()) return
    const descriptor = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
    // Who writes waits for room, who reads for a byte.
    makeRoom(descriptor)
    writeSync(descriptor, '\n')
  } catch {
    // It is gone, or no longer ours to open: nobody waits for it, or there is no other way.
  }
}

function makeRoom(descriptor: number): void {
  try {
    readSync(descriptor, Buffer.alloc(CAPACITY))
  } catch {
    // It is empty.
  }
}
