/** The tree of commands. */

import { type Argument, Command } from 'commander'
import { VERSION } from '../version.ts'
import type { CommandGroup } from './commands/command-group.ts'
import { GROUPS } from './commands/index.ts'
import { addGlobalOptions } from './global-options.ts'
import type { Invocation } from './invocation.ts'

const EXAMPLES = `
Examples:
  nemo auth login --base-url https://nemo.example.com
  nemo workspaces list
  nemo workspaces members add ana@example.com --roles Editor -w ml-team
  nemo quickstart configure && nemo quickstart up

Exit codes: 0 success, 1 local error, 2 wrong usage, 3 error of the platform,
130 interrupted`

/** How the program speaks. */
export interface ProgramOptions {
  /** Makes what a command works with. */
  invocation(): Invocation
  writeOut(text: string): void
  writeErr(text: string): void
  /** Shown above the help: which context is active. */
  readonly banner?: string | undefined
}

/** The program with names and summaries only, and with the groups that are asked for. */
export async function createProgram(
  options: ProgramOptions,
  isWanted: (group: CommandGroup) => boolean,
): Promise<Command> {
  const program = new Command('nemo')
  program
    .description('Command line of NVIDIA NeMo Platform')
    .version(`nemo ${VERSION}`, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => options.writeOut(text),
      writeErr: (text) => options.writeErr(text),
      outputError: () => {},
    })
    .configureHelp({
      subcommandTerm: (command) =>
        [
          [command.name(), ...command.aliases()].join('|'),
          ...command.registeredArguments.map(argumentTerm),
        ].join(' '),
    })
    .addHelpText('before', options.banner ?? '')
    .addHelpText('after', EXAMPLES)
  const summaries = new Set<Command>()
  for (const group of GROUPS) {
    if (isWanted(group)) (await group.load()).register(program, options.invocation)
    else {
      const { name, aliases = [], summary } = group
      summaries.add(
        program
          .command(name)
          .aliases([...aliases])
          .description(summary),
      )
    }
  }
  addEverywhere(program, summaries)
  return program
}

function argumentTerm(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`
}

/** Adds the global options, but for what stands in the help only. */
function addEverywhere(command: Command, summaries: ReadonlySet<Command>): void {
  if (summaries.has(command)) return
  addGlobalOptions(command)
  for (const child of command.commands) addEverywhere(child, summaries)
}
