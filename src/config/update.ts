/** Writes the config file: under the locks, as a whole, and only what changes. */

import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { codeOf } from '../errors/error-code-of.ts'
import { ConfigError, InvalidArgumentError } from '../errors/index.ts'
import { loadYaml, loadZod } from '../inlined/index.ts'
import type { Document } from '../inlined/yaml.ts'
import { LARGEST_CONFIG } from '../limits.ts'
import { processEnvironment } from '../process-facts.ts'
import { checkWritable, findLockHolder, moveAway, setOption, takeOwnership } from '../remedies/index.ts'
import { normalizeBaseURL } from './base-url.ts'
import { applyChanges, type ConfigChanges } from './edit.ts'
import { type Environment, readVariable } from './environment.ts'
import { type LoadedConfig, loadConfigFileAsync } from './load.ts'
import { LOCK_TIMEOUT, LockError, type LockOptions, withLocks } from './lock.ts'
import { isMountedFile } from './mounted.ts'
import { type ConfigPath, findConfigPath, realConfigPath, refreshLockPaths, writeLockPath } from './paths.ts'
import { assertRegularFile, readConfigBytes } from './read-file.ts'
import { assertReplaceable, replaceFile, type StillValid } from './replace-file.ts'
import { OUTPUT_FORMATS, TIMESTAMP_FORMATS } from './schema.ts'
import { textInFormOf } from './text-form.ts'
import { unknownContext } from './unknown-context.ts'
import { parseYaml } from './yaml.ts'

/** Which config file and context to write. */
export interface UpdateConfigOptions {
  /** The config file. @default the file that the constructor of the client would read */
  configPath?: string | undefined
  /** The context. @default `NHX_CURRENT_CONTEXT` or `NMP_CURRENT_CONTEXT`, else the file's current one, else `default` */
  contextName?: string | undefined
  /** Longest wait for another process that is writing, in ms. @default 60000 */
  lockTimeout?: number | undefined
  /** Environment variables. @default process.env */
  environment?: Environment | undefined
  /**
   * Where `base_url` moves to another origin, take the tokens of everybody who used the old one, so that they are not sent
   * there. @default false, as the Python tools do
   */
  dropMovedTokens?: boolean | undefined
  /** Told if the lock that the Python tools honour is not available. @default process.emitWarning */
  warn?: ((message: string) => void) | undefined
}

/** What a write did. */
export interface UpdatedConfig {
  /** The file that was written. */
  path: string
  /** The context that was changed. */
  contextName: string
  /** Whether the context is new. */
  created: boolean
  /** The contexts whose tokens were taken by `dropMovedTokens`. */
  loggedOut: string[]
}

/**
 * Changes settings of one context in the config file, which is created if it is missing. Comments, key order and
 * unknown keys stay. The file is replaced as a whole, mode 0600, while the locks are held that the refresh of its
 * tokens takes.
 *
 * @throws InvalidArgumentError for an unknown or malformed setting, ConfigError if the file cannot be read or written.
 */
export async function updateConfig(
  changes: ConfigChanges,
  options: UpdateConfigOptions = {},
): Promise<UpdatedConfig> {
  const environment = options.environment ?? processEnvironment
  const wanted = checkChanges(changes)
  const { path } = findConfigPath(options.configPath, environment)
  const location: ConfigPath = { path, required: false }
  assertRegularFile(path)
  const contextName = await chooseContext(location, options.contextName, environment)
  const { dropMovedTokens = false } = options
  const lock = lockOptions(options)
  return explained(path, () =>
    withContextLocks(
      location,
      contextName,
      lock,
      () => writeChanges(location, contextName, wanted, lock, { dropMovedTokens }),
      { withCluster: dropMovedTokens },
    ),
  )
}

/** How the locks are taken. */
export function lockOptions({ lockTimeout, warn }: UpdateConfigOptions): LockOptions {
  return {
    timeout: lockTimeout ?? LOCK_TIMEOUT,
    warn: warn ?? ((message: string) => process.emitWarning(message)),
  }
}

/** Runs what writes a file; says what to do where that fails. */
export async function explained<Result>(path: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof ConfigError || error instanceof InvalidArgumentError) throw error
    if (error instanceof LockError && error.holder !== undefined) {
      const isOwn = error.holder === 'another call of this process'
      throw new ConfigError(`The file cannot be written: ${error.holder} holds its lock.`, {
        code: 'config/locked',
        path,
        cause: error,
        remedies: isOwn
          ? [{ text: 'Wait until the other call is done, or allow more time' }]
          : [{ text: 'Wait until the other process is done' }, findLockHolder(error.path)],
      })
    }
    const obstacle = fileAbove(path)
    if (obstacle !== undefined) {
      throw new ConfigError(`The file cannot be written: ${obstacle} is a file, and should be a folder.`, {
        code: 'config/not-writable',
        path,
        cause: error,
        remedies: [moveAway(obstacle), setOption('configPath', 'Or name another place')],
      })
    }
    const code = codeOf(error)
    const reason = code === undefined ? '' : ` (${code})`
    throw new ConfigError(`The file cannot be written${reason}.`, {
      code: 'config/not-writable',
      path,
      cause: error,
      remedies: [error instanceof LockError ? takeOwnership(error.path) : checkWritable()],
    })
  }
}

/** What stands where a folder of a path would be; undefined where nothing does. */
function fileAbove(path: string): string | undefined {
  const folder = dirname(path)
  if (folder === path) return undefined
  try {
    return statSync(folder).isDirectory() ? undefined : folder
  } catch {
    // It is not there, as far as can be seen: what is above it?
    return fileAbove(folder)
  }
}

/**
 * Runs an action under the refresh locks of a context, and of all contexts that share its user; `withCluster` of all that
 * share its cluster too.
 *
 * @throws LockError if one of them cannot be taken in time.
 */
export async function withContextLocks<Result>(
  location: ConfigPath,
  contextName: string,
  lock: LockOptions,
  action: () => Promise<Result>,
  { withCluster = false }: { withCluster?: boolean } = {},
): Promise<Result> {
  assertRegularFile(location.path)
  const keys = withCluster ? (['user', 'cluster'] as const) : (['user'] as const)
  for (;;) {
    const names = await contextsSharing(keys, location, contextName)
    const paths = names.flatMap((name) => refreshLockPaths(location.path, name))
    const real = realConfigPath(location.path)
    // Other containers have the same file in folders of their own: what they share is the file.
    if (isMountedFile(real)) paths.push(real)
    const outcome = await withLocks(paths, lock, async () => {
      // While we waited, another context may have come to share the user.
      const now = await contextsSharing(keys, location, contextName)
      return isDeepStrictEqual(now, names) ? { done: await action() } : undefined
    })
    if (outcome !== undefined) return outcome.done
  }
}

/** Writes changes to one context. The caller holds the context's locks. */
export async function writeChanges(
  location: ConfigPath,
  contextName: string,
  changes: ConfigChanges,
  lock: LockOptions,
  options: { dropMovedTokens?: boolean } = {},
): Promise<UpdatedConfig> {
  const outcome = await rewrite(location, lock, (document) =>
    applyChanges(document, contextName, changes, options),
  )
  return { path: location.path, contextName, ...outcome }
}

/**
 * Edits the document of the file and replaces the file by it. The caller holds the locks of the contexts that it is about.
 *
 * @internal The published types name no package that is bundled.
 */
export async function rewrite<Result>(
  location: ConfigPath,
  lock: LockOptions,
  edit: (document: Document) => Result,
): Promise<Result> {
  const { Document } = loadYaml()
  return withLocks([writeLockPath(location.path)], lock, async () => {
    for (let attempt = 1; ; attempt += 1) {
      const before = await readSettled(location)
      const document =
        before.state === 'present' ? before.yaml.document : new Document(undefined, { version: '1.1' })
      const result = edit(document)
      const text = textInFormOf(before.text, document)
      assertReadsBack(text, document, location.path)
      // A writer without locks may have been at work meanwhile: then its change is read first. One that never stops
      // must not keep us from storing a new token.
      const stillValid: StillValid = (isUnchanged = readOrEmpty(location.path) === before.text) =>
        attempt >= WRITE_ATTEMPTS || isUnchanged
      if (await replaceFile(location.path, text, stillValid)) return result
    }
  })
}

/**
 * Makes sure, before a refresh token is spent, that its successor can be stored.
 *
 * @throws The operating system's error if it cannot.
 */
export async function assertWritable(location: ConfigPath, room: number, lock: LockOptions): Promise<void> {
  assertRegularFile(location.path)
  const length = Buffer.byteLength(readOrEmpty(location.path)) + room
  await withLocks([writeLockPath(location.path)], lock, () => assertReplaceable(location.path, length))
}

/** What may be written into a context. */
function changesSchema() {
  const z = loadZod()
  // Line breaks of either YAML version, tabs and other control characters: in no setting they make sense.
  const oneLine = z.regex(/^[^\p{Cc}\u2028\u2029\ufeff]*$/u, {
    error: 'must be one line without control characters',
  })
  const text = z
    .string({ error: 'must be text' })
    .check(z.minLength(1, { error: 'must not be empty' }), oneLine)
  const token = z.nullish(z.string({ error: 'must be text or null' }).check(oneLine))
  const flag = z.boolean({ error: 'must be true or false' })
  const oneOf = <const Words extends readonly string[]>(words: Words) =>
    z.enum(words, { error: `must be one of ${words.join(', ')}` })
  return z.strictObject(
    {
      current_context: z.optional(text),
      base_url: z.pipe(
        z.optional(text),
        z.transform((value, context) => {
          if (value === undefined) return undefined
          const result = normalizeBaseURL(value)
          if ('url' in result) return result.url
          context.issues.push({ code: 'custom', message: result.problem, input: value })
          return z.NEVER
        }),
      ),
      certificate_authority: z.nullish(text),
      access_token: token,
      refresh_token: token,
      expires_at: z.nullish(z.number({ error: 'must be a number of seconds, or null' })),
      token_broker_url: z.nullish(text),
      workspace: z.optional(text),
      default_model: z.optional(text),
      fast_model: z.optional(text),
      output_format: z.optional(oneOf(OUTPUT_FORMATS)),
      timestamp_format: z.optional(oneOf(TIMESTAMP_FORMATS)),
      truncate: z.optional(flag),
      color_output: z.optional(flag),
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys' ? 'is no setting of a context' : 'must be an object',
    },
  )
}

function checkChanges(changes: ConfigChanges): ConfigChanges {
  const parsed = changesSchema().safeParse(changes)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const argument = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.')
  throw new InvalidArgumentError(argument || 'changes', issue?.message ?? 'is not valid')
}

async function chooseContext(
  location: ConfigPath,
  argument: string | undefined,
  environment: Environment,
): Promise<string> {
  if (argument?.trim() === '') throw new InvalidArgumentError('contextName', 'must not be empty')
  if (argument !== undefined) return argument
  const loaded = await loadConfigFileAsync(location)
  const fromEnvironment = readVariable(environment, 'CURRENT_CONTEXT')
  if (loaded.state !== 'present') return fromEnvironment ?? 'default'
  const { contexts, current_context: current } = loaded.file
  if (fromEnvironment !== undefined && !contexts.some((context) => context.name === fromEnvironment)) {
    throw unknownContext(fromEnvironment, contexts, location.path)
  }
  return fromEnvironment ?? (current || 'default')
}

/** The context, and those that share user (and cluster) with it, or with one that does. */
async function contextsSharing(
  keys: readonly ('user' | 'cluster')[],
  location: ConfigPath,
  contextName: string,
): Promise<string[]> {
  const loaded = await loadConfigFileAsync(location)
  if (loaded.state !== 'present') return [contextName]
  const { contexts } = loaded.file
  const first = contexts.find((context) => context.name === contextName)
  if (first === undefined) return [contextName]
  const sharing = new Set([first])
  for (const one of sharing) {
    for (const other of contexts) if (keys.some((key) => one[key] === other[key])) sharing.add(other)
  }
  return contexts.filter((context) => sharing.has(context)).map((context) => context.name)
}

const WRITE_ATTEMPTS = 20
const SETTLING = 100
const SETTLING_STEP = 10

/** Reads the file; where it changed a moment ago, until it stays the same: a writer without locks may be at work. */
async function readSettled(location: ConfigPath): Promise<LoadedConfig> {
  const deadline = performance.now() + SETTLING
  let loaded = await loadConfigFileAsync(location)
  while (
    loaded.state === 'present' &&
    Date.now() - loaded.modifiedAt < SETTLING &&
    performance.now() < deadline
  ) {
    await new Promise((resolve) => setTimeout(resolve, SETTLING_STEP))
    const again = await loadConfigFileAsync(location)
    if (again.text === loaded.text) return again
    loaded = again
  }
  return loaded
}

function readOrEmpty(path: string): string {
  try {
    return readConfigBytes(path).bytes.toString('utf8')
  } catch {
    return ''
  }
}

/** A config that could not be read back would lock everybody out: better not to write it. */
function assertReadsBack(text: string, document: Document, path: string): void {
  if (Buffer.byteLength(text) > LARGEST_CONFIG) {
    const problem = `The file would be too large: larger than ${LARGEST_CONFIG / 1024} KiB, which is not read.`
    throw new ConfigError(problem, {
      code: 'config/too-large',
      path,
      remedies: ['Store shorter values, or take contexts that nobody needs out of it'],
    })
  }
  let readsBack = false
  try {
    readsBack = isDeepStrictEqual(parseYaml(text)?.value, document.toJS())
  } catch {
    readsBack = false
  }
  if (!readsBack) {
    throw new ConfigError('The file cannot be changed without damage.', {
      code: 'config/not-writable',
      path,
      remedies: ['Simplify its YAML: anchors, aliases, unusual quoting'],
    })
  }
}
