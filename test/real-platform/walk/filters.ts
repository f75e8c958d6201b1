/** Chooses query strings of lists: pages, orders and filters, good ones and bad ones. */

import type { Random } from './random.ts'

const NUMBERS = ['1', '2', '3', '1000']
const BAD_NUMBERS = ['0', '-1', '1001', 'many', '', '1.5', '2.0', ' 2', '1e3', '+2', '1_0', '０']
const SORTS = ['created_at', '-created_at', 'updated_at', '-updated_at', 'name', '-name']
const BAD_SORTS = ['', 'description', 'name,created_at', '--name', '+name', 'NAME']
const FIELDS = [
  'name',
  'name',
  'name',
  'description',
  'created_at',
  'updated_at',
  'id',
  'workspace',
  'nothing',
]
const LONG_AGO = '2001-01-01T00:00:00'
const FAR_AHEAD = '2101-01-01T00:00:00'
const BROKEN = [
  '{bad',
  '[]',
  '{}',
  '[1]',
  '"text"',
  'name',
  'name:',
  ':"a"',
  'name:"a',
  'name:"a" AND',
  'name:"a" OR OR name:"b"',
  '(name:"a"',
  'name:"a")',
  'NOT name:"a"',
  'name="a"',
  'name!="a"',
  'name:a',
  'name:5',
  'name:null',
  'name IN []',
  'name IN ["a", "b"]',
  'name~5',
  'or:"a"',
  'name:"p-a" order:"b"',
  'name NOTIN ["p-a"]',
  'name IN "a"',
  'name IN ["a" "b"]',
  'name.:"a"',
  'name["a"]:"b"',
  'data.description:"words"',
  'name "a" !',
  '(name:"a" !',
  'name:"p-a" -name:"p-b"',
  '-(name:"p-a" OR name:"p-b")',
  'name:nullable',
  'description:NULL',
  '{"$not":"x"}',
  '{"$and":["x"]}',
  '{"$and":5}',
  '{"name":null}',
  '{"name":5}',
  '{"name":true}',
  '{"name":["a"]}',
  '{"name":{}}',
  '{"name":{"$bad":"x"}}',
  '{"name":{"$in":"a"}}',
  '{"name":{"$in":[]}}',
  '{"name":{"$like":5}}',
  '{"name":{"$exists":true}}',
  '{"description":{"$exists":false}}',
  '{"description":null}',
  '{"$and":[]}',
  '{"$or":[{"name":"a"}]}',
  '{"$not":{"name":"a"}}',
  '{"$not":[]}',
  '{"$and":{"name":"a"}}',
  '{"name":{"$not":{"$eq":"a"}}}',
  '{"name":{"$or":[{"$eq":"p-a"},{"$like":"b"}]}}',
  '{"name":"a","$and":[{"name":"b"}]}',
] as const

/** Chooses the page of a list. */
export function choosePage(random: Random): Record<string, string> {
  const number = () => random.pick(random.chance(0.8) ? NUMBERS : BAD_NUMBERS)
  return {
    ...(random.chance(0.3) ? { page: number() } : {}),
    ...(random.chance(0.4) ? { page_size: number() } : {}),
  }
}

/** Chooses the order of a list. */
export function chooseSort(random: Random): Record<string, string> {
  return random.chance(0.5) ? { sort: random.pick(random.chance(0.9) ? SORTS : BAD_SORTS) } : {}
}

/** Chooses a filter, in one of its notations. */
export function chooseFilter(random: Random, names: readonly string[]): Record<string, string> {
  const key = random.chance(0.9) ? 'filter' : 'search'
  if (random.chance(0.2)) return { [key]: random.pick(BROKEN) }
  return random.pick([textFilter, jsonFilter, bracketFilter])(random, key, names)
}

/** Chooses a filter of what has a text in its name, as text or as JSON. */
export function chooseFilterWithin(
  random: Random,
  names: readonly string[],
  within: string,
): Record<string, string> {
  if (random.chance(0.3)) return { 'filter[name][$like]': within }
  if (random.chance(0.5)) {
    const { filter = '' } = textFilter(random, 'filter', names)
    return { filter: `(${filter}) AND name~"${within}"` }
  }
  const { filter = '{}' } = jsonFilter(random, 'filter', names)
  return { filter: JSON.stringify({ $and: [{ name: { $like: within } }, JSON.parse(filter)] }) }
}

function chooseField(random: Random): string {
  return random.pick(random.chance(0.7) ? FIELDS.slice(0, 3) : FIELDS)
}

function chooseValue(random: Random, field: string, names: readonly string[]): string {
  if (field.endsWith('_at')) return random.pick([LONG_AGO, FAR_AHEAD])
  const name = random.pick(names)
  return random.pick([name, name.slice(0, -1), name.slice(2), name.toUpperCase(), '', '%', '_', 'x"y'])
}

function textFilter(random: Random, key: string, names: readonly string[]): Record<string, string> {
  const term = () => {
    const field = chooseField(random)
    const operator = random.pick([':', '~', '>', '>=', '<', '<='])
    return `${field}${operator}${JSON.stringify(chooseValue(random, field, names))}`
  }
  const text = random.weighted<() => string>([
    [4, term],
    [2, () => `${term()} AND ${term()}`],
    [2, () => `${term()} OR ${term()}`],
    [1, () => `${term()} ${term()}`],
    [1, () => `(${term()} OR ${term()}) AND ${term()}`],
    [1, () => `-${term()}`],
  ])()
  return { [key]: text }
}

function jsonFilter(random: Random, key: string, names: readonly string[]): Record<string, string> {
  const comparison = (): Record<string, unknown> => {
    const field = chooseField(random)
    const value = chooseValue(random, field, names)
    const other = chooseValue(random, field, names)
    const operator = random.pick(['$eq', '$like', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', ''])
    if (operator === '') return { [field]: value }
    return { [field]: { [operator]: operator.endsWith('in') ? [value, other] : value } }
  }
  const filter = random.weighted<() => Record<string, unknown>>([
    [4, comparison],
    [1, () => ({ ...comparison(), ...comparison() })],
    [1, () => ({ $and: [comparison(), comparison()] })],
    [1, () => ({ $or: [comparison(), comparison()] })],
    [1, () => ({ $not: comparison() })],
  ])()
  return { [key]: JSON.stringify(filter) }
}

function bracketFilter(random: Random, key: string, names: readonly string[]): Record<string, string> {
  const pair = (): Record<string, string> => {
    const field = chooseField(random)
    const operator = random.pick([
      '',
      '[$eq]',
      '[$like]',
      '[$gt]',
      '[$lte]',
      '[$in]',
      '[$nin]',
      '[$not][$eq]',
      '[$bad]',
    ])
    const value = chooseValue(random, field, names)
    return {
      [`${key}[${field}]${operator}`]: operator.endsWith('in]') ? `${value},${random.pick(names)}` : value,
    }
  }
  return random.chance(0.8) ? pair() : { ...pair(), ...pair() }
}
