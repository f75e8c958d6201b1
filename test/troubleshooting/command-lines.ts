/** Whether a command line of a remedy is one that `nemo` takes. */

import { Command } from 'commander'
import { addGlobalOptions } from '../../src/cli/global-options.ts'
import { createProgram } from '../../src/cli/program.ts'
import type { Remedy } from '../../src/remedies/index.ts'

const refuseToRun = () => {
  throw new Error('nothing runs here')
}
const program = await createProgram(
  { invocation: refuseToRun, writeOut: () => {}, writeErr: () => {} },
  () => true,
)
const globals = new Command('globals')
addGlobalOptions(globals)

/**
 * What is wrong with a remedy: a command or call that does not exist, or a command that stands in the text, where no terminal
 * can show it alone; undefined where nothing is.
 */
export function problemIn({ text, command, call }: Remedy, client: object): string | undefined {
  if (/\bnemo [a-z]/.test(text) && text !== command) return `${text}: it has no command of its own`
  for (const line of [command, call]) {
    const nemo = line === undefined ? undefined : /(?:^|[;:&|] )(nemo [a-z].*)$/.exec(line)?.[1]
    const problem = nemo === undefined ? undefined : problemOf(nemo)
    if (problem !== undefined) return problem
  }
  const path = call === undefined ? undefined : /\bclient\.([\w.]+)/.exec(call)?.[1]
  let value: unknown = client
  for (const name of path?.split('.') ?? []) value = (value as Record<string, unknown> | undefined)?.[name]
  return value === undefined ? `${call}: no such call` : undefined
}

/** What is wrong with a command line; undefined where nothing is. */
export function problemOf(line: string): string | undefined {
  const words = line.match(/"[^"]*"|'[^']*'|<[^>]*>|\S+/g)?.slice(1) ?? []
  let command: Command = program
  const rest = [...words]
  while (rest[0] !== undefined) {
    const [word] = rest
    const next = command.commands.find((one) => one.name() === word || one.aliases().includes(word ?? ''))
    if (next === undefined) break
    command = next
    rest.shift()
  }
  if (rest.join() === '--help') return undefined
  // Some do something of their own, too.
  const isGroup = command.commands.length > 0 && Reflect.get(command, '_actionHandler') === null
  if (isGroup) return `${line}: no such command`
  for (const word of rest.filter((one) => one.startsWith('-'))) {
    const known = [...command.options, ...globals.options].some(
      ({ long, short }) => word === long || word === short,
    )
    if (!known) return `${line}: no such option ${word}`
  }
  return undefined
}
