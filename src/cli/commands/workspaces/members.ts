/** `nemo workspaces members`: who may do what in a workspace. */

import type { Command } from 'commander'
import type { MemberCreateParams, MemberUpdateParams, Role } from '../../../index.ts'
import { shellWord } from '../../../remedies/index.ts'
import { agreed } from '../../agreed.ts'
import { run, UsageError } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { addInputOptions, type InputFlags, readKnownFields, required } from '../shared/input.ts'
import { addColumns, requireJson } from '../shared/lists.ts'
import type { SyncFlags } from './sync.ts'
import { waitFlag } from './wait.ts'

/** The columns of a list, and all fields. */
const SHOWN = {
  columns: ['principal', 'roles', 'granted_by', 'granted_at'],
  fields: ['principal', 'roles', 'granted_at', 'granted_by'],
}

/** The fields of input, and the command that they are for. */
const CREATION = {
  known: ['principal', 'roles', 'workspace', 'wait_role_propagation'],
  path: 'nemo workspaces members create',
}
const UPDATE = {
  known: ['roles', 'workspace', 'wait_role_propagation'],
  path: 'nemo workspaces members update',
}

/** Adds the group. */
export function registerMembers(workspaces: Command, invocation: () => Invocation): void {
  const members = workspaces.command('members').description('Who may do what in a workspace')
  addColumns(members.command('list'))
    .description('List the members of a workspace; only its Admins may')
    .option('--stream', 'write one JSON object per line')
    .action((flags: { stream?: true }) => list(invocation(), flags.stream === true))
  addWaitOptions(addInputOptions(members.command('create')))
    .alias('add')
    .description('Give somebody roles in a workspace, beside those that they have')
    .argument('[principal]', 'the same as --principal')
    .option('--principal <principal>', 'e-mail address, subject, group, or * for everybody')
    .option('--roles <role>', 'Viewer, Editor or Admin; may be given several times', collect)
    .action((principal: string | undefined, flags: ChangeFlags) => create(invocation(), principal, flags))
  addWaitOptions(addInputOptions(members.command('update')))
    .description('Give a member exactly these roles')
    .argument('<principal>', 'e-mail address, subject, group, or *')
    .option('--roles <role>', 'Viewer, Editor or Admin; may be given several times', collect)
    .action((principal: string, flags: ChangeFlags) => update(invocation(), principal, flags))
  addWaitOptions(members.command('delete'))
    .alias('remove')
    .description('Take all roles in a workspace from a member')
    .argument('<principal>', 'e-mail address, subject, group, or *')
    .action((principal: string, flags: ChangeFlags) => remove(invocation(), principal, flags))
  members
    .command('sync')
    .description('Bring the members to what a file says: for teams that keep their members in git')
    .requiredOption('-f, --file <path>', 'YAML or JSON with a list `members`; - for standard input')
    .option('--prune', 'remove members that are not in the file')
    .option('--dry-run', 'show what would be changed, and change nothing')
    .option('--allow-self', 'let it remove yourself, or take your own role as Admin')
    .option('--no-wait', 'do not wait until it has taken effect: up to 30 seconds')
    .addHelpText('after', SYNC_EXAMPLE)
    .action(async (flags: SyncFlags) => (await import('./sync.ts')).sync(invocation(), flags))
}

const SYNC_EXAMPLE = `
Example of a file:
  workspace: ml-team
  members:
    - {principal: ana@example.com, roles: [Admin]}
    - {principal: ben@example.com, roles: [Viewer]}`

interface ChangeFlags extends InputFlags {
  principal?: string
  roles?: string[]
  wait: boolean
  waitRolePropagation?: true
}

function addWaitOptions(command: Command): Command {
  return command
    .option('--wait-role-propagation', 'wait until it has taken effect (the default)')
    .option('--no-wait', 'do not wait for that: up to 30 seconds')
}

/** `--roles Viewer --roles Editor`, and `--roles Viewer,Editor`. */
function collect(roles: string, others: string[] = []): string[] {
  return [...others, ...roles.split(',').map((role) => role.trim())]
}

async function list(invocation: Invocation, isStream: boolean): Promise<void> {
  if (isStream) requireJson(invocation)
  const answer = await invocation.client().workspaces.members.list({}, { signal: invocation.io.signal })
  if (!isStream) return invocation.print(answer, { ...SHOWN, list: true })
  invocation.noteUnusedColumns('JSON')
  for (const member of answer.data) invocation.sayJson(member)
}

async function create(
  invocation: Invocation,
  argument: string | undefined,
  flags: ChangeFlags,
): Promise<void> {
  const fields = await readKnownFields(flags, invocation.io, CREATION)
  const principal = required(
    agreed('The principal', [
      ['as a word', argument],
      ['in --principal', flags.principal],
    ]),
    fields,
    'principal',
    'nemo workspaces members create --principal <email> --roles <role>',
  )
  const wait = waitFlag(flags, fields)
  const params = {
    ...fields,
    principal,
    ...(flags.roles === undefined ? {} : { roles: flags.roles as Role[] }),
    wait_role_propagation: wait,
  } as MemberCreateParams
  await change(invocation, wait, `the roles of ${principal}`, async () => {
    const member = await invocation
      .client()
      .workspaces.members.create(params, { signal: invocation.io.signal })
    return () => invocation.print(member, SHOWN)
  })
}

async function update(invocation: Invocation, principal: string, flags: ChangeFlags): Promise<void> {
  const fields = await readKnownFields(flags, invocation.io, UPDATE)
  if (flags.roles === undefined && fields['roles'] === undefined) {
    throw new UsageError(
      'Missing roles: --roles',
      run(`nemo workspaces members update ${shellWord(principal)} --roles <role>`),
      run(`nemo workspaces members delete ${shellWord(principal)}`, 'To remove the member'),
    )
  }
  const wait = waitFlag(flags, fields)
  const params = {
    ...fields,
    ...(flags.roles === undefined ? {} : { roles: flags.roles as Role[] }),
    wait_role_propagation: wait,
  } as MemberUpdateParams
  await change(invocation, wait, `the roles of ${principal}`, async () => {
    const { members } = invocation.client().workspaces
    const member = await members.update(principal, params, { signal: invocation.io.signal })
    return () => invocation.print(member, SHOWN)
  })
}

async function remove(invocation: Invocation, principal: string, flags: ChangeFlags): Promise<void> {
  const { style } = invocation
  const wait = waitFlag(flags, {})
  await change(invocation, wait, `the end of the roles of ${principal}`, async () => {
    const { members } = invocation.client().workspaces
    await members.delete(principal, { wait_role_propagation: wait }, { signal: invocation.io.signal })
    return async () => invocation.say(`${style.green('✓')} Deleted successfully`)
  })
}

/** Makes a change while a line says what is waited for; then shows what came of it. */
async function change(
  invocation: Invocation,
  wait: boolean | undefined,
  what: string,
  make: () => Promise<() => Promise<void>>,
): Promise<void> {
  const progress =
    wait === false ? undefined : invocation.progress(`Waiting for ${what} to take effect (up to 30 s)…`)
  let show: () => Promise<void>
  try {
    show = await make()
  } finally {
    progress?.stop()
  }
  await show()
}
