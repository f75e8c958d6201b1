/** What to do about a request that the server refused, by its status and its reason. */

import {
  addAnotherAdmin,
  askPlatformAdmin,
  grantRole,
  listMembers,
  listWorkspaces,
  waitForPropagation,
} from './access.ts'
import { logIn, passToken, passTokenFunction } from './login.ts'
import { setOption } from './options.ts'
import { comparePlatformConfig, platformConfig, setClock } from './platform-config.ts'
import type { Remedy } from './remedy.ts'
import { deleteWorkspace, listContents, updateSecret, useMembers, useSecretByName } from './resources.ts'
import { checkServer, readPlatformLog, repeatCall } from './server.ts'
import { logInUnsigned, logInWithScopes } from './token-replacement.ts'

/** What is known about a refused request beside its status. */
export interface RefusedRequest {
  /** Of the platform. */
  readonly baseURL: string
  /** Whether a filter was sent. */
  readonly hasFilter: boolean
  /** Length of the token that was sent, in bytes. */
  readonly tokenLength?: number | undefined
}

/** Remedies for a status that has no finer reason. */
export function statusRemedies(
  status: number,
  { baseURL, hasFilter, tokenLength }: RefusedRequest,
): readonly Remedy[] {
  switch (status) {
    case 400:
      return hasFilter
        ? [{ text: 'Write the filter in one of its three notations' }, CHECK_WHAT_WAS_SENT]
        : [CHECK_WHAT_WAS_SENT]
    case 404:
      return [
        {
          text: 'Check the name, the workspace and the base URL; `list` of the same resource shows what is there',
        },
      ]
    case 408:
      return [repeatCall(), setOption('timeout', 'Raise the timeout if it happens again')]
    case 409:
      return [{ text: 'Read what is there, then decide: repeating the call does not resolve a conflict' }]
    case 413:
      return [{ text: 'Send less at once' }]
    case 431:
      return [smallerHeaders(tokenLength)]
    case 502:
      return [checkServer(baseURL, 'Check that the platform is up', '/status'), repeatCall()]
    case 503:
      return [checkServer(baseURL, 'Check that the platform is ready'), repeatCall()]
    case 504:
      return [
        repeatCall('Repeat the call; a proxy in between may have a shorter limit than the server needs'),
      ]
    default:
      return status >= 500 ? [readPlatformLog(), repeatCall('Repeat the call if it may be repeated')] : []
  }
}

function smallerHeaders(tokenLength: number | undefined): Remedy {
  const text =
    tokenLength === undefined
      ? 'Send fewer or shorter headers'
      : `Get a token with fewer groups and claims: this one has ${tokenLength} bytes, more than the server or a proxy takes in a header`
  return { text }
}

/** Remedies for a body or query that does not fit. */
export function validationRemedies(hasIssues: boolean): readonly Remedy[] {
  return hasIssues
    ? [{ text: 'Fix the fields that the server names', call: '`error.issues`' }]
    : [CHECK_WHAT_WAS_SENT]
}

/** Remedies for a platform that has nothing to encrypt secrets with. */
export function noEncryptionRemedies(): readonly Remedy[] {
  return [platformConfig('secrets.allow_key_creation', 'true')]
}

/** Remedies for a call that a model server refused. */
export function upstreamRemedies(
  upstreamStatus: number | undefined,
  provider: string | undefined,
): readonly Remedy[] {
  const of = provider === undefined ? 'the provider' : `the provider '${provider}'`
  switch (upstreamStatus) {
    case 401:
    case 403:
      return [{ text: `Check the secret that ${of} has as its API key: the model server refuses it` }]
    case 404:
      return [
        { text: `Check the model name, and the URL of ${of}: the model server has no such model or path` },
      ]
    default:
      return [{ text: `Check ${of}: repeating the call does not help` }]
  }
}

/** Remedies for too many requests. */
export function rateLimitRemedies(retryAfter: number | undefined): readonly Remedy[] {
  const wait = retryAfter === undefined ? 'Wait a little' : `Wait ${retryAfter} ms`
  return [{ text: `${wait}, or send fewer requests at a time` }]
}

/** Remedies for a name that is taken. */
export function alreadyExistsRemedies(takesExistOk: boolean): readonly Remedy[] {
  return takesExistOk
    ? [{ text: 'Choose another name, or take what is there', call: '`exist_ok: true`' }]
    : [{ text: 'Choose another name, or change what is there' }]
}

/** Remedies for the last Admin of a workspace. */
export function lastAdminRemedies(workspace: string | undefined): readonly Remedy[] {
  return [addAnotherAdmin(workspace), repeatCall('Then repeat the call')]
}

/** Remedies for a workspace that still holds something. */
export function notEmptyRemedies(workspace: string | undefined): readonly Remedy[] {
  return [listContents(workspace), deleteWorkspace(workspace, 'Then delete the workspace again')]
}

/** Remedies for access keys, which are off by default. */
export function accessKeysOffRemedies(): readonly Remedy[] {
  return [platformConfig('auth.access_keys.enabled', 'true')]
}

/** Why a token was refused. */
export type RefusedTokenReason =
  | 'missing-token'
  | 'expired-token'
  | 'not-yet-valid'
  | 'unsigned-token-rejected'
  | 'bearer-not-configured'
  | 'issuer-mismatch'
  | 'audience-mismatch'
  | 'rejected'

/** Remedies for a 401. */
export function authenticationRemedies(reason: RefusedTokenReason): readonly Remedy[] {
  switch (reason) {
    case 'missing-token':
      return [logIn(), passToken('Or pass a token'), logInUnsigned()]
    case 'expired-token':
      return [logIn(), passTokenFunction()]
    case 'not-yet-valid':
      return [
        setClock('the machine that made the token', 'the platform allows no leeway for `iat` and `nbf`'),
        logIn(),
      ]
    case 'unsigned-token-rejected':
      return [logIn(), platformConfig('auth.allow_unsigned_jwt', 'true', 'local development only')]
    case 'bearer-not-configured':
      return [
        platformConfig('auth.oidc'),
        platformConfig('auth.allow_unsigned_jwt', 'true', 'local development only'),
      ]
    case 'issuer-mismatch':
      return [
        logIn({}, 'Log in at the identity provider of this platform'),
        comparePlatformConfig('auth.oidc.issuer', "the token's `iss`"),
      ]
    case 'audience-mismatch':
      return [comparePlatformConfig('auth.oidc.audience', "the token's `aud`"), logIn()]
    case 'rejected':
      return [logIn(), readPlatformLog('only it says whether signature, issuer, audience or key was refused')]
  }
}

/** What is known about a forbidden call. */
export interface ForbiddenCall {
  readonly reason:
    | 'missing-scope'
    | 'not-a-member'
    | 'insufficient-role'
    | 'role-propagating'
    | 'services-only'
    | 'platform-admin-only'
    | 'unknown'
  readonly workspace?: string | undefined
  readonly principal?: string | undefined
  readonly requiredScopes?: readonly string[] | undefined
  readonly tokenScopes?: readonly string[] | undefined
  /** The role that the call needs, where it is known. */
  readonly requiredRole?: 'Editor' | 'Admin' | undefined
  /** What is closed, where the path alone says that it is. */
  readonly closedArea?: ClosedArea | undefined
}

/** Parts of the API that no role of a workspace opens. */
export type ClosedArea =
  | 'secret-values'
  | 'role-bindings'
  | 'policy'
  | 'entities'
  | 'logs'
  | 'encryption-keys'

/** Remedies for a 403. */
export function permissionRemedies(call: ForbiddenCall): readonly Remedy[] {
  const { reason, workspace, principal, requiredScopes = [], tokenScopes = [] } = call
  switch (reason) {
    case 'missing-scope':
      return [
        logInWithScopes([...tokenScopes, ...requiredScopes.slice(0, 1)]),
        { text: `Use a token with one of the scopes ${requiredScopes.join(', ')}` },
      ]
    case 'not-a-member':
      return [grantRole({ workspace, principal, role: 'Viewer' })]
    case 'insufficient-role':
      return [grantRole({ workspace, principal, role: call.requiredRole ?? 'Editor' })]
    case 'role-propagating':
      return [
        waitForPropagation('Wait up to 30 seconds and repeat the call: the role was granted a moment ago'),
      ]
    case 'services-only':
    case 'platform-admin-only':
      return closedAreaRemedies(call.closedArea)
    case 'unknown':
      return [
        listMembers(
          workspace,
          `Have an Admin of the workspace check whether ${principal ?? 'you'} ${principal === undefined ? 'are' : 'is'} a member, and with which role`,
        ),
        listWorkspaces('Check the spelling: an unknown workspace or path is answered with 403 too'),
        waitForPropagation('After a role change, wait up to 30 seconds and repeat the call'),
      ]
  }
}

/** The platform keeps the name for itself, and no role opens it. */
export function reservedNameRemedies(): readonly Remedy[] {
  return [{ text: 'Choose another name' }]
}

/** What is open in place of what is closed. */
export function closedAreaRemedies(area: ClosedArea | undefined): readonly Remedy[] {
  switch (area) {
    case 'secret-values':
      return [useSecretByName(), updateSecret()]
    case 'role-bindings':
      return [useMembers()]
    case 'policy':
      return [
        {
          text: 'See what you may do',
          command: 'nemo auth can-i <verb> <resource>',
          call: 'client.auth.can({ verb, resource })',
        },
      ]
    case 'entities':
      return [
        {
          text: 'Use the commands and resources made for each kind of thing: workspaces, projects, files, models and so on',
        },
      ]
    case 'logs':
      return [{ text: 'Leave the log of a job to the platform, which writes it while the job runs' }]
    default:
      return [askPlatformAdmin()]
  }
}

const CHECK_WHAT_WAS_SENT: Remedy = {
  text: 'Check what was sent against the reason that the server gives',
}
