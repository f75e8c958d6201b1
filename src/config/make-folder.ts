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
  const first = makeFirst(path, mode)
  const next = await mkdir(path, { recursive: true, mode })
  return first ?? next
}

/** The same, without a turn of the event loop. */
export function makeFolderSync(path: string, mode = 0o777): void {
  makeFirst(path, mode)
  mkdirSync(path, { recursive: true, mode })
}

/**
 * Makes the topmost folder that is missing. `mkdir` with `recursive` would make `ENOENT` of most of its errors, a read-only disk
 * among them, and try without end in `/proc`.
 */
function makeFirst(path: string, mode: number): string | undefined {
  const first = topmostMissing(resolve(path))
  if (first === undefined) return undefined
  try {
    mkdirSync(first, { mode })
    return first
  } catch (error) {
    // Another process was faster; or it is a link to nowhere, which exists, and does not.
    if (codeOf(error) === 'EEXIST') return undefined
    throw error
  }
}

/** Looks no higher than it has to: what lies above a folder that is there need not be readable. */
function topmostMissing(path: string): string | undefined {
  if (existsSync(path)) return undefined
  const above = dirname(path)
  return above === path ? path : (topmostMissing(above) ?? path)
}
