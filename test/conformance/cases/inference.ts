/** Providers, and what the inference gateway makes of requests to them; behind them is a server whose models echo. */

import { changedIn } from '../generations.ts'
import { subset } from '../matching.ts'
import type { Expectation, Scenario, Step } from '../scenario.ts'
import {
  adds,
  badName,
  createsWorkspace,
  FORBIDDEN,
  get,
  invalid,
  missing,
  person,
  platformAdmin,
  post,
  put,
  refused,
  remove,
  SECRETS,
  stranger,
} from '../steps.ts'

const PROVIDERS = '/apis/models/v2/workspaces/{ws}/providers'
const MODELS = '/apis/models/v2/workspaces/{ws}/models'
const GATEWAY = '/apis/inference-gateway/v2/workspaces/{ws}'
const CHAT = 'v1/chat/completions'
/** Longest time that a change takes to arrive at the gateway, in seconds. */
const A_WHILE = 240

const viewer = person('viewer')

const PROVIDER = {
  id: '<id>',
  name: 'up',
  workspace: '{ws}',
  project: null,
  created_at: '<timestamp>',
  updated_at: '<timestamp>',
  description: null as string | null,
  host_url: '{upstream}',
  api_key_secret_name: null,
  served_models: [] as unknown[],
  enabled_models: null,
  status: 'CREATED',
  status_message: 'Model provider created',
  default_extra_body: null,
  default_extra_headers: null,
  required_extra_body: null,
  required_extra_headers: null,
  model_deployment_id: null,
  auth_context: null,
  auth_header_format: null,
}
const SERVED = [{ model_entity_id: '{ws}/echo', served_model_name: 'echo' }]
const READY = { ...PROVIDER, status: 'READY', status_message: '', served_models: SERVED }

/** Adds a provider and waits until its model answers. */
function serves(fields: object = {}): Step[] {
  return [
    createsWorkspace(),
    post(PROVIDERS, { name: 'up', host_url: '{upstream}', ...fields }, { status: 201 }),
    get(
      `${GATEWAY}/openai/-/v1/models`,
      { status: 200, body: { data: [ECHO], object: 'list' } },
      { retryFor: A_WHILE },
    ),
    // It is listed a moment before it answers.
    post(`${GATEWAY}/openai/-/${CHAT}`, { model: '{ws}/echo', ...HELLO }, said('{ws}/echo'), {
      retryFor: A_WHILE,
    }),
  ]
}

const ECHO = { id: '{ws}/echo', owned_by: '{ws}', object: 'model', created: 0 }
const HELLO = { messages: [{ role: 'user', content: 'Hello there, model' }] }

function said(model: string): Expectation {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: subset({
      object: 'chat.completion',
      model,
      choices: [
        subset({
          index: 0,
          message: { role: 'assistant', content: 'Hello there, model' },
          finish_reason: 'stop',
        }),
      ],
      usage: { prompt_tokens: 3, completion_tokens: 3, total_tokens: 6 },
    }),
  }
}

function events(...patterns: string[]): string {
  return `<re:${patterns.map((pattern) => `data: ${pattern}\n\n`).join('')}>`
}

const NO_VIRTUAL_MODEL = (name: string) =>
  refused(404, `<re:No VirtualModel named '{ws}/${name}' was found\\. Inference requests must resolve .*>`)
const BAD_NAME = (field: string) =>
  refused(422, `<re:Invalid ${field}: Name must start with a lowercase letter.*>`)

export const inferenceCases: readonly Scenario[] = [
  {
    id: 'provider-create',
    title: 'a new provider is told with all its fields',
    steps: [
      createsWorkspace(),
      post(PROVIDERS, { name: 'up', host_url: '{upstream}' }, { status: 201, body: PROVIDER }),
      post(
        PROVIDERS,
        { name: 'up', host_url: 'http://x' },
        refused(409, "Model provider with workspace '{ws}' and name 'up' already exists"),
      ),
    ],
  },
  {
    id: 'provider-scheme',
    title: 'the URL of a provider has to be one of HTTP',
    only: { since: '0.7', why: 'before, it was taken as it was' },
    steps: [
      createsWorkspace(),
      post(
        PROVIDERS,
        { name: 'up', host_url: 'x' },
        invalid({
          type: 'value_error',
          loc: ['body', 'host_url'],
          msg: "Value error, Model provider host_url must include a scheme (http:// or https://); got 'x'",
          input: 'x',
          ctx: { error: {} },
        }),
      ),
    ],
  },
  {
    id: 'provider-body',
    title: 'what a provider is made of is checked',
    steps: [
      createsWorkspace(),
      post(PROVIDERS, {}, invalid(missing(['body', 'name'], {}), missing(['body', 'host_url'], {}))),
      post(PROVIDERS, { name: 'Bad N', host_url: 'http://x' }, invalid(badName('Bad N'))),
      post(
        PROVIDERS,
        { name: 'up', host_url: 'http://x', api_key_secret_name: 'nope' },
        refused(400, "Secret 'nope' not found in workspace '{ws}'"),
      ),
      post(
        PROVIDERS,
        { name: 'up', host_url: 'http://x', default_extra_headers: { Authorization: 'x' } },
        refused(
          400,
          'Authorization header is not allowed in default_extra_headers. Use api_key_secret_name for authentication.',
        ),
      ),
      post(
        PROVIDERS,
        { name: 'up', host_url: 'http://x', required_extra_headers: { cookie: 'x' } },
        refused(400, 'Cookie header is not allowed in required_extra_headers.'),
      ),
      post(
        PROVIDERS,
        { name: 'up', host_url: 'http://x', project: 'nope' },
        refused(422, "Project 'nope' does not exist in workspace '{ws}'. Please create the project first."),
      ),
      post(
        '/apis/models/v2/workspaces/{ws}-nope/providers',
        { name: 'up', host_url: 'http://x' },
        refused(422, "Workspace '{ws}-nope' does not exist. Please create the workspace first."),
        { as: platformAdmin },
      ),
    ],
  },
  {
    id: 'provider-put',
    title: 'PUT makes a provider or replaces it, but for its state',
    steps: [
      createsWorkspace(),
      put(`${PROVIDERS}/up`, {}, invalid(missing(['body', 'host_url'], {}))),
      put(
        `${PROVIDERS}/up`,
        { host_url: 'http://127.0.0.1:1', description: 'd' },
        { status: 200, body: { ...PROVIDER, host_url: 'http://127.0.0.1:1', description: 'd' } },
      ),
      put(
        `${PROVIDERS}/up`,
        { host_url: 'http://127.0.0.1:2' },
        {
          status: 200,
          body: subset({ host_url: 'http://127.0.0.1:2', description: null }),
        },
      ),
    ],
  },
  {
    id: 'provider-status',
    title: 'the state of a provider can be told by hand',
    steps: [
      createsWorkspace(),
      post(
        PROVIDERS,
        { name: 'up', host_url: 'http://127.0.0.1:1', status: 'PENDING' },
        {
          status: 201,
          body: subset({ status: 'PENDING', status_message: 'Model provider created' }),
        },
      ),
      put(
        `${PROVIDERS}/up/status`,
        { status: 'ERROR', status_message: 'm' },
        {
          status: 200,
          body: subset({ status: 'ERROR', status_message: 'm' }),
        },
      ),
      put(
        `${PROVIDERS}/up/status`,
        { status: 'zz' },
        {
          status: 422,
          body: { detail: [subset({ type: 'enum', loc: ['body', 'status'] })] },
        },
      ),
      put(
        `${PROVIDERS}/nope/status`,
        { status: 'READY' },
        refused(404, 'Model provider {ws}/nope not found'),
      ),
    ],
  },
  {
    id: 'provider-unknown',
    title: 'a provider that is not there cannot be read or deleted',
    steps: [
      createsWorkspace(),
      get(`${PROVIDERS}/nope`, refused(404, 'Model provider not found: {ws}/nope')),
      remove(`${PROVIDERS}/nope`, refused(404, 'Model provider not found: {ws}/nope')),
      get(`${GATEWAY}/provider/nope/ready`, refused(404, 'Model provider not found for {ws}/nope')),
      post(`${GATEWAY}/provider/nope/-/${CHAT}`, {}, refused(404, 'Model provider not found for {ws}/nope')),
    ],
  },
  {
    id: 'provider-discovery',
    title: 'a provider is asked for its models, and each becomes a model and a virtual model',
    steps: [
      ...serves(),
      get(`${PROVIDERS}/up`, { status: 200, body: READY }),
      get(`${GATEWAY}/provider/up/ready`, {
        status: 200,
        body: { ready: true, provider: '{ws}/up', host_url: '{upstream}' },
      }),
      get(
        `${MODELS}/echo`,
        {
          status: 200,
          body: subset({
            description: 'Auto-discovered model from provider {ws}/up',
            api_endpoint: { url: '{upstream}/', model_id: 'echo', api_key: null, format: 'openai' },
            backend_format: 'OPENAI_CHAT',
            model_providers: ['{ws}/up'],
          }),
        },
        // It may come a moment after the provider is ready.
        { retryFor: A_WHILE },
      ),
      get(`${GATEWAY}/virtual-models/echo`, {
        status: 200,
        body: subset({
          default_model_entity: '{ws}/echo',
          autoprovisioned: true,
          created_by: 'service:platform',
          db_version: 1,
        }),
      }),
      get(`${PROVIDERS}?filter[status]=READY`, {
        status: 200,
        body: subset({ data: [subset({ name: 'up', served_models: SERVED })], sort: 'created_at' }),
      }),
    ],
  },
  {
    id: 'provider-delete',
    title: 'with a provider, its virtual models go, and from 0.8 on its models',
    steps: [
      ...serves(),
      get(`${MODELS}/echo`, { status: 200 }, { retryFor: A_WHILE }),
      remove(`${PROVIDERS}/up`, { status: 204, body: '<empty>' }),
      get(
        `${MODELS}/echo`,
        changedIn<Expectation>('0.8', 'models that were only found at a provider go with it', {
          before: { status: 200, body: subset({ model_providers: [] }) },
          after: { status: 404 },
        }),
        { retryFor: A_WHILE },
      ),
      get(`${GATEWAY}/virtual-models/echo`, { status: 404 }, { retryFor: A_WHILE }),
      post(`${GATEWAY}/openai/-/${CHAT}`, { model: '{ws}/echo', ...HELLO }, NO_VIRTUAL_MODEL('echo'), {
        retryFor: A_WHILE,
      }),
    ],
  },
  {
    id: 'gateway-chat',
    title: 'a model answers under its name, whichever way it is asked',
    steps: [
      ...serves(),
      post(`${GATEWAY}/openai/-/${CHAT}`, { model: '{ws}/echo', ...HELLO }, said('{ws}/echo')),
      post(`${GATEWAY}/openai/-/${CHAT}`, { model: 'echo', ...HELLO }, said('{ws}/echo')),
      post(`${GATEWAY}/model/echo/-/${CHAT}`, { model: 'whatever', ...HELLO }, said('{ws}/echo')),
      post(`${GATEWAY}/model/echo/-/${CHAT}`, HELLO, said('{ws}/echo')),
      // A provider is asked as it stands.
      post(`${GATEWAY}/provider/up/-/${CHAT}`, { model: 'other', ...HELLO }, said('other')),
    ],
  },
  {
    id: 'gateway-stream',
    title: 'a stream comes event by event, and ends with [DONE]',
    steps: [
      ...serves(),
      post(
        `${GATEWAY}/openai/-/${CHAT}`,
        { model: '{ws}/echo', stream: true, stream_options: { include_usage: true }, ...HELLO },
        {
          status: 200,
          headers: { 'content-type': '<re:text/event-stream.*>' },
          body: events(
            '\\{.*"model": ?"{ws}/echo".*"content": ?"Hello ".*\\}',
            '\\{.*"content": ?"there, ".*\\}',
            '\\{.*"content": ?"model".*\\}',
            '\\{.*"finish_reason": ?"stop".*\\}',
            '\\{.*"choices": ?\\[\\].*"total_tokens": ?6.*\\}',
            '\\[DONE\\]',
          ),
        },
      ),
    ],
  },
  {
    id: 'gateway-embeddings',
    title: 'whatever the server behind can do, the gateway can',
    steps: [
      ...serves(),
      post(
        `${GATEWAY}/openai/-/v1/embeddings`,
        { model: '{ws}/echo', input: ['a b', 'c'] },
        {
          status: 200,
          body: subset({
            object: 'list',
            model: '{ws}/echo',
            data: [subset({ index: 0 }), subset({ index: 1 })],
            usage: { prompt_tokens: 3, total_tokens: 3 },
          }),
        },
      ),
      post(
        `${GATEWAY}/openai/-/v1/completions`,
        { model: '{ws}/echo', prompt: 'a b' },
        {
          status: 200,
          body: subset({ object: 'text_completion', model: '{ws}/echo', choices: [subset({ text: 'a b' })] }),
        },
      ),
      get(`${GATEWAY}/provider/up/-/v1/models`, {
        status: 200,
        body: subset({ object: 'list', data: [subset({ id: 'echo' })] }),
      }),
      post(
        `${GATEWAY}/openai/-/v1/nope`,
        { model: '{ws}/echo' },
        changedIn<Expectation>('0.7', 'what a model server refuses is the fault of who asked', {
          before: { status: 502, body: { detail: '<re:Backend returned 404: \\{.*>' } },
          after: {
            status: 424,
            body: {
              detail:
                "<re:Model provider 'up' at upstream '.*' rejected the request for model '{ws}/echo' with HTTP status 404 while " +
                "proxying 'v1/nope'\\. This is a client-side error .* upstream status and message\\.(?: \\[nemo_upstream_status=404\\])? Upstream response: \\{.*>",
            },
          },
        }),
      ),
    ],
  },
  {
    id: 'gateway-upstream-mark',
    title: 'the status of a model server that refuses a call is marked for programs',
    only: { since: '0.8', why: 'before, it stands in the sentence alone' },
    steps: [
      ...serves(),
      post(
        `${GATEWAY}/openai/-/v1/nope`,
        { model: '{ws}/echo' },
        {
          status: 424,
          body: { detail: '<re:.* message\\. \\[nemo_upstream_status=404\\] Upstream response: .*>' },
        },
      ),
    ],
  },
  {
    id: 'gateway-models',
    title: 'a model is found by its whole name',
    steps: [
      ...serves(),
      get(`${GATEWAY}/openai/-/v1/models/{ws}%2Fecho`, { status: 200, body: ECHO }),
      get(`${GATEWAY}/openai/-/v1/models/{ws}/echo`, { status: 200, body: ECHO }),
      get(`${GATEWAY}/openai/-/v1/models/{ws}%2Fnope`, NO_VIRTUAL_MODEL('nope')),
    ],
  },
  {
    id: 'gateway-models-plain',
    title: 'a name without a workspace fits two rules of the policy, which then fails',
    quirk: true,
    steps: [
      createsWorkspace(),
      get(`${GATEWAY}/openai/-/v1/models/echo`, refused(502, 'Authorization service error')),
    ],
  },
  {
    id: 'gateway-refused',
    title: 'a request must name a model that is there',
    steps: [
      createsWorkspace(),
      post(`${GATEWAY}/openai/-/${CHAT}`, { model: '{ws}/nope' }, NO_VIRTUAL_MODEL('nope')),
      post(`${GATEWAY}/model/nope/-/${CHAT}`, {}, NO_VIRTUAL_MODEL('nope')),
      post(
        `${GATEWAY}/openai/-/${CHAT}`,
        HELLO,
        refused(400, "Could not extract model from openai request: 'model'"),
      ),
      post(
        `${GATEWAY}/openai/-/${CHAT}`,
        [1],
        refused(
          400,
          'Could not extract model from openai request: list indices must be integers or slices, not str',
        ),
      ),
      post(`${GATEWAY}/openai/-/${CHAT}`, { model: 'A B' }, BAD_NAME('model')),
      post(`${GATEWAY}/openai/-/${CHAT}`, { model: 'a/b/c' }, BAD_NAME('model')),
      post(`${GATEWAY}/provider/Bad N/-/${CHAT}`, {}, BAD_NAME('name')),
      post(
        `${GATEWAY}/openai/-/${CHAT}`,
        undefined,
        refused(400, 'Invalid request body: Expecting value: line 1 column 1 (char 0)'),
      ),
      get(
        `${GATEWAY}/openai/-/v1/other`,
        refused(400, 'Invalid request body: Expecting value: line 1 column 1 (char 0)'),
      ),
    ],
  },
  {
    id: 'gateway-virtual-model',
    title: 'a virtual model leads to the model that it names',
    steps: [
      ...serves(),
      post(
        `${GATEWAY}/virtual-models`,
        { name: 'alias', default_model_entity: '{ws}/echo' },
        { status: 201 },
      ),
      post(`${GATEWAY}/virtual-models`, { name: 'lost', default_model_entity: '{ws}/gone' }, { status: 201 }),
      post(`${GATEWAY}/openai/-/${CHAT}`, { model: '{ws}/alias', ...HELLO }, said('{ws}/echo'), {
        retryFor: A_WHILE,
      }),
      post(
        `${GATEWAY}/openai/-/${CHAT}`,
        { model: '{ws}/lost', ...HELLO },
        refused(404, '<re:(Routing table lookup failed: )?Model entity not found for {ws}/gone>'),
        { retryFor: A_WHILE },
      ),
    ],
  },
  {
    id: 'gateway-secret',
    title: 'a provider may need a secret',
    steps: [
      createsWorkspace(),
      post(SECRETS, { name: 'key', value: 'hidden' }, { status: 201 }),
      post(
        PROVIDERS,
        { name: 'up', host_url: '{upstream}/v1', api_key_secret_name: 'key' },
        {
          status: 201,
          body: subset({ api_key_secret_name: 'key' }),
        },
      ),
      post(`${GATEWAY}/openai/-/${CHAT}`, { model: '{ws}/echo', ...HELLO }, said('{ws}/echo'), {
        retryFor: A_WHILE,
      }),
    ],
  },
  {
    id: 'gateway-roles',
    title: 'a Viewer may ask models, but not add providers; strangers may do neither',
    steps: [
      ...serves(),
      adds(viewer, 'Viewer'),
      post(`${GATEWAY}/openai/-/${CHAT}`, { model: '{ws}/echo', ...HELLO }, said('{ws}/echo'), {
        as: viewer,
        retryFor: 15,
      }),
      post(PROVIDERS, {}, FORBIDDEN, { as: viewer }),
      post(`${GATEWAY}/openai/-/${CHAT}`, { model: '{ws}/echo', ...HELLO }, FORBIDDEN, { as: stranger }),
    ],
  },
]
