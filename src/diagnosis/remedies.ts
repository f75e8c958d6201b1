/** Commands and calls with the real names in them. A command stands before the call that does the same. */

import { textClaim } from '../jwt/decode-token.ts'
import type { WorkspaceRole } from '../types/index.ts'
import type { DiagnosticContext, DiscoveryInfo } from './diagnostic-context.ts'

/** A word as a shell takes it. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** The ways to a token that this platform accepts. */
export function loginRemedies(context: DiagnosticContext, discovery: DiscoveryInfo | undefined): string[] {
  const { source } = context.status ?? {}
  const login =
    discovery !== undefined && !discovery.hasProvider
      ? `nemo auth login --unsigned-token --email ${shellWord(context.email ?? '<your e-mail address>')}`
      : 'nemo auth login'
  switch (source) {
    case 'environment':
      return ['Put a token that is valid into NMP_ACCESS_TOKEN', `unset NMP_ACCESS_TOKEN, then ${login}`]
    case 'argument':
      return [
        'Pass a valid token: new NeMoPlatform({ accessToken })',
        `Leave \`accessToken\` out, after: ${login}`,
      ]
    case 'function':
      return ['Let the `accessToken` function return a token that is valid now']
    case 'workload-identity':
      return ['Renew the file that NMP_WORKLOAD_IDENTITY_TOKEN_FILE names']
    default:
      return source === undefined
        ? [
            'Pass a token: new NeMoPlatform({ baseURL, accessToken })',
            `Leave \`baseURL\` out to use the context of the config file, after: ${login}`,
          ]
        : [login, 'Set NMP_ACCESS_TOKEN, or pass `accessToken` to the client']
  }
}

/** How an Admin gives a role. */
export function grantRemedies(workspace: string, principal: string, role: WorkspaceRole): string[] {
  return [
    `nemo workspaces members create --workspace ${shellWord(workspace)} --principal ${shellWord(principal)} --roles ${role} (as an Admin of the workspace)`,
    `client.workspaces.members.create({ workspace: ${quoted(workspace)}, principal: ${quoted(principal)}, roles: ['${role}'] }) (as an Admin of the workspace)`,
  ]
}

/** How to wait for a role. */
export function waitRemedies(workspace: string, role: WorkspaceRole): string[] {
  const what = { Viewer: 'read workspaces', Editor: 'create projects', Admin: 'list workspaces.members' }[
    role
  ]
  return [
    `nemo auth can-i ${what} --workspace ${shellWord(workspace)} --wait`,
    `await client.auth.waitForAccess({ workspace: ${quoted(workspace)}, role: '${role}' })`,
  ]
}

/** A login that asks for more scopes. An unsigned one asks for none, which is no restriction. */
export function scopeRemedies(
  context: DiagnosticContext,
  needed: readonly string[],
  discovery: DiscoveryInfo | undefined,
): string[] {
  if (context.isUnsigned && discovery?.hasProvider === false) {
    return [`nemo auth login --unsigned-token --email ${shellWord(context.email ?? '<your e-mail address>')}`]
  }
  const scopes = new Set([...(context.shortScopes ?? []), needed[0] ?? 'platform:write'])
  const isStored = context.status?.source === 'file'
  return [
    `nemo auth login --scope "${[...scopes].join(' ')}"`,
    ...(isStored ? [] : ['Use that login, or pass a token that has these scopes']),
    ...(discovery?.scopePrefix === undefined
      ? []
      : [`At the identity provider the scope is called ${discovery.scopePrefix}${needed[0]}`]),
  ]
}

/** Whom role bindings name: the e-mail address, else the subject. */
export function principalOf(context: DiagnosticContext): string {
  return context.email ?? (context.claims && textClaim(context.claims, 'sub')) ?? '<you>'
}

/** Text as it stands in code. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
