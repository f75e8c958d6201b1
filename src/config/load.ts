/**
 * Reads and validates the config file. The Python tools write it without a lock by truncating it first, so an empty or
 * broken file is read again for some seconds before that is believed.
 */

import { missingPermission } from '../errors/deno-permissions.ts'
import { ConfigError } from '../errors/index.ts'
import type * as z from '../inlined/zod.ts'
import { isRecord } from '../json.ts'
import { processEnvironment } from '../process-facts.ts'
import {
  allowInDeno,
  createConfig,
  makeReadable,
  type Remedy,
  restoreConfig,
  setOption,
  useContext,
} from '../remedies/index.ts'
import type { Environment } from './environment.ts'
import { migrateUsers } from './legacy.ts'
import { type ConfigPath, findConfigPath } from './paths.ts'
import { type ReadBytes, readConfigBytes, sleepSync } from './read-file.ts'
import { type ConfigFile, configFileSchema } from './schema.ts'
import { parseYaml, plainSourceAt, type YamlFile } from './yaml.ts'
import { YamlSyntaxError } from './yaml-problems.ts'

/** How long a file that is empty or broken is read again, in ms. */
const PATIENCE = 3_000
/** The same where a config stood before: on a slow disk a writer may be held up for seconds after it has emptied the file. */
const PATIENCE_WITH_WRITERS = 10_000
const READ_AGAIN_AFTER = 2
/** A file that was written longer ago than this, in ms, is not being written now. */
const SETTLED_AFTER = 3_000

/** What was found at the config path. */
export type LoadedConfig =
  | { readonly state: 'missing' | 'empty'; readonly path: string; readonly text: string }
  | {
      readonly state: 'present'
      readonly path: string
      readonly text: string
      /** When it was written last, in ms since 1970. */
      readonly modifiedAt: number
      readonly file: ConfigFile
      readonly yaml: YamlFile
    }

/** Paths at which this process has read a config: it was there, so somebody must be writing it. */
const seen = new Set<string>()

function deadlineFor(path: string): number {
  return performance.now() + (seen.has(path) ? PATIENCE_WITH_WRITERS : PATIENCE)
}

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

/**
 * Reads the config file, waiting (and blocking) for a writer that is in the middle of its work: up to 3 s, and up to 10 s
 * where this process has read a config there before.
 *
 * @throws ConfigError if a required file is missing, or what stands there is no valid config.
 */
export function loadConfigFile(location: ConfigPath): LoadedConfig {
  const deadline = deadlineFor(location.path)
  for (;;) {
    const attempt = readOnce(location)
    if (attempt.settled || performance.now() >= deadline) return attempt.result()
    sleepSync(READ_AGAIN_AFTER)
  }
}

/** The same without blocking the event loop. */
export async function loadConfigFileAsync(location: ConfigPath): Promise<LoadedConfig> {
  const deadline = deadlineFor(location.path)
  for (;;) {
    const attempt = readOnce(location)
    if (attempt.settled || performance.now() >= deadline) return attempt.result()
    await new Promise((resolve) => setTimeout(resolve, READ_AGAIN_AFTER))
  }
}

interface Attempt {
  /** False where the file looks as if somebody were just writing it. */
  readonly settled: boolean
  result(): LoadedConfig
}

function readOnce({ path, required }: ConfigPath): Attempt {
  const read = readText(path)
  if (read === undefined) return { settled: true, result: () => missing(path, required) }
  const { text, modifiedAt, isFinal } = read
  const settled = isFinal || Date.now() - modifiedAt > SETTLED_AFTER
  try {
    const yaml = parseYaml(text)
    if (yaml === undefined) {
      // Comments are nothing that a write which empties the file first would leave.
      const staysSo = isFinal || (settled && text.trim() !== '')
      // The null device is no file that anybody could have emptied.
      if (isFinal && text === '') return { settled: true, result: () => missing(path, false) }
      return { settled: staysSo, result: () => ({ state: 'empty', path, text }) }
    }
    const file = validate(yaml, path)
    seen.add(path)
    const cutOff = !text.endsWith('\n')
    if (cutOff && file.contexts.length === 0 && hasEntries(file)) {
      const problem =
        'The file ends in the middle: it has clusters or users, but no contexts and no final line break.'
      throw new ConfigError(problem, {
        code: 'config/truncated',
        path,
        remedies: [restoreConfig()],
      })
    }
    return {
      settled: settled || !cutOff,
      result: () => ({ state: 'present', path, text, modifiedAt, file, yaml }),
    }
  } catch (error) {
    const mapped = error instanceof YamlSyntaxError ? syntaxError(error, path) : error
    return {
      settled,
      result: () => {
        throw mapped
      },
    }
  }
}

function readText(path: string): ({ text: string } & Omit<ReadBytes, 'bytes'>) | undefined {
  let read: ReadBytes
  try {
    read = readConfigBytes(path)
  } catch (error) {
    if (error instanceof ConfigError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw unreadable(path, error, code)
  }
  const { bytes, ...facts } = read
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), ...facts }
  } catch (error) {
    throw new ConfigError('The file is not UTF-8 text.', {
      code: 'config/unreadable',
      path,
      cause: error,
      remedies: ['Save it as UTF-8'],
    })
  }
}

function missing(path: string, required: boolean): LoadedConfig {
  if (!required) return { state: 'missing', path, text: '' }
  throw new ConfigError('Config file not found.', {
    code: 'config/not-found',
    path,
    remedies: [setOption('configPath', 'Check the path'), createConfig()],
  })
}

function syntaxError(error: YamlSyntaxError, path: string): ConfigError {
  if (error.isTooMuch) {
    return new ConfigError(`${error.problem}.`, {
      code: 'config/too-large',
      path,
      line: error.line,
      remedies: ['Simplify its YAML'],
    })
  }
  return new ConfigError(`The file is no valid YAML. ${error.problem}.`, {
    code: 'config/invalid-yaml',
    path,
    line: error.line,
    remedies: [restoreConfig()],
  })
}

function hasEntries(file: ConfigFile): boolean {
  return file.clusters.length > 0 || file.users.length > 0
}

function validate(yaml: YamlFile, path: string): ConfigFile {
  const { value } = yaml
  if (!isRecord(value)) {
    const remedies = ['See `current_context`, `clusters`, `users` and `contexts` in the documentation']
    throw new ConfigError('The file must hold a map of keys at its top.', { path, line: 1, remedies })
  }
  const parsed = configFileSchema().safeParse(migrateUsers(value))
  if (!parsed.success) throw issueError(parsed.error.issues, yaml, path)
  checkNames(parsed.data, yaml, path)
  return parsed.data
}

const SECRET_KEYS = new Set<PropertyKey>(['token', 'refresh_token', 'api_key'])

function issueError(issues: readonly z.core.$ZodIssue[], yaml: YamlFile, path: string): ConfigError {
  const issue = issues[0]
  if (issue === undefined) return new ConfigError('The file is no valid config.', { path })
  const source = SECRET_KEYS.has(issue.path.at(-1) ?? '') ? undefined : plainSourceAt(yaml, issue.path)
  const { problem, remedy } = describeIssue(issue, source, yaml)
  const more = issues.length > 1 ? ` (${issues.length - 1} more problems after this one.)` : ''
  return new ConfigError(`${problem}.${more}`, {
    path,
    line: yaml.lineOf(issue.path),
    key: keyName(issue.path),
    remedies: [remedy],
  })
}

function describeIssue(
  issue: z.core.$ZodIssue,
  source: string | undefined,
  yaml: YamlFile,
): { problem: string; remedy: string } {
  const value = yaml.document.getIn(issue.path)
  if (value === undefined) return { problem: 'is missing', remedy: 'Add it' }
  const readAs = value === null ? 'nothing' : kindOf(value)
  const expected = issue.code === 'invalid_type' ? issue.expected : undefined
  if (expected === 'string') {
    const shown = source === undefined || source === '' ? '' : ` (\`${source}\`)`
    return {
      problem: `must be text, but YAML 1.1 reads it as ${readAs}${shown}`,
      remedy: value === null ? 'Give it a value, or remove the key' : 'Put the value in quotes',
    }
  }
  if (expected !== undefined) {
    return {
      problem: `${issue.message}, but is ${readAs}`,
      remedy: value === null ? 'Give it a value, or remove the key' : 'Fix the value',
    }
  }
  return { problem: issue.message, remedy: 'Fix the value' }
}

function kindOf(value: unknown): string {
  if (value instanceof Date) return 'a date'
  if (typeof value === 'object') return value !== null && 'items' in value ? 'a list or map' : 'a map'
  return typeof value === 'string' ? 'text' : `a ${typeof value}`
}

function keyName(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}

/** Names must be unique, and what a context refers to must be there. */
function checkNames(file: ConfigFile, yaml: YamlFile, path: string): void {
  const fail = (
    key: readonly PropertyKey[],
    problem: string,
    remedy: Remedy | string,
    code?: 'config/unknown-context',
  ): never => {
    throw new ConfigError(problem, {
      code,
      path,
      line: yaml.lineOf(key),
      key: keyName(key),
      remedies: [remedy],
    })
  }
  const known = { clusters: new Set<string>(), users: new Set<string>(), contexts: new Set<string>() }
  for (const kind of ['clusters', 'users', 'contexts'] as const) {
    for (const [index, { name }] of file[kind].entries()) {
      if (known[kind].has(name)) {
        fail(
          [kind, index, 'name'],
          `'${name}' is there twice; names must be unique.`,
          'Rename or remove one of them',
        )
      }
      known[kind].add(name)
    }
  }
  for (const [index, context] of file.contexts.entries()) {
    for (const [key, kind] of [['cluster', 'clusters'] as const, ['user', 'users'] as const]) {
      const name = context[key]
      if (!known[kind].has(name)) {
        const problem = `Context '${context.name}' references non-existent ${key} '${name}'.`
        fail(['contexts', index, key], problem, `Add it under \`${kind}\`, or fix the name`)
      }
    }
  }
  const current = file.current_context
  if (current && file.contexts.length > 0 && !known.contexts.has(current)) {
    const problem = `Current context '${current}' does not exist.`
    const available = [...known.contexts].join(', ')
    fail(['current_context'], problem, useContext(`Choose one of ${available}`), 'config/unknown-context')
  }
}

function unreadable(path: string, cause: unknown, code: string | undefined): ConfigError {
  const flag = missingPermission(cause)
  const readable =
    code === 'EACCES' ? makeReadable(path) : setOption('configPath', 'Name a file that can be read')
  return new ConfigError(`The file cannot be read (${flag === undefined ? code : `${flag} is missing`}).`, {
    code: 'config/unreadable',
    path,
    cause,
    remedies: [flag === undefined ? readable : allowInDeno(flag)],
  })
}
