/** Ways to a token. */

import { variableName } from '../generations.ts'
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

/**
 * A token of one's own.
 *
 * @param variable - The environment variable for it.
 */
export function passToken(text = 'Pass a valid token', variable = variableName('ACCESS_TOKEN')): Remedy {
  return {
    text,
    command: `export ${variable}=<token>`,
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

function loginCommand({ unsigned, email, scopes }: LoginDetails): string {
  const parts = [
    'nemo auth login',
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
