/** How a client reaches its platform: as whom, through what, and with which defaults. */

import type { Log } from '../http/log.ts'
import type { TokenSource } from '../http/token-source.ts'
import type { Fetch } from '../http/transport/fetch-transport.ts'
import type { Send } from '../http/transport/transport.ts'
import type { CheckResult } from '../types/index.ts'

/** What was found in or beside a config file; the diagnosis renders the remedies. */
export type ConfigCheck = Omit<CheckResult, 'remedies'>

/** A token, or a function that gives one. */
export type AccessToken = string | (() => string | Promise<string>)

/** What decides on a connection. */
export interface ConnectionOptions {
  readonly baseURL?: string | undefined
  readonly workspace?: string | undefined
  readonly configPath?: string | undefined
  readonly contextName?: string | undefined
  readonly accessToken?: AccessToken | undefined
  /** Path of a PEM file. */
  readonly certificateAuthority?: string | undefined
  readonly maxConnections?: number | undefined
  readonly fetch?: Fetch | undefined
}

/** An open connection. Nothing has been sent yet. */
export interface Connection {
  readonly baseURL: string
  readonly workspace: string | undefined
  /** Name of the context; undefined in direct mode. */
  readonly contextName: string | undefined
  readonly tokens: TokenSource | undefined
  /** What sends, at the time of the call. */
  readonly transport: () => Send
  /** The issuer of tokens that the platform trusts, if discovery has been asked already. */
  readonly trustedIssuer: () => string | undefined
  /** Looks at the config file and what lies beside it; undefined where none is in use. */
  readonly inspectConfig: (() => Promise<readonly ConfigCheck[]>) | undefined
  close(): void
}

/** Opens a connection; each platform has its own way. */
export type OpenConnection = (options: ConnectionOptions, log: Log) => Connection
