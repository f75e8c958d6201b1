/** Finds the system's word for what went wrong. */

import { isNeMoPlatformError } from './base.ts'

/** How deep causes are followed: a chain may bite its own tail. */
const DEEPEST_CAUSE = 10

/**
 * The first `code` in an error's chain of causes, for instance `ECONNREFUSED`. The codes of this package's own errors are
 * passed over: they say what failed, not why.
 *
 * @param error - What was thrown, of any kind.
 */
export function codeOf(error: unknown): string | undefined {
  let current = error
  for (let depth = 0; current instanceof Error && depth < DEEPEST_CAUSE; depth += 1) {
    const { code } = current as { code?: unknown }
    if (typeof code === 'string' && !isNeMoPlatformError(current)) return code
    current = current.cause
  }
  return undefined
}
