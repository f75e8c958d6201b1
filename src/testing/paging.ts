/** Cuts lists into pages, filtered and sorted as the platform does. */

import { refuse, unexpected } from './answers.ts'
import { BadFilter, describeOperation, type Operation, passes, UnknownField } from './filter/operation.ts'
import { parseFilter } from './filter/parse.ts'
import type { Fields, Schema } from './validation.ts'

/** Query parameters of most lists. */
export const LIST_QUERY: Readonly<Record<string, Schema>> = {
  page: { type: 'integer', minimum: 1, default: 1 },
  page_size: { type: 'integer', minimum: 1, maximum: 1000, default: 100 },
  sort: {
    type: 'string',
    enum: ['created_at', '-created_at', 'updated_at', '-updated_at', 'name', '-name'],
    default: '-created_at',
  },
}

/** A page, as it goes over the wire. */
export interface PageBody<Item> {
  data: Item[]
  pagination: {
    page: number
    page_size: number
    current_page_size: number
    total_pages: number
    total_results: number
  }
  sort?: unknown
  filter?: unknown
}

/** Reads the filter of a request. */
export function readFilter(request: Request): Operation | undefined {
  try {
    return parseFilter(new URL(request.url).searchParams)
  } catch (error) {
    if (error instanceof BadFilter) throw refuse(400, error.message)
    // What is no dictionary where one belongs makes the platform stumble.
    throw unexpected()
  }
}

/**
 * Makes a page.
 *
 * @param fields - Fields that a filter may name, with the values of an entry; all others make the platform stumble.
 */
export function pageOf<Item extends object>(
  items: Iterable<Item>,
  query: Fields,
  filter: Operation | undefined,
  fields: (item: Item) => Readonly<Record<string, unknown>>,
): PageBody<Item> {
  const all = [...items]
  const matching = filter === undefined ? all : all.filter((item) => matches(filter, fields(item)))
  if (filter !== undefined && all.length === 0) matches(filter, fields({} as Item))
  const sort = String(query['sort'])
  const key = sort.replace(/^-/, '')
  const direction = sort.startsWith('-') ? -1 : 1
  const value = (item: Item) => String((item as Record<string, unknown>)[key] ?? '')
  matching.sort((a, b) => direction * (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0))
  return { ...cut(matching, query), sort, filter: filter === undefined ? null : describeOperation(filter) }
}

/** Makes a page of what is filtered and sorted already. */
export function cut<Item>(items: readonly Item[], query: Fields): PageBody<Item> {
  const page = Number(query['page'])
  const size = Number(query['page_size'])
  const data = items.slice((page - 1) * size, page * size)
  return {
    data,
    pagination: {
      page,
      page_size: size,
      current_page_size: data.length,
      total_pages: Math.ceil(items.length / size),
      total_results: items.length,
    },
  }
}

function matches(filter: Operation, fields: Readonly<Record<string, unknown>>): boolean {
  try {
    return passes(filter, (name) => {
      if (!(name in fields)) throw new UnknownField(name)
      return fields[name]
    })
  } catch (error) {
    throw error instanceof UnknownField || error instanceof TypeError ? unexpected() : error
  }
}
