/** Sources of tokens that are not in the config file. */

import { AuthError } from '../errors/index.ts'
import type { TokenSource } from '../http/token-source.ts'
import type { ServerClock } from './clock.ts'
import type { Discovery } from './discovery.ts'
import { type Lifetime, lifetimeOf } from './lifetime.ts'

/** A token that is what it is. */
export function fixedToken(token: string): TokenSource {
  return { token: () => token, renew: async () => undefined, abandon: () => {} }
}

/** A token together with how long it may be used. */
export interface ObtainedToken {
  readonly token: string
  readonly lifetime: Lifetime
}

/** Keeps a token for as long as it may be used, and obtains another one when it ends or is refused. */
export function renewingToken(obtain: () => Promise<ObtainedToken>, clock: ServerClock): TokenSource {
  let current: ObtainedToken | undefined
  let pending: Promise<ObtainedToken> | undefined
  let abandoned: string | undefined
  const obtainOnce = () => {
    pending ??= obtain()
      .then((obtained) => {
        current = obtained
        return obtained
      })
      .finally(() => {
        pending = undefined
      })
    return pending
  }
  const isDue = () => {
    const renewAt = current?.lifetime.renewAt
    return current === undefined || (renewAt !== undefined && clock.now() >= renewAt)
  }
  return {
    token: () => (isDue() ? obtainOnce().then(({ token }) => token) : current?.token),
    renew: async (refused, headers) => {
      clock.observe(headers)
      if (refused === abandoned) return undefined
      if (current !== undefined && current.token !== refused) return current.token
      const { token } = await obtainOnce()
      return token === refused ? undefined : token
    },
    abandon: (refused) => {
      abandoned = refused
    },
  }
}

/** Asks the caller's function. It is asked again when its token ends or is refused. */
export function tokenFunction(getToken: () => unknown, clock: ServerClock): TokenSource {
  return renewingToken(async () => {
    let token: unknown
    try {
      token = await getToken()
    } catch (cause) {
      const remedies = ['Look at the cause: the function given as `accessToken` threw it']
      throw new AuthError('token-function', 'The `accessToken` function failed.', { cause, remedies })
    }
    if (typeof token !== 'string' || token.trim() === '') {
      const what = typeof token === 'string' ? 'an empty text' : `${token === null ? 'null' : typeof token}`
      const remedies = ['Let the function return a token, or throw if it has none']
      throw new AuthError('token-function', `The \`accessToken\` function returned ${what}.`, { remedies })
    }
    return { token, lifetime: lifetimeOf(token) }
  }, clock)
}

/** Sends no token where the platform says that it wants none. */
export function unlessAuthIsOff(source: TokenSource, discovery: Discovery): TokenSource {
  return {
    token: () => {
      if (discovery.known !== undefined) return discovery.known.auth_enabled ? source.token() : undefined
      return discovery
        .get()
        .then((document) => (document?.auth_enabled === false ? undefined : source.token()))
    },
    renew: async (refused, headers) => {
      if (refused !== undefined) return source.renew(refused, headers)
      const document = await discovery.renew()
      return document?.auth_enabled ? source.token() : undefined
    },
    abandon: (refused) => source.abandon(refused),
  }
}
