/** What to do about a refusal: commands and calls, in the order to try. */

import type { AuthenticationErrorReason, PermissionDeniedDetails } from './api-error.ts'

const LOGIN = 'nemo auth login'

const BY_STATUS: Readonly<Record<number, readonly string[]>> = {
  400: ['Check the arguments against the message; a `filter` must have one of the three notations'],
  404: [
    'Check the name, the workspace and the base URL: list what is there with the `list` method of the resource',
  ],
  408: ['Repeat the call; raise `timeout` if it happens again'],
  413: ['Send less at once'],
  409: ['Read what is there, then decide: a conflict does not heal by repeating the call'],
  422: ['Mend the fields named in `error.issues`'],
  429: ['Wait `error.retryAfter` ms, or send fewer requests at a time'],
  500: ['Look at the platform log; repeat the call if it may be repeated'],
  502: ['Check that the platform is up: curl <base URL>/status', 'Repeat the call'],
  503: ['Check that the platform is ready: curl <base URL>/health/ready', 'Repeat the call'],
  504: ['Repeat the call; a proxy in between may have a shorter limit than the server needs'],
}

/** Remedies for a status that has no finer reason. */
export function statusRemedies(status: number): readonly string[] {
  return BY_STATUS[status] ?? (status >= 500 ? (BY_STATUS[500] ?? []) : [])
}

const BY_AUTHENTICATION_REASON: Readonly<Record<AuthenticationErrorReason, readonly string[]>> = {
  'missing-token': [
    LOGIN,
    'Pass `accessToken` to the client, or set NMP_ACCESS_TOKEN',
    'nemo auth login --unsigned-token --email <email> (local platforms without an identity provider)',
  ],
  'expired-token': [LOGIN, 'Pass `accessToken` as a function, so that it is asked for a fresh token'],
  'not-yet-valid': [
    'Set the clock of the machine that made the token: the platform allows no leeway for `iat` and `nbf`',
    LOGIN,
  ],
  'unsigned-token-rejected': [
    LOGIN,
    'Set auth.allow_unsigned_jwt: true in the platform config (local development only)',
  ],
  'bearer-not-configured': [
    'Set auth.oidc in the platform config, or auth.allow_unsigned_jwt: true for local development',
  ],
  'issuer-mismatch': [
    `${LOGIN} (the token was issued by another identity provider than the platform's)`,
    "Compare auth.oidc.issuer in the platform config with the token's `iss`",
  ],
  'audience-mismatch': ["Compare auth.oidc.audience in the platform config with the token's `aud`", LOGIN],
  rejected: [
    LOGIN,
    'Look at the platform log: only it says whether signature, issuer, audience or key was refused',
  ],
}

/** Remedies for a 401. */
export function authenticationRemedies(reason: AuthenticationErrorReason): readonly string[] {
  return BY_AUTHENTICATION_REASON[reason]
}

/** Remedies for a 403. */
export function permissionRemedies(details: PermissionDeniedDetails): readonly string[] {
  const workspace = details.workspace ?? '<workspace>'
  const principal = details.principal ?? '<you>'
  const addMember = (role: string) =>
    `Ask an Admin of the workspace: client.workspaces.members.create({ workspace: '${workspace}', principal: '${principal}', roles: ['${role}'] })`
  switch (details.reason) {
    case 'missing-scope':
      return [
        `nemo auth login --scope "${[...(details.tokenScopes ?? []), details.requiredScopes?.[0]].join(' ').trim()}"`,
        `The token needs one of the scopes ${details.requiredScopes?.join(', ')}`,
      ]
    case 'not-a-member':
      return [addMember('Viewer')]
    case 'insufficient-role':
      return [addMember('Editor'), 'Members are seen and changed by Admins only']
    case 'role-propagating':
      return ['Wait up to 30 seconds and repeat the call: the role was granted a moment ago']
    case 'unknown':
      return [
        `nemo workspaces members list --workspace ${workspace} (as an Admin: is ${principal} a member, with which role?)`,
        'Check the spelling: an unknown workspace or path is answered with 403 too',
        'After a role change, wait up to 30 seconds and repeat the call',
      ]
  }
}
