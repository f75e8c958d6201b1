/**
 * Templates of metrics, as far as they can be told without Jinja: `{{ item.answer }}`, `{{ rows[0]['name'] | lower }}`, texts around
 * them. One that is nothing but an expression gives the value itself.
 */

import { isRecord } from '../../json.ts'
import { repr } from '../http/python-repr.ts'

/** What a template names is not there. */
export class MissingKeyError extends Error {
  /** The name that is missing. */
  readonly key: string

  constructor(key: string) {
    super(`${key} is missing`)
    this.key = key
  }
}

/** A template says more than is understood here. */
export class UnknownTemplateError extends Error {}

/**
 * Renders a template; lists and maps of templates likewise.
 *
 * @throws MissingKeyError, UnknownTemplateError.
 */
export function render(template: unknown, context: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(template)) return template.map((part) => render(part, context))
  if (isRecord(template))
    return Object.fromEntries(Object.entries(template).map(([key, part]) => [key, render(part, context)]))
  if (typeof template !== 'string') return template
  if (/\{[%#]/.test(template)) throw new UnknownTemplateError(template)
  const [, alone] = /^\s*\{\{((?:(?!\{\{|\}\}).)*)\}\}\s*$/s.exec(template) ?? []
  const isJson = /\btojson\b/.test(template)
  if (alone !== undefined) {
    const value = evaluate(alone, context)
    return isJson && typeof value === 'string' ? JSON.parse(value) : value
  }
  const text = template
    .replace(/\n$/, '')
    .replace(/\{\{(.*?)\}\}/gs, (_, expression) => textOf(evaluate(expression, context)))
  // What was written as JSON is read again.
  return isJson ? JSON.parse(text) : text
}

/** A value as Python's `str` writes it. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : repr(value)
}

function evaluate(expression: string, context: Readonly<Record<string, unknown>>): unknown {
  const [operand = '', ...filters] = partsOf(expression)
  return filters.reduce<unknown>((value, filter) => filtered(value, filter), operandOf(operand, context))
}

/** What stands between bars that are not in quotes. */
function partsOf(expression: string): string[] {
  const parts = expression.match(/(?:'[^']*'|"[^"]*"|[^|'"])+/g) ?? []
  return parts.map((part) => part.trim())
}

function operandOf(operand: string, context: Readonly<Record<string, unknown>>): unknown {
  const [, single, double] = /^(?:'([^'\\]*)'|"([^"\\]*)")$/.exec(operand) ?? []
  if (single !== undefined || double !== undefined) return single ?? double
  if (/^-?\d+(?:\.\d+)?$/.test(operand)) return Number(operand)
  if (!/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[-?\d+\]|\['[^'\\]*'\]|\["[^"\\]*"\])*$/.test(operand))
    throw new UnknownTemplateError(operand)
  const steps = operand.match(/\.?[A-Za-z_]\w*|\[-?\d+\]|\['[^']*'\]|\["[^"]*"\]/g) ?? []
  return steps.reduce<unknown>(
    (value, step) => member(value, step.replace(/^(?:\.|\[['"]?)|['"]?\]$/g, '')),
    context,
  )
}

function member(value: unknown, step: string): unknown {
  if (Array.isArray(value)) {
    const found = value.at(Number(step))
    if (found !== undefined) return found
  } else if (isRecord(value) && Object.hasOwn(value, step)) return value[step]
  throw new MissingKeyError(step)
}

function filtered(value: unknown, filter: string): unknown {
  switch (filter) {
    case 'lower':
      return textOf(value).toLowerCase()
    case 'upper':
      return textOf(value).toUpperCase()
    case 'trim':
      return textOf(value).trim()
    case 'string':
      return textOf(value)
    case 'length':
    case 'count':
      if (typeof value === 'string' || Array.isArray(value)) return value.length
      if (isRecord(value)) return Object.keys(value).length
      throw new UnknownTemplateError(filter)
    case 'tojson':
      return JSON.stringify(value)
    default:
      throw new UnknownTemplateError(filter)
  }
}
