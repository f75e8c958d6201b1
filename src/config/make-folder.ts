/** Makes folders, and says truthfully why one could not be made. */

import { existsSync, mkdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { codeOf } from '../errors/error-code-of.ts'

/**
 * Makes a folder and those above it, as far as they are missing.
 *
 * @param mode - Permissions of what is made.
 * @returns The topmost that was made; undefined where all were there.
 * @throws The operating system's error.
 */
export async function makeFolder(path: string, mode = 0o777): Promise<string | undefined> {
  try {
    return await mkdir(path, { recursive: true, mode })
  } catch (error) {
    throw reasonFor(error, path, mode)
  }
}

/** The same, without a turn of the event loop. */
export function makeFolderSync(path: string, mode = 0o777): void {
  try {
    mkdirSync(path, { recursive: true, mode })
  } catch (error) {
    throw reasonFor(error, path, mode)
  }
}

/** `mkdir` with `recursive` makes `ENOENT` of most errors, a read-only disk among them: the first step alone tells. */
function reasonFor(error: unknown, path: string, mode: number): unknown {
  if (codeOf(error) !== 'ENOENT') return error
  try {
    mkdirSync(topmostMissing(resolve(path)), { mode })
  } catch (reason) {
    // A link to nowhere exists, and does not.
    return codeOf(reason) === 'EEXIST' ? error : reason
  }
  return error
}

function topmostMissing(path: string): string {
  const above = dirname(path)
  return above === path || existsSync(above) ? path : topmostMissing(above)
}
