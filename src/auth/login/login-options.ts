/** What a login takes and gives. */

import type { Environment } from '../../config/environment.ts'
import { InvalidArgumentError } from '../../errors/index.ts'
import type { Fetch } from '../../http/transport/fetch-transport.ts'

/** Where to log in or out, and where that is stored. */
export interface ContextOptions {
  /** The config file. @default the file that the constructor of the client would read */
  configPath?: string | undefined
  /** The context. @default `NHX_CURRENT_CONTEXT` or `NMP_CURRENT_CONTEXT`, else the file's current one, else `default` */
  contextName?: string | undefined
  /** Environment variables. @default process.env */
  environment?: Environment | undefined
  /** Longest wait for another process that is writing the config file, in ms. @default 60000 */
  lockTimeout?: number | undefined
  /** Told what might surprise later on. @default process.emitWarning */
  warn?: ((message: string) => void) | undefined
}

/** Options of every login. */
export interface CommonLoginOptions extends ContextOptions {
  /** URL of the platform; it is stored with the login. @default the context's */
  baseURL?: string | undefined
  /** Make the context the current one. @default only where there is no current one */
  makeCurrent?: boolean | undefined
  /** Path of a PEM file: the certificates to trust. @default from environment or context, as in the client */
  certificateAuthority?: string | undefined
  /** What sends the requests, in place of the built-in transport. */
  fetch?: Fetch | undefined
  /** Ends the login; nothing is stored then. */
  signal?: AbortSignal | undefined
}

/** Options of a login at the identity provider. */
export interface ProviderLoginOptions extends CommonLoginOptions {
  /**
   * Scopes in place of the platform's own (those with a colon) among the default ones; a text may hold several. The
   * prefix that the identity provider wants is added. @default the platform's default scopes
   */
  scope?: string | readonly string[] | undefined
  /** Which of the platform's OIDC clients to log in by: `public` or `confidential`. @default the one that the platform prefers */
  oidcClient?: string | undefined
  /** Called when it is clear where to log in, before anything is sent. */
  onStart?: ((target: LoginStart) => void) | undefined
  /** Called when the platform has told where to log in. */
  onDiscovery?: ((plan: LoginPlan) => void | Promise<void>) | undefined
}

/** Login by a code that a person enters in a browser, on any machine. */
export interface DeviceLoginOptions extends ProviderLoginOptions {
  method: 'device'
  /** Called with the code: show it. The wait begins when this is done. */
  onCode?: ((code: LoginCode) => void | Promise<void>) | undefined
  /** Called before each pause between two looks. */
  onWaiting?: ((wait: LoginWait) => void) | undefined
}

/**
 * Login by a person in a browser, in the way that the platform has: on a page of its own, where it keeps the login itself, else by a
 * code at the identity provider.
 */
export interface BrowserLoginOptions extends ProviderLoginOptions {
  method: 'browser'
  /** Called with the page to open in a browser of this machine, which brings the login back to it. */
  onPage?: ((page: LoginPage) => void | Promise<void>) | undefined
  /** Called with the code, where there is no such page: show it. The wait begins when this is done. */
  onCode?: ((code: LoginCode) => void | Promise<void>) | undefined
  /** Called before each pause between two looks whether the code was entered. */
  onWaiting?: ((wait: LoginWait) => void) | undefined
}

/** Login by user name and password, for machines; the identity provider has to allow it. */
export interface PasswordLoginOptions extends ProviderLoginOptions {
  method: 'password'
  username: string
  password: string
}

/** Login by a token without signature, for local platforms without an identity provider. */
export interface UnsignedLoginOptions extends CommonLoginOptions {
  method: 'unsigned'
  email: string
  /** Subject of the token. @default the e-mail address */
  principal?: string | undefined
  groups?: readonly string[] | undefined
  /** Scopes of the token; none means no restriction. */
  scopes?: readonly string[] | undefined
  /** Lifetime in seconds; null for a token without end, which the platform refuses. @default 3600 */
  expiresIn?: number | null | undefined
  audience?: string | undefined
  issuer?: string | undefined
}

/** How to log in. */
export type LoginOptions =
  | DeviceLoginOptions
  | BrowserLoginOptions
  | PasswordLoginOptions
  | UnsignedLoginOptions

/** Where a login goes, and where it will be stored. */
export interface LoginStart {
  readonly baseURL: string
  readonly contextName: string
  readonly configPath: string
}

/** What is going to be asked of whom. */
export interface LoginPlan {
  readonly baseURL: string
  /** The identity provider. */
  readonly issuer: string | undefined
  readonly clientId: string
  /** Scopes, each by its own name and as it is asked for; none where the platform keeps the login and asks for them itself. */
  readonly scopes: readonly { readonly name: string; readonly requested: string }[]
}

/** A page to log in on. */
export interface LoginPage {
  readonly url: string
  /** How long the login is waited for, in seconds. */
  readonly expiresIn: number
}

/** A code to enter. */
export interface LoginCode {
  /** The page to open. */
  readonly verificationUri: string
  /** The same page with the code filled in, where the identity provider has one. */
  readonly verificationUriComplete: string | undefined
  readonly userCode: string
  /** How long the code is good, in seconds. */
  readonly expiresIn: number
}

/** A pause between two looks whether the person is done. */
export interface LoginWait {
  /** Length of the pause, in seconds. */
  readonly interval: number
  /** How long the code is still good, in seconds. */
  readonly expiresIn: number
  /** Why the last look gave no answer, where it did not: the identity provider is asked again. */
  readonly problem: string | undefined
}

/** What a login did. */
export interface LoginResult {
  readonly method: LoginOptions['method']
  /** Who is logged in, as role bindings name them: e-mail address, else subject; undefined for an opaque token. */
  readonly principal: string | undefined
  readonly email: string | undefined
  /** Scopes of the token, without prefix; undefined for none, which is no restriction. */
  readonly scopes: readonly string[] | undefined
  /** Whether the token can be renewed without another login. */
  readonly refreshable: boolean
  /** Whether a refresh token is stored. */
  readonly hasRefreshToken: boolean
  /** End of the token; undefined where nothing tells. */
  readonly expiresAt: Date | undefined
  /** URL of the platform. */
  readonly baseURL: string
  readonly contextName: string
  /** The config file that holds the login. */
  readonly configPath: string
  /** Whether the platform wants a login; undefined where it could not be asked. */
  readonly authEnabled: boolean | undefined
  /** The environment variable whose token is used in place of this login, if there is one. */
  readonly overriddenBy: string | undefined
}

/** What a logout did. */
export interface LogoutResult {
  readonly contextName: string
  readonly configPath: string
  /** Whether somebody was logged in. */
  readonly wasLoggedIn: boolean
  /** The environment variable whose token is still used, if there is one. */
  readonly overriddenBy: string | undefined
}

/**
 * Checks the options of a login.
 *
 * @throws InvalidArgumentError that names the option.
 */
export function checkLoginOptions(options: LoginOptions): void {
  if (typeof options !== 'object' || options === null) throw bad('options', 'must be an object')
  const given: Readonly<Record<string, unknown>> = { ...options }
  switch (options.method) {
    case 'device':
    case 'browser':
      break
    case 'password':
      needText(given, ['username', 'password'])
      break
    case 'unsigned':
      needText(given, ['email'])
      checkUnsigned(options)
      break
    default:
      throw bad('method', "must be 'device', 'browser', 'password' or 'unsigned'")
  }
  for (const name of ['onStart', 'onDiscovery', 'onCode', 'onPage', 'onWaiting', 'fetch', 'warn']) {
    if (given[name] !== undefined && typeof given[name] !== 'function') throw bad(name, 'must be a function')
  }
  for (const name of ['baseURL', 'configPath', 'contextName', 'certificateAuthority', 'oidcClient']) {
    const value = given[name]
    if (value !== undefined && (typeof value !== 'string' || value.trim() === ''))
      throw bad(name, 'must be text that is not empty')
  }
  if (options.signal !== undefined && !(options.signal instanceof AbortSignal))
    throw bad('signal', 'must be an AbortSignal')
}

function checkUnsigned({ expiresIn, groups, scopes, principal }: UnsignedLoginOptions): void {
  if (expiresIn !== undefined && expiresIn !== null && !(Number.isInteger(expiresIn) && expiresIn > 0))
    throw bad('expiresIn', 'must be a whole number of seconds above 0, or null')
  if (principal !== undefined && (typeof principal !== 'string' || principal.trim() === ''))
    throw bad('principal', 'must be text that is not empty')
  for (const [name, list] of Object.entries({ groups, scopes })) {
    if (list !== undefined && !(Array.isArray(list) && list.every((item) => typeof item === 'string')))
      throw bad(name, 'must be a list of texts')
  }
}

function needText(given: Readonly<Record<string, unknown>>, names: readonly string[]): void {
  for (const name of names) {
    const value = given[name]
    if (typeof value !== 'string' || value.trim() === '') throw bad(name, 'must be text that is not empty')
  }
}

function bad(name: string, problem: string): InvalidArgumentError {
  return new InvalidArgumentError(name, problem)
}
