/**
 * The config file that this package shares with the Python tools: found, read, resolved, changed and locked.
 * Must send nothing and show no token. It is also the entry point `nemo-platform/config`.
 */

import '../supported-node.ts'

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
export { type LoadConfigOptions, type LoadedConfigFile, loadConfig } from './load.ts'
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
