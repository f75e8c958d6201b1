/** Which declarations can be reached from entry points. */

import { dirname, join } from 'node:path'

/** What a declaration imports or exports from a file beside it. */
const SPECIFIER = /\b(?:from|import)\s*\(?\s*['"]([.#][^'"]*)['"]/g

/**
 * Follows the imports of declarations.
 *
 * @param entries - Paths of those that the package exports.
 * @returns Paths of those, and of all that they lead to.
 */
export function reachableDeclarations(
  entries: readonly string[],
  read: (path: string) => string,
): ReadonlySet<string> {
  const reachable = new Set(entries)
  // A set takes up what is added while it is walked.
  for (const path of reachable) {
    for (const [, specifier = ''] of read(path).matchAll(SPECIFIER)) {
      if (!/^\..*\.[jt]s$/.test(specifier))
        throw new Error(`${path} imports ${specifier}, which is no file of the package`)
      reachable.add(join(dirname(path), specifier.replace(/\.[jt]s$/, '.d.ts')))
    }
  }
  return reachable
}
