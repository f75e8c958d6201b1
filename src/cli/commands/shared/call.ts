/** From a command line to the call of a method: arguments, input and options put together. */

import { isDeepStrictEqual } from 'node:util'
import type { NeMoPlatform, RequestOptions } from '../../../index.ts'
import { isRecord, parseJson } from '../../../json.ts'
import { run, UsageError } from '../../errors.ts'
import { FORMAT_WORDS } from '../../global-options.ts'
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

/** What an option or an argument that the description does not have says of a field, and where it stands. */
export interface OtherField {
  readonly value: unknown
  /** `--agent-config` */
  readonly where: string
}

/** By field; those of a filter as `filter.status`. */
export type OtherFields = Readonly<Record<string, OtherField>>

/** What stands on a command line. */
export interface Given {
  readonly words: readonly (string | undefined)[]
  readonly flags: Flags
  readonly others?: OtherFields
  /** Options that {@link Given.others} were read from. */
  readonly read?: readonly string[]
}

const FILTER = 'filter.'

/** The name under which commander keeps an option: `--filter.created-by` → `filter.createdBy`. */
export function attributeOf({ flag }: Pick<OptionSpec, 'flag'>): string {
  return flag.slice(2).replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/**
 * Puts a call together: options win over input.
 *
 * @param path - The command, as it is called: `nemo jobs create`.
 * @throws UsageError for a field that is missing, that nobody knows, or that is given twice and not alike.
 */
export async function readCall(
  invocation: Invocation,
  spec: CommandSpec,
  path: string,
  { words, flags, others = {}, read = [] }: Given,
): Promise<Call> {
  const { args = [], options = [] } = spec
  const params: Record<string, unknown> =
    spec.input === 'fields'
      ? knownFields(spec, path, await readFields(inputFlags(spec, flags), invocation.io))
      : {}
  const filter: Record<string, unknown> = {}
  for (const [field, { value }] of Object.entries(others)) {
    if (field.startsWith(FILTER)) filter[field.slice(FILTER.length)] = value
    else params[field] = value
  }
  const values: unknown[] = []
  for (const [index, { name, isOptional }] of args.entries()) {
    const word = words[index]
    if (isOptional !== true) values.push(word)
    else if (word !== undefined) {
      checkAgreement(name, others[name], { value: word, where: 'as a word' })
      params[name] = word
    }
  }
  if (spec.input === 'bytes') values.push(await readBody(invocation, flags as InputFlags))
  for (const option of options.filter(({ flag }) => !read.includes(flag))) {
    const { flag } = option
    const value = await readOption(option, flags[attributeOf(option)])
    if (value === undefined) continue
    const field = fieldOf(option)
    const isFilter = flag.startsWith(`--${FILTER}`)
    if (!isPart(option))
      checkAgreement(field, others[isFilter ? `${FILTER}${field}` : field], { value, where: `in ${flag}` })
    if (isFilter) filter[field] = value
    else if (isPart(option)) putPart(params, field.split('.'), value)
    else params[field] = value
  }
  const whole = mergedFilter(params['filter'], filter)
  if (whole !== undefined) params['filter'] = whole
  const { workspace } = invocation.globals
  if (spec.hasWorkspace && workspace !== undefined) params['workspace'] = workspace
  checkRequired(spec, path, params)
  return { spec, values, params: spec.takesParams ? params : undefined }
}

/** @throws UsageError where a field is given by two options, and not alike. */
function checkAgreement(field: string, other: OtherField | undefined, own: OtherField): void {
  if (other === undefined || isDeepStrictEqual(own.value, other.value)) return
  const what = field.replaceAll('_', ' ')
  const [first, second] = [own, other].map(({ value }) => (typeof value === 'object' ? '' : ` ${value}`))
  throw new UsageError(
    first === '' || second === ''
      ? `The ${what} is given ${own.where}, and another one ${other.where}`
      : `The ${what} is${first} ${own.where}, and${second} ${other.where}`,
    'Give it once',
  )
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
  return flag.includes('.') && !flag.startsWith(`--${FILTER}`)
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
  return field ?? flag.slice(flag.startsWith(`--${FILTER}`) ? `--${FILTER}`.length : 2).replaceAll('-', '_')
}

/** The input, under whichever of its names it was given. */
function inputFlags({ inputNames }: CommandSpec, flags: Flags): InputFlags {
  const named = (flag: string, own = flag) => [flag, own.replace(/^-\w, /, '')]
  const file = given(named('--input-file', inputNames?.file), flags)
  const data = given(named('--input-data', inputNames?.data), flags)
  // By itself, `-f` is an output format, too.
  const short = FORMAT_WORDS.some((word) => word === flags['f']) ? undefined : flags['f']
  if (file !== undefined && short !== undefined) throw areTheSame(file.flag, '-f')
  const inputFile = file?.value ?? short
  return {
    ...(inputFile === undefined ? {} : { inputFile: String(inputFile) }),
    ...(data === undefined ? {} : { inputData: String(data.value) }),
  }
}

/** What was given under one of several names. */
function given(names: readonly string[], flags: Flags): { flag: string; value: unknown } | undefined {
  const found = [...new Set(names)]
    .map((flag) => ({ flag, value: flags[attributeOf({ flag })] }))
    .filter(({ value }) => value !== undefined)
  const [first, second] = found
  if (first !== undefined && second !== undefined) throw areTheSame(first.flag, second.flag)
  return first
}

function areTheSame(one: string, other: string): UsageError {
  return new UsageError(`${one} and ${other} are the same, and exclude each other`, 'Choose one of them')
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
    case 'time':
      if (/^\d{4}-\d\d-\d\d(?:$|[T ])/.test(text) && !Number.isNaN(Date.parse(text))) return text
      throw new UsageError(`${flag} must be a date or a time, not '${text}'`, `${flag} 2026-11-26T12:00:00Z`)
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
  const own = options.filter((option) => !option.flag.startsWith(`--${FILTER}`) && !isPart(option))
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
