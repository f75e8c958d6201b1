/** Keeps what Node has compiled of the command from one start to the next, in the user's own cache folder. */

import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** Turns the cache on. Where that cannot be done, the command starts without it, and just as well. */
export async function keepCompiledCode(): Promise<void> {
  const { enableCompileCache } = await import('node:module')
  const folder = cacheFolder(process.platform, process.env)
  if (folder !== undefined) enableCompileCache(join(folder, 'nemo-platform', 'compile-cache'))
}

/**
 * Where programs of this user keep what they can make again; undefined where there is no such place. Never the folder for
 * temporary files, where somebody else could put code.
 */
export function cacheFolder(
  platform: string,
  variables: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const named = variables[platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_CACHE_HOME']
  if (named !== undefined && isAbsolute(named)) return named
  const home = homeFolder()
  if (home === undefined) return undefined
  if (platform === 'win32') return join(home, 'AppData', 'Local')
  return platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache')
}

function homeFolder(): string | undefined {
  try {
    const home = homedir()
    return isAbsolute(home) ? home : undefined
  } catch {
    return undefined
  }
}
