/** Filters of lists in their three notations: text, JSON, brackets. */

import { subset } from '../matching.ts'
import type { Expectation, Scenario, Step } from '../scenario.ts'
import { createsWorkspace, get, listOf, PROJECTS, post, refused, STUMBLED, WORKSPACES } from '../steps.ts'

/** Four projects; lists of them are sorted by name. */
function projects(): Step[] {
  return [
    createsWorkspace(),
    post(PROJECTS, { name: 'alpha', description: 'first' }, { status: 201 }),
    post(PROJECTS, { name: 'beta', description: 'second' }, { status: 201 }),
    post(PROJECTS, { name: 'gamma', description: 'third one' }, { status: 201 }),
    post(PROJECTS, { name: 'alphabet' }, { status: 201 }),
  ]
}

const ALL = ['alpha', 'alphabet', 'beta', 'gamma']

function ask(parameters: Readonly<Record<string, string>>, expect: Expectation): Step {
  return get(`${PROJECTS}?${new URLSearchParams({ ...parameters, sort: 'name' })}`, expect)
}

/** Filters that find these projects. */
function finds(
  id: string,
  title: string,
  ...pairs: [filter: string | Record<string, string>, names: string[]][]
): Scenario {
  const steps = pairs.map(([filter, names]) =>
    ask(typeof filter === 'string' ? { filter } : filter, listOf(...names)),
  )
  return { id, title, steps: [...projects(), ...steps] }
}

/** A filter and how the answer tells it back. */
function echoes(id: string, title: string, parameters: Record<string, string>, echo: unknown): Scenario {
  return {
    id,
    title,
    steps: [createsWorkspace(), ask(parameters, { status: 200, body: subset({ filter: echo }) })],
  }
}

/** Filters that are refused with these words. */
function refuses(
  id: string,
  title: string,
  ...pairs: [filter: string | Record<string, string>, detail: string][]
): Scenario {
  const steps = pairs.map(([filter, detail]) => {
    const query = new URLSearchParams(typeof filter === 'string' ? { filter } : filter)
    return get(`${WORKSPACES}?${query}`, refused(400, detail))
  })
  return { id, title, steps }
}

export const filterCases: readonly Scenario[] = [
  finds('text-equal', 'text: a colon compares', ['name:"alpha"', ['alpha']], ['name:"nothing"', []]),
  finds('text-like', 'text: a tilde finds parts, whatever their case', [
    'name~"LPHA"',
    ['alpha', 'alphabet'],
  ]),
  finds(
    'text-order',
    'text: less and greater',
    ['name>"alphabet"', ['beta', 'gamma']],
    ['name>="beta"', ['beta', 'gamma']],
    ['name<"beta"', ['alpha', 'alphabet']],
    ['name<="alpha"', ['alpha']],
  ),
  finds(
    'text-and-or',
    'text: AND binds closer than OR, and may be left out',
    ['name:"beta" OR name~"alpha" AND name~"bet"', ['alphabet', 'beta']],
    ['name~"alpha" name~"bet"', ['alphabet']],
    ['(name:"beta" OR name~"alpha") AND name~"bet"', ['alphabet', 'beta']],
    ['name:"alpha" or name:"beta"', ['alpha', 'beta']],
  ),
  finds(
    'text-not',
    'text: a minus negates',
    ['-name:"alpha"', ['alphabet', 'beta', 'gamma']],
    ['-(name:"alpha" OR name:"beta")', ['alphabet', 'gamma']],
  ),
  finds(
    'text-in',
    'text: IN and NOT IN take lists',
    ['name IN ["alpha", "gamma"]', ['alpha', 'gamma']],
    ['name NOT IN ["alpha", "gamma"]', ['alphabet', 'beta']],
  ),
  finds(
    'text-field',
    'text: a field inside another is reached by dot or bracket',
    ['data.description:"second"', ['beta']],
    ['data["description"]~"one"', ['gamma']],
    ['data.description:null', ['alphabet']],
  ),
  finds(
    'json-equal',
    'JSON: a value stands for equality',
    ['{"name": "alpha"}', ['alpha']],
    ['{"name": {"$eq": "beta"}}', ['beta']],
    ['{"data.description": null}', ['alphabet']],
  ),
  finds(
    'json-like',
    'JSON: $like finds parts, % and _ stand for anything',
    ['{"name": {"$like": "Alpha"}}', ['alpha', 'alphabet']],
    ['{"name": {"$like": "a%a"}}', ['alpha', 'alphabet', 'gamma']],
    ['{"name": {"$like": "b__a"}}', ['beta']],
  ),
  finds(
    'json-order',
    'JSON: $lt, $lte, $gt and $gte compare',
    ['{"name": {"$gte": "alphabet", "$lt": "gamma"}}', ['alphabet', 'beta']],
    ['{"name": {"$gt": "alphabet", "$lte": "gamma"}}', ['beta', 'gamma']],
  ),
  finds(
    'json-in',
    'JSON: $in and $nin take lists, or texts with commas',
    ['{"name": {"$in": ["alpha", "beta"]}}', ['alpha', 'beta']],
    ['{"name": {"$in": "alpha,beta"}}', ['alpha', 'beta']],
    ['{"name": {"$nin": ["alpha", "beta"]}}', ['alphabet', 'gamma']],
  ),
  finds(
    'json-logic',
    'JSON: $and, $or and $not combine',
    ['{"$or": [{"name": "alpha"}, {"name": "gamma"}]}', ['alpha', 'gamma']],
    ['{"$and": [{"name": {"$like": "alpha"}}, {"name": {"$like": "bet"}}]}', ['alphabet']],
    ['{"$not": {"name": "alpha"}}', ['alphabet', 'beta', 'gamma']],
    ['{"name": {"$not": {"$like": "alpha"}}}', ['beta', 'gamma']],
    ['{"name": {"$or": [{"$eq": "alpha"}, {"$like": "amm"}]}}', ['alpha', 'gamma']],
  ),
  finds(
    'json-fields',
    'JSON: several fields must all fit',
    ['{"name": {"$like": "alpha"}, "data.description": "first"}', ['alpha']],
    ['{"name": "alpha", "data.description": "second"}', []],
  ),
  finds(
    'bracket-equal',
    'brackets: a value stands for equality',
    [{ 'filter[name]': 'alpha' }, ['alpha']],
    [{ 'filter[name][$eq]': 'beta' }, ['beta']],
    [{ 'filter[name]': '' }, []],
  ),
  finds(
    'bracket-operators',
    'brackets: operators',
    [{ 'filter[name][$like]': 'bet' }, ['alphabet', 'beta']],
    [{ 'filter[name][$in]': 'alpha,gamma' }, ['alpha', 'gamma']],
    [{ 'filter[name][$nin]': 'alpha,gamma' }, ['alphabet', 'beta']],
    [{ 'filter[name][$gt]': 'alphabet' }, ['beta', 'gamma']],
    [{ 'filter[name][$not][$eq]': 'alpha' }, ['alphabet', 'beta', 'gamma']],
  ),
  finds(
    'bracket-several',
    'brackets: several must all fit',
    [{ 'filter[name][$like]': 'alpha', 'filter[data.description]': 'first' }, ['alpha']],
    [{ 'filter[name][$gte]': 'alphabet', 'filter[name][$lt]': 'gamma' }, ['alphabet', 'beta']],
  ),
  finds(
    'bracket-logic',
    'brackets: $or and $not take JSON',
    [{ 'filter[$or]': '[{"name": "alpha"}, {"name": "beta"}]' }, ['alpha', 'beta']],
    [{ 'filter[$not]': '{"name": "alpha"}' }, ['alphabet', 'beta', 'gamma']],
  ),
  finds(
    'filter-time',
    'times are compared, as days too',
    [{ 'filter[created_at][$gte]': '2020-01-01' }, ALL],
    [{ 'filter[created_at][$lt]': '2020-01-01T00:00:00Z' }, []],
    ['created_at>"2020-01-01"', ALL],
  ),
  finds(
    'filter-search',
    'search is an old name for filter',
    [{ search: 'name:"alpha"' }, ['alpha']],
    [{ 'search[name][$like]': 'bet' }, ['alphabet', 'beta']],
  ),
  finds('filter-empty', 'an empty filter filters nothing', ['', ALL]),
  {
    id: 'filter-page',
    title: 'pages count what passes the filter',
    steps: [
      ...projects(),
      ask(
        { filter: 'name~"alpha"', page_size: '1', page: '2' },
        {
          status: 200,
          body: subset({
            data: [subset({ name: 'alphabet' })],
            pagination: { page: 2, page_size: 1, current_page_size: 1, total_pages: 2, total_results: 2 },
          }),
        },
      ),
    ],
  },
  {
    id: 'filter-workspaces',
    title: 'workspaces are filtered the same way',
    steps: [
      createsWorkspace({ description: 'to be found' }),
      get(`${WORKSPACES}?filter[name]={ws}`, listOf('{ws}')),
      get(`${WORKSPACES}?filter=name:%22{ws}%22`, listOf('{ws}')),
    ],
  },
  echoes('echo-none', 'without a filter null is told back', {}, null),
  echoes(
    'echo-text',
    'the answer tells a text filter in the form of JSON',
    { filter: 'name:"a" AND -name~"b"' },
    {
      $and: [{ name: { $eq: 'a' } }, { $not: { name: { $like: 'b' } } }],
    },
  ),
  echoes(
    'echo-json',
    'the answer tells a JSON filter with all operators',
    { filter: '{"name": "a"}' },
    {
      name: { $eq: 'a' },
    },
  ),
  echoes(
    'echo-two',
    'two conditions on a field are told as $and',
    { filter: '{"name": {"$gt": "a", "$lt": "c"}}' },
    {
      $and: [{ name: { $gt: 'a' } }, { name: { $lt: 'c' } }],
    },
  ),
  echoes(
    'echo-brackets',
    'the answer tells a filter in brackets, lists taken apart',
    { 'filter[name][$in]': 'a,b' },
    {
      name: { $in: ['a', 'b'] },
    },
  ),
  refuses('bad-json', 'JSON that is none is refused', [
    '{"name": ',
    'Invalid JSON in filter parameter: {"name":',
  ]),
  refuses('bad-json-empty', 'an empty object is refused', ['{}', 'No valid filter criteria found']),
  refuses('bad-json-field', 'a field without an operator is refused', [
    '{"name": {}}',
    'No valid operation found for field name',
  ]),
  refuses(
    'bad-operator',
    'an operator that is none is refused in both notations',
    ['{"name": {"$regex": "a"}}', "'$regex' is not a valid FilterOperator"],
    [{ 'filter[name][$regex]': 'a' }, "'$regex' is not a valid FilterOperator"],
  ),
  refuses('bad-mix', 'an operator beside $or on one field is refused', [
    '{"name": {"$or": [{"$eq": "a"}], "$eq": "b"}}',
    "Field 'name' filter mixes a logical operator with sibling keys (['$eq', '$or']); wrap the siblings inside the logical operator or under an explicit $and",
  ]),
  refuses(
    'bad-bracket-logic',
    '$or in brackets takes JSON, and nothing behind it',
    [{ 'filter[$or]': 'name' }, 'Invalid JSON for $or: name'],
    [
      { 'filter[$or][name]': 'a' },
      'Invalid filter parameter: filter[$or][name]. Logical operators cannot have additional parameters.',
    ],
  ),
  refuses('bad-blank', 'a filter of blanks is refused', [' ', 'Filter query cannot be empty']),
  {
    id: 'bad-text',
    title: 'a text filter that breaks the rules is refused, with the place',
    steps: [
      get(`${WORKSPACES}?filter=name`, {
        status: 400,
        body: { detail: '<re:Invalid filter query: .*line 1.*>' },
      }),
      get(`${WORKSPACES}?filter=name%3Aunquoted`, {
        status: 400,
        body: { detail: '<re:Invalid filter query: .*unquoted.*column 6.*>' },
      }),
      get(`${WORKSPACES}?filter=%26`, {
        status: 400,
        body: { detail: "<re:Invalid filter query: No terminal matches '&'.*line 1 col 1.*>" },
      }),
    ],
  },
  {
    id: 'bad-field',
    title: 'a field that is not there makes the platform stumble',
    quirk: true,
    steps: [
      createsWorkspace(),
      ask({ filter: 'size:"1"' }, STUMBLED),
      ask({ filter: '{"size": "1"}' }, STUMBLED),
      ask({ 'filter[size]': '1' }, STUMBLED),
    ],
  },
]
