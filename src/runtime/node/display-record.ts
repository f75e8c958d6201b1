/**
 * A record as a short card, where somebody sees what each line gives. Records are plain objects, and stay so: the card hangs on them
 * by symbols that nothing enumerates, so that copies, comparisons and JSON do not know it.
 */

import { type Fact, factsAsHTML } from '../../html.ts'
import { isEnvelope } from '../../http/response/page.ts'
import { isRecord } from '../../json.ts'
import { COLUMNS, shortened, tableAsHTML, tableAsText } from './display-page.ts'
import { INSPECT, JUPYTER } from './display-symbols.ts'

const MOST_FACTS = 8

/** Marks what an answer of JSON holds: a record, or those of a page; a list that comes as a whole becomes a table. */
export function showAsCards(answer: unknown): void {
  if (isNamed(answer)) showAs(answer, cardAsText, cardAsHTML)
  if (!isEnvelope(answer)) return
  const records = answer.data.filter(isNamed)
  for (const record of records) showAs(record, cardAsText, cardAsHTML)
  if (records.length > 0) showAs<{ readonly data: readonly unknown[] }>(answer, tableAsText, tableAsHTML)
}

type Mark<Value> = (value: Value) => string

function showAs<Value extends object>(value: Value, text: Mark<Value>, html: Mark<Value>): void {
  // Within something else it is shown like any object.
  const inspect = (depth: number, options: { depth?: number }) =>
    depth === options.depth ? text(value) : { ...value }
  const display = async () => ({ 'text/plain': text(value), 'text/html': html(value) })
  Object.defineProperty(value, INSPECT, { value: inspect, configurable: true })
  Object.defineProperty(value, JUPYTER, { value: display, configurable: true })
}

/** What the platform keeps has a name; a member has the principal's. What passes through it, as answers of models, has neither. */
function isNamed(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && [value['name'], value['principal']].some((name) => typeof name === 'string')
}

interface Card {
  readonly facts: readonly Fact[]
  /** What the card has no place for. */
  readonly rest: readonly string[]
}

function cardOf(record: Readonly<Record<string, unknown>>): Card {
  const filled = Object.keys(record).filter((name) => !isEmpty(record[name]))
  const known = COLUMNS.filter((name) => filled.includes(name))
  const names = [...known, ...filled.filter((name) => !known.includes(name))]
  return {
    facts: names.slice(0, MOST_FACTS).map((name) => [name, shortened(textOf(record[name]))] as const),
    rest: names.slice(MOST_FACTS),
  }
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

function textOf(value: unknown): string {
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function cardAsText(record: Readonly<Record<string, unknown>>): string {
  const { facts, rest } = cardOf(record)
  const width = Math.max(...facts.map(([name]) => name.length))
  const lines = facts.map(([name, value]) => `${name.padEnd(width)}  ${value}`)
  return [...lines, ...(rest.length === 0 ? [] : [more(rest)])].join('\n')
}

function cardAsHTML(record: Readonly<Record<string, unknown>>): string {
  const { facts, rest } = cardOf(record)
  return factsAsHTML(facts, rest.length === 0 ? undefined : more(rest))
}

function more(rest: readonly string[]): string {
  return shortened(`and ${rest.join(', ')}`)
}
