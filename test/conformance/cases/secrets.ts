/** Secrets: written by people, read by services. */

import { subset } from '../matching.ts'
import type { Scenario } from '../scenario.ts'
import {
  createsWorkspace,
  FORBIDDEN,
  get,
  invalid,
  listOf,
  missing,
  NAME_PATTERN,
  patch,
  platformAdmin,
  post,
  put,
  refused,
  remove,
  SECRETS,
} from '../steps.ts'

const CREATED = { status: 201 }
const SECRET = {
  name: 's1',
  workspace: '{ws}',
  description: null as string | null,
  created_at: '<timestamp>',
  updated_at: '<timestamp>',
}

function emptyValue(input: unknown): unknown {
  return {
    type: 'value_error',
    loc: ['body'],
    msg: 'Value error, Secret value cannot be empty',
    input,
    ctx: { error: {} },
  }
}

export const secretCases: readonly Scenario[] = [
  {
    id: 'secret-create',
    title: 'a new secret is told without its value',
    steps: [
      createsWorkspace(),
      post(
        SECRETS,
        { name: 's1', value: 'hidden', description: 'd' },
        {
          status: 201,
          body: { ...SECRET, description: 'd' },
        },
      ),
      get(`${SECRETS}/s1`, { status: 200, body: { ...SECRET, description: 'd' } }),
    ],
  },
  {
    id: 'secret-duplicate',
    title: 'a name can be given once in a workspace',
    steps: [
      createsWorkspace(),
      post(SECRETS, { name: 's1', value: 'v' }, CREATED),
      post(
        SECRETS,
        { name: 's1', value: 'v' },
        {
          ...refused(409, "Secret '{ws}/s1' already exists"),
          headers: { 'x-should-retry': 'false' },
        },
      ),
    ],
  },
  {
    id: 'secret-empty',
    title: 'a value must not be empty',
    steps: [
      createsWorkspace(),
      post(SECRETS, { name: 's1', value: '' }, invalid(emptyValue({ name: 's1', value: '' }))),
      post(SECRETS, { name: 's1', value: 'v' }, CREATED),
      patch(`${SECRETS}/s1`, { value: '' }, invalid(emptyValue({ value: '' }))),
    ],
  },
  {
    id: 'secret-body',
    title: 'name and value are checked',
    steps: [
      createsWorkspace(),
      post(SECRETS, { name: 's1' }, invalid(missing(['body', 'value'], { name: 's1' }))),
      post(
        SECRETS,
        { name: 's1', value: 7 },
        invalid({
          type: 'string_type',
          loc: ['body', 'value'],
          msg: 'Input should be a valid string',
          input: 7,
        }),
      ),
      post(
        SECRETS,
        { name: 'S1', value: 'v' },
        invalid({
          type: 'string_pattern_mismatch',
          loc: ['body', 'name'],
          msg: `String should match pattern '${NAME_PATTERN}'`,
          input: 'S1',
          ctx: { pattern: NAME_PATTERN },
        }),
      ),
      post(
        SECRETS,
        { name: 's'.repeat(64), value: 'v' },
        invalid({
          type: 'string_too_long',
          loc: ['body', 'name'],
          msg: 'String should have at most 63 characters',
          input: 's'.repeat(64),
          ctx: { max_length: 63 },
        }),
      ),
    ],
  },
  {
    id: 'secret-access',
    title: 'people never get the value, PlatformAdmins neither',
    steps: [
      createsWorkspace(),
      post(SECRETS, { name: 's1', value: 'v' }, CREATED),
      get(`${SECRETS}/s1/access`, FORBIDDEN),
      get(`${SECRETS}/s1/access`, FORBIDDEN, { as: platformAdmin }),
      get(`${SECRETS}/nope/access`, FORBIDDEN, { as: platformAdmin }),
    ],
  },
  {
    id: 'secret-list',
    title: 'a list leaves out what is null, and tells neither order nor filter',
    steps: [
      createsWorkspace(),
      post(SECRETS, { name: 's1', value: 'v' }, CREATED),
      get(SECRETS, {
        status: 200,
        body: {
          data: [{ name: 's1', workspace: '{ws}', created_at: '<timestamp>', updated_at: '<timestamp>' }],
          pagination: { page: 1, page_size: 10, current_page_size: 1, total_pages: 1, total_results: 1 },
        },
      }),
    ],
  },
  {
    id: 'secret-list-empty',
    title: 'a workspace without secrets has an empty list',
    steps: [createsWorkspace(), get(SECRETS, listOf())],
  },
  {
    id: 'secret-list-pages',
    title: 'pages of secrets begin with the newest',
    steps: [
      createsWorkspace(),
      post(SECRETS, { name: 's1', value: 'v' }, CREATED),
      post(SECRETS, { name: 's2', value: 'v' }, CREATED),
      post(SECRETS, { name: 's3', value: 'v' }, CREATED),
      get(`${SECRETS}?page_size=2`, listOf('s3', 's2')),
      get(`${SECRETS}?page_size=2&page=2`, {
        status: 200,
        body: subset({
          data: [subset({ name: 's1' })],
          pagination: { page: 2, page_size: 2, current_page_size: 1, total_pages: 2, total_results: 3 },
        }),
      }),
    ],
  },
  {
    id: 'secret-list-bad-page',
    title: 'a page below 1 is refused in the words of this list',
    steps: [
      createsWorkspace(),
      get(
        `${SECRETS}?page=0`,
        invalid({
          type: 'greater_than',
          loc: ['query', 'page'],
          msg: 'Input should be greater than 0',
          input: '0',
          ctx: { gt: 0 },
        }),
      ),
    ],
  },
  {
    id: 'secret-list-long-page',
    title: 'a page size above 1000 is refused by the store behind: its words come as a text that holds JSON',
    quirk: true,
    steps: [
      createsWorkspace(),
      get(`${SECRETS}?page_size=1001`, {
        status: 422,
        body: { detail: '<re:\\{"detail":\\s?\\[\\{"type":\\s?"less_than_equal".*>' },
      }),
    ],
  },
  {
    id: 'secret-update',
    title: 'an update changes what it names and keeps the rest',
    steps: [
      createsWorkspace(),
      post(SECRETS, { name: 's1', value: 'v', description: 'kept' }, CREATED),
      patch(`${SECRETS}/s1`, { value: 'w' }, { status: 200, body: { ...SECRET, description: 'kept' } }),
      patch(`${SECRETS}/s1`, {}, { status: 200, body: { ...SECRET, description: 'kept' } }),
      patch(
        `${SECRETS}/s1`,
        { description: 'new' },
        { status: 200, body: { ...SECRET, description: 'new' } },
      ),
      get(
        `${SECRETS}/s1/access`,
        { status: 200, body: subset({ value: 'w' }) },
        {
          as: null,
          headers: { '{prefix}principal-id': 'service:jobs' },
        },
      ),
    ],
  },
  {
    id: 'secret-unknown',
    title: 'a secret that is not there cannot be read, changed or deleted',
    steps: [
      createsWorkspace(),
      get(`${SECRETS}/nope`, { status: 404, body: { detail: '<re:.*nope.*>' } }),
      patch(`${SECRETS}/nope`, { description: 'x' }, { status: 404, body: { detail: '<re:.*nope.*>' } }),
      remove(`${SECRETS}/nope`, { status: 404, body: { detail: '<re:.*nope.*>' } }),
    ],
  },
  {
    id: 'secret-delete',
    title: 'a deletion is answered with 204, a type and no body',
    steps: [
      createsWorkspace(),
      post(SECRETS, { name: 's1', value: 'v' }, CREATED),
      remove(`${SECRETS}/s1`, {
        status: 204,
        body: '<empty>',
        headers: { 'content-type': 'application/json' },
      }),
      get(`${SECRETS}/s1`, { status: 404 }),
      remove(`${SECRETS}/s1`, { status: 404 }),
    ],
  },
  {
    id: 'secret-put',
    title: 'a secret is changed by PATCH, not by PUT',
    steps: [
      createsWorkspace(),
      post(SECRETS, { name: 's1', value: 'v' }, CREATED),
      put(`${SECRETS}/s1`, { value: 'w' }, FORBIDDEN),
      put(`${SECRETS}/s1`, { value: 'w' }, { status: 405 }, { as: platformAdmin }),
    ],
  },
  {
    id: 'secret-rotate',
    title: 'only a PlatformAdmin encrypts all secrets anew',
    steps: [
      post('/apis/secrets/v2/rotate-encryption-keys', undefined, FORBIDDEN),
      post(
        '/apis/secrets/v2/rotate-encryption-keys',
        undefined,
        { status: 202, body: subset({ success: true, rotated_secrets: '<int>' }) },
        {
          as: platformAdmin,
        },
      ),
    ],
  },
]
