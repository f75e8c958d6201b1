/** Logins of other kinds, and how a token is replaced where it comes from: what only errors and explanations need. */

import { variableName } from '../generations.ts'
import { type LoginDetails, logIn, passToken, useStoredLogin } from './login.ts'
import type { Remedy } from './remedy.ts'

/** A login by user name and password, which the identity provider has to allow. */
export function logInWithPassword(): Remedy {
  return {
    text: `Use the password grant, with the password in ${variableName('OIDC_PASSWORD')}, where the identity provider allows it`,
    command: 'nemo auth login --username <user>',
  }
}

/** A login with an unsigned token, as a local platform without an identity provider takes it. */
export function logInUnsigned(email?: string): Remedy {
  return logIn({ unsigned: true, email }, 'On a local platform without an identity provider')
}

/** A login that asks for the scopes that a token lacks, beside those that it has. */
export function logInWithScopes(scopes: readonly string[]): Remedy {
  return logIn({ scopes })
}

/** A login that asks for other scopes, which only the caller can name. */
export function askForOtherScopes(text: string): Remedy {
  return { text, command: 'nemo auth login --scope "<scopes>"' }
}

/** Where a token comes from that has to be replaced; `none` for a context without one, undefined for a client without tokens. */
export type TokenOrigin = 'argument' | 'function' | 'environment' | 'workload-identity' | 'file' | 'none'

/**
 * How to replace a token that is missing, has ended or was refused.
 *
 * @param variable - The environment variable that it comes from, where it comes from one.
 */
export function replaceToken(
  origin: TokenOrigin | undefined,
  details: LoginDetails = {},
  variable = variableName(origin === 'workload-identity' ? 'WORKLOAD_IDENTITY_TOKEN_FILE' : 'ACCESS_TOKEN'),
): readonly Remedy[] {
  switch (origin) {
    case 'environment':
      return [
        { text: `Put a token that is valid into ${variable}` },
        {
          text: 'Use the stored login in its place',
          command: `unset ${variable}; ${logIn(details).command}`,
        },
      ]
    case 'argument':
      return [
        passToken(),
        {
          text: 'Use the stored login of the config file',
          command: logIn(details).command,
          call: `leave out \`accessToken\`, after: ${logIn(details).command}`,
        },
      ]
    case 'function':
      return [{ text: 'Return a token that is valid now', call: '`accessToken: () => …`' }]
    case 'workload-identity':
      return [{ text: `Renew the file that ${variable} names` }]
    case undefined:
      return [passToken(), useStoredLogin(details)]
    default:
      return [logIn(details), passToken('Or pass a token')]
  }
}
