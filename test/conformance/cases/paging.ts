/** Pages of lists, and their order. */

import { subset } from '../matching.ts'
import type { Expectation, Scenario, Step } from '../scenario.ts'
import { createsWorkspace, get, invalid, listOf, PROJECTS, post, put, WORKSPACES } from '../steps.ts'

/** Three projects, made in this order; then the first is changed. */
function threeProjects(): Step[] {
  return [
    createsWorkspace(),
    ...['pb', 'pc', 'pa'].map((name) => post(PROJECTS, { name }, { status: 201 })),
    put(`${PROJECTS}/pb`, { description: 'changed' }, { status: 200 }),
  ]
}

function page(fields: object): Expectation {
  return { status: 200, body: subset({ pagination: fields }) }
}

function holdsPage(fields: object): Expectation {
  return { status: 200, body: subset({ pagination: subset({ ...fields }) }) }
}

function sorts(id: string, title: string, query: string, ...names: string[]): Scenario {
  return { id, title, steps: [...threeProjects(), get(`${PROJECTS}${query}`, listOf(...names))] }
}

function refusesQuery(id: string, title: string, query: string, issue: object): Scenario {
  return { id, title, steps: [get(`${WORKSPACES}?${query}`, invalid(issue))] }
}

const SORT_FIELDS = "'created_at', '-created_at', 'updated_at', '-updated_at', 'name' or '-name'"

function refusesSort(id: string, title: string, value: string): Scenario {
  return refusesQuery(id, title, `sort=${value}`, {
    type: 'enum',
    loc: ['query', 'sort'],
    msg: `Input should be ${SORT_FIELDS}`,
    input: value,
    ctx: { expected: SORT_FIELDS },
  })
}

function noInteger(name: string, input: string): object {
  return {
    type: 'int_parsing',
    loc: ['query', name],
    msg: 'Input should be a valid integer, unable to parse string as an integer',
    input,
  }
}

export const pagingCases: readonly Scenario[] = [
  {
    id: 'page-first',
    title: 'the first page tells how many there are',
    steps: [
      ...threeProjects(),
      get(
        `${PROJECTS}?page_size=2`,
        page({ page: 1, page_size: 2, current_page_size: 2, total_pages: 2, total_results: 3 }),
      ),
    ],
  },
  {
    id: 'page-last',
    title: 'the last page holds the rest',
    steps: [
      ...threeProjects(),
      get(`${PROJECTS}?page_size=2&page=2&sort=name`, listOf('pc')),
      get(
        `${PROJECTS}?page_size=2&page=2`,
        page({ page: 2, page_size: 2, current_page_size: 1, total_pages: 2, total_results: 3 }),
      ),
    ],
  },
  {
    id: 'page-beyond',
    title: 'a page past the end is empty, and no error',
    steps: [
      ...threeProjects(),
      get(`${PROJECTS}?page=9`, {
        status: 200,
        body: {
          data: [],
          pagination: { page: 9, page_size: 100, current_page_size: 0, total_pages: 1, total_results: 3 },
          sort: '-created_at',
          filter: null,
        },
      }),
    ],
  },
  {
    id: 'page-none',
    title: 'an empty list has no pages',
    steps: [
      createsWorkspace(),
      get(
        PROJECTS,
        page({ page: 1, page_size: 100, current_page_size: 0, total_pages: 0, total_results: 0 }),
      ),
    ],
  },
  {
    id: 'page-largest',
    title: 'a page may have 1000 entries',
    steps: [createsWorkspace(), get(`${PROJECTS}?page_size=1000`, holdsPage({ page_size: 1000 }))],
  },
  {
    id: 'page-lenient',
    title: 'numbers may be written as Python reads them',
    quirk: true,
    steps: [
      createsWorkspace(),
      get(`${PROJECTS}?page_size=1_0`, holdsPage({ page_size: 10 })),
      get(`${PROJECTS}?page_size=%205%20`, holdsPage({ page_size: 5 })),
      get(`${PROJECTS}?page_size=7.0`, holdsPage({ page_size: 7 })),
      get(`${PROJECTS}?page_size=%2B8`, holdsPage({ page_size: 8 })),
    ],
  },
  {
    id: 'page-repeated',
    title: 'of a parameter that comes twice the last counts',
    steps: [createsWorkspace(), get(`${PROJECTS}?page_size=5&page_size=6`, holdsPage({ page_size: 6 }))],
  },
  {
    id: 'page-unknown-parameter',
    title: 'unknown parameters are ignored',
    steps: [
      createsWorkspace(),
      get(`${PROJECTS}?limit=5&offset=2&pageSize=3`, holdsPage({ page_size: 100 })),
    ],
  },
  refusesQuery('page-zero', 'page 0 is refused', 'page=0', {
    type: 'greater_than_equal',
    loc: ['query', 'page'],
    msg: 'Input should be greater than or equal to 1',
    input: '0',
    ctx: { ge: 1 },
  }),
  refusesQuery('page-size-zero', 'a page of no entries is refused', 'page_size=-1', {
    type: 'greater_than_equal',
    loc: ['query', 'page_size'],
    msg: 'Input should be greater than or equal to 1',
    input: '-1',
    ctx: { ge: 1 },
  }),
  refusesQuery('page-size-large', 'a page of more than 1000 entries is refused', 'page_size=1001', {
    type: 'less_than_equal',
    loc: ['query', 'page_size'],
    msg: 'Input should be less than or equal to 1000',
    input: '1001',
    ctx: { le: 1000 },
  }),
  refusesQuery('page-word', 'a page that is no number is refused', 'page=two', noInteger('page', 'two')),
  refusesQuery('page-empty', 'an empty page is refused', 'page=', noInteger('page', '')),
  refusesQuery('page-fraction', 'a page with a fraction is refused', 'page=1.5', noInteger('page', '1.5')),
  {
    id: 'page-all-faults',
    title: 'all faults of a query are told at once, in the order of the parameters',
    steps: [
      get(`${WORKSPACES}?sort=size&page_size=x&page=0`, {
        status: 422,
        body: {
          detail: [
            subset({ type: 'greater_than_equal', loc: ['query', 'page'] }),
            subset({ type: 'int_parsing', loc: ['query', 'page_size'] }),
            subset({ type: 'enum', loc: ['query', 'sort'] }),
          ],
        },
      }),
    ],
  },
  sorts('sort-default', 'the newest comes first unless asked otherwise', '', 'pa', 'pc', 'pb'),
  sorts('sort-created', 'created_at begins with the oldest', '?sort=created_at', 'pb', 'pc', 'pa'),
  sorts('sort-name', 'name goes by the alphabet', '?sort=name', 'pa', 'pb', 'pc'),
  sorts('sort-name-down', '-name goes against it', '?sort=-name', 'pc', 'pb', 'pa'),
  sorts(
    'sort-updated',
    '-updated_at begins with what was changed last',
    '?sort=-updated_at',
    'pb',
    'pa',
    'pc',
  ),
  {
    id: 'sort-told',
    title: 'the answer tells the order',
    steps: [
      createsWorkspace(),
      get(`${PROJECTS}?sort=-name`, { status: 200, body: subset({ sort: '-name' }) }),
    ],
  },
  refusesSort('sort-unknown', 'a field that is not sorted by is refused', 'description'),
  refusesSort('sort-two', 'two fields are refused', 'name,created_at'),
  refusesSort('sort-empty', 'an empty order is refused', ''),
  refusesSort('sort-upper', 'the case of a field counts', 'Name'),
]
