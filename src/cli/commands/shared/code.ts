/** Writes the TypeScript that does what a command does: `-f code`. */

import type { GlobalOptions } from '../../global-options.ts'
import { type Call, camelCase, type LoadedPlugin, methodOf } from './call.ts'

/** Longer calls are written over several lines. */
const LONGEST_LINE = 100

/** A program that makes the call. */
export function codeOf(call: Call, globals: GlobalOptions, goesOn: boolean): string {
  const { plugin } = call
  const method = `${plugin === undefined ? 'client' : variableOf(plugin)}.${methodOf(call)}`
  const given = [...call.values, ...paramsOf(call)]
  const term = `${method}(${given.map((value) => literal(value)).join(', ')})`
  const isLong = term.length > LONGEST_LINE
  const shown = isLong ? `${method}(${given.map((value) => literal(value, '')).join(', ')})` : term
  return [
    `import { NeMoPlatform } from 'nemo-platform'`,
    ...(plugin === undefined
      ? []
      : [`import { ${plugin.class} } from 'nemo-platform/plugins/${plugin.service}'`]),
    '',
    `const client = new NeMoPlatform(${clientOptions(globals)})`,
    ...(plugin === undefined ? [] : [`const ${variableOf(plugin)} = new ${plugin.class}(client)`]),
    '',
    ...ending(call, shown, goesOn),
  ].join('\n')
}

/** `data-designer` → `dataDesigner`. */
function variableOf({ service }: LoadedPlugin): string {
  return camelCase(service.replaceAll('-', '_'))
}

function ending({ spec, params }: Call, call: string, goesOn: boolean): string[] {
  const isStream = spec.answer === 'events' || (spec.answer === 'gateway' && isStreamed(params))
  if (isStream)
    return [`const stream = await ${call}`, 'for await (const event of stream) console.log(event)']
  if (spec.answer === 'deletion') return [`await ${call}`]
  if (spec.answer === 'bytes') {
    return [`const response = await ${call}`, 'console.log(await response.text())']
  }
  if (goesOn && (spec.answer === 'pages' || spec.answer === 'log'))
    return [`for await (const item of ${call}) console.log(item)`]
  const name = spec.answer === 'pages' || spec.answer === 'log' ? 'page' : 'answer'
  return [`const ${name} = await ${call}`, '', `console.log(${name})`]
}

/** Whether a body asks a model for a stream. */
export function isStreamed(params: Call['params']): boolean {
  const body = params?.['body']
  return typeof body === 'object' && body !== null && 'stream' in body && body.stream === true
}

function paramsOf({ params = {} }: Call): unknown[] {
  return Object.keys(params).length === 0 ? [] : [params]
}

/** Only what was asked for: the rest comes from the same config file, in the same way. */
export function clientOptions({ context, baseURL, timeout }: GlobalOptions): string {
  const options = { contextName: context, baseURL, timeout }
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  return Object.keys(given).length === 0 ? '' : literal(given)
}

/** A value as TypeScript; over several lines where an indent is given. */
export function literal(value: unknown, indent?: string): string {
  if (typeof value === 'string') return quoted(value)
  if (value instanceof Uint8Array) return `new Uint8Array([${value.join(', ')}])`
  if (Array.isArray(value)) {
    if (indent === undefined) return `[${value.map((item) => literal(item)).join(', ')}]`
    return block(
      '[',
      value.map((item) => literal(item, `${indent}  `)),
      ']',
      indent,
    )
  }
  if (typeof value !== 'object' || value === null) return String(value)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  if (fields.length === 0) return '{}'
  if (indent === undefined)
    return `{ ${fields.map(([name, field]) => `${key(name)}: ${literal(field)}`).join(', ')} }`
  return block(
    '{',
    fields.map(([name, field]) => `${key(name)}: ${literal(field, `${indent}  `)}`),
    '}',
    indent,
  )
}

function block(open: string, lines: readonly string[], close: string, indent: string): string {
  if (lines.length === 0) return `${open}${close}`
  return `${open}\n${lines.map((line) => `${indent}  ${line},\n`).join('')}${indent}${close}`
}

function key(name: string): string {
  // `__proto__` as a name of its own would set the prototype.
  if (name === '__proto__') return `['__proto__']`
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)
}

function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner.replace(/[\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)}'`
}
