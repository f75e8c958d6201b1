/** Where the files of the bench are. */

import { fileURLToPath } from 'node:url'

/** The path of a file in this folder. */
export function pathOf(file: string): string {
  return fileURLToPath(new URL(`../${file}`, import.meta.url))
}
