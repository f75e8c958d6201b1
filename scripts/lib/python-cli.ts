/** The commands of the Python command line, as `api/python-cli.yaml` has them. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { GENERATED } from './emit-types.ts'

/** What the file holds. */
export interface PythonCommandLine {
  /** By name; `takes`: arguments and options, each with all of its names between slashes, where they are the subject of a test. */
  commands: Record<string, { releases: string[]; takes?: string }>
  /** By the beginning of their names: what is done there, and what comes nearest here. */
  elsewhere: Record<string, { what: string; instead: string[] }>
}

/** Reads it. */
export function readPythonCommandLine(): PythonCommandLine {
  return parse(readFileSync(join(import.meta.dirname, '../../api/python-cli.yaml'), 'utf8'))
}

/** What `nemo` answers where a command is called that only Python has. */
export function elsewhereFile(): string {
  const { elsewhere } = readPythonCommandLine()
  const entries = Object.entries(elsewhere).map(([path, { what, instead }]) => ({ path, what, instead }))
  return (
    `${GENERATED}\n\nimport type { Elsewhere } from './elsewhere.ts'\n\n` +
    '/** Commands that are not here, by the beginning of their names. */\n' +
    `export const ELSEWHERE: readonly Elsewhere[] = ${JSON.stringify(entries)}\n`
  )
}
