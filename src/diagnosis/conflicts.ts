/** Why a request contradicts what is there. */

import {
  AlreadyExistsError,
  type APIStatusError,
  LastAdminError,
  WorkspaceNotEmptyError,
} from '../errors/index.ts'
import { readConflict } from '../errors/server-texts.ts'
import {
  addAnotherAdmin,
  createWorkspace,
  deleteAndWait,
  deleteWorkspace,
  listContents,
  type Remedy,
  repeatCall,
} from '../remedies/index.ts'
import type { DiagnosticContext } from './diagnostic-context.ts'
import type { Finding } from './finding.ts'

/** Explains a 409. */
export async function explainConflict(context: DiagnosticContext, error: APIStatusError): Promise<Finding> {
  const read = readConflict(error.detail)
  if (error instanceof WorkspaceNotEmptyError)
    return notEmpty(error, 'workspace' in read ? read.workspace : undefined)
  if (error instanceof LastAdminError) return lastAdmin(error)
  if (read.kind === 'workspace-being-deleted') return beingDeleted(read.workspace, ['the platform says so, to everybody who may create workspaces'])
  if (read.kind === 'already-exists' && read.workspace !== undefined)
    return workspaceTaken(context, read.workspace)
  if (error instanceof AlreadyExistsError) {
    return {
      cause: 'already-exists',
      confidence: 'certain',
      summary: `Something of that name is there already: ${error.detail}`,
      evidence: [],
      advice: error.advice,
    }
  }
  return {
    cause: 'conflict',
    confidence: 'certain',
    summary: `The request contradicts what is there: ${error.detail}`,
    evidence: ['the platform says that repeating the call does not help'],
    advice: error.advice,
  }
}

function notEmpty({ entities }: WorkspaceNotEmptyError, workspace: string | undefined): Finding {
  const counts = Object.entries(entities).map(([type, count]) => `${type}: ${count}`)
  return {
    cause: 'workspace-not-empty',
    confidence: 'certain',
    summary: `The workspace ${workspace === undefined ? '' : `'${workspace}' `}still holds ${counts.join(', ') || 'something'}.`,
    evidence: counts,
    advice: [listContents(workspace), deleteWorkspace(workspace, 'Then delete the workspace again')],
  }
}

function lastAdmin({ principal, workspace }: LastAdminError): Finding {
  const where = workspace === undefined ? 'the workspace' : `'${workspace}'`
  return {
    cause: 'last-admin',
    confidence: 'certain',
    summary: `${principal ?? 'The member'} is the last Admin of ${where}, and a workspace keeps one.`,
    evidence: [],
    advice: [addAnotherAdmin(workspace), repeatCall('Then repeat the call')],
  }
}

/** A deleted workspace keeps its name for a while: it is not found then, and yet it is taken. */
async function workspaceTaken(context: DiagnosticContext, workspace: string): Promise<Finding> {
  const { answer } = await context.ask(`/apis/entities/v2/workspaces/${encodeURIComponent(workspace)}`)
  const change = context.target.access.lastChange(workspace, context.token)
  const evidence = answer === undefined ? [] : [`reading '${workspace}' now: ${answer.status}`]
  if (change?.kind === 'deleted')
    evidence.push(`this client deleted it ${Math.round(change.age / 1000)} s ago`)
  if (answer?.status === 404 || (change?.kind === 'deleted' && answer?.status !== 200)) {
    return beingDeleted(workspace, evidence)
  }
  const isMine = answer?.status === 200
  return {
    cause: 'already-exists',
    confidence: 'certain',
    summary: isMine
      ? `There is a workspace '${workspace}' already, and you may read it.`
      : `The name '${workspace}' is taken by a workspace that you cannot see: somebody else's, or one that is being deleted.`,
    evidence,
    advice: isMine
      ? [
          createWorkspace(workspace, { existOk: true, text: 'Take the one that is there' }),
          CHOOSE_ANOTHER_NAME,
        ]
      : [CHOOSE_ANOTHER_NAME, { text: 'Ask an Admin of that workspace for a role in it' }],
  }
}

const CHOOSE_ANOTHER_NAME: Remedy = { text: 'Choose another name' }

function beingDeleted(workspace: string, evidence: readonly string[]): Finding {
  return {
    cause: 'workspace-being-deleted',
    confidence: 'certain',
    summary: `The workspace '${workspace}' was deleted, but its cleanup has not ended: until then the name is taken.`,
    evidence,
    advice: [repeatCall('Wait about 20 seconds and repeat the call'), deleteAndWait(workspace)],
  }
}
