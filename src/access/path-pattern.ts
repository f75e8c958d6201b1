/** Patterns of paths, for tables that say what holds for a part of the API. */

/**
 * Whether a path fits a pattern, in which `*` stands for any one part, and `/**` at the end for whatever lies below, or
 * nothing.
 *
 * @param path - The path below the base URL, percent-encoded as it was sent.
 */
export function fitsPattern(path: string, pattern: string): boolean {
  const parts = path.split('/')
  const wanted = pattern.split('/')
  const isOpen = wanted.at(-1) === '**'
  if (isOpen) wanted.pop()
  const hasLength = isOpen ? parts.length >= wanted.length : parts.length === wanted.length
  return hasLength && wanted.every((part, index) => part === '*' || part === parts[index])
}
