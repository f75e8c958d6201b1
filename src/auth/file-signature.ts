/** Tells whether a file has changed, without reading it. */

import { statSync } from 'node:fs'

/** Changes whenever the file is written or replaced; the same text for a missing file. */
export function fileSignature(path: string): string {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(path)
    return `${ino} ${size} ${mtimeMs} ${ctimeMs}`
  } catch {
    return 'missing'
  }
}
