/** In which words services refuse: each has its own for what is not there, what is there already, and filters that it cannot read. */

import { changedIn } from '../generations.ts'
import { subset } from '../matching.ts'
import type { Scenario, Step } from '../scenario.ts'
import {
  createsWorkspace,
  FILESETS,
  get,
  patch,
  platformAdmin,
  post,
  put,
  refused,
  remove,
  STUMBLED,
} from '../steps.ts'

const MODELS = '/apis/models/v2/workspaces/{ws}/models'
const ADAPTERS = '/apis/models/v2/workspaces/{ws}/adapters'
const PROMPTS = '/apis/models/v2/workspaces/{ws}/prompts'
const PROVIDERS = '/apis/models/v2/workspaces/{ws}/providers'
const VIRTUAL_MODELS = '/apis/inference-gateway/v2/workspaces/{ws}/virtual-models'
const JOBS = '/apis/jobs/v2/workspaces/{ws}/jobs'
const ENTITIES = '/apis/entities/v2/workspaces/{ws}/entities'
const ADAPTER = { name: 'a1', model: '{ws}/m1', fileset: 'weights', finetuning_type: 'lora' }
const CREATED = { status: 201 }
/** A list takes commas, repetition and JSON; one value alone is none. */
const STATUSES =
  'created, pending, active, cancelled, cancelling, error, completed, paused, pausing, resuming'
const NO_LIST = `filter.status: Input should be a valid list Expected one or more of: ${STATUSES}.`

/** The refusal of a field, with some neighbours in the list of those that there are. */
const MODEL_FIELDS = (...neighbours: string[]) =>
  `<re:Unknown filter field 'zzz'\\. Valid fields: .*'${neighbours.join("', '").replaceAll("'.*", ".*'")}'.*>`

/** Two models, and weights for an adapter. */
function models(): Step[] {
  return [
    createsWorkspace(),
    post(MODELS, { name: 'm1' }, CREATED),
    post(MODELS, { name: 'm2' }, CREATED),
    post(FILESETS, { name: 'weights' }, { status: 200 }),
    put(`${FILESETS}/weights/-/w`, undefined, { status: 200 }, { rawBody: new TextEncoder().encode('w') }),
    post(ADAPTERS, ADAPTER, CREATED),
  ]
}

function asked(path: string, parameters: Readonly<Record<string, string>>): string {
  return `${path}?${new URLSearchParams(parameters)}`
}

function invalidValues(problem: string) {
  return refused(422, `The request contains invalid values. ${problem}.`)
}

export const wordingCases: readonly Scenario[] = [
  {
    id: 'adapter-words',
    title: 'an adapter is missed, and found taken, in words that depend on the way to it',
    steps: [
      ...models(),
      get(`${ADAPTERS}/nope`, refused(404, "Adapter 'nope' not found in workspace '{ws}'")),
      patch(`${ADAPTERS}/nope`, {}, refused(404, "Adapter 'nope' not found in workspace '{ws}'")),
      remove(`${ADAPTERS}/nope`, refused(404, "Adapter 'nope' not found in workspace '{ws}'")),
      ...['nope', 'a1'].map((name) =>
        remove(
          `${MODELS}/m2/adapters/${name}`,
          refused(404, `Adapter ${name} with workspace '{ws}' and model name 'm2' not found`),
        ),
      ),
      patch(
        `${MODELS}/nope/adapters/a1`,
        {},
        refused(404, "Model with workspace '{ws}' and model name 'nope' not found"),
      ),
      post(ADAPTERS, ADAPTER, refused(409, "Adapter with name 'a1' already exists in workspace '{ws}'")),
      post(
        `${MODELS}/m1/adapters`,
        { name: 'a1', fileset: 'weights', finetuning_type: 'lora' },
        refused(409, 'Model adapter already exists: {ws}/m1/a1'),
      ),
      post(
        `${MODELS}/nope/adapters`,
        { name: 'a2', fileset: 'weights', finetuning_type: 'lora' },
        refused(404, "Model with workspace '{ws}' and name 'nope' not found"),
      ),
    ],
  },
  {
    id: 'adapter-list-fails',
    title:
      'a list of adapters fails at a page and at a workspace that are none; filters name all that an entity has',
    quirk: true,
    steps: [
      createsWorkspace(),
      get(`${ADAPTERS}?page=0`, refused(500, 'Failed to list adapter entities')),
      get(ADAPTERS.replace('{ws}', '{ws}-none'), refused(500, 'Failed to list adapter entities'), {
        as: platformAdmin,
      }),
      get(`${ADAPTERS}?filter[data.x]=1`, { status: 200, body: subset({ data: [] }) }),
      get(
        `${ADAPTERS}?filter[zzz]=1`,
        refused(
          400,
          "Unknown filter field 'zzz'. Valid fields: ['created_at', 'description', 'enabled', 'entity_type', 'fileset', " +
            "'finetuning_type', 'id', 'model', 'name', 'project', 'updated_at', 'workspace']",
        ),
      ),
    ],
  },
  {
    id: 'prompt-words',
    title: 'a prompt is missed, and found taken; a name that can be none makes the service fail',
    quirk: true,
    steps: [
      createsWorkspace(),
      post(PROMPTS, { name: 'p1' }, CREATED),
      post(
        PROMPTS,
        { name: 'p1' },
        refused(409, "Prompt with workspace '{ws}' and name 'p1' already exists"),
      ),
      get(`${PROMPTS}/nope`, refused(404, 'Prompt not found: {ws}/nope')),
      put(`${PROMPTS}/a%20b`, {}, refused(404, 'Prompt not found: {ws}/a b')),
      get(`${PROMPTS}/a%20b`, refused(500, 'Internal server error')),
      remove(`${PROMPTS}/${'x'.repeat(256)}`, refused(500, 'Internal server error')),
      get(`${PROMPTS}/${'x'.repeat(255)}`, { status: 404 }),
      get(PROMPTS.replace('{ws}', '{ws}-none'), refused(500, 'Internal server error'), { as: platformAdmin }),
    ],
  },
  {
    id: 'provider-odd-name',
    title: 'a name that can be none makes the service of providers fail',
    quirk: true,
    steps: [
      createsWorkspace(),
      get(
        `${PROVIDERS}/a%20b`,
        refused(
          500,
          "1 validation error for GetModelProviderRequest\nname\n  String should match pattern '^[\\w\\-.]+$' " +
            "[type=string_pattern_mismatch, input_value='a b', input_type=str]\n" +
            '    For further information visit https://errors.pydantic.dev/2.14/v/string_pattern_mismatch',
        ),
      ),
      remove(`${PROVIDERS}/${'x'.repeat(256)}`, {
        status: 500,
        body: {
          detail:
            '<re:1 validation error for DeleteModelProviderRequest\\n[\\s\\S]*at most 255 characters[\\s\\S]*>',
        },
      }),
      get(`${PROVIDERS}/%C3%A9`, refused(404, 'Model provider not found: {ws}/é')),
    ],
  },
  {
    id: 'model-filter-fields',
    title: 'the fields of a filter of models',
    steps: [
      createsWorkspace(),
      get(
        `${MODELS}?filter[zzz]=1`,
        changedIn('0.8', 'models are found by their family and their providers, too', {
          before: refused(400, MODEL_FIELDS('lora_enabled', 'name')),
          after: refused(400, MODEL_FIELDS('family', 'fileset', '.*lora_enabled', 'model_providers', 'name')),
        }),
      ),
    ],
  },
  {
    id: 'generated-name',
    title: 'what is given no name gets one: its kind, and five letters or digits',
    steps: [
      createsWorkspace(),
      post(
        VIRTUAL_MODELS,
        { name: '' },
        { status: 201, body: subset({ name: '<re:virtual-model-[a-z0-9]{5}>' }) },
      ),
      post(
        `${ENTITIES}/my_thing`,
        { data: {} },
        {
          status: 201,
          body: subset({ name: '<re:my-thing-[a-z0-9]{5}>', id: '<re:my-thing-[A-Za-z0-9]{20,22}>' }),
        },
        { as: platformAdmin },
      ),
    ],
  },
  {
    id: 'entity-columns',
    title:
      'a filter and an order of entities name what all entities have, or what is in their data; all else makes the platform fail',
    quirk: true,
    steps: [
      createsWorkspace(),
      ...['id', 'parent', 'db_version', 'data.x'].flatMap((field) => [
        get(asked(`${ENTITIES}/thing`, { sort: `-${field}` }), { status: 200 }, { as: platformAdmin }),
        get(
          asked(`${ENTITIES}/thing`, { [`filter[${field}]`]: '1' }),
          { status: 200 },
          { as: platformAdmin },
        ),
      ]),
      ...[{ sort: 'zzz' }, { sort: 'name,id' }, { sort: '' }, { 'filter[zzz]': '1' }].map((parameters) =>
        get(asked(`${ENTITIES}/thing`, parameters as Record<string, string>), STUMBLED, {
          as: platformAdmin,
        }),
      ),
    ],
  },
  {
    id: 'filter-unreadable',
    title: 'only the store of entities says that it is the filter that it cannot read',
    steps: [
      createsWorkspace(),
      ...[
        ['{"$and":1}', "'int' object is not iterable"],
        ['{"$or":"a"}', "'str' object has no attribute 'items'"],
      ].flatMap(([filter = '', problem]) => [
        ...[JOBS, MODELS, PROMPTS, FILESETS, VIRTUAL_MODELS].map((list) =>
          get(asked(list, { filter }), refused(400, problem)),
        ),
        get(
          asked('/apis/entities/v2/workspaces', { filter }),
          refused(400, `Invalid filter query: ${problem}`),
        ),
      ]),
      get(asked(JOBS, { filter: 'name:' }), refused(400, '<re:Unexpected token Token[\\s\\S]*>')),
    ],
  },
  {
    id: 'step-filter',
    title:
      'a filter of steps: a list has commas, comes more than once, or is JSON, and nothing else is known',
    steps: [
      createsWorkspace(),
      ...[
        { 'filter[status]': 'active,error' },
        { 'filter[status]': '["active"]' },
        { 'filter[job]': 'j1', 'filter[source]': 'x' },
        { filter: 'zzz:"a"' },
      ].map((parameters) =>
        get(asked(`${JOBS}/nope/steps`, parameters as Record<string, string>), { status: 200 }),
      ),
      get(`${JOBS}/nope/steps?filter[status]=active&filter[status]=active`, {
        status: 200,
        body: subset({ filter: { job: 'nope', status: ['active', 'active'] } }),
      }),
      get(`${JOBS}/nope/steps?filter[status]=active`, invalidValues(NO_LIST)),
      get(`${JOBS}/nope/steps?filter[status][$in]=active`, invalidValues(NO_LIST)),
      get(
        `${JOBS}/nope/steps?filter[zzz][$like]=1`,
        invalidValues('filter.zzz: Extra inputs are not permitted'),
      ),
      get(`${JOBS}/nope/steps?filter[job]=a,b`, invalidValues('filter.job: Input should be a valid string')),
      get(`${JOBS}/nope/steps?filter[status]=active,bogus`, {
        status: 422,
        body: {
          detail:
            "<re:The request contains invalid values. filter.status.1: Input should be 'created', .* or 'resuming' Expected .*>",
        },
      }),
    ],
  },
  {
    id: 'step-filter-cleanup',
    title: 'steps by whether the cleanup of their tasks is pending',
    only: { since: '0.8', why: 'earlier the field is not known' },
    steps: [
      createsWorkspace(),
      get(`${JOBS}/nope/steps?filter[task_cleanup_pending]=1`, {
        status: 200,
        body: subset({ filter: { job: 'nope', task_cleanup_pending: true } }),
      }),
      get(
        `${JOBS}/nope/steps?filter[task_cleanup_pending]=zz`,
        invalidValues(
          'filter.task_cleanup_pending: Input should be a valid boolean, unable to interpret input',
        ),
      ),
    ],
  },
  {
    id: 'deployment-page-size',
    title: 'lists of deployments take any size of a page',
    quirk: true,
    steps: [
      createsWorkspace(),
      ...[0, -1].map((size) =>
        get(`/apis/models/v2/workspaces/{ws}/deployments?page_size=${size}`, {
          status: 200,
          body: subset({
            pagination: { page: 1, page_size: size, current_page_size: 0, total_pages: 1, total_results: 0 },
          }),
        }),
      ),
    ],
  },
  {
    id: 'deletion-unknown',
    title: 'the deletion of a workspace that is not there is missed as the workspace',
    only: { since: '0.8', why: 'earlier nobody tells of deletions' },
    steps: [
      get('/apis/entities/v2/workspace-deletions/{ws}', refused(404, "Workspace '{ws}' not found"), {
        as: platformAdmin,
      }),
    ],
  },
  {
    id: 'bindings-filter-first',
    title: 'a filter of role bindings is checked before who asks',
    quirk: true,
    steps: [
      get(
        '/apis/auth/v2/iam/role-bindings?filter[zzz]=1',
        { status: 400, body: { detail: "<re:Unknown filter field 'zzz'\\. Valid fields: .*>" } },
        { as: platformAdmin },
      ),
    ],
  },
]
