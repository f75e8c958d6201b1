/** `nemo workspaces`: what everything belongs to, and who may do what in it. */

import type { Command } from 'commander'
import { tellingWhatIsDone } from '../interruption.ts'
import type { Invocation } from '../invocation.ts'
import { addInputOptions, type InputFlags, readKnownFields, required } from './shared/input.ts'
import { addListOptions, type ListFlags, listParams, printList } from './shared/lists.ts'
import { registerMembers } from './workspaces/members.ts'
import { waitFlag } from './workspaces/wait.ts'

/** The columns of a list, and all fields. */
const SHOWN = {
  columns: ['name', 'description', 'created_at'],
  fields: ['id', 'name', 'description', 'created_at', 'created_by', 'updated_at', 'updated_by'],
}

/** The fields of input, and the command that they are for. */
const CREATION = {
  known: ['name', 'description', 'exist_ok', 'wait_role_propagation'],
  path: 'nemo workspaces create',
}
const UPDATE = { known: ['description'], path: 'nemo workspaces update' }

/** Adds the group. */
export function register(parent: Command, invocation: () => Invocation): void {
  const workspaces = parent.command('workspaces').description('Workspaces and their members')
  addListOptions(workspaces.command('list'), { isSortable: true })
    .description('List the workspaces that you have access to')
    .action((flags: ListFlags) => list(invocation(), flags))
  workspaces
    .command('get')
    .description('Show a workspace')
    .argument('<name>', 'name of the workspace')
    .action((name: string) => get(invocation(), name))
  addInputOptions(workspaces.command('create'))
    .description('Create a workspace, of which you become Admin')
    .argument('[name]', 'name: small letters, digits and -')
    .option('--description <text>', 'what it is for')
    .option('--exist-ok', 'take it as it is if it is there already')
    .option('--wait-role-propagation', 'wait until your role has taken effect (the default)')
    .option('--no-wait', 'do not wait for that')
    .action((name: string | undefined, flags: CreateFlags) => create(invocation(), name, flags))
  addInputOptions(workspaces.command('update'))
    .description('Change the description of a workspace')
    .argument('<name>', 'name of the workspace')
    .option('--description <text>', 'the new description')
    .action((name: string, flags: InputFlags & { description?: string }) => update(invocation(), name, flags))
  workspaces
    .command('delete')
    .description('Delete a workspace with all that is in it')
    .argument('<name>', 'name of the workspace')
    .option('--wait', 'wait until it is gone and its name is free')
    .action((name: string, flags: { wait?: true }) => remove(invocation(), name, flags.wait === true))
  workspaces
    .command('deletion-status')
    .description('Show how far the deletion of a workspace has come; platforms from 0.8 on tell')
    .argument('<name>', 'name of the workspace')
    .action((name: string) => deletionStatus(invocation(), name))
  registerMembers(workspaces, invocation)
}

interface CreateFlags extends InputFlags {
  description?: string
  existOk?: true
  wait: boolean
  waitRolePropagation?: true
}

async function list(invocation: Invocation, flags: ListFlags): Promise<void> {
  const { signal } = invocation.io
  await printList(
    invocation,
    invocation.client().workspaces.list(listParams(flags), { signal }),
    flags,
    SHOWN,
  )
}

async function get(invocation: Invocation, name: string): Promise<void> {
  const { signal } = invocation.io
  await invocation.print(await invocation.client().workspaces.retrieve(name, { signal }), SHOWN)
}

async function create(
  invocation: Invocation,
  argument: string | undefined,
  flags: CreateFlags,
): Promise<void> {
  const { signal } = invocation.io
  const fields = await readKnownFields(flags, invocation.io, CREATION)
  const name = required(argument, fields, 'name', 'nemo workspaces create <name>')
  const progress =
    waitFlag(flags, fields) === false
      ? undefined
      : invocation.progress(`Creating ${name}, and waiting for your role…`)
  try {
    const workspace = await invocation.client().workspaces.create(
      {
        ...fields,
        name,
        ...(flags.description === undefined ? {} : { description: flags.description }),
        ...(flags.existOk === true ? { exist_ok: true } : {}),
        wait_role_propagation: waitFlag(flags, fields),
      },
      { signal },
    )
    progress?.stop()
    await invocation.print(workspace, SHOWN)
  } finally {
    progress?.stop()
  }
}

async function update(
  invocation: Invocation,
  name: string,
  flags: InputFlags & { description?: string },
): Promise<void> {
  const { signal } = invocation.io
  const fields = await readKnownFields(flags, invocation.io, UPDATE)
  const { description } = flags
  const params = { ...fields, ...(description === undefined ? {} : { description }) }
  await invocation.print(await invocation.client().workspaces.update(name, params, { signal }), SHOWN)
}

async function remove(invocation: Invocation, name: string, isWaiting: boolean): Promise<void> {
  const { style, io } = invocation
  const { workspaces } = invocation.client()
  const progress = isWaiting ? invocation.progress(`Deleting ${name}…`) : undefined
  try {
    const { message } = await tellingWhatIsDone(
      io,
      () => workspaces.delete(name, { signal: io.signal, wait: isWaiting }),
      () => `${name} may be on its way out: nemo workspaces list shows whether it is there.`,
    )
    progress?.stop()
    invocation.say(`${style.green('✓')} Deleted successfully`)
    // 0.6.0 does it in the background: until then the name is taken.
    if (!isWaiting && message !== undefined && /marked/i.test(message)) {
      invocation.note('The platform cleans up in the background; use --wait to wait until the name is free.')
    }
  } finally {
    progress?.stop()
  }
}

async function deletionStatus(invocation: Invocation, name: string): Promise<void> {
  const { signal } = invocation.io
  const answer = await invocation.client().workspaces.deletions.retrieve(name, { signal })
  await invocation.print(answer, { fields: ['name', 'deletion_stage', 'deletion_error', 'updated_at'] })
}
