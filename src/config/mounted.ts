/** Tells a file that is mounted by itself, as containers get a config: it can be written, but not replaced. */

import { readFileSync } from 'node:fs'

/** Whether something is mounted on the very file. Only Linux says so; elsewhere a rename will tell. */
export function isMountedFile(realPath: string): boolean {
  let mounts: string
  try {
    mounts = readFileSync('/proc/self/mountinfo', 'utf8')
  } catch {
    return false
  }
  // Blanks and the like stand there as octal numbers.
  const name = realPath.replace(
    /[ \t\n\\]/g,
    (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`,
  )
  return mounts.split('\n').some((line) => line.split(' ')[4] === name)
}
