/** `nemo workspaces members sync`: members as they stand in a file. */

import { problemOf } from '../../../errors/problem.ts'
import type { MemberChange, MemberSyncParams } from '../../../index.ts'
import { BatchError } from '../../../index.ts'
import { isRecord } from '../../../json.ts'
import { UsageError } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { unknownField } from '../shared/input.ts'
import { parseData } from '../shared/parse-data.ts'
import { readInput } from '../shared/read-input.ts'

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

const FIELDS = ['workspace', 'members']
const EXAMPLE = 'members: [{principal: ana@example.com, roles: [Editor]}]'

async function readTeam(path: string, { io }: Invocation): Promise<Team> {
  const content = await parseData('--file', await readInput(path, io))
  if (!isRecord(content)) throw new UsageError('--file must be an object', `For instance: ${EXAMPLE}`)
  const unknown = Object.keys(content).find((name) => !FIELDS.includes(name))
  if (unknown !== undefined) throw unknownField(unknown, FIELDS, 'nemo workspaces members sync')
  const { workspace, members } = content
  if (!Array.isArray(members))
    throw new UsageError('--file has no list `members`', `For instance: ${EXAMPLE}`)
  if (workspace !== undefined && typeof workspace !== 'string')
    throw new UsageError('`workspace` in --file must be a name', 'workspace: ml-team')
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
