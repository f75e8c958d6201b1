/** Why a stored login could not be refreshed, and what to do about it. */

import { LockError } from '../config/lock.ts'
import { AuthError } from '../errors/index.ts'
import { problemOf } from '../errors/problem.ts'
import { checkServer, checkWritable, logIn, repeatCall } from '../remedies/index.ts'
import type { TokenRequestError } from './token-request.ts'

/** The identity provider refuses the refresh token. */
export function deadLoginError(cause?: TokenRequestError): AuthError {
  const problem = `The login has run out: the identity provider refuses the refresh token${cause ? ` (${cause.problem})` : ''}.`
  return new AuthError('refresh-failed', problem, { oauthError: 'invalid_grant', cause, remedies: [logIn()] })
}

/** The tokens have left the file. */
export function loggedOutError(contextName: string): AuthError {
  const problem = `The context '${contextName}' is logged out: the config file holds no token for it any more.`
  return new AuthError('refresh-failed', problem, { remedies: [logIn()] })
}

/** There is nothing to refresh with. */
export function noRefreshTokenError(): AuthError {
  const remedies = [logIn({}, "Log in with the scope 'offline_access', which some identity providers want")]
  return new AuthError('no-refresh-token', 'No refresh token is stored: the login gave none.', { remedies })
}

/** Nobody would take a new token. */
export function authDisabledError(): AuthError {
  return new AuthError('auth-disabled', 'The platform wants no tokens: authentication is off there.')
}

/** Nobody would give a new token. */
export function noProviderError(): AuthError {
  const problem = 'The platform names no token endpoint of the identity provider that gave the refresh token.'
  return new AuthError('no-token-endpoint', problem, { remedies: [logIn()] })
}

/** A refresh token was sent, and no answer came. */
export function lostError(cause?: TokenRequestError): AuthError {
  const problem =
    'The refresh token was sent, but the answer of the identity provider was lost: it may be spent, and is not sent again.'
  return new AuthError('refresh-failed', problem, { oauthError: cause?.code, cause, remedies: [logIn()] })
}

/** The identity provider is in trouble, or refuses for a reason that may pass. */
export function refreshRefusedError(cause: TokenRequestError): AuthError {
  const problem = `The token could not be refreshed: ${cause.problem}.`
  const remedies = [repeatCall(LATER), logIn()]
  return new AuthError('identity-provider', problem, { oauthError: cause.code, cause, remedies })
}

const LATER = 'Repeat the call later: the login is not lost'

/** Where to refresh cannot be found out. */
export function unreachableError(problem: string): AuthError {
  const remedies = [repeatCall(LATER), checkServer(undefined, 'Check the base URL', '/apis/auth/discovery')]
  return new AuthError('identity-provider', `The token could not be refreshed. ${problem}`, { remedies })
}

/** Whether it is a lock that cannot be taken, or a refusal of the file system. */
export function isStorageFault(error: unknown): boolean {
  return error instanceof LockError || (error instanceof Error && 'syscall' in error)
}

/** A new token could not be stored. */
export function storageError(cause: unknown): AuthError {
  if (cause instanceof AuthError) return cause
  const problem = `A new token could not be stored: ${problemOf(cause)}.`
  return new AuthError('storage', problem, { cause, remedies: [checkWritable()] })
}
