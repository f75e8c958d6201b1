/** Why a stored login could not be refreshed, and what to do about it. */

import { LockError } from '../config/lock.ts'
import { AuthError } from '../errors/index.ts'
import type { TokenRequestError } from './token-request.ts'

const LOGIN = ['nemo auth login']

/** The identity provider refuses the refresh token. */
export function deadLoginError(cause?: TokenRequestError): AuthError {
  const problem = `The login has run out: the identity provider refuses the refresh token${cause ? ` (${cause.message})` : ''}.`
  return new AuthError('refresh-failed', problem, { oauthError: 'invalid_grant', cause, remedies: LOGIN })
}

/** The tokens have left the file. */
export function loggedOutError(contextName: string): AuthError {
  const problem = `The context '${contextName}' is logged out: the config file holds no token for it any more.`
  return new AuthError('refresh-failed', problem, { remedies: LOGIN })
}

/** There is nothing to refresh with. */
export function noRefreshTokenError(): AuthError {
  const remedies = ["nemo auth login (with the scope 'offline_access', which some identity providers want)"]
  return new AuthError('no-refresh-token', 'No refresh token is stored: the login gave none.', { remedies })
}

/** Nobody would take a new token. */
export function authDisabledError(): AuthError {
  return new AuthError('auth-disabled', 'The platform wants no tokens: authentication is off there.')
}

/** Nobody would give a new token. */
export function noProviderError(): AuthError {
  const problem = 'The platform names no token endpoint of the identity provider that gave the refresh token.'
  return new AuthError('no-token-endpoint', problem, { remedies: LOGIN })
}

/** A refresh token was sent, and no answer came. */
export function lostError(cause?: TokenRequestError): AuthError {
  const problem =
    'The refresh token was sent, but the answer of the identity provider was lost: it may be spent, and is not sent again.'
  return new AuthError('refresh-failed', problem, { oauthError: cause?.code, cause, remedies: LOGIN })
}

/** The identity provider is in trouble, or refuses for a reason that may pass. */
export function refreshRefusedError(cause: TokenRequestError): AuthError {
  const problem = `The token could not be refreshed: ${cause.message}.`
  const remedies = ['Repeat the call later: the login is not lost', ...LOGIN]
  return new AuthError('identity-provider', problem, { oauthError: cause.code, cause, remedies })
}

/** Where to refresh cannot be found out. */
export function unreachableError(problem: string): AuthError {
  const remedies = [
    'Repeat the call later: the login is not lost',
    'Check `baseURL`: curl <base URL>/apis/auth/discovery',
  ]
  return new AuthError('identity-provider', `The token could not be refreshed. ${problem}`, { remedies })
}

/** Whether it is a lock that cannot be had, or a refusal of the file system. */
export function isStorageFault(error: unknown): boolean {
  return error instanceof LockError || (error instanceof Error && 'syscall' in error)
}

/** A new token could not be stored. */
export function storageError(cause: unknown): AuthError {
  if (cause instanceof AuthError) return cause
  const what = cause instanceof Error ? cause.message : String(cause)
  const remedies = ['Check that you may write the config file and its folder, and that the disk is not full']
  return new AuthError('storage', `A new token could not be stored: ${what}.`, { cause, remedies })
}
