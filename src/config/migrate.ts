/** Copies the config file of NeMo Platform to where the tools of NeMo Helix look for theirs. */

import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ConfigError } from '../errors/index.ts'
import { NEMO_HELIX, NEMO_PLATFORM, type ProductNames } from '../generations.ts'
import { processEnvironment } from '../process-facts.ts'
import { createConfig, setOption } from '../remedies/index.ts'
import type { ContextFileOptions } from './contexts.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { loadConfigFileAsync } from './load.ts'
import { withLocks } from './lock.ts'
import { defaultConfigPath, refreshLockPaths, writeLockPath } from './paths.ts'
import { assertRegularFile } from './read-file.ts'
import { replaceFile } from './replace-file.ts'
import { explained, lockOptions } from './update.ts'

/** What was copied. */
export interface MigratedConfig {
  /** The file of NeMo Platform, which stays as it is. */
  from: string
  /** The file of NeMo Helix, which is read from now on. */
  to: string
  /** Contexts with a refresh token, which both files hold now. */
  sharedLogins: string[]
}

/**
 * Copies the config file of NeMo Platform (`~/.config/nmp`) to the place of that of NeMo Helix (`~/.config/nhx`), as it is, with its
 * logins. The old file stays. Many identity providers take each refresh token once: whichever file is used next gets the new
 * one, and the login in the other has run out.
 *
 * @throws ConfigError if there is nothing to copy, the copy would replace a file, or a file cannot be read or written.
 */
export async function migrateConfig(
  options: Omit<ContextFileOptions, 'configPath'> = {},
): Promise<MigratedConfig> {
  const environment = options.environment ?? processEnvironment
  const from = placeOf(NEMO_PLATFORM, environment)
  const to = targetOf(from, environment)
  assertRegularFile(from)
  assertRegularFile(to)
  const lock = lockOptions(options)
  return explained(to, async () => {
    const before = await loadConfigFileAsync({ path: from, required: true })
    // What cannot be done leaves nothing behind, no folder and no lock.
    if (before.state !== 'present') throw nothingToCopy(from)
    if (existsSync(to)) throw alreadyThere(to)
    const contexts = before.file.contexts.map(({ name }) => name)
    // A refresh that is under way would leave the copy with a token that is spent.
    const locks = [
      ...contexts.flatMap((name) => refreshLockPaths(from, name)),
      writeLockPath(from),
      writeLockPath(to),
    ]
    return withLocks(locks, lock, async () => {
      const loaded = await loadConfigFileAsync({ path: from, required: true })
      if (loaded.state !== 'present') throw nothingToCopy(from)
      const isFree = () => !existsSync(to)
      if (!isFree() || !(await replaceFile(to, loaded.text, isFree))) throw alreadyThere(to)
      const { users } = loaded.file
      const refreshed = new Set(
        users.filter((user) => user.type === 'oauth' && user.refresh_token).map(({ name }) => name),
      )
      const sharedLogins = loaded.file.contexts
        .filter(({ user }) => refreshed.has(user))
        .map(({ name }) => name)
      return { from, to, sharedLogins }
    })
  })
}

/** Where a product's tools have their file in this environment. */
function placeOf(product: ProductNames, environment: Environment): string {
  const named = readEnvironment(environment, `${product.environmentPrefix}CONFIG_FILE`)
  return named ?? defaultConfigPath(product, environment)
}

/**
 * Where the copy goes. In a folder of configs in which NeMo Helix has no folder yet (`XDG_CONFIG_HOME`), some of its tools look, and
 * others do only once there is one: beside the old file, all of them find it.
 */
function targetOf(from: string, environment: Environment): string {
  const usual = placeOf(NEMO_HELIX, environment)
  const isNamed = usual !== defaultConfigPath(NEMO_HELIX, environment)
  if (isNamed || from !== defaultConfigPath(NEMO_PLATFORM, environment) || existsSync(dirname(usual)))
    return usual
  return join(dirname(dirname(from)), NEMO_HELIX.folder, basename(usual))
}

function nothingToCopy(path: string): ConfigError {
  return new ConfigError('There is nothing in the file to copy.', {
    code: 'config/empty',
    path,
    remedies: [createConfig()],
  })
}

function alreadyThere(path: string): ConfigError {
  return new ConfigError('The file is there already, and is not replaced.', {
    code: 'config/already-exists',
    path,
    remedies: [
      { text: 'See what is in it', command: 'nemo config view --all-contexts' },
      setOption('configPath', 'Move it away to have the other one copied, or name a file by hand'),
    ],
  })
}
