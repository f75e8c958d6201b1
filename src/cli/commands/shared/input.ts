/** Bodies from a file, from standard input or from the command line. */

import { isUtf8 } from 'node:buffer'
import { openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import { isRecord, parseJson } from '../../../json.ts'
import { run, UsageError } from '../../errors.ts'
import type { IO } from '../../io.ts'
import { nearest } from '../../nearest.ts'
import { parseData } from './parse-data.ts'
import { asUnreadable, openFile, openStandardInput, readInput } from './read-input.ts'

/** The flags. */
export interface InputFlags {
  inputFile?: string
  inputData?: string
}

/** Adds these flags to a command, and the names that Python has for them. */
export function addInputOptions(command: Command, names?: { file: string; data: string }): Command {
  command
    .optionsGroup('Input options:')
    .option('--input-file <path>', 'JSON or YAML file with the fields; - for standard input')
    .option('--input-data <data>', 'the fields as JSON or YAML')
  if (names !== undefined) {
    const flag = names.file.replace(/^-f, /, '')
    const file = new Option(`${flag} <path>`, 'the same as --input-file')
    command.addOption(file).option(`${names.data} <data>`, 'the same as --input-data')
    // Python gives a file with `-f` where it has no other output format, and in another release the format.
    if (flag !== names.file) command.option('-f <word>', `an output format, or else the same as ${flag}`)
  }
  return command.optionsGroup('Options:')
}

/**
 * Reads the fields that were given; none if none were.
 *
 * @throws UsageError for what is no object, LocalError for a file that cannot be read.
 */
export async function readFields(
  { inputFile, inputData }: InputFlags,
  io: IO,
): Promise<Record<string, unknown>> {
  if (inputFile !== undefined && inputData !== undefined)
    throw new UsageError('--input-file and --input-data exclude each other', 'Choose one of them')
  const flag = inputFile === undefined ? '--input-data' : '--input-file'
  const text = inputFile === undefined ? inputData : await readInput(inputFile, io)
  if (text === undefined) return {}
  const fields = await parseData(flag, text)
  if (isRecord(fields)) return fields
  throw notAnObject(flag)
}

/** The error for data that is a list, a text or a number. */
export function notAnObject(flag: string): UsageError {
  return new UsageError(
    `${flag} must be an object`,
    'Give names and values: {"name": "value"}, or name: value',
  )
}

/** The error for a field that a command does not know: the server would ignore it, or refuse it in its own words. */
export function unknownField(name: string, known: readonly string[], path: string): UsageError {
  const close = nearest(name, known)
  return new UsageError(
    `There is no field '${name}' in what ${path} takes`,
    close === undefined ? `Fields are ${known.join(', ')}` : `Did you mean ${close}?`,
    run(`${path} --help`),
    run('nemo api --help', 'To send a field that is newer than this command'),
  )
}

/**
 * Reads the fields that a command by hand was given.
 *
 * @throws UsageError for one that it does not know.
 */
export async function readKnownFields(
  flags: InputFlags,
  io: IO,
  { known, path }: { known: readonly string[]; path: string },
): Promise<Record<string, unknown>> {
  const fields = await readFields(flags, io)
  const unknown = Object.keys(fields).find((name) => !known.includes(name))
  if (unknown !== undefined) throw unknownField(unknown, known, path)
  return fields
}

/** Bytes that are given in a body: longer ones are not in memory as a whole. */
export type InputBytes = Uint8Array | Blob | AsyncIterable<Uint8Array>

/** The bytes of a file, whatever they are; of standard input for `-`. */
export async function openInput(path: string, io: IO): Promise<InputBytes> {
  if (path === '-') return gather(openStandardInput(io))
  const chunks = openFile(path, io)
  try {
    const found = await stat(path)
    if (found.isFile() && found.size > MOST_IN_MEMORY) return await openAsBlob(path)
    return await gather(chunks)
  } catch (error) {
    throw await asUnreadable(path, error, io)
  }
}

/** Whether bytes are JSON, as far as they are there as a whole. */
export function isJson(bytes: InputBytes): boolean {
  return (
    bytes instanceof Uint8Array && isUtf8(bytes) && parseJson(Buffer.from(bytes).toString()) !== undefined
  )
}

/** Bodies up to this size can be sent again, after a 401 for instance. In bytes. */
const MOST_IN_MEMORY = 16 * 1024 * 1024

/** All of a stream if it is short; else its beginning, and then what is still to come. */
async function gather(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array | AsyncIterable<Uint8Array>> {
  const iterator = stream[Symbol.asyncIterator]()
  const beginning: Uint8Array[] = []
  for (let length = 0; length <= MOST_IN_MEMORY; ) {
    const { done, value } = await iterator.next()
    if (done === true) return Buffer.concat(beginning)
    beginning.push(value)
    length += value.byteLength
  }
  return (async function* () {
    yield* beginning
    yield* { [Symbol.asyncIterator]: () => iterator }
  })()
}

/** The argument, else the field of that name. */
export function required(
  argument: string | undefined,
  fields: Record<string, unknown>,
  name: string,
  usage: string,
): string {
  const value = argument ?? fields[name]
  if (typeof value === 'string' && value !== '') return value
  if (value != null && value !== '') throw new UsageError(`${name} must be text`, run(usage))
  throw new UsageError(`Missing ${name}`, run(usage))
}
