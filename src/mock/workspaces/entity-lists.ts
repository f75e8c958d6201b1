/** Lists of what has a name in a workspace: which of it somebody sees, filtered, sorted, cut into pages. */

import { filterReader } from '../http/filter/fields.ts'
import { type PageBody, pageOf, paginate } from '../http/paging.ts'
import { httpError } from '../http/responses.ts'
import type { Exchange } from '../http/route.ts'
import type { Permissions } from '../identity/permissions.ts'
import type { State } from './state.ts'
import { ALL_WORKSPACES, listedWorkspaces } from './workspaces-routes.ts'

/** What is listed, and how. */
export interface ListOptions<Item> {
  readonly items: Iterable<Item>
  /** What filters call this kind of entity. */
  readonly entityType: string
  /** Fields that filters may name besides the common ones. */
  readonly filterFields: readonly string[]
  /** What the platform says where its list fails: for a workspace that is not there, for instance. */
  readonly failure: (reason: string) => string
  /** Leaves out some of what passes the filter, before pages are cut. */
  readonly reduce?: ((items: Item[]) => Item[]) | undefined
  readonly state: State
  readonly permissions: Permissions
}

const LONGEST_PAGE = 1000

/**
 * Makes a page.
 *
 * @throws HTTPError for a filter or page that is none, and for a workspace that is not there.
 */
export function listEntities<Item extends { workspace: string }>(
  { params, caller, query, filter }: Exchange,
  { items, entityType, filterFields, failure, reduce, state, permissions }: ListOptions<Item>,
): PageBody<Item> {
  const fields = filterReader(filter, filterFields, entityType)
  const workspace = params['workspace'] ?? ''
  if (workspace !== ALL_WORKSPACES && state.workspaces.get(workspace) === undefined) {
    throw httpError(500, failure(`HTTP 404: Workspace '${workspace}' not found`))
  }
  // Where something is left out, the list is cut in another place, which takes any page.
  const problem =
    reduce !== undefined ? undefined : pageProblem(Number(query['page']), Number(query['page_size']))
  if (problem !== undefined) throw httpError(500, failure(problem))
  const listed = listedWorkspaces(workspace, state, caller, permissions)
  const visible = [...items].filter((item) => listed?.has(item.workspace) ?? true)
  if (reduce === undefined) return pageOf(visible, query, filter, fields)
  const whole = pageOf(visible, { ...query, page: 1, page_size: Math.max(1, visible.length) }, filter, fields)
  return { ...whole, ...paginate(reduce(whole.data), query) }
}

/** What the store behind says to a page that is none. */
function pageProblem(page: number, size: number): string | undefined {
  const issue =
    page < 1
      ? { type: 'greater_than_equal', name: 'page', value: page, comparison: 'greater', ctx: { ge: 1 } }
      : size < 1
        ? {
            type: 'greater_than_equal',
            name: 'page_size',
            value: size,
            comparison: 'greater',
            ctx: { ge: 1 },
          }
        : size > LONGEST_PAGE
          ? {
              type: 'less_than_equal',
              name: 'page_size',
              value: size,
              comparison: 'less',
              ctx: { le: LONGEST_PAGE },
            }
          : undefined
  if (issue === undefined) return undefined
  const { type, name, value, comparison, ctx } = issue
  const msg = `Input should be ${comparison} than or equal to ${Object.values(ctx)[0]}`
  const detail = [{ type, loc: ['query', name], msg, input: String(value), ctx }]
  return `HTTP 422: ${JSON.stringify({ detail })}`
}
