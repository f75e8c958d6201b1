/** Models, virtual models, and configurations of deployments: what is kept about them. */

import { subset } from '../matching.ts'
import type { Scenario } from '../scenario.ts'
import {
  badName,
  createsWorkspace,
  FILESETS,
  get,
  invalid,
  listOf,
  missing,
  patch,
  platformAdmin,
  post,
  put,
  refused,
  remove,
} from '../steps.ts'

const MODELS = '/apis/models/v2/workspaces/{ws}/models'
const VIRTUAL_MODELS = '/apis/inference-gateway/v2/workspaces/{ws}/virtual-models'
const PROMPTS = '/apis/models/v2/workspaces/{ws}/prompts'
const ADAPTERS = '/apis/models/v2/workspaces/{ws}/adapters'
const CONFIGS = '/apis/models/v2/workspaces/{ws}/deployment-configs'
const DEPLOYMENTS = '/apis/models/v2/workspaces/{ws}/deployments'
const CREATED = { status: 201 }
const GONE = { status: 204, body: '<empty>', headers: { 'content-type': 'application/json' } }

const MODEL = {
  id: '<id>',
  name: 'm1',
  workspace: '{ws}',
  project: null,
  created_at: '<timestamp>',
  updated_at: '<timestamp>',
  description: 'd' as string | null,
  spec: null,
  finetuning_type: null,
  fileset: null,
  trust_remote_code: false,
  base_model: null,
  api_endpoint: null,
  backend_format: null,
  adapters: [],
  prompt: null,
  custom_fields: { a: 1 },
  ownership: null,
  model_providers: [],
}
const VIRTUAL_MODEL = {
  name: 'vm1',
  workspace: '{ws}',
  project: null,
  default_model_entity: '{ws}/m1',
  autoprovisioned: false,
  models: [],
  request_middleware: [],
  response_middleware: [],
  post_response_middleware: [],
  override_proxy: null,
  guardrail_config_ids: [],
  id: '<id>',
  created_at: '<timestamp>',
  created_by: '<string>',
  updated_at: '<timestamp>',
  updated_by: '<string>',
  entity_id: '<id>',
  parent: null,
  db_version: 1,
}
const NO_MODEL = refused(404, "Model with workspace '{ws}' and name 'nope' not found")
const NO_VIRTUAL_MODEL = refused(404, "VirtualModel 'nope' not found in workspace '{ws}'.")
const CONFLICT = refused(409, 'Concurrent modification - please retry.')
const CONFIG = { engine: 'vllm', model_spec: {}, executor_config: { gpu: 1 } }

export const modelCases: readonly Scenario[] = [
  {
    id: 'model-create',
    title: 'a new model is told with all its fields',
    steps: [
      createsWorkspace(),
      post(MODELS, { name: 'm1', description: 'd', custom_fields: { a: 1 } }, { status: 201, body: MODEL }),
      get(`${MODELS}/m1`, { status: 200, body: MODEL }),
      post(MODELS, { name: 'm1' }, refused(409, "Model with workspace '{ws}' and name 'm1' already exists")),
    ],
  },
  {
    id: 'model-body',
    title: 'what a model is called and refers to is checked',
    steps: [
      createsWorkspace(),
      post(MODELS, {}, invalid(missing(['body', 'name'], {}))),
      post(MODELS, { name: 'Bad N' }, invalid(badName('Bad N'))),
      post(
        MODELS,
        { name: 'm1', project: 'nope' },
        refused(422, "Project 'nope' does not exist in workspace '{ws}'. Please create the project first."),
      ),
      post(
        MODELS,
        { name: 'm1', fileset: 'nope' },
        refused(400, "Fileset 'nope' not found in workspace '{ws}'"),
      ),
      post(
        '/apis/models/v2/workspaces/{ws}-nope/models',
        { name: 'm1' },
        refused(422, "Workspace '{ws}-nope' does not exist. Please create the workspace first."),
        { as: platformAdmin },
      ),
    ],
  },
  {
    id: 'model-update',
    title: 'null leaves a field as it is',
    steps: [
      createsWorkspace(),
      post(MODELS, { name: 'm1', description: 'd', custom_fields: { a: 1 } }, CREATED),
      patch(`${MODELS}/m1`, { description: 'e' }, { status: 200, body: { ...MODEL, description: 'e' } }),
      patch(`${MODELS}/m1`, { description: null }, { status: 200, body: { ...MODEL, description: 'e' } }),
    ],
  },
  {
    id: 'model-list',
    title: 'a list of models begins with the oldest, leaves out nulls, and does not tell its filter',
    steps: [
      createsWorkspace(),
      post(MODELS, { name: 'm1' }, CREATED),
      post(MODELS, { name: 'm2' }, CREATED),
      get(`${MODELS}?filter[name]=m1`, {
        status: 200,
        body: {
          data: [
            {
              id: '<id>',
              name: 'm1',
              workspace: '{ws}',
              created_at: '<timestamp>',
              updated_at: '<timestamp>',
              trust_remote_code: false,
              adapters: [],
              custom_fields: {},
              model_providers: [],
            },
          ],
          pagination: { page: 1, page_size: 100, current_page_size: 1, total_pages: 1, total_results: 1 },
          sort: 'created_at',
        },
      }),
      get(MODELS, listOf('m1', 'm2')),
      get(`${MODELS}?sort=-name&page_size=1`, listOf('m2')),
      get(`${MODELS}?filter[zzz]=1`, { status: 400, body: { detail: "<re:Unknown filter field 'zzz'.*>" } }),
      get(`${MODELS}?page=0`, refused(500, 'Failed to list model entities')),
    ],
  },
  {
    id: 'model-delete',
    title: 'a model is deleted once',
    steps: [
      createsWorkspace(),
      post(MODELS, { name: 'm1' }, CREATED),
      remove(`${MODELS}/m1`, GONE),
      get(`${MODELS}/nope`, NO_MODEL),
      patch(`${MODELS}/nope`, { description: 'x' }, NO_MODEL),
      remove(`${MODELS}/nope`, NO_MODEL),
    ],
  },
  {
    id: 'virtual-model-create',
    title: 'a virtual model may name a model that is not there',
    steps: [
      createsWorkspace(),
      post(
        VIRTUAL_MODELS,
        { name: 'vm1', default_model_entity: '{ws}/m1' },
        { status: 201, body: VIRTUAL_MODEL },
      ),
      get(`${VIRTUAL_MODELS}/vm1`, { status: 200, body: VIRTUAL_MODEL }),
      post(
        VIRTUAL_MODELS,
        { name: 'vm1' },
        refused(409, "VirtualModel 'vm1' already exists in workspace '{ws}'."),
      ),
      post(VIRTUAL_MODELS, {}, invalid(missing(['body', 'name'], {}))),
    ],
  },
  {
    id: 'virtual-model-bad-name',
    title: 'a bad name makes the gateway stumble',
    quirk: true,
    steps: [
      createsWorkspace(),
      post(VIRTUAL_MODELS, { name: 'Bad N' }, refused(500, 'Failed to create VirtualModel.')),
    ],
  },
  {
    id: 'virtual-model-middleware',
    title: 'middleware must be there',
    steps: [
      createsWorkspace(),
      post(
        VIRTUAL_MODELS,
        { name: 'vm1', request_middleware: [{ name: 'nope', config_type: 'x', config: {} }] },
        refused(422, "VirtualModel {ws}/vm1 references unknown plugin 'nope' in request_middleware[0]."),
      ),
    ],
  },
  {
    id: 'virtual-model-version',
    title: 'each change makes a version, and a deletion may insist on one',
    steps: [
      createsWorkspace(),
      post(VIRTUAL_MODELS, { name: 'vm1', default_model_entity: '{ws}/m1' }, CREATED),
      patch(
        `${VIRTUAL_MODELS}/vm1`,
        { default_model_entity: '{ws}/m2' },
        { status: 200, body: { ...VIRTUAL_MODEL, default_model_entity: '{ws}/m2', db_version: 2 } },
      ),
      patch(`${VIRTUAL_MODELS}/vm1`, {}, { status: 200, body: subset({ db_version: 2 }) }),
      remove(`${VIRTUAL_MODELS}/vm1?expected_db_version=1`, CONFLICT),
      remove(`${VIRTUAL_MODELS}/vm1?expected_db_version=2`, GONE),
      remove(`${VIRTUAL_MODELS}/nope`, NO_VIRTUAL_MODEL),
      get(`${VIRTUAL_MODELS}/nope`, NO_VIRTUAL_MODEL),
      patch(`${VIRTUAL_MODELS}/nope`, {}, NO_VIRTUAL_MODEL),
    ],
  },
  {
    id: 'virtual-model-list',
    title: 'a list of virtual models tells its filter, and takes any order',
    steps: [
      createsWorkspace(),
      post(VIRTUAL_MODELS, { name: 'vm1' }, CREATED),
      post(VIRTUAL_MODELS, { name: 'vm2', autoprovisioned: true }, CREATED),
      get(VIRTUAL_MODELS, listOf('vm2', 'vm1')),
      get(`${VIRTUAL_MODELS}?exclude_autoprovisioned=true`, {
        status: 200,
        body: subset({ data: [subset({ name: 'vm1' })], filter: { 'data.autoprovisioned': { $eq: false } } }),
      }),
      get(`${VIRTUAL_MODELS}?exclude_autoprovisioned=true&filter[name]=vm2`, {
        status: 200,
        body: subset({
          data: [],
          filter: { $and: [{ name: { $eq: 'vm2' } }, { 'data.autoprovisioned': { $eq: false } }] },
        }),
      }),
      get(`${VIRTUAL_MODELS}?sort=name&page_size=1&page=2`, listOf('vm2')),
      get(`${VIRTUAL_MODELS}?filter[name]=vm1`, {
        status: 200,
        body: subset({ data: [subset({ name: 'vm1' })], filter: { name: { $eq: 'vm1' } } }),
      }),
      get(`${VIRTUAL_MODELS}?page_size=201`, { status: 422 }),
    ],
  },
  {
    id: 'prompt-list-filter',
    title: 'a list of prompts is filtered, and does not tell by what',
    steps: [
      createsWorkspace(),
      post(PROMPTS, { name: 'p1', description: 'first' }, CREATED),
      post(PROMPTS, { name: 'p2', description: 'second' }, CREATED),
      get(`${PROMPTS}?filter[description]=first`, {
        status: 200,
        body: {
          data: [subset({ name: 'p1' })],
          pagination: { page: 1, page_size: 100, current_page_size: 1, total_pages: 1, total_results: 1 },
          sort: 'created_at',
        },
      }),
    ],
  },
  {
    id: 'adapter-flag-filter',
    title: 'a flag is found by a flag, or as the database has it, and not by its word',
    quirk: true,
    steps: [
      createsWorkspace(),
      post(MODELS, { name: 'm1' }, CREATED),
      post(FILESETS, { name: 'weights' }, { status: 200 }),
      put(`${FILESETS}/weights/-/w`, undefined, { status: 200 }, { rawBody: new TextEncoder().encode('w') }),
      ...['on', 'off'].map((name) =>
        post(
          ADAPTERS,
          { name, model: '{ws}/m1', fileset: 'weights', finetuning_type: 'lora', enabled: name === 'on' },
          CREATED,
        ),
      ),
      get(`${ADAPTERS}?${new URLSearchParams({ filter: '{"enabled": true}' })}`, listOf('on')),
      get(`${ADAPTERS}?${new URLSearchParams({ filter: '{"enabled": false}' })}`, listOf('off')),
      get(`${ADAPTERS}?filter[enabled]=1`, listOf('on')),
      get(`${ADAPTERS}?filter[enabled]=true`, {
        status: 200,
        body: subset({ data: [], filter: { enabled: { $eq: 'true' } } }),
      }),
    ],
  },
  {
    id: 'deployment-config',
    title: 'a configuration begins with version 1',
    steps: [
      createsWorkspace(),
      post(
        CONFIGS,
        { name: 'c1' },
        {
          status: 422,
          body: {
            detail: ['engine', 'model_spec', 'executor_config'].map((field) =>
              missing(['body', field], { name: 'c1' }),
            ),
          },
        },
      ),
      post(
        CONFIGS,
        { name: 'c1', ...CONFIG },
        {
          status: 201,
          body: {
            id: '<id>',
            name: 'c1',
            workspace: '{ws}',
            project: null,
            created_at: '<timestamp>',
            updated_at: '<timestamp>',
            entity_version: 1,
            description: null,
            engine: 'vllm',
            model_spec: {
              model_type: null,
              model_namespace: null,
              model_name: null,
              model_revision: null,
              chat_template: null,
              tool_call_config: null,
              lora_enabled: false,
            },
            executor_config: {
              gpu: 1,
              disk_size: '50Gi',
              image_name: null,
              image_tag: null,
              health_check_path: null,
              run_as_user: null,
              run_as_group: null,
              additional_envs: null,
              additional_args: [],
              k8s_nim_operator_config: null,
              override_config: null,
            },
            model_entity_id: null,
          },
        },
      ),
      post(
        CONFIGS,
        { name: 'c1', ...CONFIG },
        refused(409, "Deployment config with workspace '{ws}' and name 'c1' already exists"),
      ),
      get(`${CONFIGS}/c1/versions`, { status: 200, body: [subset({ name: 'c1', entity_version: 1 })] }),
      get(`${CONFIGS}/c1/versions/1`, { status: 200, body: subset({ name: 'c1', entity_version: 1 }) }),
      get(`${CONFIGS}/c1/versions/2`, refused(404, "Deployment config '{ws}/c1' version '2' not found")),
      get(`${CONFIGS}/c1/versions/x`, refused(400, "Invalid version 'x': must be a positive integer")),
      get(`${CONFIGS}/nope`, refused(404, "Deployment config '{ws}/nope' not found")),
      get(`${CONFIGS}/nope/versions`, { status: 200, body: [] }),
      get(`${CONFIGS}?filter[name]=c1&sort=zzz`, listOf('c1')),
    ],
  },
  {
    id: 'deployment-unknown',
    title: 'a deployment that is not there has no versions, and cannot be read',
    steps: [
      createsWorkspace(),
      get(`${DEPLOYMENTS}/nope`, refused(404, "Deployment '{ws}/nope' not found")),
      get(`${DEPLOYMENTS}/nope/versions`, { status: 200, body: [] }),
      get(`${DEPLOYMENTS}/nope/versions/1`, refused(404, "Deployment '{ws}/nope' version '1' not found")),
      get(`${DEPLOYMENTS}/nope/versions/x`, refused(400, "Invalid version 'x': must be a positive integer")),
      get(`${DEPLOYMENTS}/nope/models`, refused(404, "Deployment '{ws}/nope' not found")),
      get(DEPLOYMENTS, {
        status: 200,
        body: {
          data: [],
          pagination: { page: 1, page_size: 100, current_page_size: 0, total_pages: 1, total_results: 0 },
          sort: 'created_at',
        },
      }),
      get(`${DEPLOYMENTS}?all_versions=true`, {
        status: 200,
        body: subset({ pagination: subset({ total_pages: 0 }) }),
      }),
      post(DEPLOYMENTS, {}, invalid(missing(['body', 'name'], {}), missing(['body', 'config'], {}))),
    ],
  },
]
