/** Bodies that do not fit, and bodies that are no JSON. */

import type { Scenario } from '../scenario.ts'
import {
  badName,
  createsWorkspace,
  invalid,
  missing,
  owner,
  post,
  put,
  refused,
  WORKSPACE,
  WORKSPACES,
} from '../steps.ts'

function refusesBody(id: string, title: string, body: unknown, ...issues: unknown[]): Scenario {
  return { id, title, steps: [post(WORKSPACES, body, invalid(...issues))] }
}

function refusesText(
  id: string,
  title: string,
  rawBody: string | Uint8Array,
  issue: unknown,
  type = 'application/json',
): Scenario {
  const step = post(WORKSPACES, undefined, invalid(issue), { rawBody, headers: { 'content-type': type } })
  return { id, title, steps: [step] }
}

function badJson(position: number, error: string): unknown {
  return {
    type: 'json_invalid',
    loc: ['body', position],
    msg: 'JSON decode error',
    input: {},
    ctx: { error },
  }
}

function noObject(input: unknown): unknown {
  return {
    type: 'model_attributes_type',
    loc: ['body'],
    msg: 'Input should be a valid dictionary or object to extract fields from',
    input,
  }
}

function noText(field: string, input: unknown): unknown {
  return { type: 'string_type', loc: ['body', field], msg: 'Input should be a valid string', input }
}

export const validationCases: readonly Scenario[] = [
  refusesBody('body-none', 'a missing body is told as such', undefined, missing(['body'], null)),
  refusesBody('body-null', 'null counts as no body', null, missing(['body'], null)),
  refusesBody(
    'body-empty',
    'a missing field is told with what was sent',
    { description: 'd' },
    missing(['body', 'name'], { description: 'd' }),
  ),
  refusesBody('body-list', 'a list is no body', ['name'], noObject(['name'])),
  refusesBody('body-text', 'a text is no body', 'name', noObject('name')),
  refusesBody('body-number', 'a number is no body', 1, noObject(1)),
  refusesBody('body-null-field', 'null is no name', { name: null }, noText('name', null)),
  refusesBody('body-bool-field', 'true is no name', { name: true }, noText('name', true)),
  refusesBody(
    'body-object-field',
    'an object is no name',
    { name: { $eq: 'a' } },
    noText('name', { $eq: 'a' }),
  ),
  refusesBody(
    'body-all-faults',
    'all faults of a body are told at once',
    { name: 'Bad Name', description: 5 },
    badName('Bad Name'),
    noText('description', 5),
  ),
  {
    id: 'body-query-faults',
    title: 'faults of query and body are told together, the query first',
    steps: [
      post(
        `${WORKSPACES}?wait_role_propagation=x`,
        { name: 1 },
        invalid(
          {
            type: 'bool_parsing',
            loc: ['query', 'wait_role_propagation'],
            msg: 'Input should be a valid boolean, unable to interpret input',
            input: 'x',
          },
          noText('name', 1),
        ),
      ),
    ],
  },
  refusesText('json-cut', 'JSON that is cut off', '{"name":', badJson(8, 'Expecting value')),
  refusesText('json-no-value', 'JSON without a value', '{"name":}', badJson(8, 'Expecting value')),
  refusesText('json-no-colon', 'JSON without a colon', '{"name" "a"}', badJson(8, "Expecting ':' delimiter")),
  refusesText(
    'json-no-comma',
    'JSON without a comma',
    '{"a":1 "b":2}',
    badJson(7, "Expecting ',' delimiter"),
  ),
  refusesText(
    'json-single-quotes',
    'JSON with single quotes',
    "{'name':'a'}",
    badJson(1, 'Expecting property name enclosed in double quotes'),
  ),
  refusesText('json-extra', 'something behind the JSON', '{"name":"ab"} {}', badJson(14, 'Extra data')),
  refusesText(
    'json-open-text',
    'a text without end',
    '{"name":"ab',
    badJson(8, 'Unterminated string starting at'),
  ),
  refusesText('json-escape', 'an escape that is none', '{"name":"\\x41"}', badJson(9, 'Invalid \\escape')),
  refusesText(
    'json-control',
    'a line break inside a text',
    '{"name":"a\nb"}',
    badJson(10, 'Invalid control character at'),
  ),
  refusesText('json-word', 'a word that is no JSON', 'name=ab', badJson(0, 'Expecting value')),
  refusesText(
    'json-other-type',
    'JSON that is sent as plain text is a text',
    '{"name":"ab"}',
    noObject('{"name":"ab"}'),
    'text/plain',
  ),
  refusesText(
    'json-form',
    'a form is no body',
    'name=ab',
    noObject('name=ab'),
    'application/x-www-form-urlencoded',
  ),
  refusesText(
    'json-suffix',
    'a type that ends in +json is JSON',
    '{"name":"A"}',
    badName('A'),
    'application/merge-patch+json',
  ),
  {
    id: 'json-no-utf8',
    title: 'a body that is no UTF-8 is a bad request',
    steps: [
      post(WORKSPACES, undefined, refused(400, 'There was an error parsing the body'), {
        rawBody: Uint8Array.of(0x7b, 0xff, 0x7d),
        headers: { 'content-type': 'application/json' },
      }),
    ],
  },
  {
    id: 'body-update',
    title: 'an update needs a body too',
    steps: [
      createsWorkspace(),
      put(WORKSPACE, undefined, invalid(missing(['body'], null))),
      put(WORKSPACE, { description: {} }, invalid(noText('description', {}))),
    ],
  },
  {
    id: 'body-echo',
    title: 'a fault repeats what was sent',
    steps: [
      post(
        WORKSPACES,
        { token: 'a secret', description: owner.email },
        invalid(missing(['body', 'name'], { token: 'a secret', description: owner.email })),
      ),
    ],
  },
]
