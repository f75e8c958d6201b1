/** The Python interpreter that has the `nemo-platform` SDK. */

import { join } from 'node:path'
import { installPlatform } from '../../scripts/platform.ts'

/** An interpreter, or why there is none. */
export type Python = { readonly file: string } | { readonly missing: string }

/**
 * The interpreter of the virtual environment that the tests against the real platform use; made where it is missing, which
 * takes some minutes.
 */
export async function findPython(): Promise<Python> {
  try {
    return { file: join(await installPlatform(console.error), 'bin', 'python') }
  } catch (error) {
    return { missing: `no Python SDK: ${String(error)}` }
  }
}
