/** Whether a command line of a remedy is one that `nemo` takes. */

import { Command } from 'commander'
import { addGlobalOptions } from '../../src/cli/global-options.ts'
import { createProgram } from '../../src/cli/program.ts'

const refuseToRun = () => {
  throw new Error('nothing runs here')
}
const program = await createProgram(
  { invocation: refuseToRun, writeOut: () => {}, writeErr: () => {} },
  () => true,
)
const globals = new Command('globals')
addGlobalOptions(globals)

/** The part of a remedy that is a command line; undefined where it has none. */
export function commandLineIn(remedy: string): string | undefined {
  return /(?:^|: |then |, )(nemo [a-z-]+(?: (?:"[^"]*"|'[^']*'|<[^>]*>|[^\s,;()]+))*)/.exec(remedy)?.[1]
}

/** What is wrong with a command line; undefined where nothing is. */
export function problemOf(line: string): string | undefined {
  const words = line.match(/"[^"]*"|'[^']*'|<[^>]*>|\S+/g)?.slice(1) ?? []
  let command: Command = program
  const rest = [...words]
  while (rest[0] !== undefined) {
    const next = command.commands.find((one) => one.name() === rest[0])
    if (next === undefined) break
    command = next
    rest.shift()
  }
  if (command.commands.length > 0) return `${line}: no such command`
  for (const word of rest.filter((one) => one.startsWith('-'))) {
    const known = [...command.options, ...globals.options].some(
      ({ long, short }) => word === long || word === short,
    )
    if (!known) return `${line}: no such option ${word}`
  }
  return undefined
}
