/** A command line that is still being typed. */

import type { Command } from 'commander'
import { type GlobalOptions, readGlobalOptions } from '../global-options.ts'

/** What is known of it. */
export interface Line {
  /** The command, by its names and not by aliases: `jobs get`. */
  readonly path: string
  /** Whether the command takes an argument; a group takes none. */
  readonly takesArgument: boolean
  /** The option that stands last, without a value yet; it may be one that takes none. */
  readonly openOption: string | undefined
  /** Those that stand on it. */
  readonly globals: GlobalOptions
}

/**
 * Reads it as the program itself would.
 *
 * @param program - With all commands.
 * @param words - The whole words, without `nemo`.
 */
export function readLine(program: Command, words: readonly string[]): Line {
  const last = words.at(-1) ?? ''
  const openOption = /^(?:-\w|--[^=]+)$/.test(last) ? last : undefined
  let rest = openOption === undefined ? words : words.slice(0, -1)
  let command = program
  const path: string[] = []
  for (;;) {
    // Options of this command; at the name of a command below, it stops.
    const { operands, unknown } = command.parseOptions([...rest])
    const [name] = operands
    const next = command.commands.find((one) => one.name() === name || one.aliases().includes(name ?? ''))
    if (next === undefined) break
    command = next
    path.push(command.name())
    rest = unknown
  }
  return {
    path: path.join(' '),
    takesArgument: command.commands.length === 0 && command.registeredArguments.length > 0,
    openOption,
    globals: readGlobalOptions(command),
  }
}
