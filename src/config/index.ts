/**
 * The config file that this package shares with the Python tools: found, read, resolved, changed and locked.
 * Must send nothing and show no token, and imports only jwt, errors and remedies.
 * May be imported by auth, runtime, mock, testing and cli; it is also the entry point `nemo-platform/config`.
 */

import '../supported-node.ts'
import { processEnvironment } from '../process-facts.ts'
import type { Environment } from './environment.ts'
import { type LoadedConfig, loadConfigFile } from './load.ts'
import { findConfigPath } from './paths.ts'
import type { ConfigFile } from './schema.ts'

export { ConfigError } from '../errors/index.ts'
export {
  type ContextFileOptions,
  type DeletedContext,
  deleteContext,
  renameContext,
  useContext,
} from './contexts.ts'
export type { ConfigChanges } from './edit.ts'
export type { Environment } from './environment.ts'
export { type MigratedConfig, migrateConfig } from './migrate.ts'
export type { ConfigPath } from './paths.ts'
export {
  type Credentials,
  type ResolvedConfig,
  type ResolveOptions,
  resolveConfig,
  type StoredTokens,
} from './resolve.ts'
export type {
  Cluster,
  ConfigFile,
  ContextDefinition,
  LocalServices,
  NoAuthUser,
  OAuthUser,
  Preferences,
  User,
} from './schema.ts'
export { type UpdateConfigOptions, type UpdatedConfig, updateConfig } from './update.ts'

/** Which config file to read. */
export interface LoadConfigOptions {
  /** The config file. @default the file that the constructor of the client would read */
  configPath?: string | undefined
  /** Whether a file that argument or environment name has to be there. @default true */
  mustExist?: boolean | undefined
  /** Environment variables. @default process.env */
  environment?: Environment | undefined
}

/** A config file as it stands, with defaults filled in and old users migrated in memory. */
export interface LoadedConfigFile {
  /** Where it is, or would be. */
  path: string
  /** Whether there is such a file with something in it. */
  exists: boolean
  /** What it holds, **tokens included**; empty lists where it does not exist. */
  file: ConfigFile
}

/**
 * Reads the config file as it stands, without looking at environment overrides.
 *
 * @throws ConfigError if it is broken, or missing though argument or environment name it.
 */
export function loadConfig(options: LoadConfigOptions = {}): LoadedConfigFile {
  const found = findConfigPath(options.configPath, options.environment ?? processEnvironment)
  const loaded: LoadedConfig = loadConfigFile({
    ...found,
    required: found.required && options.mustExist !== false,
  })
  const { path } = loaded
  if (loaded.state === 'present') return { path, exists: true, file: loaded.file }
  return { path, exists: false, file: { clusters: [], users: [], contexts: [], telemetry_enabled: true } }
}
