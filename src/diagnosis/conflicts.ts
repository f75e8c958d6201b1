/** Why a request contradicts what is there. */

import {
  AlreadyExistsError,
  type APIStatusError,
  LastAdminError,
  WorkspaceNotEmptyError,
} from '../errors/index.ts'
import type { Explanation } from '../types/index.ts'
import type { DiagnosticContext } from './diagnostic-context.ts'
import { quoted, shellWord } from './remedies.ts'

/** Explains a 409. */
export async function explainConflict(
  context: DiagnosticContext,
  error: APIStatusError,
): Promise<Explanation> {
  if (error instanceof WorkspaceNotEmptyError) return notEmpty(error)
  if (error instanceof LastAdminError) return lastAdmin(error)
  const workspace = /^Workspace '([^']+)' already exists/.exec(error.detail)?.[1]
  if (workspace !== undefined) return workspaceTaken(context, workspace)
  if (error instanceof AlreadyExistsError) {
    return {
      cause: 'already-exists',
      confidence: 'certain',
      summary: `Something of that name is there already: ${error.detail}`,
      evidence: [],
      remedies: [...error.remedies],
    }
  }
  return {
    cause: 'conflict',
    confidence: 'certain',
    summary: `The request contradicts what is there: ${error.detail}`,
    evidence: ['the platform says that repeating the call does not help'],
    remedies: [...error.remedies],
  }
}

function notEmpty({ entities, detail }: WorkspaceNotEmptyError): Explanation {
  const workspace = /workspace '([^']+)'/.exec(detail)?.[1] ?? '<workspace>'
  const counts = Object.entries(entities).map(([type, count]) => `${type}: ${count}`)
  return {
    cause: 'workspace-not-empty',
    confidence: 'certain',
    summary: `The workspace '${workspace}' still holds ${counts.join(', ') || 'something'}.`,
    evidence: counts,
    remedies: [
      `await client.workspaces.contents(${quoted(workspace)}) (what is in the way, by type)`,
      `Delete that, then: nemo workspaces delete ${shellWord(workspace)}`,
    ],
  }
}

function lastAdmin({ principal, workspace }: LastAdminError): Explanation {
  const where = workspace ?? '<workspace>'
  return {
    cause: 'last-admin',
    confidence: 'certain',
    summary: `${principal ?? 'The member'} is the last Admin of '${where}', and a workspace keeps one.`,
    evidence: [],
    remedies: [
      `nemo workspaces members create --workspace ${shellWord(where)} --principal <another e-mail address> --roles Admin`,
      `client.workspaces.members.create({ workspace: ${quoted(where)}, principal, roles: ['Admin'] })`,
      'Then repeat the call',
    ],
  }
}

/** A deleted workspace keeps its name for a while: it is not found then, and yet it is taken. */
async function workspaceTaken(context: DiagnosticContext, workspace: string): Promise<Explanation> {
  const { answer } = await context.ask(`/apis/entities/v2/workspaces/${encodeURIComponent(workspace)}`)
  const change = context.target.access.lastChange(workspace, context.token)
  const evidence = answer === undefined ? [] : [`reading '${workspace}' now: ${answer.status}`]
  if (change?.kind === 'deleted')
    evidence.push(`this client deleted it ${Math.round(change.age / 1000)} s ago`)
  if (answer?.status === 404 || (change?.kind === 'deleted' && answer?.status !== 200)) {
    return {
      cause: 'workspace-being-deleted',
      confidence: 'certain',
      summary: `The workspace '${workspace}' was deleted, but its cleanup has not ended: until then the name is taken.`,
      evidence,
      remedies: [
        'Wait about 20 seconds and repeat the call',
        `Next time delete it with: await client.workspaces.delete(${quoted(workspace)}, { wait: true })`,
      ],
    }
  }
  const isMine = answer?.status === 200
  return {
    cause: 'already-exists',
    confidence: 'certain',
    summary: isMine
      ? `There is a workspace '${workspace}' already, and you may read it.`
      : `The name '${workspace}' is taken by a workspace that you cannot see: somebody else's, or one that is being deleted.`,
    evidence,
    remedies: isMine
      ? [
          `nemo workspaces create ${shellWord(workspace)} --exist-ok`,
          `client.workspaces.create({ name: ${quoted(workspace)}, exist_ok: true })`,
          'Choose another name',
        ]
      : ['Choose another name', 'Ask an Admin of that workspace for a role in it'],
  }
}
