/** Opens pages in a browser, where there is one. */

import { problemOf } from '../../../errors/problem.ts'
import type { IO } from '../../io.ts'

/** Whether somebody sits in front of a screen: at a terminal of this very machine, with windows. */
export function hasBrowser(
  { env, stdout }: Pick<IO, 'env' | 'stdout'>,
  platform = process.platform,
): boolean {
  if (stdout.isTTY !== true || env['CI']) return false
  const hasDisplay = Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
  // Through ssh, windows open on the other side, unless they are sent along.
  if (env['SSH_CONNECTION'] || env['SSH_TTY']) return hasDisplay
  return platform === 'darwin' || platform === 'win32' || hasDisplay || Boolean(env['WSL_DISTRO_NAME'])
}

/** Opens a page; what went wrong, if something did. */
export async function openInBrowser(url: string): Promise<string | undefined> {
  try {
    const { default: open } = await import('open')
    const child = await open(url)
    // Whatever the browser does later is its own affair.
    child.on('error', () => {})
    child.unref()
    return undefined
  } catch (error) {
    return problemOf(error)
  }
}
