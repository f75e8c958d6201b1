/** `nemo config contexts`, `current-context`, `use-context`, `delete-context`. */

import { findVariable, readVariable } from '../../../config/environment.ts'
import { deleteContext, loadConfig, renameContext, updateConfig, useContext } from '../../../config/index.ts'
import { InvalidArgumentError } from '../../../index.ts'
import { shellWord } from '../../../remedies/index.ts'
import { LocalError, run } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'

const COLUMNS = ['current', 'name', 'base_url', 'workspace', 'user', 'logged_in']

/** Lists the contexts. */
export async function list(invocation: Invocation): Promise<void> {
  const { file } = loadConfig({ environment: invocation.io.env })
  const current = nameInUse(invocation)
  const contexts = file.contexts.map(({ name, cluster, user, workspace }) => ({
    current: name === current,
    name,
    base_url: file.clusters.find((candidate) => candidate.name === cluster)?.base_url ?? null,
    workspace: workspace ?? null,
    user,
    logged_in: file.users.find((candidate) => candidate.name === user)?.type === 'oauth',
  }))
  await invocation.print(contexts, { list: true, columns: COLUMNS })
}

/** Prints the name of the one in use. */
export function current(invocation: Invocation): void {
  const name = nameInUse(invocation)
  if (!name) throw new LocalError('No current context set', [run('nemo config use-context <name>')])
  invocation.say(name)
}

/** Makes one the current one. */
export async function use(invocation: Invocation, name: string): Promise<void> {
  await useContext(name, fileOptions(invocation))
  invocation.say(`Switched to context '${name}'`)
  const override = findVariable(invocation.io.env, 'CURRENT_CONTEXT')
  if (override !== undefined && override.value !== name) {
    invocation.note(`Warning: ${override.name} is set, so that '${override.value}' is used all the same.`)
  }
}

/** Makes one. */
export async function add(
  invocation: Invocation,
  name: string,
  flags: { baseUrl: string; workspace?: string; certificateAuthority?: string; activate?: true },
): Promise<void> {
  const { file } = loadConfig({ environment: invocation.io.env, mustExist: false })
  const taken = () =>
    new LocalError(`Context '${name}' is there already`, [
      run(`nemo config set --context ${shellWord(name)} --base-url ${shellWord(flags.baseUrl)}`, 'Change it'),
      run(`nemo config contexts delete ${shellWord(name)}`, 'Or delete it first'),
    ])
  if (file.contexts.some((context) => context.name === name)) throw taken()
  await asLocal(() =>
    updateConfig(
      {
        base_url: flags.baseUrl,
        workspace: flags.workspace,
        certificate_authority: flags.certificateAuthority,
        ...(flags.activate === true ? { current_context: name } : {}),
      },
      { ...fileOptions(invocation), contextName: name, dropMovedTokens: true },
    ),
  )
  const isCurrent = nameInUse(invocation) === name
  invocation.say(`Context '${name}' created${isCurrent ? ' and set as current' : ''}`)
  if (!isCurrent) invocation.say(`To make it current, run: nemo config use-context ${name}`)
}

/** Deletes one. */
export async function remove(invocation: Invocation, name: string, pruneOrphans: boolean): Promise<void> {
  const { wasCurrent, prunedClusters, prunedUsers } = await deleteContext(name, {
    ...fileOptions(invocation),
    pruneOrphans,
  })
  invocation.say(`Deleted context '${name}'`)
  if (wasCurrent) {
    invocation.say('Current context cleared')
    invocation.note('Choose another one: nemo config use-context <name>')
  }
  if (prunedClusters.length > 0) invocation.say(`Pruned clusters: ${prunedClusters.join(', ')}`)
  if (prunedUsers.length > 0) invocation.say(`Pruned users: ${prunedUsers.join(', ')}`)
}

/** Gives one another name. */
export async function rename(invocation: Invocation, name: string, newName: string): Promise<void> {
  await asLocal(() => renameContext(name, newName, fileOptions(invocation)))
  invocation.say(`Context '${name}' is called '${newName}' now`)
}

function fileOptions(invocation: Invocation) {
  return {
    environment: invocation.io.env,
    warn: (message: string) => invocation.note(`${invocation.style.yellow('Warning:')} ${message}`),
  }
}

/** The flag, the environment, the file's current one. */
function nameInUse({ globals, io }: Invocation): string | null | undefined {
  const { file } = loadConfig({ environment: io.env })
  return globals.context ?? readVariable(io.env, 'CURRENT_CONTEXT') ?? file.current_context
}

/** Mistakes about the config file end with 1, as in the Python command line. */
async function asLocal<Result>(action: () => Promise<Result>): Promise<Result> {
  try {
    return await action()
  } catch (error) {
    throw error instanceof InvalidArgumentError ? new LocalError(error.problem, error.advice) : error
  }
}
