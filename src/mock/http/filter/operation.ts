/** Filters, whatever notation they came in, and what they let through. */

/** How a field is compared. */
export type Comparator =
  | '$eq'
  | '$like'
  | '$lt'
  | '$lte'
  | '$gt'
  | '$gte'
  | '$in'
  | '$nin'
  | '$exists'
  | '$contains'

const COMPARATORS: readonly string[] = [
  '$eq',
  '$like',
  '$lt',
  '$lte',
  '$gt',
  '$gte',
  '$in',
  '$nin',
  '$exists',
  '$contains',
] satisfies Comparator[]
const LOGICAL: readonly string[] = ['$and', '$or', '$not']

/** A filter as a tree. */
export type Operation =
  | {
      readonly kind: 'compare'
      readonly operator: Comparator
      readonly field: string
      readonly value: unknown
    }
  | {
      readonly kind: 'logic'
      readonly operator: '$and' | '$or' | '$not'
      readonly operations: readonly Operation[]
    }

/** A filter that the platform refuses with 400. */
export class FilterError extends Error {}

/** A filter that cannot be read; the store of entities says so in more words than the other services. */
export class FilterSyntaxError extends FilterError {}

/** A filter that makes the platform fail: a field that is not there. */
export class UnknownFieldError extends Error {}

/** Reads an operator. */
export function comparatorOf(text: string): Comparator {
  if (COMPARATORS.includes(text)) return text as Comparator
  if (LOGICAL.includes(text)) return text as Comparator
  throw new FilterError(`'${text}' is not a valid FilterOperator`)
}

/** The fields that a filter names. */
export function fieldsOf(operation: Operation): string[] {
  return operation.kind === 'compare' ? [operation.field] : operation.operations.flatMap(fieldsOf)
}

/**
 * A filter that does not name a field, and lets at least through what the given one does.
 *
 * @returns Undefined where everything may pass.
 */
export function withoutField(operation: Operation, field: string): Operation | undefined {
  if (!fieldsOf(operation).includes(field)) return operation
  if (operation.kind === 'compare' || operation.operator === '$not') return undefined
  const parts = operation.operations.map((part) => withoutField(part, field))
  const kept = parts.filter((part) => part !== undefined)
  if (kept.length === 0 || (operation.operator === '$or' && kept.length < parts.length)) return undefined
  return { ...operation, operations: kept }
}

/** A filter with one more condition, as the platform adds its own. */
export function withCondition(filter: Operation | undefined, condition: Operation): Operation {
  if (filter === undefined) return condition
  const isConjunction = filter.kind === 'logic' && filter.operator === '$and'
  const operations = isConjunction ? [...filter.operations, condition] : [filter, condition]
  return { kind: 'logic', operator: '$and', operations }
}

/** A filter as the platform tells it back in the answer. */
export function describeOperation(operation: Operation): Record<string, unknown> {
  if (operation.kind === 'compare') return { [operation.field]: { [operation.operator]: operation.value } }
  const parts = operation.operations.map(describeOperation)
  return { [operation.operator]: operation.operator === '$not' ? parts[0] : parts }
}

/**
 * Whether an entry passes.
 *
 * @param read - Gives the value of a field of the entry; throws {@link UnknownFieldError}.
 */
export function passes(operation: Operation, read: (field: string) => unknown): boolean {
  return evaluate(operation, read) === true
}

/** As in SQL, a comparison with null is neither true nor false. */
function evaluate(operation: Operation, read: (field: string) => unknown): boolean | undefined {
  if (operation.kind === 'compare') {
    const { operator, field, value } = operation
    const actual = read(field)
    assertComparable(operator, field, value)
    return compare(operator, actual, value)
  }
  const results = operation.operations.map((part) => evaluate(part, read))
  if (operation.operator === '$not') return results[0] === undefined ? undefined : !results[0]
  const decisive = operation.operator === '$or'
  if (results.includes(decisive)) return decisive
  return results.includes(undefined) ? undefined : !decisive
}

function compare(operator: Comparator, actual: unknown, wanted: unknown): boolean | undefined {
  if (operator === '$eq' && wanted === null) return actual === null || actual === undefined
  if (actual === null || actual === undefined) return undefined
  const text = String(actual)
  switch (operator) {
    case '$eq':
      // A flag finds flags in either notation.
      if (typeof wanted === 'boolean' && text === String(Number(wanted))) return true
      return text === String(wanted)
    case '$like':
      return likePattern(String(wanted)).test(text)
    case '$in':
      return (wanted as unknown[]).map(String).includes(text)
    case '$nin':
      return !(wanted as unknown[]).map(String).includes(text)
    case '$lt':
      return text < comparable(wanted)
    case '$lte':
      return text <= comparable(wanted)
    case '$gt':
      return text > comparable(wanted)
    case '$gte':
      return text >= comparable(wanted)
    case '$exists':
    case '$contains':
      return undefined
  }
}

const TIMES = new Set(['created_at', 'updated_at'])
const ORDERING = new Set<Comparator>(['$lt', '$lte', '$gt', '$gte'])

/** What the platform's database fails at. */
function assertComparable(operator: Comparator, field: string, wanted: unknown): void {
  const isPlain = wanted === null || typeof wanted !== 'object'
  const isList = operator === '$in' || operator === '$nin'
  const isBadTime = TIMES.has(field) && ORDERING.has(operator) && TIME.exec(String(wanted)) === null
  const isUnsupported = operator === '$exists' || operator === '$contains'
  if (isUnsupported || isBadTime || (!isPlain && !isList)) throw new UnknownFieldError(field)
}

/** SQL's LIKE inside: `%` and `_` stand for anything, case does not matter. */
function likePattern(text: string): RegExp {
  const escaped = text
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replaceAll('%', '[^]*')
    .replaceAll('_', '[^]')
  return new RegExp(escaped, 'i')
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d+))?(?:Z|[+-]\d\d:?\d\d)?)?$/

/** Times are compared as the database writes them. */
function comparable(value: unknown): string {
  const text = String(value)
  const time = TIME.exec(text)
  if (time === null) return text
  const [, day, clock = '00:00:00', fraction = ''] = time
  const seconds = clock.length === 5 ? `${clock}:00` : clock
  return `${day}T${seconds}.${fraction.padEnd(6, '0').slice(0, 6)}`
}
