/** `nemo workspaces members sync`: members as they stand in a file. */

import { problemOf } from '../../../errors/problem.ts'
import type { MemberChange, MemberSyncParams } from '../../../index.ts'
import { BatchError } from '../../../index.ts'
import { UsageError } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { readInput } from '../shared/input.ts'

/** The flags. */
export interface SyncFlags {
  file: string
  prune?: true
  dryRun?: true
  allowSelf?: true
  wait: boolean
}

const COLUMNS = ['change', 'principal', 'before', 'after']

/** Brings the members to what the file says, and shows what was changed. */
export async function sync(invocation: Invocation, flags: SyncFlags): Promise<void> {
  const { globals, io } = invocation
  const wanted = await readTeam(flags.file, invocation)
  const progress = invocation.progress('Comparing the members…')
  try {
    const result = await invocation.client().workspaces.members.sync(
      {
        members: wanted.members,
        workspace: globals.workspace ?? wanted.workspace,
        prune: flags.prune === true,
        dryRun: flags.dryRun === true,
        allowSelf: flags.allowSelf === true,
        wait_role_propagation: flags.wait,
        onProgress: ({ phase, done, total }) =>
          progress.update(
            phase === 'changing'
              ? `Changing members: ${done} of ${total}…`
              : 'Waiting for the changes to take effect (up to 30 s)…',
          ),
      },
      { signal: io.signal },
    )
    progress.stop()
    await invocation.print(result.changes.map(asRow), { list: true, columns: COLUMNS })
    const { changes, unchanged, others } = result
    const verb = result.applied ? 'changed' : 'would change'
    invocation.note(`${changes.length} ${verb}, ${unchanged.length} as they should be`)
    if (others.length > 0)
      invocation.note(`Not in the file, and left alone (see --prune): ${others.join(', ')}`)
  } catch (error) {
    progress.stop()
    if (error instanceof BatchError) tellOfBatch(invocation, error as BatchError<MemberChange, MemberChange>)
    throw error
  } finally {
    progress.stop()
  }
}

interface Team {
  workspace: string | undefined
  members: MemberSyncParams['members']
}

const EXAMPLE = 'members: [{principal: ana@example.com, roles: [Editor]}]'

async function readTeam(path: string, { io }: Invocation): Promise<Team> {
  const text = await readInput(path, io)
  const { parse } = await import('../../../inlined/yaml.ts')
  let content: unknown
  try {
    content = parse(text, { maxAliasCount: 100 })
  } catch (error) {
    throw new UsageError(`${path} is no YAML: ${problemOf(error)}`)
  }
  const { workspace, members } = (content ?? {}) as { workspace?: unknown; members?: unknown }
  if (!Array.isArray(members))
    throw new UsageError(`${path} has no list \`members\``, `For instance: ${EXAMPLE}`)
  if (workspace !== undefined && typeof workspace !== 'string')
    throw new UsageError(`\`workspace\` in ${path} must be a name`)
  return { workspace, members }
}

function asRow({ kind, principal, before, after }: MemberChange) {
  return { change: kind, principal, before, after }
}

function tellOfBatch(
  invocation: Invocation,
  { succeeded, failed }: BatchError<MemberChange, MemberChange>,
): void {
  const lines = [
    ...succeeded.map(({ kind, principal }) => `done: ${kind} ${principal}`),
    ...failed.map(({ item, error }) => `not done: ${item.kind} ${item.principal}: ${problemOf(error)}`),
  ]
  invocation.note(lines.join('\n'))
}
