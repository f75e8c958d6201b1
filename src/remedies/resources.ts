/** Workspaces, secrets and access keys: what to do with them, and in place of what is closed. */

import { codeText, shellWord } from './quoting.ts'
import type { Remedy } from './remedy.ts'

/** What is still in a workspace. */
export function listContents(workspace: string | undefined): Remedy {
  return {
    text: 'See what is in the way, by type, and delete it',
    call: `await client.workspaces.contents(${codeText(workspace ?? '<workspace>')})`,
  }
}

/** The end of a workspace. */
export function deleteWorkspace(workspace: string | undefined, text: string): Remedy {
  return {
    text,
    command: `nemo workspaces delete ${workspace === undefined ? '<workspace>' : shellWord(workspace)}`,
    call: `client.workspaces.delete(${codeText(workspace ?? '<workspace>')})`,
  }
}

/** A new workspace. */
export function createWorkspace(
  workspace: string,
  { existOk = false, text }: { existOk?: boolean; text?: string } = {},
): Remedy {
  const command = `nemo workspaces create ${shellWord(workspace)}${existOk ? ' --exist-ok' : ''}`
  return {
    text: text ?? 'Create the workspace',
    command,
    call: `client.workspaces.create({ name: ${codeText(workspace)}${existOk ? ', exist_ok: true' : ''} })`,
  }
}

/** What a secret is for: only services read its value. */
export function useSecretByName(): Remedy {
  return { text: 'Let a job or a provider use the secret by its name' }
}

/** A new value of a secret. */
export function updateSecret(): Remedy {
  return {
    text: 'Set a new value',
    command: 'nemo secrets update <name> --from-file <path>',
    call: 'client.secrets.update(name, { value })',
  }
}

/** How roles are changed by users: IAM's own endpoints belong to services and the administrator. */
export function useMembers(): Remedy {
  return {
    text: 'Use the members of the workspace for roles',
    command: 'nemo workspaces members --help',
    call: 'client.workspaces.members',
  }
}

/** An access key of the platform. */
export function checkAccessKey(id: string | undefined): readonly Remedy[] {
  const word = id === undefined ? '<jti>' : shellWord(id)
  return [
    {
      text: `See whether ${id ?? 'the key'} is among your keys, and active`,
      command: 'nemo auth access-keys list',
    },
    { text: 'Activate it again', command: `nemo auth access-keys unsuspend ${word}` },
    { text: 'Create another one', command: 'nemo auth access-keys create --name <name>' },
  ]
}
