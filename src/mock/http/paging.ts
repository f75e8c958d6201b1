/** Cuts lists into pages, filtered and sorted as the platform does. */

import { problemOf } from '../../errors/problem.ts'
import {
  describeOperation,
  FilterError,
  FilterSyntaxError,
  type Operation,
  passes,
  UnknownFieldError,
} from './filter/operation.ts'
import { parseFilter } from './filter/parse.ts'
import { httpError, internalError } from './responses.ts'
import type { Fields, Schema } from './schema.ts'

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
  const { pathname, searchParams } = new URL(request.url)
  try {
    return parseFilter(searchParams)
  } catch (error) {
    if (error instanceof FilterSyntaxError && pathname.startsWith('/apis/entities/'))
      throw httpError(400, `Invalid filter query: ${problemOf(error)}`)
    if (error instanceof FilterError) throw httpError(400, problemOf(error))
    // What is no dictionary where one belongs makes the platform fail.
    throw internalError()
  }
}

/**
 * Makes a page.
 *
 * @param fields - Fields that a filter may name, with the values of an entry; all others make the platform fail.
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
  return {
    ...paginate(matching, query),
    sort,
    filter: filter === undefined ? null : describeOperation(filter),
  }
}

/** What passes a filter, in the order in which it comes. */
export function matching<Item>(
  items: readonly Item[],
  filter: Operation,
  fields: (item: Item) => Readonly<Record<string, unknown>>,
): Item[] {
  return items.filter((item) => matches(filter, fields(item)))
}

/**
 * Checks page and page size where a service behind the first one does so: its 422 comes as JSON in a string.
 *
 * @throws The refusal.
 */
export function assertPageWithin(query: Fields, longestPage: number): void {
  for (const name of ['page', 'page_size']) {
    const value = Number(query[name])
    if (value < 1) throw nestedIssues(name, query[name], 'greater_than_equal', 'greater', { ge: 1 })
  }
  if (Number(query['page_size']) > longestPage) {
    throw nestedIssues('page_size', query['page_size'], 'less_than_equal', 'less', { le: longestPage })
  }
}

/** Makes a page of what is filtered and sorted already. */
export function paginate<Item>(items: readonly Item[], query: Fields): PageBody<Item> {
  const page = Number(query['page'])
  const size = Number(query['page_size'])
  const data = items.slice((page - 1) * size, page * size)
  return {
    data,
    pagination: {
      page,
      page_size: size,
      current_page_size: data.length,
      total_pages: size > 0 ? Math.ceil(items.length / size) : 0,
      total_results: items.length,
    },
  }
}

function nestedIssues(
  name: string,
  value: unknown,
  type: string,
  comparison: string,
  ctx: Readonly<Record<string, number>>,
) {
  const msg = `Input should be ${comparison} than or equal to ${Object.values(ctx)[0]}`
  const detail = [{ type, loc: ['query', name], msg, input: String(value), ctx }]
  return httpError(422, JSON.stringify({ detail }))
}

function matches(filter: Operation, fields: Readonly<Record<string, unknown>>): boolean {
  try {
    return passes(filter, (name) => {
      if (!(name in fields)) throw new UnknownFieldError(name)
      return fields[name]
    })
  } catch (error) {
    throw error instanceof UnknownFieldError || error instanceof TypeError ? internalError() : error
  }
}
