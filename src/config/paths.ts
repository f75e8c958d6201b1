/** Where the config file is. The rules are the Python tools', on every operating system. */

import { existsSync, readlinkSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { ConfigError } from '../errors/index.ts'
import { NEMO_HELIX, NEMO_PLATFORM, PRODUCTS, type ProductNames, variableNames } from '../generations.ts'
import { isPermitted, processEnvironment } from '../process-facts.ts'
import { allowInDeno, setOption } from '../remedies/index.ts'
import { type Environment, readEnvironment, readVariable } from './environment.ts'

/** A config path, and whether its file has to exist. */
export interface ConfigPath {
  readonly path: string
  /** True where argument or environment asked for this very file. */
  readonly required: boolean
}

/**
 * Finds the config file:
 * 1. the argument,
 * 2. the variable `NHX_CONFIG_FILE`, then `NMP_CONFIG_FILE`,
 * 3. the file in the default place of NeMo Helix ({@link defaultConfigPath}), if there is one,
 * 4. that in the place of NeMo Platform, if there is one.
 *
 * Without a file, it is the place of the first product that has a folder, else that of NeMo Helix.
 *
 * @throws ConfigError if only a default place is left, and nobody knows where the home folder is.
 */
export function findConfigPath(argument: string | undefined, environment: Environment): ConfigPath {
  if (argument !== undefined) return { path: argument, required: true }
  // Set but empty, it chooses no path, yet still makes a missing file an error.
  const required = variableNames('CONFIG_FILE').some((name) => environment[name] !== undefined)
  const named = readVariable(environment, 'CONFIG_FILE')
  if (named !== undefined) return { path: named, required }
  const places = PRODUCTS.map((product) => defaultConfigPath(product, environment))
  const path =
    places.find((place) => mayExist(place)) ??
    places.find((place) => mayExist(dirname(place))) ??
    defaultConfigPath(NEMO_HELIX, environment)
  return { path, required }
}

/**
 * Where the tools of a product look for the config file if nothing names another: `$XDG_CONFIG_HOME/nhx/config.yaml` if that
 * folder exists, else `~/.config/nhx/config.yaml`.
 *
 * @throws ConfigError if only the latter is left, and nobody knows where the home folder is.
 */
export function defaultConfigPath({ folder }: ProductNames, environment: Environment): string {
  const xdg = readEnvironment(environment, 'XDG_CONFIG_HOME')
  if (xdg !== undefined && mayExist(join(xdg, folder))) return join(xdg, folder, 'config.yaml')
  const home = homeFolder(environment)
  if (home === undefined) throw noHome()
  return join(home, '.config', folder, 'config.yaml')
}

/** Whether neither argument nor environment say where the config file is. */
export function isDefaultPlace(argument: string | undefined, environment: Environment): boolean {
  return argument === undefined && readVariable(environment, 'CONFIG_FILE') === undefined
}

/**
 * The file that a path leads to: symbolic links are followed, also to a file that does not exist yet. What belongs to the
 * file, not to a name of it, goes by this path.
 */
export function realConfigPath(path: string): string {
  return followLinks(path, MOST_LINKS)
}

/**
 * The lock files of a context, of its refresh and of every write of its token: that of the file itself, and where the
 * given path is another, that beside the given path, which a Python program with the same path takes.
 */
export function refreshLockPaths(configPath: string, contextName: string): string[] {
  const paths = [realConfigPath(configPath), configPath].map((path) => refreshLockPath(path, contextName))
  return [...new Set(paths.map(inRealFolder))]
}

/** The lock of every write of the file. */
export function writeLockPath(configPath: string): string {
  return `${realConfigPath(configPath)}.write.lock`
}

/**
 * Where a program keeps what it has to remember if it must not write beside the config; undefined where there is no home.
 * Like locks it is the process's own, whatever environment a config is resolved with.
 *
 * @param product - Whose folder. What programs of this package share stays where its first release had it.
 */
export function stateFolder({ folder }: ProductNames = NEMO_PLATFORM): string | undefined {
  const state = readEnvironment(processEnvironment, 'XDG_STATE_HOME')
  if (state !== undefined) return join(state, folder)
  const home = homeFolder(processEnvironment)
  return home === undefined ? undefined : join(home, '.local', 'state', folder)
}

/** As many as Linux follows. */
const MOST_LINKS = 40

function followLinks(path: string, links: number): string {
  try {
    return realpathSync(path)
  } catch {
    const named = inRealFolder(path)
    const target = linkTarget(named)
    return target === undefined || links === 0 ? named : followLinks(target, links - 1)
  }
}

/** What a symbolic link names, whether it exists or not; undefined for what is no link. */
function linkTarget(path: string): string | undefined {
  try {
    return resolve(dirname(path), readlinkSync(path))
  } catch {
    return undefined
  }
}

function inRealFolder(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path))
  } catch {
    return resolve(path)
  }
}

/** Undefined for a user who has neither `HOME` nor an entry in the list of users, as in some containers. */
function homeFolder(environment: Environment): string | undefined {
  const home = readEnvironment(environment, 'HOME')
  if (home !== undefined) return home
  try {
    return isPermitted({ name: 'sys', kind: 'homedir' }) ? homedir() : undefined
  } catch {
    return undefined
  }
}

/** Whether something is there, or nobody may look: who reads it will be told why not. */
function mayExist(path: string): boolean {
  try {
    return existsSync(path)
  } catch {
    return true
  }
}

function noHome(): ConfigError {
  const isHidden = !isPermitted({ name: 'env', variable: 'HOME' })
  const reason = isHidden
    ? 'HOME may not be read (--allow-env is missing)'
    : 'HOME is not set, and the system does not know the user'
  const remedies = [
    ...(isHidden ? [allowInDeno('--allow-env --allow-read')] : []),
    setOption('configPath', 'Name the config file'),
    setOption('baseURL', 'Or name the platform, and pass a token'),
  ]
  return new ConfigError(`There is no home folder to look for the config file in: ${reason}.`, {
    code: 'config/no-home',
    remedies,
  })
}

/** The lock file beside a path that Python takes too while it refreshes the token of a context. */
export function refreshLockPath(configPath: string, contextName: string): string {
  const separators = sep === '/' ? /\//g : /[/\\]/g
  return join(
    dirname(configPath),
    `${basename(configPath)}.${contextName.replace(separators, '_')}.oauth-refresh.lock`,
  )
}
