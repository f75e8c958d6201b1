/** Reads a filter from a query, in any of its three notations: text, JSON, brackets. */

import { problemOf } from '../../../errors/problem.ts'
import { isRecord, parseJson } from '../../../json.ts'
import { isTooDeep } from '../json-depth.ts'
import { comparatorOf, FilterError, FilterSyntaxError, type Operation } from './operation.ts'
import { parseTextFilter } from './text.ts'

/**
 * Reads the filter of a list; `search` is an old name for `filter`.
 *
 * @returns The filter; undefined where there is none.
 * @throws FilterError for what the platform refuses.
 */
export function parseFilter(search: URLSearchParams): Operation | undefined {
  const raw = search.getAll('filter').at(-1) ?? search.getAll('search').at(-1)
  if (raw) {
    const text = raw.trim()
    try {
      return text.startsWith('{') ? parseJsonFilter(text) : parseTextFilter(text)
    } catch (error) {
      // What stands where a list or map belongs is refused too, in other words.
      throw error instanceof FilterError ? error : new FilterSyntaxError(problemOf(error))
    }
  }
  const brackets = new Map<string, string>()
  for (const [key, value] of search) {
    const match = /^(?:filter|search)(\[.*)$/s.exec(key)
    if (match?.[1] !== undefined) brackets.set(match[1], value)
  }
  return brackets.size === 0 ? undefined : parseBrackets(brackets)
}

type Dict = Record<string, unknown>

function parseJsonFilter(text: string): Operation {
  const value = isTooDeep(text) ? undefined : parseJson(text)
  if (value === undefined) throw new FilterError(`Invalid JSON in filter parameter: ${text}`)
  return parseDict(value)
}

function parseDict(filter: unknown): Operation {
  if (!isRecord(filter)) throw new TypeError(`'${kindOf(filter)}' object has no attribute 'items'`)
  for (const operator of ['$and', '$or'] as const) {
    if (operator in filter) {
      return { kind: 'logic', operator, operations: membersOf(filter[operator]).map(parseDict) }
    }
  }
  if ('$not' in filter) return { kind: 'logic', operator: '$not', operations: [parseDict(filter['$not'])] }
  const operations = Object.entries(filter).map(
    ([field, value]): Operation =>
      isRecord(value) ? parseField(field, value) : { kind: 'compare', operator: '$eq', field, value },
  )
  return joined(operations, 'No valid filter criteria found')
}

function parseField(field: string, conditions: Dict): Operation {
  const keys = Object.keys(conditions)
  if (keys.some((key) => ['$and', '$or', '$not'].includes(key)) && keys.length > 1) {
    const present = `[${[...keys]
      .sort()
      .map((key) => `'${key}'`)
      .join(', ')}]`
    throw new FilterError(
      `Field '${field}' filter mixes a logical operator with sibling keys (${present}); ` +
        'wrap the siblings inside the logical operator or under an explicit $and',
    )
  }
  for (const operator of ['$or', '$and'] as const) {
    if (operator in conditions) {
      const operations = (conditions[operator] as Dict[]).map((part) => parseField(field, part))
      return { kind: 'logic', operator, operations }
    }
  }
  if ('$not' in conditions) {
    return { kind: 'logic', operator: '$not', operations: [parseField(field, conditions['$not'] as Dict)] }
  }
  const operations = Object.entries(conditions)
    .filter(([key]) => key.startsWith('$'))
    .map(([key, value]): Operation => {
      const operator = comparatorOf(key)
      return { kind: 'compare', operator, field, value: listIfNeeded(operator, value) }
    })
  return joined(operations, `No valid operation found for field ${field}`)
}

function parseBrackets(brackets: ReadonlyMap<string, string>): Operation {
  const fields: Dict = {}
  for (const [key, value] of brackets) {
    const match = /^\[([^\]]+)\](.*)$/s.exec(key)
    if (match === null) continue
    const [, field = '', rest = ''] = match
    if (field === '$or' || field === '$and' || field === '$not') {
      return parseLogicalBracket(`filter${key}`, field, rest, value)
    }
    const operators = leadingOperators(rest)
    fields[field] ??= {}
    if (operators.length === 0) fields[field] = value
    else nest(fields[field] as Dict, operators, value)
  }
  if (Object.keys(fields).length === 0) throw new FilterError('No filter parameters found')
  return parseDict(fields)
}

function parseLogicalBracket(
  key: string,
  operator: '$or' | '$and' | '$not',
  rest: string,
  value: string,
): Operation {
  if (rest !== '') {
    throw new FilterError(
      `Invalid filter parameter: ${key}. Logical operators cannot have additional parameters.`,
    )
  }
  const parsed = isTooDeep(value) ? undefined : parseJson(value)
  if (parsed === undefined) throw new FilterError(`Invalid JSON for ${operator}: ${value}`)
  const operations = operator === '$not' ? [parseDict(parsed)] : membersOf(parsed).map(parseDict)
  return { kind: 'logic', operator, operations }
}

function leadingOperators(rest: string): string[] {
  const operators: string[] = []
  let remaining = rest
  for (;;) {
    const match = /^\[(\$[^\]]+)\](.*)$/s.exec(remaining)
    if (match?.[1] === undefined) return operators
    operators.push(match[1])
    remaining = match[2] ?? ''
  }
}

function nest(target: Dict, operators: readonly string[], value: string): void {
  let current = target
  for (const operator of operators.slice(0, -1)) {
    current[operator] ??= {}
    current = current[operator] as Dict
  }
  const last = operators.at(-1) ?? ''
  current[last] = listIfNeeded(comparatorOf(last), value)
}

function listIfNeeded(operator: string, value: unknown): unknown {
  return (operator === '$in' || operator === '$nin') && typeof value === 'string' ? value.split(',') : value
}

function joined(operations: readonly Operation[], whenEmpty: string): Operation {
  const [first, second] = operations
  if (first === undefined) throw new FilterError(whenEmpty)
  return second === undefined ? first : { kind: 'logic', operator: '$and', operations }
}

/** What comes out when the platform walks through a value; texts and maps count, too. */
function membersOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'string') return [...value]
  if (isRecord(value)) return Object.keys(value)
  throw new TypeError(`'${kindOf(value)}' object is not iterable`)
}

/** The type of a JSON value as the platform's messages call it. */
function kindOf(value: unknown): string {
  if (value === null) return 'NoneType'
  if (Array.isArray(value)) return 'list'
  switch (typeof value) {
    case 'string':
      return 'str'
    case 'boolean':
      return 'bool'
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float'
    default:
      return 'dict'
  }
}
