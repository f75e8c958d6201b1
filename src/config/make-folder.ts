/** Makes folders, and says truthfully why one could not be made. */

import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from '../errors/error-code-of.ts'

/**
 * Makes a folder and those above it, as far as they are missing.
 *
 * @param mode - Permissions of what is made.
 * @throws The operating system's error. `mkdir` with `recursive` makes `ENOENT` of most, a read-only disk among them, so what fails is
 *   tried again one by one.
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode })
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    await makeOneByOne(path, mode)
  }
}

async function makeOneByOne(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode })
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    const above = dirname(path)
    if (codeOf(error) !== 'ENOENT' || above === path) throw error
    await makeOneByOne(above, mode)
    await mkdir(path, { mode })
  }
}
