/** From a command line to the spec of a job: file, JSON and options put together. */

import { isRecord } from '../../../json.ts'
import { run, UsageError } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { nearest } from '../../nearest.ts'
import { notAnObject } from '../shared/input.ts'
import { parseData } from '../shared/parse-data.ts'
import { readInput } from '../shared/read-input.ts'
import type { FoundSpec } from './find-spec.ts'
import type { JobSpec, SpecField } from './job-specs.ts'

/** A spec, or a part of it. */
export type Fields = Record<string, unknown>

/** What Python calls --spec, too, where no field is called so. */
const FORMER_SPEC = '--config'

/** The option for a field: `dataset.text_field` → `--dataset.text-field`. */
export function flagOf({ path }: Pick<SpecField, 'path'>): string {
  return `--${path.replaceAll('_', '-')}`
}

/**
 * Reads a file with an object in it, as JSON or YAML.
 *
 * @throws UsageError that names the option, LocalError for a file that cannot be read.
 */
export async function readObject(
  { io }: Invocation,
  flag: string,
  { file, text }: { file?: string | undefined; text?: string | undefined },
): Promise<Fields> {
  const given = file === undefined ? text : await readInput(file, io)
  return given === undefined ? {} : objectIn(flag, given)
}

async function objectIn(flag: string, text: string): Promise<Fields> {
  const fields = await parseData(flag, text)
  if (isRecord(fields)) return fields
  throw notAnObject(flag)
}

/**
 * Reads the options of fields, which stand among the words that the command itself does not know.
 *
 * @param path - The command, as it is called: `nemo evals evaluate`.
 * @throws UsageError for a field that there is not, or a value that it does not take.
 */
export async function readFieldOptions(
  words: readonly string[],
  spec: FoundSpec,
  path: string,
): Promise<Fields> {
  let fields: Fields = {}
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (!word.startsWith('--'))
      throw new UsageError(`'${word}' stands behind no option`, run(`${path} --help`))
    const [, flag = '', inline] = /^(--[^=]*)(?:=(.*))?$/s.exec(word) ?? []
    const next = words[index + 1]
    if (flag === FORMER_SPEC && !spec.fields.some((one) => flagOf(one) === flag)) {
      const text = inline ?? next
      if (text === undefined) throw new UsageError(`${flag} needs a value`, run(`${path} --help`))
      if (inline === undefined) index += 1
      fields = merged(fields, await objectIn(flag, text))
      continue
    }
    const field = fieldFor(flag, spec, path)
    const isAlone = field.kind === 'flag' && next !== 'true' && next !== 'false'
    const value = inline ?? (isAlone ? 'true' : next)
    if (value === undefined) throw new UsageError(`${flag} needs a value`, run(`${path} explain`))
    if (inline === undefined && !isAlone) index += 1
    await put(fields, field, flag, value)
  }
  return fields
}

/** One on top of another: objects are put together, everything else is replaced. */
export function merged(base: Fields, over: Fields): Fields {
  const result: Fields = { ...base }
  for (const [name, value] of Object.entries(over)) {
    const before = Object.hasOwn(base, name) ? base[name] : undefined
    const both = isRecord(before) && isRecord(value) ? merged(before, value) : value
    Object.defineProperty(result, name, { value: both, enumerable: true, writable: true, configurable: true })
  }
  return result
}

/** `slurm.partition=long` as an object, as the backends of jobs take it. The server makes numbers of texts. */
export function backendOptions(words: readonly string[]): Fields {
  return words.reduce<Fields>((options, word) => {
    const [, keys, value = ''] = /^([^=.]+(?:\.[^=.]+)+)=(.*)$/s.exec(word) ?? []
    if (keys === undefined)
      throw new UsageError(`-o must be <backend>.<key>=<value>, not '${word}'`, '-o slurm.partition=long')
    return merged(options, nested(keys.split('.'), value))
  }, {})
}

/**
 * Checks that what is needed is there, in the spec and in the objects that it has.
 *
 * @throws UsageError that names the options.
 */
export function checkComplete(spec: Fields, { fields }: JobSpec, path: string): void {
  const missing = fields.filter(({ path: place, isRequired }) => {
    if (isRequired !== true) return false
    const names = place.split('.')
    const last = names.pop() ?? ''
    const owner = names.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), spec)
    return isRecord(owner) && owner[last] === undefined
  })
  if (missing.length === 0) return
  const flags = missing.map(flagOf)
  const [one, ...others] = flags
  throw new UsageError(
    `Missing ${others.length === 0 ? one : `${[one, ...others.slice(0, -1)].join(', ')} and ${others.at(-1)}`}`,
    run(`${path} ${flags.map((flag) => `${flag} <value>`).join(' ')}`),
    run(`${path} --spec-file <path>`, 'To give the spec as a file'),
    run(`${path} explain`, 'To see all fields'),
  )
}

function fieldFor(flag: string, { fields, source }: FoundSpec, path: string): SpecField {
  const wanted = flag.slice(2).replaceAll('-', '_')
  const found = fields.find((field) => field.path.replaceAll('-', '_') === wanted)
  if (found !== undefined) return found
  const close = nearest(flag, fields.map(flagOf))
  throw new UsageError(
    `There is no field for ${flag} among ${source}`,
    ...(close === undefined ? [] : [`Did you mean ${close}?`]),
    run(`${path} explain`, 'To see all fields'),
    run(`${path} --spec '{…}'`, 'To send a field that is newer than that'),
  )
}

async function put(fields: Fields, field: SpecField, flag: string, text: string): Promise<void> {
  const names = field.path.split('.')
  const last = names.pop() ?? ''
  const owner = names.reduce<Fields>((place, name) => {
    const inner = place[name]
    if (isRecord(inner)) return inner
    const made: Fields = {}
    place[name] = made
    return made
  }, fields)
  const before = owner[last]
  const value = await readValue(field, flag, text)
  if (field.kind === 'texts') owner[last] = [...(Array.isArray(before) ? before : []), value].flat()
  else owner[last] = isRecord(before) && isRecord(value) ? merged(value, before) : value
}

async function readValue({ kind, choices = [] }: SpecField, flag: string, text: string): Promise<unknown> {
  switch (kind) {
    case 'integer':
      if (/^-?\d+$/.test(text)) return Number(text)
      throw new UsageError(`${flag} must be a whole number, not '${text}'`)
    case 'number':
      if (text.trim() !== '' && Number.isFinite(Number(text))) return Number(text)
      throw new UsageError(`${flag} must be a number, not '${text}'`)
    case 'flag':
      if (text === 'true' || text === 'false') return text === 'true'
      throw new UsageError(`${flag} must be true or false, not '${text}'`)
    case 'choice': {
      if (choices.includes(text)) return text
      const close = nearest(text, choices)
      throw new UsageError(
        `${flag} must be one of ${choices.join(', ')}, not '${text}'`,
        ...(close === undefined ? [] : [`Did you mean ${close}?`]),
      )
    }
    case 'object': {
      const value = await parseData(flag, text)
      if (isRecord(value)) return value
      throw new UsageError(`${flag} must be an object`, `${flag} '{"name": "…"}'`)
    }
    case 'data':
      return parseData(flag, text)
    case 'any':
      return /^\s*[[{]/.test(text) && !text.trimStart().startsWith('{{') ? parseData(flag, text) : text
    case 'texts':
      return text.trimStart().startsWith('[') ? parseData(flag, text) : text
    default:
      return text
  }
}

/** A value in objects: `['a', 'b']` → `{ a: { b: value } }`. */
export function nested(names: readonly string[], value: unknown): Fields {
  const [name = '', ...rest] = names
  return { [name]: rest.length === 0 ? value : nested(rest, value) }
}
