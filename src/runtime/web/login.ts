/** Login where there is no config file: there is nowhere to store it. */

import type {
  ContextOptions,
  LoginOptions,
  LoginResult,
  LogoutResult,
} from '../../auth/login/login-options.ts'
import { ConfigError } from '../../errors/index.ts'

/** @throws ConfigError always. */
export async function login(_options: LoginOptions): Promise<LoginResult> {
  throw noConfigFile()
}

/** @throws ConfigError always. */
export async function logout(_options: ContextOptions): Promise<LogoutResult> {
  throw noConfigFile()
}

function noConfigFile(): ConfigError {
  return new ConfigError('This runtime has no config file that could hold a login.', {
    code: 'config/no-file-system',
    remedies: [
      { text: 'Get a token in your own way, and pass it, best as a function', call: '`accessToken`' },
    ],
  })
}
