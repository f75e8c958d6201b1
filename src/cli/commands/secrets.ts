/** `nemo secrets`: values that jobs and providers use. */

import type { Command } from 'commander'
import { shellWord } from '../../remedies/index.ts'
import { run, UsageError } from '../errors.ts'
import type { Invocation } from '../invocation.ts'
import { readText } from '../io.ts'
import { printableLine } from '../output/terminal.ts'
import { readInput } from './shared/input.ts'
import { addListOptions, type ListFlags, listParams, printList } from './shared/lists.ts'

/** The columns of a list, and all fields. */
const SHOWN = {
  columns: ['name', 'workspace', 'description', 'created_at'],
  fields: ['name', 'workspace', 'description', 'created_at', 'updated_at'],
}

/** Adds the group. */
export function register(parent: Command, invocation: () => Invocation): void {
  const secrets = parent.command('secrets').description('Secrets of a workspace')
  addListOptions(secrets.command('list'), { isSortable: false })
    .description('List the secrets of a workspace, without their values')
    .action((flags: ListFlags) => list(invocation(), flags))
  secrets
    .command('get')
    .description('Show a secret, without its value')
    .argument('<name>', 'name of the secret')
    .action((name: string) => get(invocation(), name))
  secrets
    .command('access')
    .description('Show a secret with its value')
    .argument('<name>', 'name of the secret')
    .action((name: string) => access(invocation(), name))
  addValueOptions(secrets.command('create'))
    .description('Create a secret; its value is asked for, or read from standard input')
    .argument('<name>', 'name of the secret')
    .addHelpText('after', CREATE_EXAMPLES)
    .action((name: string, flags: ValueFlags) => create(invocation(), name, flags))
  addValueOptions(secrets.command('update'))
    .description('Change value or description of a secret')
    .argument('<name>', 'name of the secret')
    .action((name: string, flags: ValueFlags) => update(invocation(), name, flags))
  secrets
    .command('delete')
    .description('Delete a secret')
    .argument('<name>', 'name of the secret')
    .action((name: string) => remove(invocation(), name))
}

const CREATE_EXAMPLES = `
Examples:
  nemo secrets create api-key                       (asks for the value)
  printenv API_KEY | nemo secrets create api-key
  nemo secrets create api-key --from-file ./key.txt`

interface ValueFlags {
  fromFile?: string
  value?: string
  description?: string
}

function addValueOptions(command: Command): Command {
  return command
    .option('--from-file <path>', 'file with the value; - for standard input')
    .option('--value <value>', 'the value; others can see it in the list of processes')
    .option('--description <text>', 'what it is for')
}

async function list(invocation: Invocation, flags: ListFlags): Promise<void> {
  const { page, page_size } = listParams(flags)
  const { signal } = invocation.io
  await printList(invocation, invocation.client().secrets.list({ page, page_size }, { signal }), flags, SHOWN)
}

async function get(invocation: Invocation, name: string): Promise<void> {
  const { signal } = invocation.io
  await invocation.print(await invocation.client().secrets.retrieve(name, {}, { signal }), SHOWN)
}

async function access(invocation: Invocation, name: string): Promise<void> {
  const { signal } = invocation.io
  await invocation.print(await invocation.client().secrets.access(name, {}, { signal }))
}

async function create(invocation: Invocation, name: string, flags: ValueFlags): Promise<void> {
  const value = (await givenValue(invocation, flags)) ?? (await otherValue(invocation, name))
  const { description } = flags
  const { signal } = invocation.io
  await invocation.print(
    await invocation.client().secrets.create({ name, value, description }, { signal }),
    SHOWN,
  )
}

async function update(invocation: Invocation, name: string, flags: ValueFlags): Promise<void> {
  const { description } = flags
  const given = await givenValue(invocation, flags)
  const value = given ?? (description === undefined ? await otherValue(invocation, name) : undefined)
  const { signal } = invocation.io
  await invocation.print(
    await invocation.client().secrets.update(name, { value, description }, { signal }),
    SHOWN,
  )
}

async function remove(invocation: Invocation, name: string): Promise<void> {
  const { style, io } = invocation
  await invocation.client().secrets.delete(name, {}, { signal: io.signal })
  invocation.say(`${style.green('✓')} Deleted successfully`)
}

async function givenValue(
  invocation: Invocation,
  { value, fromFile }: ValueFlags,
): Promise<string | undefined> {
  if (value !== undefined && fromFile !== undefined)
    throw new UsageError('--value and --from-file exclude each other', 'Choose one of them')
  if (value !== undefined) {
    invocation.note(
      `${invocation.style.yellow('Warning:')} --value shows the secret in the list of processes and in the shell's history; use --from-file - or no flag at all.`,
    )
    return value
  }
  return fromFile === undefined ? undefined : withoutEnd(await readInput(fromFile, invocation.io))
}

/** From a prompt, or from what is piped in. */
async function otherValue(invocation: Invocation, name: string): Promise<string> {
  if (invocation.isInteractive) {
    const prompts = await invocation.prompts()
    return invocation.answered(
      await prompts.password({
        message: `Value of ${printableLine(name)}`,
        validate: (text) => (text ? undefined : 'A secret must not be empty'),
      }),
    )
  }
  const isPiped = invocation.io.stdin.isTTY !== true
  const value = isPiped ? withoutEnd(await readText(invocation.io.stdin)) : ''
  if (value !== '') return value
  throw new UsageError(
    'A secret needs a value',
    run(`printenv API_KEY | nemo secrets create ${shellWord(name)}`),
    run(`nemo secrets create ${shellWord(name)} --from-file <path>`),
  )
}

/** The line end that editors and `echo` put there is none of the value. */
function withoutEnd(text: string): string {
  return text.replace(/\r?\n$/, '')
}
