/** Ways to a token. */

import { shellWord } from './quoting.ts'
import type { Remedy } from './remedy.ts'

/** What a login is to be like. */
export interface LoginDetails {
  /** With a token without signature: for local platforms without an identity provider. */
  readonly unsigned?: boolean | undefined
  /** Whom an unsigned token is for. */
  readonly email?: string | undefined
  /** Scopes to ask for in place of the default ones. */
  readonly scopes?: readonly string[] | undefined
  readonly baseURL?: string | undefined
  readonly contextName?: string | undefined
}

/**
 * A login.
 *
 * @param text - What is said beside the command; the command alone where it is left out.
 */
export function logIn(details: LoginDetails = {}, text?: string): Remedy {
  const command = loginCommand(details)
  return { text: text ?? command, command }
}

/** A login at a platform that the config file does not name yet. */
export function logInAt(text: string): Remedy {
  return { text, command: 'nemo auth login --base-url <url>' }
}

/** A login by user name and password, which the identity provider has to allow. */
export function logInWithPassword(): Remedy {
  return {
    text: 'Use the password grant, with the password in NMP_OIDC_PASSWORD, where the identity provider allows it',
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

/** A token of one's own. */
export function passToken(text = 'Pass a valid token'): Remedy {
  return {
    text,
    command: 'export NMP_ACCESS_TOKEN=<token>',
    call: 'new NeMoPlatform({ accessToken })',
  }
}

/** A function in place of a token that ends. */
export function passTokenFunction(): Remedy {
  return {
    text: 'Use a stored login, which is refreshed, or a function that is asked for a fresh token',
    command: 'nemo auth login',
    call: 'new NeMoPlatform({ accessToken: () => … })',
  }
}

/** The context of the config file in place of a client that was made with a URL alone. */
export function useStoredLogin(details: LoginDetails = {}): Remedy {
  return {
    text: 'Use the stored login of the config file',
    command: loginCommand(details),
    call: `leave out \`baseURL\`, after: ${loginCommand(details)}`,
  }
}

/** Where a token comes from that has to be replaced; `none` for a context without one, undefined for a client without tokens. */
export type TokenOrigin = 'argument' | 'function' | 'environment' | 'workload-identity' | 'file' | 'none'

/** How to replace a token that is missing, has ended or was refused. */
export function replaceToken(origin: TokenOrigin | undefined, details: LoginDetails = {}): readonly Remedy[] {
  switch (origin) {
    case 'environment':
      return [
        { text: 'Put a token that is valid into NMP_ACCESS_TOKEN' },
        {
          text: 'Use the stored login in its place',
          command: `unset NMP_ACCESS_TOKEN; ${loginCommand(details)}`,
        },
      ]
    case 'argument':
      return [
        passToken(),
        {
          text: 'Use the stored login of the config file',
          command: loginCommand(details),
          call: `leave out \`accessToken\`, after: ${loginCommand(details)}`,
        },
      ]
    case 'function':
      return [{ text: 'Return a token that is valid now', call: '`accessToken: () => …`' }]
    case 'workload-identity':
      return [{ text: 'Renew the file that NMP_WORKLOAD_IDENTITY_TOKEN_FILE names' }]
    case undefined:
      return [passToken(), useStoredLogin(details)]
    default:
      return [logIn(details), passToken('Or pass a token')]
  }
}

function loginCommand({ unsigned, email, scopes, baseURL, contextName }: LoginDetails): string {
  const parts = [
    'nemo auth login',
    baseURL === undefined ? undefined : `--base-url ${shellWord(baseURL)}`,
    contextName === undefined ? undefined : `--context ${shellWord(contextName)}`,
    unsigned === true
      ? `--unsigned-token --email ${email === undefined ? '<email>' : shellWord(email)}`
      : undefined,
    scopes === undefined || scopes.length === 0 ? undefined : `--scope ${scopeList(scopes)}`,
  ]
  return parts.filter((part) => part !== undefined).join(' ')
}

/** Double quotes, as in the documentation, wherever the shell would not look into them. */
function scopeList(scopes: readonly string[]): string {
  const text = scopes.join(' ')
  return /^[\w@%+=:,./ -]+$/.test(text) ? `"${text}"` : shellWord(text)
}
