/** Finds the context that a login or logout is for, and writes to it. */

import { existsSync } from 'node:fs'
import { checkBaseURL } from '../../config/base-url.ts'
import { applyChanges } from '../../config/edit.ts'
import { type Environment, findVariable, readVariable } from '../../config/environment.ts'
import { loadConfigFileAsync } from '../../config/load.ts'
import { type ConfigPath, defaultConfigPath, findConfigPath, isDefaultPlace } from '../../config/paths.ts'
import { assertRegularFile } from '../../config/read-file.ts'
import { resolveConfig } from '../../config/resolve.ts'
import { assertWritable, explained, lockOptions, rewrite, withContextLocks } from '../../config/update.ts'
import { type Generation, NAMES_OF } from '../../generations.ts'
import { parseJson } from '../../json.ts'
import { identifyPlatform, RELEASE_PATH } from '../../platform-info.ts'
import { processEnvironment } from '../../process-facts.ts'
import { permissionLikeScopes, restrictingScopes, unknownScopes } from '../../scope-families.ts'
import { withoutTrailingSlashes } from '../../trailing-slashes.ts'
import type { PlainFetch } from '../discovery.ts'
import { lifetimeOf } from '../lifetime.ts'
import { notePin, type ProviderPin } from '../provider-pin.ts'
import type { CommonLoginOptions, ContextOptions } from './login-options.ts'
import { isPlatformScope } from './scopes.ts'

/** A context to log in to; it need not be there yet. */
export interface LoginTarget {
  readonly location: ConfigPath
  readonly contextName: string
  readonly baseURL: string
  /** The URL to store with the login: one that was asked for, or that of a new context. */
  readonly storedURL: string | undefined
  /** Path of a PEM file. */
  readonly certificateAuthority: string | undefined
  readonly environment: Environment
  /** The environment variable whose token counts more than the stored one. */
  readonly overriddenBy: string | undefined
}

/**
 * Finds the context of a login.
 *
 * @throws ConfigError for a broken file, or an unknown context without a base URL to make it with.
 */
export async function findTarget(options: CommonLoginOptions): Promise<LoginTarget> {
  const environment = options.environment ?? processEnvironment
  const found = findConfigPath(options.configPath, environment)
  const location = { ...found, required: found.required && options.baseURL === undefined }
  assertRegularFile(found.path)
  const loaded = await loadConfigFileAsync(location)
  const file = loaded.state === 'present' ? loaded.file : undefined
  const name = contextOf(options, environment) ?? (file?.current_context || undefined)
  const isKnown = file?.contexts.some((context) => context.name === name) ?? false
  const certificateAuthority =
    options.certificateAuthority ?? readVariable(environment, 'CLIENT_SSL_CERT_FILE')
  const common = { location, environment, overriddenBy: overridingVariable(environment) }
  if (!isKnown && options.baseURL !== undefined) {
    const baseURL = checkBaseURL('baseURL', options.baseURL)
    return {
      ...common,
      contextName: name ?? 'default',
      baseURL,
      storedURL: baseURL,
      certificateAuthority: certificateAuthority ?? readVariable(environment, 'CERTIFICATE_AUTHORITY'),
    }
  }
  const config = resolveConfig({
    configPath: options.configPath,
    contextName: isKnown ? name : options.contextName,
    baseURL: options.baseURL,
    environment,
  })
  warnOfOtherPlatform(options, config)
  return {
    ...common,
    contextName: config.contextName,
    baseURL: config.baseURL,
    storedURL: isKnown && options.baseURL === undefined ? undefined : config.baseURL,
    certificateAuthority: certificateAuthority ?? config.certificateAuthority,
  }
}

/** Makes sure, before a person is asked for anything, that the login can be stored. */
export async function assertStorable(target: LoginTarget, options: ContextOptions): Promise<void> {
  const { location, contextName } = target
  const lock = lockOptions({ ...options, warn: warningOf(options) })
  const check = () => assertWritable(location, ROOM_FOR_TOKENS, lock)
  // Under the locks of the login: their files need room, too.
  await explained(location.path, () =>
    withContextLocks(location, contextName, lock, check, { withCluster: true }),
  )
}

/** Stores the tokens of a login and where they came from, under the locks of its context. */
export async function storeLogin(
  target: LoginTarget,
  options: CommonLoginOptions,
  login: {
    accessToken: string
    refreshToken: string | undefined
    endsAt: number | undefined
    pin: ProviderPin | undefined
    brokerURL: string | undefined
    generation: Generation | undefined
  },
): Promise<void> {
  const { contextName, storedURL } = target
  const location = { path: target.location.path, required: false }
  const changes = {
    base_url: storedURL,
    access_token: login.accessToken,
    refresh_token: login.refreshToken ?? null,
    expires_at: login.pin === undefined && login.brokerURL === undefined ? undefined : storedEnd(login),
    token_broker_url: login.brokerURL ?? null,
    current_context: options.makeCurrent === true ? contextName : undefined,
  }
  const lock = lockOptions({ ...options, warn: warningOf(options) })
  const write = () =>
    rewrite(location, lock, (document) => {
      // Nobody's token goes to a platform that it was not for.
      applyChanges(document, contextName, changes, { dropMovedTokens: true })
      notePin(document, contextName, login.pin)
    })
  await explained(location.path, () =>
    withContextLocks(location, contextName, lock, write, { withCluster: true }),
  )
}

/** `expires_at` of the file; tools up to 0.6 know none, and where nothing tells it stays out. */
function storedEnd(login: {
  accessToken: string
  endsAt: number | undefined
  generation: Generation | undefined
}): number | undefined {
  if (login.generation === '0.6') return undefined
  const { endsAt } = lifetimeOf(login.accessToken, { endsAt: login.endsAt })
  return endsAt === undefined ? undefined : endsAt / 1000
}

/**
 * Where there is no config file yet, and nothing names one, the login goes where the tools of the platform's own generation look for
 * it.
 */
export async function placeLogin(
  target: LoginTarget,
  { configPath }: CommonLoginOptions,
  generation: Generation | undefined,
  fetch: PlainFetch,
): Promise<LoginTarget> {
  const { environment, location, baseURL } = target
  if (!isDefaultPlace(configPath, environment) || existsSync(location.path)) return target
  const found = generation ?? (await generationAt(baseURL, fetch))
  if (found === undefined) return target
  return { ...target, location: { ...location, path: defaultConfigPath(NAMES_OF[found], environment) } }
}

/**
 * Scopes that the platform does not know restrict nothing from 0.7 on: a misspelt one widens the token. Up to 0.6 they close it, which is
 * noticed at the first call.
 */
export async function warnOfUnknownScopes(
  { baseURL }: LoginTarget,
  options: CommonLoginOptions,
  { scopes, generation }: { scopes: readonly string[] | undefined; generation: Generation | undefined },
  fetch: PlainFetch,
): Promise<void> {
  const own = scopes?.filter(isPlatformScope)
  const known = restrictingScopes(own).length - unknownScopes(own).length
  const unknown = [...unknownScopes(own), ...permissionLikeScopes(scopes)]
  if (unknown.length === 0 || (generation ?? (await generationAt(baseURL, fetch))) === '0.6') return
  const names = unknown.join(' and ')
  const effect =
    known === 0 ? 'the token may do whatever its owner may' : 'the other scopes alone restrict the token'
  warningOf(options)(
    `The platform is not known to have the scope ${names}, and passes over such scopes: ${effect}.`,
  )
}

async function generationAt(baseURL: string, fetch: PlainFetch): Promise<Generation | undefined> {
  return (await identifyPlatform(baseURL, () => askRelease(baseURL, fetch))).generation
}

/** How long the platform is asked for its release, in ms. */
const RELEASE_TIMEOUT = 5_000

async function askRelease(baseURL: string, fetch: PlainFetch): Promise<unknown> {
  const response = await fetch(`${withoutTrailingSlashes(baseURL)}${RELEASE_PATH}`, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(RELEASE_TIMEOUT),
  })
  return parseJson(await response.text())
}

/** What is told about surprises. */
export function warningOf({ warn }: ContextOptions): (message: string) => void {
  return warn ?? ((message) => process.emitWarning(message))
}

/** The environment variable whose token is used in place of a stored one. */
export function overridingVariable(environment: Environment): string | undefined {
  const variable =
    findVariable(environment, 'ACCESS_TOKEN') ?? findVariable(environment, 'WORKLOAD_IDENTITY_TOKEN_FILE')
  return variable?.name
}

/** Room that tokens may need in the file, in bytes. */
const ROOM_FOR_TOKENS = 64 * 1024

function contextOf({ contextName }: ContextOptions, environment: Environment): string | undefined {
  return contextName ?? readVariable(environment, 'CURRENT_CONTEXT')
}

/** The environment may lead to another platform than the context's; its tokens would then be stored for that one. */
function warnOfOtherPlatform(
  options: CommonLoginOptions,
  config: { contextName: string; baseURL: string; clusterURL: string | undefined },
): void {
  const { contextName, baseURL, clusterURL } = config
  if (options.baseURL !== undefined || clusterURL === undefined) return
  const [login, stored] = [new URL(baseURL).origin, new URL(clusterURL).origin]
  if (login === stored) return
  warningOf(options)(
    `The login is at ${login}, which the environment names, but the context '${contextName}' belongs to ${stored}`,
  )
}
