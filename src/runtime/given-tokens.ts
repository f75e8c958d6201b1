/** Tokens of direct connections: what the caller gives, and nothing else. */

import { ServerClock } from '../auth/clock.ts'
import { callbackTokenSource, staticTokenSource } from '../auth/token-sources.ts'
import type { TokenSource } from '../http/token-source.ts'
import type { AccessToken } from './connection.ts'

/** The source of a token that was given; undefined where none was. */
export function givenTokens(accessToken: AccessToken | undefined): TokenSource | undefined {
  if (accessToken === undefined) return undefined
  return typeof accessToken === 'function'
    ? callbackTokenSource(accessToken, new ServerClock(), { source: 'function' })
    : staticTokenSource(accessToken, { source: 'argument' })
}
