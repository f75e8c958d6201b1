/** Contexts of the config file as a whole: which one is current, other names, and an end of them. */

import { ConfigError, InvalidArgumentError } from '../errors/index.ts'
import type { Document } from '../inlined/yaml.ts'
import { processEnvironment } from '../process-facts.ts'
import { logInAt } from '../remedies/index.ts'
import { deleteEntry, renameEntry, setCurrent } from './edit.ts'
import { loadConfigFileAsync } from './load.ts'
import { withLocks } from './lock.ts'
import { type ConfigPath, findConfigPath, refreshLockPaths } from './paths.ts'
import { assertRegularFile } from './read-file.ts'
import { unknownContext } from './unknown-context.ts'
import { explained, lockOptions, rewrite, type UpdateConfigOptions, withContextLocks } from './update.ts'

/** Which config file to change, and how long to wait for its locks. */
export type ContextFileOptions = Pick<
  UpdateConfigOptions,
  'configPath' | 'environment' | 'lockTimeout' | 'warn'
>

/** What the end of a context took along. */
export interface DeletedContext {
  /** Whether it was the current one: then there is none until another is chosen. */
  wasCurrent: boolean
  /** Clusters that no context named any more, and that were taken away. */
  prunedClusters: string[]
  /** Users that no context named any more, and that were taken away with their tokens. */
  prunedUsers: string[]
}

/**
 * Makes a context the current one.
 *
 * @throws ConfigError if there is no such context, or the file cannot be read or written.
 */
export async function useContext(contextName: string, options: ContextFileOptions = {}): Promise<void> {
  await changeContext(contextName, options, (document) => setCurrent(document, contextName))
}

/**
 * Gives a context another name. Cluster, user and tokens stay; the current context stays current.
 *
 * @throws ConfigError if there is no such context, InvalidArgumentError if the new name is taken.
 */
export async function renameContext(
  contextName: string,
  newName: string,
  options: ContextFileOptions = {},
): Promise<void> {
  if (typeof newName !== 'string' || newName.trim() === '' || /[\p{Cc}\u2028\u2029\ufeff]/u.test(newName)) {
    throw new InvalidArgumentError('newName', 'must be one line of text')
  }
  if (newName === contextName) throw new InvalidArgumentError('newName', 'is the name that it has')
  await changeContext(
    contextName,
    options,
    (document) => renameEntry(document, contextName, newName),
    newName,
  )
}

/**
 * Takes a context out of the file.
 *
 * @param options - `pruneOrphans`: also the cluster and the user, with their tokens, that no other context names.
 * @throws ConfigError if there is no such context, or the file cannot be read or written.
 */
export async function deleteContext(
  contextName: string,
  options: ContextFileOptions & { pruneOrphans?: boolean | undefined } = {},
): Promise<DeletedContext> {
  const { pruneOrphans = false, ...fileOptions } = options
  return changeContext(contextName, fileOptions, (document) =>
    deleteEntry(document, contextName, { pruneOrphans }),
  )
}

async function changeContext<Result>(
  contextName: string,
  options: ContextFileOptions,
  edit: (document: Document) => Result,
  newName?: string,
): Promise<Result> {
  const location = findConfigPath(options.configPath, options.environment ?? processEnvironment)
  assertRegularFile(location.path)
  const lock = lockOptions(options)
  const change = () =>
    rewrite(location, lock, (document) => {
      const names = namesOf(document)
      if (!names.includes(contextName)) throw unknownContext(contextName, asNamed(names), location.path)
      if (newName !== undefined && names.includes(newName))
        throw new InvalidArgumentError('newName', `is taken: there is a context '${newName}' already`)
      return edit(document)
    })
  return explained(location.path, async () => {
    await assertContext(location, contextName)
    return withContextLocks(location, contextName, lock, () =>
      // Who refreshes under the new name has to wait as well.
      newName === undefined ? change() : withLocks(refreshLockPaths(location.path, newName), lock, change),
    )
  })
}

/** Without the context there is nothing to lock. */
async function assertContext(location: ConfigPath, contextName: string): Promise<void> {
  const loaded = await loadConfigFileAsync(location)
  if (loaded.state === 'empty') {
    throw new ConfigError('The file is empty.', {
      code: 'config/empty',
      path: location.path,
      remedies: [logInAt('Write it anew')],
    })
  }
  const contexts = loaded.state === 'present' ? loaded.file.contexts : []
  if (!contexts.some(({ name }) => name === contextName))
    throw unknownContext(contextName, contexts, location.path)
}

function namesOf(document: Document): string[] {
  const { contexts } = (document.toJS() ?? {}) as { contexts?: { name?: unknown }[] }
  return (contexts ?? []).map((context) => String(context?.name))
}

function asNamed(names: readonly string[]) {
  return names.map((name) => ({ name }))
}
