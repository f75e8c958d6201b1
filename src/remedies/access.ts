/** Roles of workspaces: how they are given, seen and waited for. */

import { codeText, shellWord } from './quoting.ts'
import type { Remedy } from './remedy.ts'

/** A role, for somebody, somewhere; what is not known stays for the reader to fill in. */
export interface Grant {
  readonly workspace: string | undefined
  readonly principal: string | undefined
  readonly role: string
}

/** How an Admin of a workspace gives a role in it. */
export function grantRole(
  { workspace, principal, role }: Grant,
  text = `Ask an Admin of the workspace for the role ${role}`,
): Remedy {
  return {
    text,
    command: `nemo workspaces members create --workspace ${word(workspace, '<workspace>')} --principal ${word(principal, '<principal>')} --roles ${shellWord(role)}`,
    call: `client.workspaces.members.create({ workspace: ${literal(workspace, '<workspace>')}, principal: ${literal(principal, '<principal>')}, roles: [${codeText(role)}] })`,
  }
}

/** How the last Admin of a workspace is replaced. */
export function addAnotherAdmin(workspace: string | undefined): Remedy {
  return grantRole({ workspace, principal: undefined, role: 'Admin' }, 'Add another Admin first')
}

/** How an Admin looks at who has which role. */
export function listMembers(workspace: string | undefined, text: string): Remedy {
  return {
    text,
    command: `nemo workspaces members list --workspace ${word(workspace, '<workspace>')}`,
    call: `client.workspaces.members.list({ workspace: ${literal(workspace, '<workspace>')} })`,
  }
}

/** How to see which workspaces there are. */
export function listWorkspaces(text: string): Remedy {
  return { text, command: 'nemo workspaces list', call: 'client.workspaces.list()' }
}

/** How to wait until a role has taken effect. */
export function waitForAccess(
  { workspace, role }: { workspace: string; role: 'Viewer' | 'Editor' | 'Admin' },
  text = 'Wait until the role has taken effect',
): Remedy {
  return {
    text,
    command: `nemo auth can-i ${CHECKS[role]} --workspace ${shellWord(workspace)} --wait`,
    call: `await client.auth.waitForAccess({ workspace: ${codeText(workspace)}, role: ${codeText(role)} })`,
  }
}

/** That a role is on its way. */
export function waitForPropagation(text = 'Wait up to 30 seconds and repeat the call'): Remedy {
  return { text }
}

/** What only the administrator of the platform may do. */
export function askPlatformAdmin(): Remedy {
  return { text: 'Ask the administrator of the platform' }
}

/** How one learns why something is forbidden. */
export function explainRefusal(): Remedy {
  return {
    text: 'Find out why',
    command: 'nemo auth doctor',
    call: 'await client.auth.explain(error)',
  }
}

/** What a role is enough for, and the next lower one is not. */
const CHECKS = { Viewer: 'read workspaces', Editor: 'create projects', Admin: 'list workspaces.members' }

function word(value: string | undefined, placeholder: string): string {
  return value === undefined ? placeholder : shellWord(value)
}

function literal(value: string | undefined, placeholder: string): string {
  return codeText(value ?? placeholder)
}
