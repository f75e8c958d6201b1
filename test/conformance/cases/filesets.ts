/** Filesets: made, listed, changed, deleted. */

import { subset } from '../matching.ts'
import type { Expectation, Scenario, Step } from '../scenario.ts'
import {
  adds,
  badName,
  createsWorkspace,
  FILESETS,
  FORBIDDEN,
  get,
  invalid,
  listOf,
  missing,
  PROJECTS,
  patch,
  person,
  platformAdmin,
  post,
  put,
  refused,
  remove,
  STUMBLED,
} from '../steps.ts'

const OK = { status: 200 }
const NO_METADATA = { dataset: null, model: null, environment: null }
const TOOL_CALLING = {
  chat_template: null,
  tool_call_parser: 'hermes',
  tool_call_plugin: null,
  auto_tool_choice: null,
}
const LONG_DESCRIPTION = 'x'.repeat(256)
const PURPOSES = "'dataset', 'environment', 'generic' or 'model'"
const BAD_PURPOSE = { type: 'enum', msg: `Input should be ${PURPOSES}`, ctx: { expected: PURPOSES } }
const NO_MODEL = 'Input should be a valid dictionary or object to extract fields from'
const service = { '{prefix}principal-id': 'service:jobs' }

/** A fileset with the platform's own storage. */
function fileset(name: string, fields: object = {}) {
  return {
    id: '<id>',
    name,
    workspace: '{ws}',
    description: '',
    purpose: 'generic',
    storage: {
      read_chunk_size: 1048576,
      type: 'local',
      path: `<re:/.*/filesets/{ws}/${name}>`,
      write_buffer_size: 16777216,
    },
    metadata: NO_METADATA,
    custom_fields: {},
    project: '',
    created_at: '<timestamp>',
    updated_at: '<timestamp>',
    ...fields,
  }
}

function creates(name: string, fields: object = {}, more: Partial<Step> = {}): Step {
  return post(FILESETS, { name, ...fields }, OK, more)
}

function shows(name: string, fields: object): Expectation {
  return { status: 200, body: subset({ name, ...fields }) }
}

const NOT_FOUND = refused(404, "Fileset 'missing' not found in workspace '{ws}'")

export const filesetCases: readonly Scenario[] = [
  {
    id: 'fileset-create',
    title: 'a new fileset has the defaults, and storage of the platform',
    steps: [
      createsWorkspace(),
      post(FILESETS, { name: 'fs' }, { status: 200, body: fileset('fs') }),
      get(`${FILESETS}/fs`, { status: 200, body: fileset('fs') }),
    ],
  },
  {
    id: 'fileset-fields',
    title: 'a new fileset keeps what is said of it, but not its project',
    steps: [
      createsWorkspace(),
      post(PROJECTS, { name: 'p1' }, { status: 201 }),
      post(
        FILESETS,
        {
          name: 'fs',
          description: 'about',
          project: 'p1',
          purpose: 'dataset',
          metadata: { dataset: { schema: { type: 'object' } }, other: 1 },
          custom_fields: { a: 1, b: { c: null } },
          cache: true,
          other: 1,
        },
        {
          status: 200,
          body: fileset('fs', {
            description: 'about',
            purpose: 'dataset',
            metadata: {
              ...NO_METADATA,
              dataset: { schema: { type: 'object' }, schema_defs: {}, schemas_by_path: {} },
            },
            custom_fields: { a: 1, b: { c: null } },
          }),
        },
      ),
    ],
  },
  {
    id: 'fileset-duplicate',
    title: 'a name can be given once in a workspace, whatever else is said',
    steps: [
      createsWorkspace(),
      creates('fs'),
      post(
        FILESETS,
        { name: 'fs', storage: { type: 'local', path: '/x' } },
        {
          ...refused(409, "Fileset '{ws}/fs' already exists"),
          headers: { 'x-should-retry': 'false' },
        },
      ),
    ],
  },
  {
    id: 'fileset-names',
    title: 'names follow the rule of all names',
    steps: [
      createsWorkspace(),
      ...['A', 'a', 'a--b', 'a-', '1a', 'a/b'].map((name) =>
        post(FILESETS, { name }, invalid(badName(name))),
      ),
      post(
        FILESETS,
        { name: 'x'.repeat(64) },
        invalid({
          type: 'string_too_long',
          loc: ['body', 'name'],
          msg: 'String should have at most 63 characters',
          input: 'x'.repeat(64),
          ctx: { max_length: 63 },
        }),
      ),
      creates('x'.repeat(63)),
    ],
  },
  {
    id: 'fileset-body',
    title: 'fields are checked, all at once',
    steps: [
      createsWorkspace(),
      post(FILESETS, {}, invalid(missing(['body', 'name'], {}))),
      post(
        FILESETS,
        { name: 'A', purpose: 'x', description: LONG_DESCRIPTION, custom_fields: 5, cache: 'perhaps' },
        invalid(
          badName('A'),
          {
            type: 'string_too_long',
            loc: ['body', 'description'],
            msg: 'String should have at most 255 characters',
            input: LONG_DESCRIPTION,
            ctx: { max_length: 255 },
          },
          { ...BAD_PURPOSE, loc: ['body', 'purpose'], input: 'x' },
          {
            type: 'dict_type',
            loc: ['body', 'custom_fields'],
            msg: 'Input should be a valid dictionary',
            input: 5,
          },
          {
            type: 'bool_parsing',
            loc: ['body', 'cache'],
            msg: 'Input should be a valid boolean, unable to interpret input',
            input: 'perhaps',
          },
        ),
      ),
    ],
  },
  {
    id: 'fileset-metadata',
    title: 'metadata is of one kind, and checked',
    steps: [
      createsWorkspace(),
      post(
        FILESETS,
        { name: 'fs', metadata: { dataset: {}, model: {} } },
        invalid({
          type: 'value_error',
          loc: ['body', 'metadata'],
          msg: 'Value error, FilesetMetadata must have at most one typed key populated',
          input: { dataset: {}, model: {} },
          ctx: { error: {} },
        }),
      ),
      post(
        FILESETS,
        { name: 'fs', metadata: { dataset: { schema: 'x' } } },
        invalid({
          type: 'value_error',
          loc: ['body', 'metadata', 'dataset'],
          msg: "Value error, dataset metadata reference 'schema' points to unknown schema_def 'x'",
          input: { schema: 'x' },
          ctx: { error: {} },
        }),
      ),
      post(
        FILESETS,
        { name: 'fs', metadata: { model: 5 } },
        invalid({
          type: 'model_attributes_type',
          loc: ['body', 'metadata', 'model'],
          msg: NO_MODEL,
          input: 5,
        }),
      ),
      post(
        FILESETS,
        { name: 'fs', metadata: { environment: { name: 'n', x: 1 } } },
        invalid(missing(['body', 'metadata', 'environment', 'format'], { name: 'n', x: 1 }), {
          type: 'extra_forbidden',
          loc: ['body', 'metadata', 'environment', 'x'],
          msg: 'Extra inputs are not permitted',
          input: 1,
        }),
      ),
    ],
  },
  {
    id: 'fileset-storage',
    title: 'storage of people is elsewhere, and only where the platform may go',
    steps: [
      createsWorkspace(),
      post(
        FILESETS,
        { name: 'fs', storage: { type: 'local', path: '/x' } },
        refused(
          400,
          'Creating filesets with local storage is not allowed. ' +
            'Use NGC, HuggingFace, or omit storage to use the default backend.',
        ),
      ),
      post(
        FILESETS,
        { name: 'fs', storage: { type: 's3', bucket: 'b', use_sdk_auth: true } },
        refused(
          400,
          'use_sdk_auth=True is not allowed for user-provided S3 storage. ' +
            'Provide explicit credentials via access_key_id_secret and secret_access_key_secret.',
        ),
      ),
      post(
        FILESETS,
        { name: 'fs', storage: { type: 'huggingface', repo_id: 'a/b', endpoint: 'http://elsewhere.test' } },
        refused(
          400,
          'Storage host or endpoint not in allowed list: ' +
            "Host 'http://elsewhere.test' is not in the allowed external hosts list.",
        ),
      ),
      post(
        FILESETS,
        { name: 'fs', storage: { type: 'huggingface', repo_id: 'a/b', token_secret: 'none' } },
        refused(400, "Secret not found: Secret '{ws}/none' not found"),
      ),
      get(`${FILESETS}/fs`, { status: 404 }),
    ],
  },
  {
    id: 'fileset-storage-kinds',
    title: 'storage that is of no kind is told what each kind lacks',
    steps: [
      createsWorkspace(),
      post(
        FILESETS,
        { name: 'fs', storage: {} },
        invalid(
          ...[
            ['LocalStorageConfig', 'path'],
            ['NGCStorageConfig', 'org'],
            ['NGCStorageConfig', 'team'],
            ['NGCStorageConfig', 'target'],
            ['NGCStorageConfig', 'api_key_secret'],
            ['HuggingfaceStorageConfig', 'repo_id'],
            ['function-after[validate_auth_config(), S3StorageConfig]', 'bucket'],
            ['GithubStorageConfig', 'owner'],
            ['GithubStorageConfig', 'repo'],
          ].map((place) => missing(['body', 'storage', ...place], {})),
        ),
      ),
    ],
  },
  {
    id: 'fileset-missing',
    title: 'a fileset that is not there',
    steps: [
      createsWorkspace(),
      get(`${FILESETS}/missing`, NOT_FOUND),
      patch(`${FILESETS}/missing`, {}, NOT_FOUND),
      remove(`${FILESETS}/missing`, NOT_FOUND),
      post(`${FILESETS}/missing/refresh`, undefined, NOT_FOUND),
      get(`${FILESETS}/missing/files`, NOT_FOUND),
      get(`${FILESETS}/missing/-/a`, NOT_FOUND),
      remove(`${FILESETS}/missing/-/a`, NOT_FOUND),
      put(`${FILESETS}/missing/-/a`, undefined, NOT_FOUND, { rawBody: 'x' }),
    ],
  },
  {
    id: 'fileset-no-workspace',
    title: 'in a workspace that is not there',
    steps: [
      get('/apis/files/v2/workspaces/{ws}/filesets', refused(404, "Workspace '{ws}' not found"), {
        as: platformAdmin,
      }),
      creates(
        'fs',
        {},
        {
          as: platformAdmin,
          expect: refused(422, "Workspace '{ws}' does not exist. Please create the workspace first."),
        },
      ),
    ],
  },
  {
    id: 'fileset-list',
    title: 'a list has ten to a page, newest first, without nulls',
    steps: [
      createsWorkspace(),
      creates('fs1', { description: 'first', custom_fields: { a: null } }),
      creates('fs2'),
      get(FILESETS, {
        status: 200,
        body: {
          data: [
            fileset('fs2', { metadata: {} }),
            fileset('fs1', { metadata: {}, description: 'first', custom_fields: { a: null } }),
          ],
          pagination: { page: 1, page_size: 10, current_page_size: 2, total_pages: 1, total_results: 2 },
          sort: '-created_at',
        },
      }),
      get(`${FILESETS}?sort=name&page_size=1&page=2`, {
        status: 200,
        body: {
          data: [subset({ name: 'fs2' })],
          pagination: { page: 2, page_size: 1, current_page_size: 1, total_pages: 2, total_results: 2 },
          sort: 'name',
        },
      }),
      get(`${FILESETS}?page=9`, listOf()),
      get(
        `${FILESETS}?page_size=101`,
        invalid({
          type: 'less_than_equal',
          loc: ['query', 'page_size'],
          msg: 'Input should be less than or equal to 100',
          input: '101',
          ctx: { le: 100 },
        }),
      ),
    ],
  },
  {
    id: 'fileset-filter',
    title: 'a list is filtered by the fields of filesets',
    steps: [
      createsWorkspace(),
      creates('data1', { purpose: 'dataset', description: 'one' }),
      creates('model1', { purpose: 'model' }),
      ...(
        [
          ['filter[name]=data1', ['data1']],
          ['filter[purpose]=model', ['model1']],
          ['filter[purpose]=none', []],
          ['filter[storage_type]=local&sort=name', ['data1', 'model1']],
          ['filter[storage_type]=s3', []],
          ['filter[description]=one', ['data1']],
          ['filter[workspace]={ws}&sort=-name', ['model1', 'data1']],
          [`filter=${encodeURIComponent('{"data.purpose":"dataset"}')}`, ['data1']],
          [`filter=${encodeURIComponent('name~"ODEL"')}`, ['model1']],
          ['filter[created_at][$gte]=2999-01-01', []],
        ] as const
      ).map(([query, names]) => get(`${FILESETS}?${query}`, listOf(...names))),
      get(
        `${FILESETS}?filter[foo]=1`,
        refused(
          400,
          "Unknown filter field 'foo'. Valid fields: ['created_at', 'description', 'entity_type', 'id', 'name', " +
            "'project', 'purpose', 'storage_type', 'updated_at', 'workspace']",
        ),
      ),
    ],
  },
  {
    id: 'fileset-everywhere',
    title: 'the list of all workspaces holds what one may see; nothing else is found there',
    steps: [
      createsWorkspace(),
      creates('fs'),
      get('/apis/files/v2/workspaces/-/filesets?filter[workspace]={ws}', listOf('fs')),
      get('/apis/files/v2/workspaces/-/filesets?filter[workspace]={ws}', listOf(), {
        as: person('stranger'),
      }),
      get('/apis/files/v2/workspaces/-/filesets/fs', refused(404, "Fileset 'fs' not found in workspace '-'")),
      put('/apis/files/v2/workspaces/-/filesets/fs/-/a', undefined, FORBIDDEN, { rawBody: 'x' }),
    ],
  },
  {
    id: 'fileset-update',
    title: 'an update changes what it names; name and storage stay',
    steps: [
      createsWorkspace(),
      creates('fs', { description: 'before', custom_fields: { a: 1 } }),
      patch(
        `${FILESETS}/fs`,
        { description: 'after', name: 'other', storage: { type: 'local', path: '/x' } },
        { status: 200, body: fileset('fs', { description: 'after', custom_fields: { a: 1 } }) },
      ),
      patch(
        `${FILESETS}/fs`,
        { description: null, custom_fields: { b: 2 }, purpose: 'model' },
        shows('fs', { description: '', custom_fields: { b: 2 }, purpose: 'model' }),
      ),
      patch(
        `${FILESETS}/fs`,
        { metadata: { model: { tool_calling: { tool_call_parser: 'hermes' } } } },
        shows('fs', { metadata: { ...NO_METADATA, model: { tool_calling: TOOL_CALLING } } }),
      ),
      get(FILESETS, {
        status: 200,
        body: subset({
          data: [subset({ metadata: { model: { tool_calling: { tool_call_parser: 'hermes' } } } })],
        }),
      }),
      patch(
        `${FILESETS}/fs`,
        { purpose: 'x', description: 5 },
        invalid(
          {
            type: 'string_type',
            loc: ['body', 'description'],
            msg: 'Input should be a valid string',
            input: 5,
          },
          { ...BAD_PURPOSE, loc: ['body', 'purpose'], input: 'x' },
        ),
      ),
    ],
  },
  {
    id: 'fileset-update-time',
    title: 'an update that changes something is told with the time of the one before',
    quirk: true,
    steps: [
      createsWorkspace(),
      post(FILESETS, { name: 'fs' }, OK, { save: { first: 'updated_at' } }),
      patch(`${FILESETS}/fs`, {}, shows('fs', { updated_at: '{first}' })),
      patch(`${FILESETS}/fs`, { purpose: 'generic' }, shows('fs', { updated_at: '{first}' })),
      patch(`${FILESETS}/fs`, { purpose: 'model' }, shows('fs', { updated_at: '{first}' })),
      get(`${FILESETS}/fs`, shows('fs', { updated_at: '<re:(?!{first}).*>' })),
    ],
  },
  {
    id: 'fileset-project',
    title: 'the project of a fileset must be there, and cannot be taken away',
    quirk: true,
    steps: [
      createsWorkspace(),
      creates('fs'),
      patch(
        `${FILESETS}/fs`,
        { project: 'p1' },
        refused(422, "Project 'p1' does not exist in workspace '{ws}'. Please create the project first."),
      ),
      post(PROJECTS, { name: 'p1' }, { status: 201 }),
      patch(`${FILESETS}/fs`, { project: 'p1' }, shows('fs', { project: 'p1' })),
      patch(`${FILESETS}/fs`, { project: null }, shows('fs', { project: '' })),
      get(`${FILESETS}/fs`, shows('fs', { project: 'p1' })),
      get(`${FILESETS}?filter[project]=p1`, listOf('fs')),
    ],
  },
  {
    id: 'fileset-broken',
    title: 'an update with null where there must be something breaks the fileset, and the lists that hold it',
    quirk: true,
    steps: [
      createsWorkspace(),
      ...['purpose', 'metadata', 'custom_fields'].flatMap((field, index) => [
        creates(`fs${index}`),
        patch(`${FILESETS}/fs${index}`, { [field]: null }, STUMBLED),
        get(`${FILESETS}/fs${index}`, STUMBLED),
        patch(`${FILESETS}/fs${index}`, { [field]: {} }, { status: field === 'purpose' ? 422 : 500 }),
        remove(`${FILESETS}/fs${index}`, STUMBLED),
      ]),
      get(FILESETS, STUMBLED),
    ],
  },
  {
    id: 'fileset-refresh',
    title: 'the platform’s own storage has no revision to refresh',
    steps: [
      createsWorkspace(),
      creates('fs'),
      post(`${FILESETS}/fs/refresh`, undefined, {
        ...refused(409, "Fileset '{ws}/fs' does not track a revision that can be refreshed"),
        headers: { 'x-should-retry': 'false' },
      }),
    ],
  },
  {
    id: 'fileset-delete',
    title: 'a fileset is deleted with its files, and its name is free at once',
    steps: [
      createsWorkspace(),
      creates('fs', { description: 'first' }),
      put(`${FILESETS}/fs/-/dir/a`, undefined, OK, { rawBody: 'x' }),
      remove(`${FILESETS}/fs`, { status: 200, body: fileset('fs', { description: 'first' }) }),
      remove(`${FILESETS}/fs`, refused(404, "Fileset 'fs' not found in workspace '{ws}'")),
      get(`${FILESETS}/fs/-/dir/a`, refused(404, "Fileset 'fs' not found in workspace '{ws}'")),
      put(`${FILESETS}/fs/-/a`, undefined, { status: 404 }, { rawBody: 'x' }),
      creates('fs'),
      get(`${FILESETS}/fs/files`, { status: 200, body: { data: [] } }),
      put(`${FILESETS}/fs/-/dir`, undefined, OK, { rawBody: 'x' }),
    ],
  },
  {
    id: 'fileset-roles',
    title: 'a Viewer reads, an Editor writes, a stranger does neither',
    steps: [
      createsWorkspace(),
      adds(person('viewer'), 'Viewer'),
      adds(person('editor'), 'Editor'),
      creates('fs', {}, { as: person('editor') }),
      put(`${FILESETS}/fs/-/a`, undefined, OK, { as: person('editor'), rawBody: 'x' }),
      ...['', '/fs', '/fs/files', '/fs/-/a'].flatMap((path) => [
        get(`${FILESETS}${path}`, OK, { as: person('viewer') }),
        get(`${FILESETS}${path}`, FORBIDDEN, { as: person('stranger') }),
        get(`${FILESETS}${path}`, { status: 401 }, { as: null }),
      ]),
      ...[person('viewer'), person('stranger')].flatMap((as) => [
        creates('other', {}, { as, expect: FORBIDDEN }),
        patch(`${FILESETS}/fs`, {}, FORBIDDEN, { as }),
        post(`${FILESETS}/fs/refresh`, undefined, FORBIDDEN, { as }),
        put(`${FILESETS}/fs/-/b`, undefined, FORBIDDEN, { as, rawBody: 'x' }),
        remove(`${FILESETS}/fs/-/a`, FORBIDDEN, { as }),
        remove(`${FILESETS}/fs`, FORBIDDEN, { as }),
      ]),
    ],
  },
  {
    id: 'fileset-scopes',
    title: 'the scopes of files read and write',
    steps: [
      createsWorkspace(),
      creates('fs'),
      get(`${FILESETS}/fs`, OK, { as: person('owner', { scopes: 'files:read' }) }),
      get(`${FILESETS}/fs`, FORBIDDEN, { as: person('owner', { scopes: 'files:write' }) }),
      put(`${FILESETS}/fs/-/a`, undefined, OK, {
        as: person('owner', { scopes: 'files:write' }),
        rawBody: 'x',
      }),
      put(`${FILESETS}/fs/-/a`, undefined, FORBIDDEN, {
        as: person('owner', { scopes: 'files:read' }),
        rawBody: 'x',
      }),
      get(`${FILESETS}/fs/-/a`, FORBIDDEN, { as: person('owner', { scopes: 'entities:read' }) }),
    ],
  },
  {
    id: 'fileset-immutable',
    title: 'the files of a service’s fileset cannot be overwritten by people, but deleted',
    steps: [
      createsWorkspace(),
      creates(
        'own',
        { custom_fields: { a: 1, service_source: 'mine' } },
        {
          expect: shows('own', { custom_fields: { a: 1 } }),
        },
      ),
      creates(
        'fs',
        { custom_fields: { a: 1, service_source: 'svc' } },
        {
          as: null,
          headers: service,
          expect: shows('fs', { custom_fields: { a: 1, service_source: 'svc' } }),
        },
      ),
      put(`${FILESETS}/fs/-/a`, undefined, OK, { as: null, headers: service, rawBody: 'x' }),
      put(
        `${FILESETS}/fs/-/a`,
        undefined,
        refused(403, "Access denied: This fileset's files are immutable"),
        { rawBody: 'y' },
      ),
      patch(
        `${FILESETS}/fs`,
        { custom_fields: { b: 2, service_source: 'mine' } },
        shows('fs', { custom_fields: { b: 2, service_source: 'svc' } }),
      ),
      remove(`${FILESETS}/fs/-/a`, OK),
    ],
  },
  {
    id: 'fileset-methods',
    title: 'other methods are refused, HEAD, too',
    steps: [
      createsWorkspace(),
      creates('fs'),
      put(FILESETS, {}, { status: 405, headers: { allow: 'POST' } }, { as: platformAdmin }),
      put(`${FILESETS}/fs`, {}, { status: 405, headers: { allow: 'GET' } }, { as: platformAdmin }),
      get(`${FILESETS}/fs/refresh`, { status: 405, headers: { allow: 'POST' } }, { as: platformAdmin }),
      post(`${FILESETS}/fs/-/a`, {}, { status: 405, headers: { allow: 'HEAD' } }, { as: platformAdmin }),
      get(FILESETS, { status: 405 }, { as: platformAdmin, method: 'HEAD' }),
      get(`${FILESETS}/fs`, { status: 403 }, { method: 'HEAD' }),
      post(`${FILESETS}/fs/-/a`, {}, FORBIDDEN),
      get(`${FILESETS}/fs/-`, FORBIDDEN),
    ],
  },
]
