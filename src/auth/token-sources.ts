/** Sources of tokens that are not in the config file. */

import { usableToken } from '../config/token-text.ts'
import { AuthError } from '../errors/index.ts'
import { loadPart } from '../errors/load-part.ts'
import type { TokenSource, TokenStatus, TokenWait } from '../http/token-source.ts'
import { untilAborted } from '../http/transport/idle-timeout.ts'
import { logIn, passTokenFunction } from '../remedies/index.ts'
import type { ServerClock } from './clock.ts'
import { type Lifetime, lifetimeOf } from './lifetime.ts'
import { RejectedToken } from './rejected-token.ts'
import type { TokenFacts, TokenPlace } from './token-status.ts'

/** A token that is what it is. */
export function staticTokenSource(token: string, place: TokenPlace): TokenSource {
  const status = () => describe(place, token, { endsAt: lifetimeOf(token).endsAt, now: Date.now() })
  return {
    token: () => token,
    renew: async () => undefined,
    markAccepted: () => {},
    markRejected: () => {},
    peek: async () => token,
    status,
    validToken: async () => living(token, await status()),
    refresh: async () => {
      const { variable } = place
      const where = variable ?? 'the `accessToken` argument'
      const remedies = [
        variable === undefined
          ? passTokenFunction()
          : logIn({}, `Unset ${variable} to use and refresh the stored login`),
      ]
      throw new AuthError('not-refreshable', `The token comes from ${where}: it cannot be refreshed.`, {
        remedies,
      })
    },
  }
}

/** No token at all: a context where nobody is logged in. */
export function emptyTokenSource(place: TokenPlace): TokenSource {
  const fail = async () => {
    const { noCredentialsError } = await loadDescriptions()
    throw noCredentialsError(place.context)
  }
  return {
    token: () => undefined,
    renew: async () => undefined,
    markAccepted: () => {},
    markRejected: () => {},
    peek: async () => undefined,
    status: () => describe(place, undefined, { endsAt: undefined, now: Date.now() }),
    validToken: fail,
    refresh: fail,
  }
}

/** A token together with how long it may be used. */
export interface ObtainedToken {
  readonly token: string
  readonly lifetime: Lifetime
}

/** Waits for a token that is being obtained, no longer than a call may. */
export type WaitFor = (pending: Promise<ObtainedToken>, wait: TokenWait | undefined) => Promise<ObtainedToken>

/**
 * Keeps a token for as long as it may be used, and obtains another one when it ends or is refused.
 *
 * @param waitFor - How a call waits for it; else until it is aborted.
 */
export function cachedTokenSource(
  obtain: () => Promise<ObtainedToken>,
  clock: ServerClock,
  place: TokenPlace,
  waitFor: WaitFor = (pending, wait) => untilAborted(pending, wait?.signal),
): TokenSource {
  let current: ObtainedToken | undefined
  let pending: Promise<ObtainedToken> | undefined
  const rejected = new RejectedToken()
  const obtainOnce = (wait?: TokenWait) => {
    pending ??= obtain()
      .then((obtained) => {
        current = obtained
        return obtained
      })
      .finally(() => {
        pending = undefined
      })
    return waitFor(pending, wait)
  }
  const isDue = () => {
    const renewAt = current?.lifetime.renewAt
    return current === undefined || (renewAt !== undefined && clock.now() >= renewAt)
  }
  const status = () => {
    const endsAt = current?.lifetime.endsAt
    return describe(place, current?.token, { endsAt, now: clock.now(), isRefreshable: true })
  }
  return {
    token: (wait) => (isDue() ? obtainOnce(wait).then(({ token }) => token) : current?.token),
    renew: async (refused, headers, wait) => {
      clock.observe(headers)
      if (refused !== undefined && rejected.is(refused)) return undefined
      if (current !== undefined && current.token !== refused) return current.token
      const { token } = await obtainOnce(wait)
      return token === refused ? undefined : token
    },
    markAccepted: (accepted) => rejected.lift(accepted),
    markRejected: (refused) => rejected.mark(refused),
    peek: async () => (current ?? (await obtainOnce())).token,
    status,
    validToken: async (wait) => {
      const { token } = current === undefined || isDue() ? await obtainOnce(wait) : current
      return living(token, await status())
    },
    refresh: async (wait) => {
      await obtainOnce(wait)
    },
  }
}

/** Asks the caller's function. It is asked again when its token ends or is refused. */
export function callbackTokenSource(
  getToken: () => unknown,
  clock: ServerClock,
  place: TokenPlace,
): TokenSource {
  const obtain = async () => {
    let token: unknown
    try {
      token = await getToken()
    } catch (cause) {
      const remedies = [{ text: 'Look at what the function threw', call: '`error.cause`' }]
      throw new AuthError('token-function', 'The `accessToken` function failed.', { cause, remedies })
    }
    if (typeof token !== 'string' || token.trim() === '') {
      const what = typeof token === 'string' ? 'an empty text' : `${token === null ? 'null' : typeof token}`
      const remedies = [{ text: 'Let the function return a token, or throw if it has none' }]
      throw new AuthError('token-function', `The \`accessToken\` function returned ${what}.`, { remedies })
    }
    const remedy = { text: 'Let the function return a token that can be sent' }
    const usable = usableToken(token, { key: 'accessToken', remedy })
    return { token: usable, lifetime: lifetimeOf(usable) }
  }
  return cachedTokenSource(obtain, clock, place)
}

/** The token, unless it has ended. */
async function living(token: string, status: TokenStatus): Promise<string> {
  if (!status.expired) return token
  const { expiredTokenError } = await loadDescriptions()
  throw expiredTokenError(status)
}

async function describe(
  place: TokenPlace,
  token: string | undefined,
  facts: TokenFacts,
): Promise<TokenStatus> {
  const { statusOf } = await loadDescriptions()
  return statusOf(place, token, facts)
}

/** Sending a token takes no description of it. */
function loadDescriptions(): Promise<typeof import('./token-status.ts')> {
  return loadPart(import('./token-status.ts'))
}
