/** Login and logout with the config file of this machine. */

import type {
  ContextOptions,
  LoginOptions,
  LoginResult,
  LogoutResult,
} from '../../auth/login/login-options.ts'
import { type LoginNetwork, runLogin } from '../../auth/login/run-login.ts'
import { runLogout } from '../../auth/login/run-logout.ts'
import type { Fetch } from '../../http/transport/fetch-transport.ts'
import { createPlainFetch } from '../../http/transport/plain-fetch.ts'
import { createTransport } from './transport.ts'
import { chooseTransport } from './transport-choice.ts'

/** Logs in, and stores the login. */
export function login(options: LoginOptions): Promise<LoginResult> {
  return runLogin(options, openNetwork)
}

/** Takes the login out of the config file. */
export function logout(options: ContextOptions): Promise<LogoutResult> {
  return runLogout(options)
}

function openNetwork(settings: {
  /** Path of a PEM file. */
  certificateAuthority: string | undefined
  fetch: Fetch | undefined
}): LoginNetwork {
  const { certificateAuthority, fetch } = settings
  const platform = createTransport({ certificateAuthority })
  const provider = createTransport({ certificateAuthority, alsoSystemCertificates: true })
  return {
    platform: createPlainFetch(chooseTransport(fetch, platform)),
    provider: createPlainFetch(chooseTransport(fetch, provider)),
    close: () => {
      platform.close()
      provider.close()
    },
  }
}
