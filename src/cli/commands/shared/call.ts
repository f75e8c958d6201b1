/** From a command line to the call of a method: arguments, input and options put together. */

import type { NeMoPlatform, RequestOptions } from '../../../index.ts'
import { isRecord, parseJson } from '../../../json.ts'
import { run, UsageError } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { nearest } from '../../nearest.ts'
import type { CommandSpec, GroupSpec, OptionSpec, PluginSource } from './command-spec.ts'
import { type InputFlags, isJson, openInput, readFields, unknownField } from './input.ts'
import { parseData } from './parse-data.ts'

/** A call that can be made, or shown. */
export interface Call {
  readonly spec: CommandSpec
  /** Positional arguments of the method. */
  readonly values: readonly unknown[]
  /** Its params; undefined where it has none. */
  readonly params: Readonly<Record<string, unknown>> | undefined
  /** The plugin that has the method; left out for those of the client itself. */
  readonly plugin?: LoadedPlugin
}

/** A plugin whose methods can be called. */
export interface LoadedPlugin extends Omit<PluginSource, 'load'> {
  readonly of: new (client: NeMoPlatform) => object
}

/** Loads a plugin's methods. */
export async function loadPlugin({ load, ...plugin }: PluginSource): Promise<LoadedPlugin> {
  return { ...plugin, of: await load() }
}

/** What stands on the command line, by the names that commander gives it. */
export type Flags = Readonly<Record<string, unknown>>

/** What stands on a command line. */
export interface Given {
  readonly words: readonly (string | undefined)[]
  readonly flags: Flags
  /** Fields from options that the description does not have. */
  readonly fields?: Readonly<Record<string, unknown>>
}

/** The name under which commander keeps an option: `--filter.created-by` → `filter.createdBy`. */
export function attributeOf({ flag }: Pick<OptionSpec, 'flag'>): string {
  return flag.slice(2).replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/**
 * Puts a call together: options win over input.
 *
 * @param path - The command, as it is called: `nemo jobs create`.
 * @throws UsageError for a field that is missing, or that nobody knows.
 */
export async function readCall(
  invocation: Invocation,
  spec: CommandSpec,
  path: string,
  { words, flags, fields: others = {} }: Given,
): Promise<Call> {
  const { args = [], options = [] } = spec
  const params: Record<string, unknown> =
    spec.input === 'fields'
      ? knownFields(spec, path, await readFields(inputFlags(spec, flags), invocation.io))
      : {}
  const values: unknown[] = []
  for (const [index, { name, isOptional }] of args.entries()) {
    const word = words[index]
    if (isOptional !== true) values.push(word)
    else if (word !== undefined) params[name] = word
  }
  if (spec.input === 'bytes') values.push(await readBody(invocation, flags as InputFlags))
  const filter: Record<string, unknown> = {}
  for (const option of options) {
    const value = await readOption(option, flags[attributeOf(option)])
    if (value === undefined) continue
    const field = fieldOf(option)
    if (option.flag.startsWith('--filter.')) filter[field] = value
    else if (isPart(option)) putPart(params, field.split('.'), value)
    else params[field] = value
  }
  Object.assign(params, others)
  const whole = mergedFilter(params['filter'], filter)
  if (whole !== undefined) params['filter'] = whole
  const { workspace } = invocation.globals
  if (spec.hasWorkspace && workspace !== undefined) params['workspace'] = workspace
  checkRequired(spec, path, params)
  return { spec, values, params: spec.takesParams ? params : undefined }
}

/** A call of a described command, for one that is written by hand. */
export async function callOf(
  group: GroupSpec,
  path: string,
  { values = [], params }: Partial<Pick<Call, 'values' | 'params'>>,
): Promise<Call> {
  const names = path.split(' ')
  const name = names.pop()
  let place: GroupSpec | undefined = group
  for (const one of names) place = place?.groups.find((child) => child.name === one)
  const spec = place?.commands.find((command) => command.name === name)
  if (spec === undefined) throw new Error(`there is no command ${group.name} ${path}`)
  const plugin = group.plugin === undefined ? {} : { plugin: await loadPlugin(group.plugin) }
  return { spec, values, params, ...plugin }
}

/** Makes a call. */
export function send(client: NeMoPlatform, call: Call, options: RequestOptions): unknown {
  const { spec, values, params, plugin } = call
  const names = methodOf(call).split('.')
  const method = names.pop() ?? ''
  let owner: unknown = plugin === undefined ? client : new plugin.of(client)
  for (const name of names) owner = (owner as Readonly<Record<string, unknown>>)[name]
  const its = (owner as Readonly<Record<string, (...values: readonly unknown[]) => unknown>>)[method]
  if (its === undefined) throw new Error(`there is no method ${spec.method}`)
  return its.apply(owner, [...values, ...(params === undefined ? [] : [params]), options])
}

/** The method's name below the client, or below its plugin: `inference.virtualModels.create`. */
export function methodOf({ spec, plugin }: Pick<Call, 'spec' | 'plugin'>): string {
  const names = spec.method.split('.').map(camelCase)
  return names.slice(plugin === undefined ? 0 : 1).join('.')
}

/** `virtual_models` → `virtualModels`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** Whether it gives a field of an object: `--config.detect.threshold`. */
function isPart({ flag }: OptionSpec): boolean {
  return flag.includes('.') && !flag.startsWith('--filter.')
}

function putPart(
  params: Record<string, unknown>,
  [name = '', ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) {
    params[name] = value
    return
  }
  const inner: Record<string, unknown> = isRecord(params[name]) ? { ...params[name] } : {}
  putPart(inner, rest, value)
  params[name] = inner
}

function fieldOf({ field, flag }: OptionSpec): string {
  return field ?? flag.slice(flag.startsWith('--filter.') ? '--filter.'.length : 2).replaceAll('-', '_')
}

/** The input, under whichever of its names it was given. */
function inputFlags({ inputNames }: CommandSpec, flags: Flags): InputFlags {
  const given = (name: string, own: string | undefined) => {
    const other = own === undefined ? undefined : flags[attributeOf({ flag: own.replace(/^-\w, /, '') })]
    if (flags[name] !== undefined && other !== undefined) {
      const flag = `--${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`
      throw new UsageError(`${flag} and ${own} are the same, and exclude each other`, 'Choose one of them')
    }
    return flags[name] ?? other
  }
  return {
    inputFile: given('inputFile', inputNames?.file),
    inputData: given('inputData', inputNames?.data),
  } as InputFlags
}

/** What an option gives; undefined where it was not given. */
async function readOption({ kind, flag, choices = [] }: OptionSpec, given: unknown): Promise<unknown> {
  if (given === undefined) return undefined
  const text = String(given)
  switch (kind) {
    case 'integer':
      if (/^-?\d+$/.test(text)) return Number(text)
      throw new UsageError(`${flag} must be a whole number, not '${text}'`)
    case 'number':
      if (text.trim() !== '' && Number.isFinite(Number(text))) return Number(text)
      throw new UsageError(`${flag} must be a number, not '${text}'`)
    case 'choice': {
      if (choices.includes(text)) return text
      const close = nearest(text, choices)
      const listed =
        choices.length === 1 ? choices[0] : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`
      throw new UsageError(
        `${flag} must be ${listed}, not '${text}'`,
        ...(close === undefined ? [] : [`Did you mean ${close}?`]),
      )
    }
    case 'data':
      return parseData(flag, text)
    case 'switch':
      return text.startsWith('{') ? parseData(flag, text) : given
    default:
      return given
  }
}

/** Refuses what the description does not know: the server would ignore it, or refuse it in its own words. */
function knownFields(
  spec: CommandSpec,
  path: string,
  fields: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { args = [], options = [], takesOthers = false } = spec
  const optional = args.filter(({ isOptional }) => isOptional).map(({ name }) => name)
  const own = options.filter((option) => !option.flag.startsWith('--filter.') && !isPart(option))
  const known = [...optional, ...own.map(fieldOf), ...(spec.hasWorkspace ? ['workspace'] : [])]
  const renamed = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const option = own.find(({ flag }) => flag.slice(2).replaceAll('-', '_') === name)
      return [option === undefined ? name : fieldOf(option), value]
    }),
  )
  const unknown = Object.keys(renamed).find((name) => !known.includes(name))
  if (unknown === undefined || takesOthers) return renamed
  throw unknownField(unknown, known, path)
}

/** A filter as a whole, and the fields that stand beside it, which win. */
function mergedFilter(whole: unknown, fields: Readonly<Record<string, unknown>>): unknown {
  const hasFields = Object.keys(fields).length > 0
  if (whole === undefined) return hasFields ? fields : undefined
  if (typeof whole !== 'string') return hasFields ? { ...(isRecord(whole) ? whole : {}), ...fields } : whole
  const text = whole.trim()
  if (text === '') return hasFields ? fields : undefined
  if (!text.startsWith('{') && !text.startsWith('[')) {
    if (!hasFields) return whole
    throw new UsageError(
      '--filter as text and --filter.<field> exclude each other',
      `Write one filter: --filter '${text} AND ${Object.keys(fields)[0]}:"…"'`,
    )
  }
  const parsed = parseJson(text)
  if (isRecord(parsed)) return { ...parsed, ...fields }
  throw new UsageError(
    parsed === undefined ? '--filter starts like JSON, but is none' : '--filter must be an object, or text',
    `--filter '{"name": {"$like": "a"}}'`,
    `--filter 'name~"a"'`,
  )
}

function checkRequired(
  { required = [], args = [], options = [] }: CommandSpec,
  path: string,
  params: Readonly<Record<string, unknown>>,
): void {
  const missing = required.filter((name) => params[name === 'body_name' ? 'name' : name] == null)
  if (missing.length === 0) return
  const how = missing.map((name) => {
    if (args.some((argument) => argument.name === name)) return { term: name, use: `<${name}>` }
    const option = options.find(({ flag }) => flag.slice(2).replaceAll('-', '_') === name)
    const flag = option?.flag ?? name
    return { term: flag, use: `${flag} <${name.replaceAll('_', '-')}>` }
  })
  const [one, ...others] = how.map(({ term }) => term)
  throw new UsageError(
    `Missing ${others.length === 0 ? one : `${[one, ...others.slice(0, -1)].join(', ')} and ${others.at(-1)}`}`,
    run(`${path} ${how.map(({ use }) => use).join(' ')}`),
    'Or give the fields with --input-file or --input-data',
  )
}

/** A body that is sent as it is: text where it is JSON, else bytes. */
async function readBody({ io }: Invocation, { inputFile, inputData }: InputFlags): Promise<unknown> {
  if ((inputFile === undefined) === (inputData === undefined)) {
    throw new UsageError(
      inputFile === undefined
        ? 'Missing what is to be sent: --input-file or --input-data'
        : '--input-file and --input-data exclude each other',
      'Choose one of them',
    )
  }
  if (inputData !== undefined) return inputData
  const bytes = await openInput(inputFile ?? '-', io)
  return bytes instanceof Uint8Array && isJson(bytes) ? Buffer.from(bytes).toString() : bytes
}
