/** Decides which platform, context and credentials a client uses: argument over environment over file over default. */

import { ConfigError } from '../errors/index.ts'
import { processEnvironment } from '../process-facts.ts'
import { logIn, logInAt, setOption } from '../remedies/index.ts'
import { checkBaseURL } from './base-url.ts'
import { findContradictions } from './contradictions.ts'
import {
  type Environment,
  findVariable,
  namesOf,
  readEnvironment,
  readVariable,
  type Variable,
  type VariableName,
} from './environment.ts'
import { type LoadedConfig, loadConfigFile } from './load.ts'
import { type ConfigPath, findConfigPath } from './paths.ts'
import {
  type Cluster,
  type ContextDefinition,
  OUTPUT_FORMATS,
  type Preferences,
  TIMESTAMP_FORMATS,
  type User,
} from './schema.ts'
import { readFlag } from './shape.ts'
import { usableToken } from './token-text.ts'
import { unknownContext } from './unknown-context.ts'

const DEFAULT_BASE_URL = 'http://localhost:8080'
const DEFAULT_CONTEXT = 'default'
const DEFAULT_WORKSPACE = 'default'

/** What a caller may decide; everything else comes from environment and file. */
export interface ResolveOptions {
  /** The config file. */
  configPath?: string | undefined
  /** The context; an unknown name is an error. */
  contextName?: string | undefined
  /** The platform, in place of the context's cluster. */
  baseURL?: string | undefined
  /** A token to use in place of the user's. */
  accessToken?: string | undefined
  /** Whether the caller has a token of another kind, so that none is wanted from the file. */
  bringsToken?: boolean | undefined
  /** The workspace. */
  workspace?: string | undefined
  /** Environment variables. @default process.env */
  environment?: Environment | undefined
}

/** Tokens of a user. They show up in no log and no `inspect`. */
export class StoredTokens {
  readonly #accessToken: string
  readonly #refreshToken: string | undefined
  /** When the access token ends by what came with it, in ms since 1970; its own word counts more. */
  readonly endsAt: number | undefined

  constructor(accessToken: string, refreshToken?: string | undefined, endsAt?: number | undefined) {
    this.#accessToken = accessToken
    this.#refreshToken = refreshToken
    this.endsAt = endsAt
  }

  /** The access token. */
  get accessToken(): string {
    return this.#accessToken
  }

  /** The refresh token, if there is one. */
  get refreshToken(): string | undefined {
    return this.#refreshToken
  }

  /** Whether both tokens are the same. */
  equals(other: StoredTokens | undefined): boolean {
    return this.#accessToken === other?.accessToken && this.#refreshToken === other.refreshToken
  }
}

/** Where the credentials of a context come from, and what they are. */
export type Credentials =
  | { readonly source: 'none' }
  | { readonly source: 'argument' | 'file'; readonly tokens: StoredTokens }
  | {
      readonly source: 'environment'
      readonly tokens: StoredTokens
      /** The variable that holds the token. */
      readonly variable: string
    }
  | {
      readonly source: 'workload-identity'
      readonly tokenFile: string
      /** The variable that names the file. */
      readonly variable: string
    }

/** A context with everything applied. */
export interface ResolvedConfig {
  /** The config file, and whether it was there. */
  readonly location: ConfigPath
  readonly exists: boolean
  readonly contextName: string
  readonly baseURL: string
  /** URL of the context's own cluster, where `baseURL` is not from there. */
  readonly clusterURL: string | undefined
  readonly workspace: string
  /** Path of a PEM file with the certificates to trust. */
  readonly certificateAuthority: string | undefined
  readonly credentials: Credentials
  readonly defaultModel: string | undefined
  /** Small model for quick tasks; falls back to the default model. */
  readonly fastModel: string | undefined
  readonly preferences: Preferences
  /** What environment and config files say twice, and not alike, in sentences for a warning; names only, no values. */
  readonly contradictions: readonly string[]
}

/**
 * Reads the config file and applies environment and arguments. Nothing is written and nothing is sent.
 *
 * @throws ConfigError for a bad file, a bad variable, or a context that is not there.
 */
export function resolveConfig(options: ResolveOptions = {}): ResolvedConfig {
  const environment = options.environment ?? processEnvironment
  const location = findConfigPath(options.configPath, environment)
  const overrides = readOverrides(options, environment)
  const required = location.required && !needsNoFile(options, environment, overrides)
  const loaded = loadConfigFile({ ...location, required })
  if (loaded.state === 'empty' && overrides.baseURL === undefined) throw emptyFile(loaded.path)
  const chosen = chooseContext(loaded, options.contextName, overrides)
  const { context, cluster, user } = chosen
  const defaultModel = overrides.defaultModel ?? nonEmpty(context?.default_model)
  const credentials = chooseCredentials(options, environment, user, loaded.path)
  const secret = variableOf(credentials, environment)
  if (secret !== undefined) assertOwnPlatform(secret, overrides, environment, cluster)
  return {
    location,
    exists: loaded.state !== 'missing',
    contextName: chosen.name,
    baseURL: overrides.baseURL?.url ?? cluster?.base_url ?? normalDefaultURL(),
    clusterURL: overrides.baseURL === undefined ? undefined : cluster?.base_url,
    workspace: options.workspace ?? overrides.workspace ?? context?.workspace ?? DEFAULT_WORKSPACE,
    certificateAuthority: overrides.certificateAuthority ?? nonEmpty(cluster?.certificate_authority),
    credentials,
    defaultModel,
    fastModel: overrides.fastModel ?? nonEmpty(context?.fast_model) ?? defaultModel,
    preferences: { ...DEFAULT_PREFERENCES, ...context?.preferences, ...overrides.preferences },
    contradictions: findContradictions(loaded, options.configPath, environment),
  }
}

/**
 * Makes sure that the secret of a variable, which is to go to the platform or to whom that names, may go there.
 *
 * @throws ConfigError if the platform may be another one than the secret is for, and as {@link resolveConfig} does.
 */
export function assertOwnSecret(secret: Variable, options: ResolveOptions): void {
  const environment = options.environment ?? processEnvironment
  const overrides = readOverrides(options, environment)
  const loaded = loadConfigFile({ ...findConfigPath(options.configPath, environment), required: false })
  const { cluster } = chooseContext(loaded, options.contextName, overrides)
  assertOwnPlatform(secret, overrides, environment, cluster)
}

/**
 * Tokens of a user in a loaded file, looked up anew: another process may have refreshed them.
 *
 * @throws ConfigError for a token that cannot be sent.
 */
export function tokensInFile(loaded: LoadedConfig, contextName: string): StoredTokens | undefined {
  if (loaded.state !== 'present') return undefined
  const context = loaded.file.contexts.find((candidate) => candidate.name === contextName)
  const userName = context?.user ?? `${contextName}-user`
  const user = loaded.file.users.find((candidate) => candidate.name === userName)
  return tokensOf(user, loaded.path)
}

/** Whether a file that the environment names may be missing: it would decide neither on the platform nor on the token. */
function needsNoFile(options: ResolveOptions, environment: Environment, { baseURL }: Overrides): boolean {
  if (options.configPath !== undefined || options.contextName !== undefined) return false
  const hasToken =
    options.accessToken !== undefined ||
    options.bringsToken === true ||
    TOKEN_VARIABLES.some((name) => findVariable(environment, name) !== undefined)
  return baseURL !== undefined && hasToken
}

/** The variables that hold a token or lead to one. */
const TOKEN_VARIABLES = ['ACCESS_TOKEN', 'WORKLOAD_IDENTITY_TOKEN_FILE'] as const

const DEFAULT_PREFERENCES: Preferences = {
  output_format: 'table',
  timestamp_format: 'iso8601',
  truncate: true,
  color_output: true,
}

interface Overrides {
  /** In its normal form, and the variable that it comes from. */
  baseURL: { url: string; variable: Variable | undefined } | undefined
  workspace: string | undefined
  contextName: string | undefined
  /** Path of a PEM file. */
  certificateAuthority: string | undefined
  defaultModel: string | undefined
  fastModel: string | undefined
  preferences: Partial<Preferences>
}

function readOverrides(options: ResolveOptions, environment: Environment): Overrides {
  return {
    baseURL: readBaseURL(options.baseURL, environment),
    workspace: readVariable(environment, 'WORKSPACE'),
    contextName: readVariable(environment, 'CURRENT_CONTEXT'),
    certificateAuthority: readVariable(environment, 'CERTIFICATE_AUTHORITY'),
    defaultModel: readEnvironment(environment, 'NEMO_DEFAULT_MODEL'),
    fastModel: readEnvironment(environment, 'NEMO_FAST_MODEL'),
    preferences: readPreferences(environment),
  }
}

function readBaseURL(argument: string | undefined, environment: Environment): Overrides['baseURL'] {
  if (argument !== undefined) return { url: checkBaseURL('baseURL', argument), variable: undefined }
  const variable = findVariable(environment, 'BASE_URL')
  if (variable === undefined) return undefined
  return { url: checkBaseURL(variable.name, variable.value), variable }
}

function readPreferences(environment: Environment): Partial<Preferences> {
  const preferences: Partial<Preferences> = {}
  const choose = <Choice extends string>(
    name: VariableName,
    choices: readonly Choice[],
  ): Choice | undefined => {
    const variable = findVariable(environment, name)
    if (variable === undefined) return undefined
    const choice = choices.find((candidate) => candidate === variable.value)
    if (choice === undefined) throw badVariable(variable, `one of ${choices.join(', ')}`)
    return choice
  }
  const decide = (name: VariableName): boolean | undefined => {
    const variable = findVariable(environment, name)
    if (variable === undefined) return undefined
    const decision = readFlag(variable.value)
    if (decision === undefined) throw badVariable(variable, 'one of 1/0, true/false, yes/no, on/off')
    return decision
  }
  const outputFormat = choose('OUTPUT_FORMAT', OUTPUT_FORMATS)
  const timestampFormat = choose('TIMESTAMP_FORMAT', TIMESTAMP_FORMATS)
  const truncate = decide('TRUNCATE')
  const colorOutput = decide('COLOR_OUTPUT')
  if (outputFormat !== undefined) preferences.output_format = outputFormat
  if (timestampFormat !== undefined) preferences.timestamp_format = timestampFormat
  if (truncate !== undefined) preferences.truncate = truncate
  if (colorOutput !== undefined) preferences.color_output = colorOutput
  return preferences
}

function badVariable({ name, value }: Variable, expected: string): ConfigError {
  return new ConfigError(`is '${value}' in the environment, but must be ${expected}.`, {
    code: 'config/invalid-variable',
    key: name,
    remedies: [`Set it to one of those, or unset ${name}`],
  })
}

interface ChosenContext {
  name: string
  context: ContextDefinition | undefined
  cluster: Cluster | undefined
  user: User | undefined
}

function chooseContext(
  loaded: LoadedConfig,
  argument: string | undefined,
  overrides: Overrides,
): ChosenContext {
  const file = loaded.state === 'present' ? loaded.file : undefined
  const contexts = file?.contexts ?? []
  if (argument !== undefined && !contexts.some((context) => context.name === argument)) {
    throw unknownContext(argument, contexts, loaded.path)
  }
  if (contexts.length === 0) {
    // Without contexts, the user of that naming pattern still counts; the cluster's URL does not (as in Python).
    const name = overrides.contextName ?? DEFAULT_CONTEXT
    const cluster = file?.clusters.find((candidate) => candidate.name === `${name}-cluster`)
    const user = file?.users.find((candidate) => candidate.name === `${name}-user`)
    return {
      name,
      context: undefined,
      cluster: cluster && { ...cluster, base_url: normalDefaultURL() },
      user,
    }
  }
  const name = argument ?? overrides.contextName ?? nonEmpty(file?.current_context)
  const context = contexts.find((candidate) => candidate.name === name)
  if (context === undefined) throw unknownContext(name ?? 'None', contexts, loaded.path)
  return {
    name: context.name,
    context,
    cluster: file?.clusters.find((candidate) => candidate.name === context.cluster),
    user: file?.users.find((candidate) => candidate.name === context.user),
  }
}

/** 1. argument, 2. the variable `ACCESS_TOKEN`, 3. workload identity, 4. the context's user. */
function chooseCredentials(
  { accessToken, bringsToken }: ResolveOptions,
  environment: Environment,
  user: User | undefined,
  path: string,
): Credentials {
  if (accessToken !== undefined) return { source: 'argument', tokens: new StoredTokens(accessToken) }
  if (bringsToken === true) return { source: 'none' }
  const token = findVariable(environment, 'ACCESS_TOKEN')
  if (token !== undefined) {
    const remedy = { text: 'Set it anew, or unset it to use the stored login' }
    const usable = usableToken(token.value, { key: token.name, remedy })
    return { source: 'environment', tokens: new StoredTokens(usable), variable: token.name }
  }
  const tokenFile = findVariable(environment, 'WORKLOAD_IDENTITY_TOKEN_FILE')
  if (tokenFile !== undefined)
    return { source: 'workload-identity', tokenFile: tokenFile.value, variable: tokenFile.name }
  const tokens = tokensOf(user, path)
  return tokens === undefined ? { source: 'none' } : { source: 'file', tokens }
}

/** The variable that credentials come from. */
function variableOf(credentials: Credentials, environment: Environment): Variable | undefined {
  const isNamed = credentials.source === 'environment' || credentials.source === 'workload-identity'
  if (!isNamed) return undefined
  const set = TOKEN_VARIABLES.map((name) => findVariable(environment, name))
  return set.find((variable) => variable?.name === credentials.variable)
}

/**
 * A secret that comes from the variable of one product, and a URL from that of the other, may be for two platforms: the secret
 * goes where a variable of its own product leads or the context does, and nowhere else.
 */
function assertOwnPlatform(
  secret: Variable,
  { baseURL }: Overrides,
  environment: Environment,
  cluster: Cluster | undefined,
): void {
  const named = baseURL?.variable
  if (baseURL === undefined || named === undefined || secret.product === named.product) return
  const own = namesOf(secret.product, 'BASE_URL').flatMap((name) => {
    const url = readEnvironment(environment, name)
    return url === undefined ? [] : [checkBaseURL(name, url)]
  })
  const { origin } = new URL(baseURL.url)
  if ([...own, cluster?.base_url].some((url) => url !== undefined && new URL(url).origin === origin)) return
  const ownName = `${secret.product.environmentPrefix}BASE_URL`
  const what = bareName(secret) === 'OIDC_PASSWORD' ? 'password' : 'token'
  const problem = `holds a ${what}, and ${named.name} names a platform that neither ${ownName} nor the context does: it may be for another one.`
  throw new ConfigError(problem, {
    code: 'config/mixed-variables',
    key: secret.name,
    remedies: [
      { text: `Name the platform of the ${what} in ${ownName}, or unset ${secret.name}` },
      { text: `Or put the ${what} into ${named.product.environmentPrefix}${bareName(secret)}` },
    ],
  })
}

function bareName({ name, product }: Variable): string {
  return name.slice(product.environmentPrefix.length)
}

function tokensOf(user: User | undefined, path: string): StoredTokens | undefined {
  if (user?.type !== 'oauth') return undefined
  const token = usableToken(user.token, { key: `users.${user.name}.token`, path, remedy: logIn() })
  const { expires_at: expiresAt } = user
  const endsAt = typeof expiresAt === 'number' && Number.isFinite(expiresAt) ? expiresAt * 1000 : undefined
  return new StoredTokens(token, nonEmpty(user.refresh_token), endsAt)
}

function nonEmpty(value: string | null | undefined): string | undefined {
  return value || undefined
}

function normalDefaultURL(): string {
  return new URL(DEFAULT_BASE_URL).href
}

function emptyFile(path: string): ConfigError {
  return new ConfigError(
    'The file is empty and stays so: a writer was interrupted, or it never was written.',
    {
      code: 'config/empty',
      path,
      remedies: [
        logInAt('Write it anew'),
        setOption('baseURL', 'Delete it, or name the platform without it'),
      ],
    },
  )
}
