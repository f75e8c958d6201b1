/** Lets somebody at a terminal choose the name that a command lacks. */

import { run } from '../errors.ts'
import type { Invocation } from '../invocation.ts'
import { printableLine } from '../output/terminal.ts'
import { kindOfArgument, listNames } from './sources.ts'

/** So many are seen at a time. */
const MOST_SHOWN = 12

/**
 * The name that was chosen; undefined where there is nobody to ask, or nothing to choose from.
 *
 * @param path - The command: `jobs get`.
 */
export async function pickName(invocation: Invocation, path: string): Promise<string | undefined> {
  const kind = kindOfArgument(path)
  if (kind === undefined || !invocation.isInteractive) return undefined
  const names = await listNames(kind, invocation.client(), { signal: invocation.io.signal })
  if (names.length === 0) return undefined
  const prompts = await invocation.prompts(run(`nemo ${path} --help`))
  return invocation.answered(
    await prompts.autocomplete({
      message: `Which of the ${kind}?`,
      maxItems: MOST_SHOWN,
      signal: invocation.io.signal,
      options: names.map((name) => ({ value: name, label: printableLine(name) })),
    }),
  )
}
