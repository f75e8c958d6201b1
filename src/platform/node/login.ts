/** Login and logout with the config file of this machine. */

import { type LoginNetwork, logIn } from '../../auth/login/login.ts'
import { logOut } from '../../auth/login/logout.ts'
import type { ContextOptions, LoginOptions, LoginResult, LogoutResult } from '../../auth/login/options.ts'
import { createAuthFetch } from '../../http/auth-fetch.ts'
import type { Fetch } from '../../http/fetch-transport.ts'
import { chooseTransport } from '../transport-choice.ts'
import { createTransport } from './transport.ts'

/** Logs in, and stores the login. */
export function login(options: LoginOptions): Promise<LoginResult> {
  return logIn(options, openNetwork)
}

/** Takes the login out of the config file. */
export function logout(options: ContextOptions): Promise<LogoutResult> {
  return logOut(options)
}

// --- internal ---

function openNetwork(settings: {
  certificateAuthority: string | undefined
  fetch: Fetch | undefined
}): LoginNetwork {
  const { certificateAuthority, fetch } = settings
  const platform = createTransport({ certificateAuthority })
  const provider = createTransport({ certificateAuthority, alsoSystemCertificates: true })
  return {
    platform: createAuthFetch(chooseTransport(fetch, platform)),
    provider: createAuthFetch(chooseTransport(fetch, provider)),
    close: () => {
      platform.close()
      provider.close()
    },
  }
}
