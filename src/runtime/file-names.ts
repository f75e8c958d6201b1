/** Tells which names of files may be used for a file on the disk. */

/**
 * Why a path, with slashes, cannot become a file below a folder; undefined if it can.
 *
 * @param onWindows - Whether Windows' rules count, where more characters have a meaning.
 */
export function problemWithPath(path: string, onWindows: boolean): string | undefined {
  if (path.startsWith('/')) return 'is absolute'
  if (path.includes('\0')) return 'has a zero byte in it'
  if (onWindows && path.includes('\\')) return 'has a backslash in it'
  for (const name of path.split('/')) {
    if (name === '') return 'has an empty name in it'
    if (name === '.' || name === '..') return `has a \`${name}\` in it`
    if (onWindows && isForbiddenOnWindows(name)) return `has a name that Windows cannot keep in it`
  }
  return undefined
}

/** Drives and streams (`:`), other special characters, devices, and endings that Windows drops. */
function isForbiddenOnWindows(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return /[<>:"|?*\u0000-\u001f]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name)
}
