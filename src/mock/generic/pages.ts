/** Pages of described lists: filtered by the fields of their items, sorted by what they have. */

import type { DescribedOperation } from '../../openapi/index.ts'
import { inDatabase } from '../http/filter/fields.ts'
import { describeOperation, fieldsOf, type Operation } from '../http/filter/operation.ts'
import { assertPageWithin, matching, type PageBody, paginate } from '../http/paging.ts'
import { httpError } from '../http/responses.ts'
import type { Exchange } from '../http/route.ts'
import type { Fields } from '../http/schema.ts'
import { filterFieldsOf, isEntityList, readsFlags, tellsFilter } from './filters.ts'

const LONGEST_PAGE = 1000
const DEFAULT_SORT = '-created_at'

/**
 * Makes a page.
 *
 * @param fields - Further fields of an item that filters and sorts may name.
 * @throws HTTPError for a field that a filter may not name, and for a page that is none.
 */
export function listPage<Item extends Fields>(
  operation: DescribedOperation,
  { query, filter }: Pick<Exchange, 'query' | 'filter'>,
  items: readonly Item[],
  fields: (item: Item) => Fields = () => ({}),
): PageBody<Item> {
  assertPageWithin(query, LONGEST_PAGE)
  if (filter !== undefined) assertFields(filter, operation)
  const keepsFlags = readsFlags(operation)
  const read = (item: Item) => (name: string) => {
    const value = valueAt({ ...item, ...fields(item) }, name)
    return keepsFlags && typeof value === 'boolean' ? value : inDatabase(value)
  }
  const passing =
    filter === undefined
      ? [...items]
      : matching(items, filter, (item) =>
          Object.fromEntries(fieldsOf(filter).map((name) => [name, read(item)(name)])),
        )
  const sort = String(query['sort'] ?? DEFAULT_SORT)
  const keys = sort.split(',').map((key) => key.trim())
  passing.sort((one, other) => {
    for (const key of keys) {
      const name = key.replace(/^-/, '')
      const order = compare(read(one)(name), read(other)(name))
      if (order !== 0) return key.startsWith('-') ? -order : order
    }
    return 0
  })
  return {
    ...paginate(passing, query),
    sort,
    filter: filter === undefined || !tellsFilter(operation) ? null : describeOperation(filter),
  }
}

function assertFields(filter: Operation, operation: DescribedOperation): void {
  const known = filterFieldsOf(operation)
  if (known === undefined) return
  const isData = (name: string) => isEntityList(operation) && name.startsWith('data.')
  const unknown = fieldsOf(filter).find((name) => !isData(name) && !known.includes(name.split('.')[0] ?? ''))
  if (unknown === undefined) return
  const list = known.map((name) => `'${name}'`).join(', ')
  throw httpError(400, `Unknown filter field '${unknown}'. Valid fields: [${list}]`)
}

function valueAt(item: Fields, name: string): unknown {
  return Object.hasOwn(item, name)
    ? item[name]
    : name
        .split('.')
        .reduce<unknown>(
          (part, key) => (typeof part === 'object' && part !== null ? (part as Fields)[key] : undefined),
          item,
        )
}

function compare(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  const [first, second] = [String(one ?? ''), String(other ?? '')]
  return first < second ? -1 : first > second ? 1 : 0
}
