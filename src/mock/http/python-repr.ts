/** Texts in which the platform shows values as its language, Python, writes them. */

import type { Issue } from './schema.ts'

/** A value as Python's `repr` writes it. */
export function repr(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, entry]) => `${repr(key)}: ${repr(entry)}`)
      .join(', ')}}`
  }
  return String(value)
}

/** The name of a value's type. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'NoneType'
  if (Array.isArray(value)) return 'list'
  const names = { boolean: 'bool', string: 'str', object: 'dict' } as Readonly<Record<string, string>>
  return names[typeof value] ?? (Number.isInteger(value) ? 'int' : 'float')
}

/** Issues as the text of one error. */
export function errorText(title: string, issues: readonly Issue[]): string {
  const count = issues.length === 1 ? '1 validation error' : `${issues.length} validation errors`
  const lines = issues.map(({ loc, msg, type, input }) => {
    const details = `type=${type}, input_value=${shortened(repr(input))}, input_type=${typeName(input)}`
    const help = `For further information visit https://errors.pydantic.dev/2.14/v/${type}`
    return `${loc.join('.')}\n  ${msg} [${details}]\n    ${help}`
  })
  return [`${count} for ${title}`, ...lines].join('\n')
}

const LONGEST_SHOWN = 50
const HEAD = 25
const TAIL = 24

function shortened(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, HEAD)}...${text.slice(-TAIL)}` : text
}

function quoted(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(mark, `\\${mark}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
  return `${mark}${escaped}${mark}`
}
