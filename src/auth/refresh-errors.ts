/** Why a stored login could not be refreshed, and what to do about it. */

import { LockError, type LockHolder } from '../config/lock.ts'
import { AuthError, ConfigError } from '../errors/index.ts'
import { problemOf } from '../errors/problem.ts'
import {
  checkServer,
  checkWritable,
  findLockHolder,
  logIn,
  logInAt,
  platformConfig,
  type Remedy,
  repeatCall,
  serveHttps,
  setOption,
} from '../remedies/index.ts'
import type { LostAnswers } from './refresh-journal.ts'
import type { TokenRequestError } from './token-request.ts'

/**
 * The identity provider refuses the refresh token.
 *
 * @param lost - Answers to the same token that never came.
 */
export function deadLoginError(cause?: TokenRequestError, lost?: LostAnswers): AuthError {
  const words = cause === undefined ? '' : ` (${cause.problem})`
  const problem = `The login has run out: the identity provider refuses the refresh token${words}.`
  return new AuthError('refresh-failed', `${problem}${lost === undefined ? '' : ` ${earlier(lost)}`}`, {
    oauthError: 'invalid_grant',
    description: cause?.description,
    cause,
    remedies: [logIn()],
  })
}

function earlier({ at, count }: LostAnswers): string {
  const answers = count === 1 ? 'An earlier answer was' : `${count} earlier answers were`
  return `${answers} lost, the last one at ${new Date(at).toISOString()}: the provider may have given the next refresh token then, and takes no token twice.`
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

/** The login is another platform's, and nothing says where it came from. */
export function foreignPlatformError(baseURL: string): AuthError {
  const problem = `The refresh token is not used at ${new URL(baseURL).origin}: the login belongs to another platform, and its token does not tell an identity provider that can be asked.`
  return new AuthError('no-token-endpoint', problem, {
    remedies: [
      setOption('baseURL', "Use the base URL of the login's own platform"),
      logInAt('Or log in there'),
    ],
  })
}

/** The platform names another token endpoint than the login came from. */
export function providerChangedError(named: string, expected: string): AuthError {
  const problem = `The platform now names the token endpoint ${named}, but the login came from ${expected}: the refresh token is not sent there.`
  return new AuthError('provider-changed', problem, {
    remedies: [logIn({}, 'Log in again, if the change is meant')],
  })
}

/** The platform does not name the place any more that keeps the login. */
export function brokerGoneError(url: string): AuthError {
  const problem = `The login was made at ${url}, which the platform does not name any more: the refresh token is not sent there.`
  return new AuthError('provider-changed', problem, { remedies: [logIn()] })
}

/** The login came straight from the identity provider, and the platform has no client for such logins. */
export function noDirectClientError(problem: string | undefined): AuthError {
  const words =
    problem ?? 'The platform keeps logins itself now, and names no client that refreshes this one.'
  return new AuthError('no-token-endpoint', `The token could not be refreshed. ${words}`, {
    // No login helps while the platform tells what cannot be right.
    remedies: [problem === undefined ? logIn() : platformConfig('auth.oidc')],
  })
}

/** Whether the platform names the right token endpoint cannot be found out. */
export function issuerUnreachableError(issuer: string, why: string): AuthError {
  const problem = `The token could not be refreshed: whether the platform names the token endpoint of ${issuer} cannot be checked, for ${why}.`
  return new AuthError('identity-provider', problem, {
    remedies: [repeatCall(LATER), logIn({}, 'Log in again, which notes the endpoint')],
  })
}

/** The refresh token would go over plain http. */
export function insecureEndpointError(url: string): AuthError {
  const problem = `The token could not be refreshed: the token endpoint ${url} is neither https nor on this machine.`
  return new AuthError('insecure-endpoint', problem, { remedies: [serveHttps('refresh tokens are')] })
}

const LATER = 'Repeat the call later: the login is not lost'
const AGAIN = 'Repeat the call: the refresh token is sent again'

/** A refresh token was sent, and what became of it is not known. */
export function lostError(cause: TokenRequestError): AuthError {
  const problem =
    cause.outcome === 'refused'
      ? `The token could not be refreshed: ${cause.problem}. Whether the identity provider took the refresh token is not known.`
      : `The token could not be refreshed: the answer of the identity provider was lost. ${cause.problem}.`
  return new AuthError('identity-provider', problem, {
    oauthError: cause.code,
    description: cause.description,
    cause,
    remedies: [repeatCall(AGAIN)],
  })
}

/** The identity provider is in trouble, or refuses for a reason that may pass. */
export function refreshRefusedError(cause: TokenRequestError): AuthError {
  const problem = `The token could not be refreshed: ${cause.problem}.`
  return new AuthError('identity-provider', problem, {
    oauthError: cause.code,
    description: cause.description,
    cause,
    remedies:
      cause.code === 'server_error'
        ? [repeatCall('Repeat the call later'), logIn({}, 'Log in again, if it goes on')]
        : [repeatCall(LATER)],
  })
}

/** Where to refresh cannot be found out. */
export function unreachableError(problem: string): AuthError {
  const remedies = [repeatCall(LATER), checkServer(undefined, 'Check the base URL', '/apis/auth/discovery')]
  return new AuthError('identity-provider', `The token could not be refreshed. ${problem}`, { remedies })
}

/** A refresh takes longer than the call may. It goes on, and the next call finds its result. */
export function slowRefreshError(timeout: number): AuthError {
  const problem = `The token could not be refreshed within ${timeout} ms: the identity provider, or this machine, takes longer.`
  return new AuthError('identity-provider', problem, {
    remedies: [repeatCall(LATER), setOption('timeout', 'Allow more time')],
  })
}

/** Somebody holds the lock for longer than the call may take. */
export function lockedError(path: string, holder: LockHolder, cause?: LockError): AuthError {
  const state = holder === 'another process' ? ', and is stopped or slow' : ''
  const problem = `The token could not be refreshed: ${holder} holds the lock ${path}${state}.`
  const remedies =
    holder === 'another process'
      ? lockRemedies(path)
      : [repeatCall(LATER), setOption('timeout', 'Allow more time')]
  return new AuthError('locked', problem, { cause, remedies })
}

function lockRemedies(path: string): readonly Remedy[] {
  return [
    findLockHolder(path),
    { text: 'Let it go on, if it is stopped, or end it: the lock goes with it', command: 'kill -CONT <pid>' },
    repeatCall(LATER),
  ]
}

/** Whether it is a lock that cannot be taken, or a refusal of the file system. */
export function isStorageFault(error: unknown): boolean {
  return error instanceof LockError || (error instanceof Error && 'syscall' in error)
}

/** A lock could not be had, or a new token could not be stored. */
export function storageError(cause: unknown): AuthError {
  if (cause instanceof AuthError) return cause
  // A lock that fails for another reason than somebody else tells which.
  if (cause instanceof LockError && cause.holder !== undefined)
    return lockedError(cause.path, cause.holder, cause)
  const problem = `A new token could not be stored: ${problemOf(cause).replace(/\.$/, '')}.`
  const remedies = cause instanceof ConfigError ? cause.advice : [checkWritable()]
  return new AuthError('storage', problem, { cause, remedies })
}
