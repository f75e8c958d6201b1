/** What is said of a command that is not here: what it may have been meant to be, or where it is. */

import type { Command } from 'commander'
import { namesOf } from './command-path.ts'
import { ELSEWHERE } from './elsewhere.generated.ts'
import type { Elsewhere } from './elsewhere.ts'
import { run, UsageError } from './errors.ts'
import { nearestAll } from './nearest.ts'

/** A word that should name a command of a group. */
export interface UnknownCommand {
  readonly group: Command
  readonly word: string
  /** Where it stands on the command line. */
  readonly index: number
}

/** How Python's command line is installed; its executable `nmp` is the same as `nemo`. */
const INSTALL = `python3 -m venv nemo-python && nemo-python/bin/pip install 'nemo-platform[all]'`
/** So many names are offered. */
const MOST_NAMES = 3

/** The error for it. */
export async function explainUnknown(
  { group, word, index }: UnknownCommand,
  args: readonly string[],
  wholeProgram: () => Promise<Command>,
): Promise<UsageError> {
  const place = namesOf(group)
  const rest = args.slice(index).filter((one) => !one.startsWith('-'))
  const elsewhere = elsewhereOf([...place, ...rest].join(' '))
  const siblings = group.commands.flatMap((one) => [one.name(), ...one.aliases()])
  const near = nearestAll(word, siblings).slice(0, MOST_NAMES)
  // What is said of a whole group is not said of a word that looks like one of its commands here.
  const isTypo = near.length > 0 && elsewhere?.path === place.join(' ')
  if (elsewhere !== undefined && !isTypo) return asElsewhere(elsewhere, [...place, word].join(' '))
  const same = near.length > 0 ? [] : placesNamed(await wholeProgram(), word).slice(0, MOST_NAMES)
  return new UsageError(
    `Unknown command '${word}'`,
    ...(near.length === 0 ? [] : [`Did you mean ${near.join(', or ')}?`]),
    ...same.map((path) => run(`nemo ${path} --help`)),
    run(`${['nemo', ...place].join(' ')} --help`),
  )
}

function asElsewhere({ what, instead }: Elsewhere, path: string): UsageError {
  return new UsageError(
    `'nemo ${path}' ${what}: only the Python command line can do that`,
    ...instead.map((command) => run(command, 'What comes nearest')),
    run(INSTALL, 'To install the Python command line'),
  )
}

/** The entry that says most about a command. */
function elsewhereOf(path: string): Elsewhere | undefined {
  return ELSEWHERE.filter((one) => path === one.path || path.startsWith(`${one.path} `)).sort(
    (a, b) => b.path.length - a.path.length,
  )[0]
}

/** Commands and groups anywhere that bear a name. */
function placesNamed(command: Command, word: string, path: readonly string[] = []): string[] {
  return command.commands.flatMap((child) => {
    const place = [...path, child.name()]
    return [...(child.name() === word ? [place.join(' ')] : []), ...placesNamed(child, word, place)]
  })
}
