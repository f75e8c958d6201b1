/** `nemo auth token` and `nemo auth refresh`. */

import { decodeToken } from '../../../auth/index.ts'
import { problemOf } from '../../../errors/problem.ts'
import { AuthError } from '../../../index.ts'
import { LocalError, run } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { isoSeconds, storedToken } from './credentials.ts'

/** Prints the token and nothing else; or its claims, those of a token that has ended too. */
export async function printToken(invocation: Invocation, decode: boolean): Promise<void> {
  if (invocation.config().credentials.source === 'none') {
    throw new LocalError('No token available for current user type.', [run('nemo auth login')])
  }
  const token = await validToken(invocation, decode)
  if (!decode) {
    invocation.say(token)
    return
  }
  const claims = decodeToken(token)?.claims
  if (claims === undefined) throw new LocalError('Current access token is not a decodable JWT.', [])
  invocation.sayJson(claims, 2)
}

/** Refreshes the stored token. */
export async function refreshToken(invocation: Invocation): Promise<void> {
  const { style } = invocation
  const { auth } = invocation.client()
  const { source, unsigned, refreshable } = await auth.status()
  if (source === 'none') {
    throw new LocalError('No OAuth authentication configured.', [run('nemo auth login')])
  }
  if (source === 'file' && !refreshable) {
    throw new LocalError('No refresh token available.', [
      run('nemo auth login', "Log in with the scope 'offline_access', which is among the default ones"),
    ])
  }
  if (!unsigned) invocation.say('Refreshing access token...')
  const { expiresAt } = await auth.refresh({ signal: invocation.io.signal })
  const what = unsigned ? 'Unsigned token' : 'Token'
  const end = expiresAt === undefined ? '' : ` Expires: ${isoSeconds(expiresAt)}`
  invocation.say(`${style.green(`${what} refreshed successfully!`)}${end}`)
}

/** A token that is good now; for a mere look the stored one does too. */
async function validToken(invocation: Invocation, stored: boolean): Promise<string> {
  try {
    return await invocation.client().auth.token({ signal: invocation.io.signal })
  } catch (error) {
    const token = stored && error instanceof AuthError ? storedToken(invocation) : undefined
    if (token === undefined) throw error
    invocation.note(problemOf(error))
    return token
  }
}
