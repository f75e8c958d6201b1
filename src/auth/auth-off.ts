/** Platforms that want no token. */

import type { TokenSource } from '../http/token-source.ts'
import type { Discovery } from './discovery.ts'
import { within } from './running-time.ts'

/** Sends no token where the platform says that it wants none. */
export function unlessAuthIsOff(source: TokenSource, discovery: Discovery): TokenSource {
  return {
    token: (wait) => {
      if (discovery.known !== undefined) return discovery.known.authEnabled ? source.token(wait) : undefined
      return within(discovery.get(), wait, () => undefined).then((document) =>
        document?.authEnabled === false ? undefined : source.token(wait),
      )
    },
    renew: async (refused, headers, wait) => {
      if (refused !== undefined) return source.renew(refused, headers, wait)
      const document = await discovery.renew()
      return document?.authEnabled ? source.token(wait) : undefined
    },
    markAccepted: (accepted) => source.markAccepted(accepted),
    markRejected: (refused) => source.markRejected(refused),
    peek: () => source.peek(),
    status: () => source.status(),
    validToken: (wait) => source.validToken(wait),
    refresh: (wait) => source.refresh(wait),
  }
}
