/** Reads JSON and YAML so that nothing of it is lost or guessed: no name that stands twice, no number that would be rounded. */

import { parseJson } from '../../../json.ts'
import { UsageError } from '../../errors.ts'

/** Longer YAML would take minutes. In characters. */
const LONGEST_YAML = 4 * 1024 * 1024
/** Lists and objects within each other. */
const DEEPEST = 200

/**
 * What a text holds as JSON or, where it is none, as YAML, as the Python tools read it.
 *
 * @param source - Where it comes from: the flag.
 * @throws UsageError that names the source, for what is neither.
 */
export async function parseData(source: string, text: string): Promise<unknown> {
  if (text.trim() === '') throw new UsageError(`${source} is empty`, 'Give it as JSON or YAML')
  const value = parseJson(text)
  if (value === undefined) return await parseAsYaml(source, text)
  checkJson(source, text)
  return value
}

async function parseAsYaml(source: string, text: string): Promise<unknown> {
  if (text.length > LONGEST_YAML) {
    throw new UsageError(
      `${source} is no JSON, and too long for YAML: ${LONGEST_YAML / 1024 / 1024} MiB are the most`,
      'Write it as JSON',
    )
  }
  const [{ parseYaml }, { YamlSyntaxError }, { isScalar, visit }] = await Promise.all([
    import('../../../config/yaml.ts'),
    import('../../../config/yaml-problems.ts'),
    import('../../../inlined/yaml.ts'),
  ])
  try {
    const document = parseYaml(text)?.document
    if (document === undefined) return null
    visit(document, {
      Map: (_key, map) => {
        const names = new Set<unknown>()
        for (const { key } of map.items) {
          const name = isScalar(key) ? key.value : key
          if (names.has(name)) throw doubled(source, String(name))
          names.add(name)
        }
      },
      Scalar: (_key, scalar) => {
        const { value, source: written = '' } = scalar
        // In JSON a date is the text that it is written as.
        if (value instanceof Date) scalar.value = written
        if (typeof value === 'number') checkNumber(source, written, value)
      },
    })
    return document.toJS()
  } catch (error) {
    if (!(error instanceof YamlSyntaxError)) throw error
    const place = error.line === undefined ? '' : ` (line ${error.line})`
    throw new UsageError(
      `${source} is neither JSON nor YAML: ${error.problem}${place}`,
      'Mend it there: JSON looks like {"name": "value"}, YAML like name: value',
    )
  }
}

/** What `JSON.parse` passes over: names that stand twice, integers that it rounds, and depth that nothing else bears. */
function checkJson(source: string, text: string): void {
  const open: (Set<string> | undefined)[] = []
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : undefined)
      if (open.length > DEEPEST)
        throw new UsageError(`${source} is nested deeper than ${DEEPEST} levels`, 'Make it flatter')
    } else if (character === '}' || character === ']') {
      open.pop()
    } else if (character === '"') {
      const end = endOfText(text, index)
      const names = open.at(-1)
      if (names !== undefined && /^\s*:/.test(text.slice(end + 1, end + 100))) {
        const name = String(parseJson(text.slice(index, end + 1)))
        if (names.has(name)) throw doubled(source, name)
        names.add(name)
      }
      index = end
    } else if (character !== undefined && /[-\d]/.test(character)) {
      const [number = ''] = /^[-+.\deE]+/.exec(text.slice(index, index + 400)) ?? []
      checkNumber(source, number, Number(number))
      index += number.length - 1
    }
  }
}

/** Where a text ends that begins at a quote. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let slashes = 0
    while (text[end - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return end
  }
}

function checkNumber(source: string, written: string, value: number): void {
  if (!/^[-+]?\d+$/.test(written) || Number.isSafeInteger(value)) return
  throw new UsageError(
    `${source} has an integer that would be rounded: ${written.slice(0, 40)}`,
    'Write it as text, in quotes, if the platform takes it so',
  )
}

function doubled(source: string, name: string): UsageError {
  return new UsageError(`${source} has '${name.slice(0, 100)}' twice`, 'Leave one of them out')
}
