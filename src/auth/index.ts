/**
 * Logging in and out, making unsigned tokens for local platforms, and reading what a token says: the entry point `nemo-platform/auth`.
 * This file alone of the folder asks `#runtime/login` for the login at hand.
 */

import '../supported-node.ts'
import type { ContextOptions, LoginOptions, LoginResult, LogoutResult } from './login/login-options.ts'

export { type DecodedToken, decodeToken, type TokenClaims } from '../jwt/decode-token.ts'
export { createUnsignedToken, type UnsignedTokenOptions } from '../jwt/unsigned-token.ts'
export type {
  BrowserLoginOptions,
  CommonLoginOptions,
  ContextOptions,
  DeviceLoginOptions,
  LoginCode,
  LoginOptions,
  LoginPage,
  LoginPlan,
  LoginResult,
  LoginStart,
  LoginWait,
  LogoutResult,
  PasswordLoginOptions,
  ProviderLoginOptions,
  UnsignedLoginOptions,
} from './login/login-options.ts'

/**
 * Logs in and stores the login in the config file, where clients and the command line find it. Prints nothing: a device
 * login shows its code through `onCode`. Nothing is stored unless all of it worked.
 *
 * @example
 * ```ts
 * const { principal } = await login({
 *   method: 'device',
 *   onCode: ({ verificationUri, userCode }) => console.log(`Open ${verificationUri} and enter ${userCode}`),
 * })
 * ```
 * @throws AuthError if the login fails: `reason` says why, `oauthError` and `description` what the identity provider said.
 * @throws ConfigError if the config file cannot be read or written, InvalidArgumentError for a bad option.
 */
export async function login(options: LoginOptions): Promise<LoginResult> {
  const { login } = await import('#runtime/login')
  return login(options)
}

/**
 * Logs out: takes the tokens of a context out of the config file. They stay good at the identity provider until they end.
 *
 * @throws ConfigError if the config file cannot be read or written.
 */
export async function logout(options: ContextOptions = {}): Promise<LogoutResult> {
  const { logout } = await import('#runtime/login')
  return logout(options)
}
