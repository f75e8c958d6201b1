/** `nemo auth login`. */

import type { Command } from 'commander'
import {
  type CommonLoginOptions,
  type LoginPlan,
  type LoginResult,
  login,
  type ProviderLoginOptions,
} from '../../../auth/index.ts'
import { findVariable, readVariable } from '../../../config/environment.ts'
import { loadConfig, updateConfig } from '../../../config/index.ts'
import { assertOwnSecret } from '../../../config/resolve.ts'
import { variableName } from '../../../generations.ts'
import { AuthError, ConfigError } from '../../../index.ts'
import { LocalError, run, UsageError } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { printableLine } from '../../output/terminal.ts'
import { DeviceDialogue } from './device-dialogue.ts'

interface LoginFlags {
  context?: string
  baseUrl?: string
  browser: boolean
  scope?: string
  username?: string
  password?: string
  oidcClient?: string
  unsignedToken?: true
  email?: string
  principalId?: string
  group?: string[]
  expiresIn?: string
  exp: boolean
  audience?: string
  issuer?: string
}

/** Logs in the way that the flags ask for: unsigned, else by password if there is one, else by a code. */
export async function runLogin(invocation: Invocation, command: Command): Promise<void> {
  const flags = command.opts<LoginFlags>()
  const { io, globals } = invocation
  const contextName = flags.context ?? globals.context
  const common: CommonLoginOptions = {
    configPath: invocation.configPath,
    contextName,
    baseURL: flags.baseUrl ?? globals.baseURL,
    makeCurrent: contextName !== undefined,
    environment: io.env,
    signal: io.signal,
    warn: (message) => invocation.note(`${invocation.style.yellow('Warning:')} ${message}`),
  }
  if (flags.unsignedToken === true) {
    checkUnsignedAlone(flags)
    await loginUnsigned(invocation, flags, common)
    return
  }
  checkSigned(command)
  try {
    await loginAtProvider(invocation, flags, common)
  } catch (error) {
    if (!(error instanceof AuthError) || error.reason !== 'auth-disabled') throw error
    await withoutLogin(invocation, common)
  }
}

const UNSIGNED_OPTIONS: Readonly<Record<string, string>> = {
  principalId: '--principal-id',
  email: '--email',
  group: '--group',
  expiresIn: '--expires-in',
  exp: '--no-exp',
  audience: '--audience',
  issuer: '--issuer',
}

function checkSigned(command: Command): void {
  const used = Object.entries(UNSIGNED_OPTIONS).filter(
    ([name]) => command.getOptionValueSource(name) === 'cli',
  )
  if (used.length === 0) return
  const flags = used.map(([, flag]) => flag).join(', ')
  throw new LocalError(`Unsigned token option(s) ${flags} require --unsigned-token.`, [
    'Add --unsigned-token, or leave them out',
  ])
}

function checkUnsignedAlone({ username, password, email }: LoginFlags): void {
  if (username !== undefined || password !== undefined) {
    throw new LocalError('Cannot combine --unsigned-token with --username/--password.', [
      'Choose one of them',
    ])
  }
  if (email === undefined) {
    throw new LocalError('--email is required when using --unsigned-token.', [
      run('nemo auth login --unsigned-token --email <email>'),
    ])
  }
}

async function loginUnsigned(
  invocation: Invocation,
  flags: LoginFlags,
  common: CommonLoginOptions,
): Promise<void> {
  const { say, style } = bound(invocation)
  const { email = '', principalId, group, audience, issuer, scope } = flags
  const result = await login({
    ...common,
    method: 'unsigned',
    email,
    principal: principalId,
    groups: group ?? [],
    scopes: scope?.split(/\s+/).filter((name) => name !== ''),
    expiresIn: flags.exp ? secondsOf(flags.expiresIn) : null,
    audience,
    issuer,
  })
  if (result.authEnabled === undefined)
    say(style.yellow('Could not verify cluster auth settings via discovery endpoint.'))
  else if (result.authEnabled)
    say(
      `Cluster authentication is enabled. Ensure ${style.cyan('auth.allow_unsigned_jwt=true')} on the cluster.`,
    )
  say()
  say(`${style.yellow('Warning:')} Generated an unsigned JWT (\`alg=none\`).`)
  say('Use this only for local/testing environments.')
  say()
  say(style.green('Unsigned token saved to config file.'))
  say(`Principal: ${style.cyan(principalId ?? email)}`)
  warnOfOverride(invocation, result)
  say()
  say(style.dim("Run 'nemo auth status' to inspect the token."))
}

function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const seconds = Number(text)
  if (/^\d+$/.test(text) && seconds > 0) return seconds
  throw new UsageError(
    `--expires-in must be a whole number of seconds above 0, not '${text}'`,
    'Use --no-exp for a token without end',
  )
}

async function loginAtProvider(
  invocation: Invocation,
  flags: LoginFlags,
  common: CommonLoginOptions,
): Promise<void> {
  const { say, style } = bound(invocation)
  const options: ProviderLoginOptions = {
    ...common,
    scope: flags.scope,
    oidcClient: flags.oidcClient,
    onStart: ({ baseURL }) => say(`Discovering auth configuration from ${baseURL.replace(/\/$/, '')}...`),
    onDiscovery: (plan) => showPlan(invocation, plan),
  }
  const { username, password } = await credentialsOf(invocation, flags, common)
  let result: LoginResult
  if (username && password) {
    result = await login({ ...options, method: 'password', username, password })
  } else {
    const dialogue = new DeviceDialogue(invocation, { mayOpenBrowser: flags.browser })
    try {
      result = await login({
        ...options,
        method: 'browser',
        onPage: (page) => dialogue.showPage(page),
        onCode: (code) => dialogue.show(code),
        onWaiting: (wait) => dialogue.wait(wait),
      })
    } finally {
      dialogue.end()
    }
    say(style.green('Authorization successful!'))
  }
  showResult(invocation, result)
}

/**
 * Flags over environment, each for itself, but no name of one product with the password of the other. A password that is missing
 * for a name in the flags is asked for.
 */
async function credentialsOf(
  invocation: Invocation,
  flags: LoginFlags,
  { configPath, contextName, baseURL }: CommonLoginOptions,
): Promise<{ username: string | undefined; password: string | undefined }> {
  const { env } = invocation.io
  const name = flags.username === undefined ? findVariable(env, 'OIDC_USERNAME') : undefined
  const secret = flags.password === undefined ? findVariable(env, 'OIDC_PASSWORD') : undefined
  const username = flags.username ?? name?.value
  const password = flags.password ?? secret?.value
  if (username && secret !== undefined) {
    if (name !== undefined && name.product !== secret.product)
      throw new ConfigError(`holds a password, and ${name.name} a user name: they may be of two people.`, {
        code: 'config/mixed-variables',
        key: secret.name,
        remedies: [{ text: `Set both under the names of one product, or unset ${secret.name}` }],
      })
    if (baseURL === undefined) assertOwnSecret(secret, { configPath, contextName, environment: env })
  }
  if (!flags.username || password) return { username, password }
  const prompts = await invocation.prompts(`Set ${variableName('OIDC_PASSWORD')}, or use --password`)
  const answer = await prompts.password({
    message: `Password of ${printableLine(flags.username)}`,
    signal: invocation.io.signal,
  })
  return { username, password: invocation.answered(answer) }
}

function showPlan(invocation: Invocation, { issuer, scopes }: LoginPlan): void {
  const { say, style } = bound(invocation)
  say(`${style.green('Found OIDC configuration')} (issuer: ${issuer ?? 'unknown'})`)
  say()
  if (scopes.length === 0) return
  say(style.bold('Requesting scopes:'))
  for (const { name, requested } of scopes) {
    say(`  ${style.cyan(name)}${requested === name ? '' : ` ${style.dim(`(${requested})`)}`}`)
  }
  say()
}

function showResult(invocation: Invocation, result: LoginResult): void {
  const { say, style } = bound(invocation)
  const { email, principal, scopes, hasRefreshToken } = result
  const who = email ?? principal
  say(style.green('Authentication successful!'))
  if (who !== undefined) say(`  Logged in as: ${style.cyan(who)}`)
  if (scopes?.length) say(`  Granted scopes: ${style.cyan(scopes.join(' '))}`)
  say(
    hasRefreshToken
      ? `  Refresh token: ${style.green('saved')} (enables automatic token renewal)`
      : `  Refresh token: ${style.yellow('not available')} (add 'offline_access' scope to enable)`,
  )
  say()
  say(style.green('Credentials saved to config file.'))
  warnOfOverride(invocation, result)
  say()
  say(style.dim("Run 'nemo workspaces list' to verify your access."))
}

function warnOfOverride(invocation: Invocation, { overriddenBy }: LoginResult): void {
  if (overriddenBy === undefined) return
  const { say, style } = bound(invocation)
  say(
    `${style.yellow('Warning:')} ${overriddenBy} is active and will override these saved credentials. Unset it to use this login.`,
  )
}

/** The platform wants no login. A base URL that was given is stored all the same, without the tokens of another origin. */
async function withoutLogin(invocation: Invocation, common: CommonLoginOptions): Promise<void> {
  const { say, style } = bound(invocation)
  say(style.yellow('Authentication is not enabled on this cluster.'))
  say('You can use the API without authentication.')
  const { baseURL, configPath, contextName, makeCurrent, environment, warn } = common
  if (baseURL === undefined) return
  const name = contextName ?? readVariable(environment ?? {}, 'CURRENT_CONTEXT') ?? currentContext(common)
  const { contextName: written } = await updateConfig(
    {
      base_url: baseURL,
      ...(makeCurrent === true ? { current_context: name } : {}),
    },
    { configPath, contextName: name, environment, warn, dropMovedTokens: true },
  )
  say(`Context '${written}' now leads to ${baseURL}.`)
}

function currentContext({ configPath, environment }: CommonLoginOptions): string {
  return loadConfig({ configPath, environment, mustExist: false }).file.current_context || 'default'
}

/** Lines on standard output, and colours. */
function bound(invocation: Invocation) {
  return { say: (line = '') => invocation.say(line), style: invocation.style }
}
