/** What `client.auth` tells of the token at hand, and gives of it. Loaded when it is asked for. */

import { APIUserAbortError, AuthError } from '../errors/index.ts'
import { checkRequestOptions, type RequestOptions } from '../http/request/request-options.ts'
import type { TokenSource, TokenStatus, TokenWait } from '../http/token-source.ts'
import { passToken, useStoredLogin } from '../remedies/index.ts'
import type { AuthStatus } from '../types/index.ts'
import type { ResourceContext } from './shared/resource-context.ts'

/** What of a call's options a wait for a token heeds. */
type WaitOptions = Pick<RequestOptions, 'signal' | 'timeout'>

/** Whom the token names, where it comes from and until when it is valid. */
export async function tokenStatus({ http }: ResourceContext): Promise<AuthStatus> {
  const { baseURL, tokens } = http
  const { keptAt, ...status } = (await tokens?.status()) ?? WITHOUT_TOKEN
  return { baseURL, ...status }
}

/** A token that is valid now. */
export function validToken(context: ResourceContext, options: WaitOptions | undefined): Promise<string> {
  return waitFor(context, (tokens, wait) => tokens.validToken(wait), options)
}

/** Refreshes the token. */
export function refreshToken(context: ResourceContext, options: WaitOptions | undefined): Promise<void> {
  return waitFor(context, (tokens, wait) => tokens.refresh(wait), options)
}

async function waitFor<Value>(
  { http }: ResourceContext,
  ask: (tokens: TokenSource, wait: TokenWait) => Promise<Value>,
  options: WaitOptions | undefined,
): Promise<Value> {
  const { signal, timeout = http.timeout } = checkRequestOptions(options)
  if (http.tokens === undefined) {
    throw new AuthError('no-credentials', 'This client has no token: it was made with a base URL alone.', {
      remedies: [passToken(), useStoredLogin()],
    })
  }
  try {
    return await ask(http.tokens, { signal, timeout })
  } catch (error) {
    if (!signal?.aborted || error !== signal.reason) throw error
    const request = { method: 'GET', url: http.baseURL }
    throw new APIUserAbortError('The wait for a token was aborted by the caller', { request, cause: error })
  }
}

const WITHOUT_TOKEN: TokenStatus = {
  context: undefined,
  configPath: undefined,
  source: 'none',
  variable: undefined,
  hasToken: false,
  principal: undefined,
  email: undefined,
  subject: undefined,
  groups: [],
  scopes: undefined,
  unsigned: false,
  expiresAt: undefined,
  expired: false,
  refreshable: false,
  hasRefreshToken: false,
}
