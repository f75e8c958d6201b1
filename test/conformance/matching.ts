/**
 * Compares an answer with what is expected. Everything must be equal, except for these marks: `<any>`, `<string>`,
 * `<int>`, `<timestamp>` (UTC, with or without zone), `<id>`, `<empty>` (no body), `<re:...>` (a whole text that fits the
 * pattern), and what {@link subset}, {@link unordered}, {@link containing} and {@link without} make.
 */

type Kind = 'subset' | 'unordered' | 'containing' | 'without'

/** An expectation about a list or object that is not plain equality. */
export class Mark {
  readonly kind: Kind
  readonly content: unknown

  constructor(kind: Kind, content: unknown) {
    this.kind = kind
    this.content = content
  }

  /** How it shows in messages. */
  toJSON(): unknown {
    return { [this.kind]: this.content }
  }
}

/** An object that may hold more than this. */
export function subset(fields: Readonly<Record<string, unknown>>): unknown {
  return new Mark('subset', fields)
}

/** A list in any order. */
export function unordered(...items: unknown[]): unknown {
  return new Mark('unordered', items)
}

/** A list that holds at least these. */
export function containing(...items: unknown[]): unknown {
  return new Mark('containing', items)
}

/** A list that holds none of these. */
export function without(...items: unknown[]): unknown {
  return new Mark('without', items)
}

/** What differs, one line per place; empty if all fits. */
export function differences(actual: unknown, expected: unknown, place = 'body'): string[] {
  if (expected instanceof Mark) return compareMarked(actual, expected, place)
  if (typeof expected === 'string' && /^<.*>$/s.test(expected)) {
    return fitsMark(actual, expected) ? [] : [mismatch(place, actual, expected)]
  }
  if (Array.isArray(expected)) return compareLists(actual, expected, place)
  if (isObject(expected)) return compareObjects(actual, expected, place, true)
  return Object.is(actual, expected) ? [] : [mismatch(place, actual, expected)]
}

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?$/
const ID = /^[a-z][a-z_-]*-[1-9A-HJ-NP-Za-km-z]{20,23}$/

function fitsMark(actual: unknown, mark: string): boolean {
  switch (mark) {
    case '<any>':
      return actual !== undefined
    case '<empty>':
      return actual === undefined
    case '<int>':
      return Number.isInteger(actual)
  }
  if (typeof actual !== 'string') return false
  switch (mark) {
    case '<string>':
      return true
    case '<timestamp>':
      return TIMESTAMP.test(actual)
    case '<id>':
      return ID.test(actual)
  }
  const pattern = /^<re:(.*)>$/s.exec(mark)?.[1]
  return pattern === undefined ? actual === mark : new RegExp(`^(?:${pattern})$`, 's').test(actual)
}

function compareMarked(actual: unknown, { kind, content }: Mark, place: string): string[] {
  if (kind === 'subset') return compareObjects(actual, content as object, place, false)
  const expected = content as unknown[]
  if (!Array.isArray(actual)) return [mismatch(place, actual, expected)]
  if (kind === 'without') {
    const found = expected.filter((item) => findMatch(actual, item) >= 0)
    return found.map((item) => `${place} holds ${JSON.stringify(item)}, which it must not`)
  }
  const rest = [...actual]
  const missing = expected.filter((item) => {
    const index = findMatch(rest, item)
    if (index >= 0) rest.splice(index, 1)
    return index < 0
  })
  const lines = missing.map((item) => `${place} lacks ${JSON.stringify(item)}: ${JSON.stringify(actual)}`)
  if (kind === 'unordered' && rest.length > 0 && missing.length === 0) {
    lines.push(`${place} holds too much: ${JSON.stringify(rest)}`)
  }
  return lines
}

function findMatch(items: readonly unknown[], expected: unknown): number {
  return items.findIndex((item) => differences(item, expected).length === 0)
}

function compareLists(actual: unknown, expected: readonly unknown[], place: string): string[] {
  if (!Array.isArray(actual) || actual.length !== expected.length) return [mismatch(place, actual, expected)]
  return expected.flatMap((item, index) => differences(actual[index], item, `${place}[${index}]`))
}

function compareObjects(actual: unknown, expected: object, place: string, isWhole: boolean): string[] {
  if (!isObject(actual)) return [mismatch(place, actual, expected)]
  const lines = Object.entries(expected).flatMap(([key, value]) =>
    differences(actual[key], value, `${place}.${key}`),
  )
  if (!isWhole) return lines
  const extra = Object.keys(actual).filter((key) => !Object.hasOwn(expected, key))
  return [
    ...lines,
    ...extra.map((key) => `${place}.${key} is ${JSON.stringify(actual[key])}, but unexpected`),
  ]
}

function mismatch(place: string, actual: unknown, expected: unknown): string {
  return `${place} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
