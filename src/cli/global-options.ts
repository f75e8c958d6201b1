/** The options that every command takes, before its name or after it. */

import { type Command, Option } from 'commander'
import { variableName } from '../generations.ts'
import { agreed } from './agreed.ts'
import { UsageError } from './errors.ts'
import { CODE, FORMATS, type Format } from './output/formats.ts'

/** What they are set to. */
export interface GlobalOptions {
  readonly context: string | undefined
  readonly baseURL: string | undefined
  readonly workspace: string | undefined
  /** In ms. */
  readonly timeout: number | undefined
  readonly verbose: boolean
  readonly outputFormat: Format | typeof CODE | undefined
  readonly outputColumns: string | undefined
  readonly truncate: boolean | undefined
  readonly timestampFormat: 'iso8601' | 'relative' | undefined
}

/** What stands for a format. */
export const FORMAT_WORDS: readonly (Format | typeof CODE)[] = [...FORMATS, CODE]

const GROUP = 'Global options:'
/** Where a command takes a file with `-f`, it keeps that word by this name. */
const SHORT = 'f'
const FORMAT_FLAGS = {
  outputFormat: '--output-format',
  output: '--output',
  format: '--format',
  [SHORT]: '-f',
}
/** The names of those that were added to a command: it may have others of its own by the same names. */
const GLOBALS_OF = new WeakMap<Command, ReadonlySet<string>>()

/** Adds them to a command, but for those that it has an option of its own for. */
export function addGlobalOptions(command: Command): void {
  const taken = new Set(command.options.flatMap(({ long, short }) => [long, short]))
  const isRoot = command.parent === null
  const isGroup = !isRoot && command.commands.length > 0
  const names = new Set<string>()
  GLOBALS_OF.set(command, names)
  for (const { flags, description, isHidden = false } of GLOBALS) {
    const whole = new Option(flags, description)
    if (taken.has(whole.long)) continue
    const isShortTaken = whole.short !== undefined && taken.has(whole.short)
    const option = isShortTaken ? new Option(flags.replace(/^-\w, /, ''), description) : whole
    names.add(option.attributeName())
    // They stand in the help of each command; groups take them, too.
    command.addOption((isRoot ? option : option.helpGroup(GROUP)).hideHelp(isHidden || isGroup))
  }
}

/** Reads them from a command and those above it: what stands nearest to the command counts. */
export function readGlobalOptions(command: Command): GlobalOptions {
  const chain: Command[] = []
  for (let one: Command | null = command; one !== null; one = one.parent) chain.unshift(one)
  const values: Record<string, unknown> = {}
  for (const one of chain) {
    for (const name of GLOBALS_OF.get(one) ?? []) {
      if (one.getOptionValueSource(name) === 'cli') values[name] = one.getOptionValue(name)
    }
  }
  const text = (name: string) => values[name] as string | undefined
  const formats = chain.map(formatOf)
  const format =
    formats.findLast((one) => one !== undefined) ?? (values['agentMode'] === true ? 'markdown' : undefined)
  return {
    context: nonEmpty('--context', text('context')),
    baseURL: nonEmpty('--base-url', text('baseUrl')),
    workspace: nonEmpty('--workspace', text('workspace')),
    timeout: readTimeout(text('timeout')),
    verbose: values['verbose'] === true,
    outputFormat: oneOf('--output-format', format, FORMAT_WORDS),
    outputColumns: command.opts<{ outputColumns?: string }>().outputColumns,
    truncate: values['truncate'] as boolean | undefined,
    timestampFormat: oneOf('--timestamp-format', text('timestampFormat'), ['iso8601', 'relative']),
  }
}

/**
 * The format that a command itself was given, under whichever name.
 *
 * @throws UsageError where two of these differ.
 */
function formatOf(command: Command): string | undefined {
  const own = GLOBALS_OF.get(command)
  const given = Object.entries(FORMAT_FLAGS).flatMap(([name, flag]) => {
    const value: unknown = command.getOptionValue(name)
    const isGiven = own?.has(name) === true && command.getOptionValueSource(name) === 'cli'
    // By itself, it takes a file, too.
    const isShort = name === SHORT && FORMAT_WORDS.some((word) => word === value)
    return isGiven || isShort ? [[`in ${flag}`, String(value)] as const] : []
  })
  return agreed('The output format', given)
}

/** Whether the word after this one belongs to it. */
export function takesValue(word: string): boolean {
  return GLOBALS.some(({ flags }) => flags.includes('<') && flags.split(/[ ,]+/).includes(word))
}

/**
 * Reads a whole number.
 *
 * @throws UsageError that names the option.
 */
export function readNumber(
  flag: string,
  text: string | undefined,
  range: { least: number; most?: number },
): number | undefined {
  if (text === undefined) return undefined
  const { least, most = Number.MAX_SAFE_INTEGER } = range
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  const span = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`
  throw new UsageError(`${flag} must be a whole number ${span}, not '${text}'`)
}

/**
 * Checks a word.
 *
 * @throws UsageError that names the option and what it may be.
 */
export function oneOf<Word extends string>(
  flag: string,
  text: string | undefined,
  words: readonly Word[],
): Word | undefined {
  const word = words.find((candidate) => candidate === text)
  if (text === undefined || word !== undefined) return word
  throw new UsageError(`${flag} must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}, not '${text}'`)
}

const GLOBALS: readonly { flags: string; description: string; isHidden?: boolean }[] = [
  { flags: '-c, --context <name>', description: `context to use (${variableName('CURRENT_CONTEXT')})` },
  {
    flags: '--base-url <url>',
    description: `URL of the platform, in place of the context's (${variableName('BASE_URL')})`,
  },
  {
    flags: '-w, --workspace <name>',
    description: `workspace, in place of the context's (${variableName('WORKSPACE')})`,
  },
  { flags: '-f, --output-format <format>', description: `${FORMATS.join(', ')} or ${CODE} (also --output)` },
  { flags: '--output <format>', description: 'the same as --output-format', isHidden: true },
  { flags: '-o, --format <format>', description: 'the same as --output-format', isHidden: true },
  { flags: '--no-truncate', description: 'show long values as a whole' },
  { flags: '--timestamp-format <format>', description: 'iso8601 or relative' },
  { flags: '--timeout <seconds>', description: 'longest wait for an answer (default: 60)' },
  { flags: '-v, --verbose', description: 'tell more: requests, status, request id, causes' },
  // Of the Python command line; scripts may have them.
  { flags: '-A, --agent-mode', description: 'the same as --output-format markdown', isHidden: true },
  { flags: '--no-auto-refresh', description: 'for the Python command line; has no effect', isHidden: true },
  { flags: '--no-telemetry', description: 'no effect: there is no telemetry', isHidden: true },
]

function readTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const seconds = Number(text)
  if (text.trim() !== '' && Number.isFinite(seconds) && seconds > 0) return seconds * 1000
  throw new UsageError(`--timeout must be a number of seconds above 0, not '${text}'`)
}

function nonEmpty(flag: string, text: string | undefined): string | undefined {
  if (text?.trim() === '') throw new UsageError(`${flag} must not be empty`)
  return text
}
