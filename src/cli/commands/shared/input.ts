/** Bodies from a file, from standard input or from the command line. */

import { isUtf8 } from 'node:buffer'
import { createReadStream, openAsBlob } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import { problemOf } from '../../../errors/problem.ts'
import { isRecord, parseJson } from '../../../json.ts'
import { LocalError, run, UsageError } from '../../errors.ts'
import { type IO, readText } from '../../io.ts'
import { CODE, FORMATS } from '../../output/formats.ts'

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
    if (flag !== names.file) addShortFile(command, file)
  }
  return command.optionsGroup('Options:')
}

/** Python gives a file with `-f` where it has no other output format, and in another release the format. */
function addShortFile(command: Command, file: Option): void {
  const formats: readonly string[] = [...FORMATS, CODE]
  command
    .option('-f <word>', `an output format, or else the same as ${file.long}`)
    .on('option:f', (word: string) => {
      const name = formats.includes(word) ? 'outputFormat' : file.attributeName()
      command.setOptionValueWithSource(name, word, 'cli')
    })
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
  throw new UsageError(`${flag} must be an object`, `${flag} '{"description": "…"}'`)
}

/**
 * What a text holds as JSON or YAML: every JSON text is YAML, too.
 *
 * @throws UsageError that names the flag, for what is neither.
 */
export async function parseData(flag: string, text: string): Promise<unknown> {
  const { parse } = await import('../../../inlined/yaml.ts')
  try {
    return parse(text, { maxAliasCount: 100 })
  } catch (error) {
    // What follows shows the text again.
    const [problem = ''] = problemOf(error).split('\n')
    throw new UsageError(`${flag} is neither JSON nor YAML: ${problem.replace(/:$/, '')}`)
  }
}

/** The text of a file; of standard input for `-`. */
export async function readInput(path: string, io: IO): Promise<string> {
  if (path === '-') return readText(io.stdin)
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Bytes that are given in a body: longer ones are not in memory as a whole. */
export type InputBytes = Uint8Array | Blob | AsyncIterable<Uint8Array>

/** The bytes of a file, whatever they are; of standard input for `-`. */
export async function openInput(path: string, io: IO): Promise<InputBytes> {
  if (path === '-') return gather(io.stdin)
  try {
    const found = await stat(path)
    if (found.isFile() && found.size > MOST_IN_MEMORY) return await openAsBlob(path)
    return await gather(createReadStream(path))
  } catch (error) {
    throw unreadable(path, error)
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

function unreadable(path: string, cause: unknown): LocalError {
  return new LocalError(
    `${path} cannot be read: ${problemOf(cause)}`,
    ['Check the path and its permissions'],
    { cause },
  )
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
  throw new UsageError(`Missing ${name}`, run(usage))
}
