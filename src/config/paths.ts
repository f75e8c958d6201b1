/** Where the config file is. The rules are the Python tools', on every operating system. */

import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, sep } from 'node:path'

/** Environment variables; injectable for tests. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A config path, and whether its file has to exist. */
export interface ConfigPath {
  readonly path: string
  /** True where argument or environment asked for this very file. */
  readonly required: boolean
}

/** An environment variable; empty counts as not set. */
export function readEnvironment(environment: Environment, name: string): string | undefined {
  return environment[name] || undefined
}

/**
 * Finds the config file:
 * 1. the argument,
 * 2. `NMP_CONFIG_FILE`,
 * 3. `$XDG_CONFIG_HOME/nmp/config.yaml`, if that folder exists,
 * 4. `~/.config/nmp/config.yaml`.
 */
export function findConfigPath(argument: string | undefined, environment: Environment): ConfigPath {
  if (argument !== undefined) return { path: argument, required: true }
  // Set but empty, it chooses no path, yet still makes a missing file an error.
  const required = environment['NMP_CONFIG_FILE'] !== undefined
  const file = readEnvironment(environment, 'NMP_CONFIG_FILE')
  if (file !== undefined) return { path: file, required }
  const xdg = readEnvironment(environment, 'XDG_CONFIG_HOME')
  if (xdg !== undefined && existsSync(join(xdg, 'nmp')))
    return { path: join(xdg, 'nmp', 'config.yaml'), required }
  return {
    path: join(readEnvironment(environment, 'HOME') ?? homedir(), '.config', 'nmp', 'config.yaml'),
    required,
  }
}

/** The lock file that Python takes too while it refreshes the token of a context. */
export function refreshLockPath(configPath: string, contextName: string): string {
  const separators = sep === '/' ? /\//g : /[/\\]/g
  return join(
    dirname(configPath),
    `${basename(configPath)}.${contextName.replace(separators, '_')}.oauth-refresh.lock`,
  )
}
