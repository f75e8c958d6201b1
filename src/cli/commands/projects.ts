/** `nemo projects`: names under which things of a workspace are grouped. */

import type { Command } from 'commander'
import type { Invocation } from '../invocation.ts'
import { addInputOptions, type InputFlags, readFields, required } from './shared/input.ts'
import { addListOptions, type ListFlags, listParams, printList } from './shared/lists.ts'

/** The columns of a list, and all fields. */
const SHOWN = {
  columns: ['name', 'workspace', 'description', 'created_at'],
  fields: ['id', 'name', 'workspace', 'description', 'created_at', 'updated_at'],
}

/** Adds the group. */
export function register(parent: Command, invocation: () => Invocation): void {
  const projects = parent.command('projects').description('Projects of a workspace')
  addListOptions(projects.command('list'), { isSortable: true })
    .description('List the projects of a workspace')
    .action((flags: ListFlags) => list(invocation(), flags))
  projects
    .command('get')
    .description('Show a project')
    .argument('<name>', 'name of the project')
    .action((name: string) => get(invocation(), name))
  addInputOptions(projects.command('create'))
    .description('Create a project')
    .argument('[name]', 'name of the project')
    .option('--description <text>', 'what it is for')
    .option('--exist-ok', 'take it as it is if it is there already')
    .action((name: string | undefined, flags: ChangeFlags) => create(invocation(), name, flags))
  addInputOptions(projects.command('update'))
    .description('Change the description of a project')
    .argument('<name>', 'name of the project')
    .option('--description <text>', 'the new description')
    .action((name: string, flags: ChangeFlags) => update(invocation(), name, flags))
  projects
    .command('delete')
    .description('Delete a project')
    .argument('<name>', 'name of the project')
    .action((name: string) => remove(invocation(), name))
}

interface ChangeFlags extends InputFlags {
  description?: string
  existOk?: true
}

async function list(invocation: Invocation, flags: ListFlags): Promise<void> {
  const { signal } = invocation.io
  await printList(invocation, invocation.client().projects.list(listParams(flags), { signal }), flags, SHOWN)
}

async function get(invocation: Invocation, name: string): Promise<void> {
  const { signal } = invocation.io
  await invocation.print(await invocation.client().projects.retrieve(name, {}, { signal }), SHOWN)
}

async function create(
  invocation: Invocation,
  argument: string | undefined,
  flags: ChangeFlags,
): Promise<void> {
  const { signal } = invocation.io
  const fields = await readFields(flags, invocation.io)
  const name = required(argument, fields, 'name', 'nemo projects create <name>')
  const params = { ...changes(fields, flags), name, ...(flags.existOk === true ? { exist_ok: true } : {}) }
  await invocation.print(await invocation.client().projects.create(params, { signal }), SHOWN)
}

async function update(invocation: Invocation, name: string, flags: ChangeFlags): Promise<void> {
  const { signal } = invocation.io
  const params = changes(await readFields(flags, invocation.io), flags)
  await invocation.print(await invocation.client().projects.update(name, params, { signal }), SHOWN)
}

async function remove(invocation: Invocation, name: string): Promise<void> {
  const { style, io } = invocation
  await invocation.client().projects.delete(name, {}, { signal: io.signal })
  invocation.say(`${style.green('✓')} Deleted successfully`)
}

function changes(fields: Record<string, unknown>, { description }: ChangeFlags): Record<string, unknown> {
  return { ...fields, ...(description === undefined ? {} : { description }) }
}
