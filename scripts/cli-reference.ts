/**
 * Writes `docs/cli.md` and `docs/commands-of-python.md` from the commands themselves: `npm run docs:cli`. With `--check` it
 * writes nothing, and fails if they are not up to date.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Argument, Command, type Option } from 'commander'
import { addGlobalOptions } from '../src/cli/global-options.ts'
import { createProgram } from '../src/cli/program.ts'
import { commandsIn, examplesByCommand } from './lib/cli-examples.ts'
import { pythonTable } from './lib/python-table.ts'

const ROOT = join(import.meta.dirname, '..')

const program = await createProgram(
  {
    invocation: () => {
      throw new Error('nothing runs while the commands are described')
    },
    writeOut: () => {},
    writeErr: () => {},
  },
  () => true,
)
// An option that a command has of its own under the same name is described otherwise.
const bare = new Command('bare')
addGlobalOptions(bare)
const globals = optionsOf(bare)
const globalDescriptions = new Set(globals.map(({ description }) => description))

const examples = examplesByCommand(program)
const without = commandsIn(program).filter((path) => !examples.has(path))
if (without.length > 0) throw new Error(`api/cli-examples.yaml has no example of ${without.join(', ')}`)

const documents = { 'docs/cli.md': reference(program), 'docs/commands-of-python.md': pythonTable(program) }
for (const [name, text] of Object.entries(documents)) {
  const path = join(ROOT, name)
  if (!process.argv.includes('--check')) writeFileSync(path, text)
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error(`${name} is not up to date. Run: npm run docs:cli`)
    process.exitCode = 1
  }
}

function reference(root: Command): string {
  return `${[
    '# `nemo`: reference',
    'Made from the commands by `npm run docs:cli`. Commands that the Python command line has, too, take the same options and end with the same exit codes, on the same config file: [which are here](commands-of-python.md).',
    '## Options of every command',
    'They stand before the command or after it.',
    table(globals.map(optionRow)),
    '## Exit codes',
    table([
      ['0', 'success'],
      [
        '1',
        'something on this machine: config file, login, files; `auth doctor` found a fault, `auth can-i` says no',
      ],
      ['2', 'wrong usage: unknown command or option, bad value, missing argument'],
      ['3', 'the platform refused, or could not be reached'],
      ['130', 'interrupted'],
    ]),
    ...root.commands.flatMap((group) => sections(group, ['nemo'])),
  ].join('\n\n')}\n`
}

function sections(command: Command, parents: readonly string[]): string[] {
  const path = [...parents, command.name()]
  const aliases = command.aliases()
  const isGroup = command.commands.length > 0
  const level = '#'.repeat(Math.min(path.length, 4))
  const usage = [...path, ...command.registeredArguments.map(argumentTerm)].join(' ')
  const own = optionsOf(command).filter((option) => !isGlobal(option))
  return [
    `${level} \`${path.join(' ')}\``,
    [command.description(), ...(aliases.length > 0 ? [`Also \`${aliases.join('`, `')}\`.`] : [])]
      .join('. ')
      .replace(/\.\. /, '. '),
    ...(isGroup && own.length === 0
      ? []
      : [`\`\`\`text\n${usage}${own.length > 0 ? ' [options]' : ''}\n\`\`\``]),
    ...(command.registeredArguments.length > 0
      ? [
          table(
            command.registeredArguments.map((argument) => [
              `\`${argumentTerm(argument)}\``,
              argument.description,
            ]),
          ),
        ]
      : []),
    ...(own.length > 0 ? [table(own.map(optionRow))] : []),
    ...exampleOf(path.join(' ')),
    ...command.commands.flatMap((child) => sections(child, path)),
  ]
}

function exampleOf(path: string): string[] {
  const line = examples.get(path)
  return line === undefined ? [] : [`\`\`\`sh\n${line}\n\`\`\``]
}

function isGlobal({ description }: Option): boolean {
  return globalDescriptions.has(description)
}

function optionsOf(command: Command): Option[] {
  return command.options.filter(({ hidden }) => !hidden)
}

function optionRow({ flags, description, defaultValue }: Option): string[] {
  const isShown = defaultValue !== undefined && typeof defaultValue !== 'boolean'
  return [`\`${flags}\``, `${description}${isShown ? ` (default: ${String(defaultValue)})` : ''}`]
}

function argumentTerm(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`
}

function table(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return ['| | |', '| --- | --- |', ...rows.map(line)].join('\n')
}
