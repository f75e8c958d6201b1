/** Options of the client, and what they are when left out. */

import { environment } from '#runtime/runtime'
import { ConfigError, InvalidArgumentError } from '../errors/index.ts'
import { isLogLevel, Log, type Logger, type LogLevel } from '../http/log.ts'
import { mergeHeaders } from '../http/request/headers.ts'
import type { Hooks } from '../http/request/hooks.ts'
import { encodeQuery, holdsNames, type Query } from '../http/request/query.ts'
import { checkMaxRetries, checkTimeout, type HeadersInput } from '../http/request/request-options.ts'
import type { Fetch } from '../http/transport/fetch-transport.ts'
import { tokenProblem } from '../jwt/token-problem.ts'
import type { AccessToken, ConnectionOptions } from '../runtime/connection.ts'

/**
 * How a client finds its platform, proves who it is, and sends. All of it is optional. Each variable `NHX_…` that is named here is
 * read as `NMP_…` too, the name that it has at NeMo Platform 0.6; where both are set, `NHX_…` wins.
 */
export interface ClientOptions {
  /**
   * URL of the platform. Without `configPath` and `contextName` it makes the client direct: neither config file nor environment decide
   * on workspace and token. What is read from the environment all the same are `NHX_WORKLOAD_IDENTITY_TOKEN_FILE` (which, without
   * an `accessToken`, opens the context at this URL), `NHX_CLIENT_SSL_CERT_FILE`, the proxy variables and `NEMO_PLATFORM_LOG`.
   * @default the active context's; without a config file `http://localhost:8080`
   */
  baseURL?: string | undefined
  /** Workspace of calls that name none. @default `NHX_WORKSPACE`, else the context's */
  workspace?: string | undefined
  /**
   * The config file.
   * @default `NHX_CONFIG_FILE`, else `nhx/config.yaml`, else `nmp/config.yaml`, each in `$XDG_CONFIG_HOME` if the folder
   *   exists there, else in `~/.config`
   */
  configPath?: string | undefined
  /** The context to use. @default `NHX_CURRENT_CONTEXT`, else the file's current one */
  contextName?: string | undefined
  /**
   * A token, or a function that gives one: it is asked again when the token ends or is refused. Such a token is never
   * stored. @default `NHX_ACCESS_TOKEN`, else workload identity, else the context's user
   */
  accessToken?: AccessToken | undefined
  /** Longest wait for the headers of one attempt, and then the longest silence of a body, in ms. @default 60000 */
  timeout?: number | undefined
  /**
   * Longest time of a whole call in ms, all attempts and waits included. It ends with the answer: a stream or an unread body that
   * has begun is not limited by it. @default none
   */
  deadline?: number | undefined
  /** How often a failed attempt is repeated. @default 2 */
  maxRetries?: number | undefined
  /** Headers of every request. */
  defaultHeaders?: HeadersInput | undefined
  /** Query parameters of every request. */
  defaultQuery?: Query | undefined
  /**
   * Path of a PEM file: the certificates to trust in place of the system's.
   * @default `NHX_CLIENT_SSL_CERT_FILE`, else `NHX_CERTIFICATE_AUTHORITY`, else the cluster's
   */
  certificateAuthority?: string | undefined
  /**
   * Connections at a time; further calls wait for one. Under Node only, and only without a `fetch` of your own. @default 256
   */
  maxConnections?: number | undefined
  /** What sends the requests, in place of the built-in transport. It is called with the URL as text, and all else beside it. */
  fetch?: Fetch | undefined
  /** Called before each attempt. Headers that it returns go with it, for instance `traceparent`. */
  onRequest?: Hooks['onRequest']
  /** Called after each attempt, with its status or error and its duration. */
  onResponse?: Hooks['onResponse']
  /** Where log lines go. @default console */
  logger?: Logger | undefined
  /** How much is logged; never credentials or bodies. @default `NEMO_PLATFORM_LOG`, else 'warn' */
  logLevel?: LogLevel | undefined
  /**
   * Compare every JSON answer with the description of the API, which is loaded for it: what contradicts it is an
   * `APIResponseValidationError`. Fields and values that a newer server adds are fine. @default false
   */
  strict?: boolean | undefined
}

/** Options that are checked and have their defaults. */
export interface ResolvedOptions {
  readonly connection: ConnectionOptions
  readonly timeout: number
  readonly deadline: number | undefined
  readonly maxRetries: number
  readonly hooks: Hooks
  /** Names in small letters; null takes a header away. */
  readonly defaultHeaders: Readonly<Record<string, string | null>>
  readonly defaultQuery: Query
  readonly log: Log
  readonly strict: boolean
}

const DEFAULT_TIMEOUT = 60_000
const DEFAULT_MAX_RETRIES = 2

const NAMES = new Set([
  'baseURL',
  'workspace',
  'configPath',
  'contextName',
  'accessToken',
  'timeout',
  'deadline',
  'maxRetries',
  'defaultHeaders',
  'defaultQuery',
  'certificateAuthority',
  'maxConnections',
  'fetch',
  'onRequest',
  'onResponse',
  'logger',
  'logLevel',
  'strict',
] satisfies (keyof ClientOptions)[])

/**
 * Checks the options of a client and fills in defaults.
 *
 * @throws ConfigError that names the option.
 */
export function resolveOptions(options: ClientOptions): ResolvedOptions {
  if (typeof options !== 'object' || options === null) throw bad('options', 'must be an object')
  for (const name of Object.keys(options)) {
    if (!NAMES.has(name as keyof ClientOptions))
      throw bad(name, `is no option of the client: ${hintFor(name)}`)
  }
  for (const name of ['baseURL', 'workspace', 'configPath', 'contextName', 'certificateAuthority'] as const) {
    const value: unknown = options[name]
    if (value === undefined) continue
    if (typeof value !== 'string')
      throw bad(name, `must be text, not ${value === null ? 'null' : typeof value}`)
    if (value === '') throw bad(name, 'must not be empty')
  }
  const { deadline, maxConnections, onRequest, onResponse } = options
  const { accessToken, fetch, logger, logLevel, defaultHeaders, defaultQuery } = options
  const { timeout = DEFAULT_TIMEOUT, maxRetries = DEFAULT_MAX_RETRIES, strict = false } = options
  checkAccessToken(accessToken)
  for (const [name, value] of Object.entries({ fetch, onRequest, onResponse })) {
    if (value !== undefined && typeof value !== 'function') throw bad(name, 'must be a function')
  }
  if (maxConnections !== undefined && !(Number.isInteger(maxConnections) && maxConnections > 0))
    throw bad('maxConnections', 'must be a whole number from 1 on')
  if (logger !== undefined && !isLogger(logger))
    throw bad('logger', 'must have the methods error, warn, info and debug')
  if (logLevel !== undefined && !isLogLevel(logLevel))
    throw bad('logLevel', 'must be off, error, warn, info or debug')
  if (typeof strict !== 'boolean') throw bad('strict', 'must be true or false')
  return {
    connection: options,
    timeout: asOption('timeout', () => checkTimeout(timeout)),
    deadline:
      deadline === undefined ? undefined : asOption('deadline', () => checkTimeout(deadline, 'deadline')),
    hooks: { onRequest, onResponse },
    maxRetries: asOption('maxRetries', () => checkMaxRetries(maxRetries)),
    defaultHeaders: readDefaultHeaders(defaultHeaders),
    defaultQuery: readDefaultQuery(defaultQuery),
    log: new Log(logger ?? console, logLevel ?? levelFromEnvironment() ?? 'warn'),
    strict,
  }
}

/**
 * Checks default headers and writes their names in small letters.
 *
 * @throws ConfigError for anything that HTTP cannot send.
 */
export function readDefaultHeaders(headers: HeadersInput | undefined): Record<string, string | null> {
  if (headers === undefined) return {}
  if (typeof headers !== 'object' || headers === null) throw bad('defaultHeaders', 'must be an object')
  const entries: unknown[] = Symbol.iterator in headers ? [...headers] : Object.entries(headers)
  return Object.fromEntries(
    entries.map((entry) => {
      if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string') {
        throw bad('defaultHeaders', 'must be pairs of name and value')
      }
      const [name, value] = entry as [string, string | null | undefined]
      asOption('defaultHeaders', () => mergeHeaders({}, { [name]: value }))
      return [name.toLowerCase(), value ?? null]
    }),
  )
}

/**
 * Checks a default query.
 *
 * @throws ConfigError for anything that cannot be written into a query.
 */
export function readDefaultQuery(query: Query | undefined): Query {
  if (query === undefined) return {}
  if (!holdsNames(query)) throw bad('defaultQuery', 'must be an object of names and values')
  asOption('defaultQuery', () => encodeQuery(query))
  return { ...query }
}

function bad(name: string, problem: string): ConfigError {
  return new ConfigError(`${problem}.`, {
    code: 'config/invalid-option',
    key: name,
    remedies: [{ text: 'See the options of the client', call: 'new NeMoPlatform({ … })' }],
  })
}

function hintFor(name: string): string {
  const plain = name.toLowerCase().replaceAll('_', '')
  const similar = [...NAMES].find((candidate) => candidate.toLowerCase() === plain)
  return similar === undefined ? `those are ${[...NAMES].join(', ')}` : `did you mean \`${similar}\`?`
}

function checkAccessToken(accessToken: unknown): void {
  if (accessToken === undefined || typeof accessToken === 'function') return
  if (typeof accessToken !== 'string')
    throw bad('accessToken', 'must be text or a function that returns text')
  const problem = tokenProblem(accessToken)
  if (problem !== undefined) throw bad('accessToken', problem)
}

function isLogger(logger: unknown): logger is Logger {
  if (typeof logger !== 'object' || logger === null) return false
  const methods = logger as Partial<Record<keyof Logger, unknown>>
  return (['error', 'warn', 'info', 'debug'] as const).every((name) => typeof methods[name] === 'function')
}

function asOption<Value>(name: string, check: () => Value): Value {
  try {
    return check()
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error
    throw bad(name, error.argument === name ? error.fault : `is wrong: ${error.problem}`)
  }
}

function levelFromEnvironment(): LogLevel | undefined {
  const level = environment['NEMO_PLATFORM_LOG']?.toLowerCase()
  return isLogLevel(level) ? level : undefined
}
