/** Compares what the generator would write with what is there. */

import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Generated files by their path from the root, with their text. */
export type GeneratedFiles = ReadonlyMap<string, string>

/** Those that are not there, or say something else. */
export function findStale(root: string, files: GeneratedFiles): string[] {
  return [...files.keys()].filter((file) => {
    const path = join(root, file)
    return !existsSync(path) || readFileSync(path, 'utf8') !== files.get(file)
  })
}

/** Files with the name of a generated one that nothing generates any more. */
export function findLeftOver(root: string, files: GeneratedFiles): string[] {
  return globSync('src/**/*.generated.ts', { cwd: root }).filter((file) => !files.has(file))
}
