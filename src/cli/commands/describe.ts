/** `nemo describe`: all commands as Markdown, for people and for coding agents. */

import type { Command } from 'commander'
import type { Invocation } from '../invocation.ts'

/** Adds the command. */
export function register(parent: Command, invocation: () => Invocation): void {
  parent
    .command('describe')
    .description('Print all commands as Markdown, for coding agents; nothing is sent')
    .action(async () => {
      const program = await invocation().wholeProgram()
      invocation().say(describe(program).join('\n'))
    })
}

function describe(program: Command): string[] {
  return [
    '# nemo',
    '',
    program.description(),
    '',
    'Every command tells its options with `--help`. `-f json` gives JSON, `-f code` the TypeScript that does the same.',
    'Exit codes: 0 success, 1 local error, 2 wrong usage, 3 error of the platform, 130 interrupted.',
    ...program.commands.flatMap((group) => [
      '',
      `## nemo ${group.name()}`,
      '',
      ...leavesOf(group, [group.name()]),
    ]),
  ]
}

function leavesOf(command: Command, path: readonly string[]): string[] {
  if (command.commands.length === 0) {
    const words = [
      'nemo',
      ...path,
      ...command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`)),
    ]
    return [`- \`${words.join(' ')}\`: ${command.description()}`]
  }
  return command.commands.flatMap((child) => leavesOf(child, [...path, child.name()]))
}
