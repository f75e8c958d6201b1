/** `nemo secrets`: values that jobs and providers use. */

import { type Command, Option } from 'commander'
import { shellWord } from '../../remedies/index.ts'
import { run, UsageError } from '../errors.ts'
import type { Invocation } from '../invocation.ts'
import { printableLine } from '../output/terminal.ts'
import { SECRETS } from './secrets.generated.ts'
import { addGroup } from './shared/described.ts'
import { readInput, readStandardInput } from './shared/read-input.ts'

/** The fields of a secret. */
const SHOWN = { fields: ['name', 'workspace', 'description', 'created_at', 'updated_at'] }

/** Adds the group. */
export function register(parent: Command, invocation: () => Invocation): void {
  const secrets = addGroup(parent, SECRETS, invocation)
  addValueOptions(secrets.command('create'))
    .description('Create a secret; its value is asked for, or read from standard input')
    .argument('<name>', 'name of the secret')
    .addHelpText('after', CREATE_EXAMPLES)
    .action((name: string, flags: ValueFlags) => create(invocation(), name, flags))
  addValueOptions(secrets.command('update'))
    .description('Change value or description of a secret')
    .argument('<name>', 'name of the secret')
    .action((name: string, flags: ValueFlags) => update(invocation(), name, flags))
}

const CREATE_EXAMPLES = `
Examples:
  nemo secrets create api-key                       (asks for the value)
  printenv API_KEY | nemo secrets create api-key
  nemo secrets create api-key --from-file ./key.txt`

interface ValueFlags {
  fromFile?: string
  value?: string
  data?: string
  description?: string
}

function addValueOptions(command: Command): Command {
  return command
    .option('--from-file <path>', 'file with the value; - for standard input')
    .option('--value <value>', 'the value; others can see it in the list of processes')
    .option('--description <text>', 'what it is for')
    .addOption(new Option('--data <value>', 'the same as --value, as Python calls it, too').hideHelp())
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

async function givenValue(
  invocation: Invocation,
  { value: plain, data, fromFile }: ValueFlags,
): Promise<string | undefined> {
  if (plain !== undefined && data !== undefined)
    throw new UsageError('--value and --data are the same, and exclude each other', 'Choose one of them')
  const value = plain ?? data
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
        signal: invocation.io.signal,
        validate: (text) => (text ? undefined : 'A secret must not be empty'),
      }),
    )
  }
  const isPiped = invocation.io.stdin.isTTY !== true
  const value = isPiped ? withoutEnd(await readStandardInput(invocation.io)) : ''
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
