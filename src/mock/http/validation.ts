/** Validates bodies and query parameters of requests. */

import { parseJson } from '../../json.ts'
import { checkQueryText, checkText, checkValue } from './check-value.ts'
import { assertDepth } from './json-depth.ts'
import { findJsonError } from './json-error.ts'
import { httpError } from './responses.ts'
import type { Fields, Inputs, Issue, Schema, Validated } from './schema.ts'

/**
 * Validates everything that a request brings, and refuses it with all that is wrong at once.
 *
 * @throws HTTPError with 422, or 400 for a body that is no text.
 */
export async function validate(
  request: Request,
  params: Readonly<Record<string, string>>,
  inputs: Inputs,
): Promise<Validated> {
  const issues: Issue[] = []
  const search = new URL(request.url).searchParams
  const query: Fields = {}
  for (const [name, schema] of Object.entries(inputs.path ?? {})) {
    checkText(schema, params[name] ?? '', ['path', name], issues)
  }
  for (const [name, schema] of Object.entries(inputs.query ?? {})) {
    const raw = search.getAll(name).at(-1)
    if (raw === undefined && inputs.requiredQuery?.includes(name)) {
      issues.push({ type: 'missing', loc: ['query', name], msg: 'Field required', input: null })
    }
    query[name] = raw === undefined ? schema.default : checkQueryText(schema, raw, ['query', name], issues)
  }
  let body: Fields = {}
  if (inputs.body !== undefined) body = await readBody(request, inputs.body, issues)
  if (issues.length > 0) throw httpError(422, issues)
  return { query, body }
}

async function readBody(request: Request, schema: Schema, issues: Issue[]): Promise<Fields> {
  const bytes = new Uint8Array(await request.arrayBuffer())
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw httpError(400, 'There was an error parsing the body')
  }
  if (text === '') return bodyForNone(schema, issues)
  const type = request.headers.get('content-type') ?? 'application/json'
  let value: unknown = text
  if (/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    assertDepth(text)
    value = parseJson(text)
    if (value === undefined) throw httpError(422, [jsonIssue(text)])
  }
  if (value === null) return bodyForNone(schema, issues)
  return (checkValue(schema, value, ['body'], issues) ?? {}) as Fields
}

/** A body may be left out where its schema has a default. */
function bodyForNone(schema: Schema, issues: Issue[]): Fields {
  if (schema.default !== undefined)
    return (checkValue(schema, schema.default, ['body'], issues) ?? {}) as Fields
  issues.push({ type: 'missing', loc: ['body'], msg: 'Field required', input: null })
  return {}
}

function jsonIssue(text: string): Issue {
  const { position, problem } = findJsonError(text)
  return {
    type: 'json_invalid',
    loc: ['body', position],
    msg: 'JSON decode error',
    input: {},
    ctx: { error: problem },
  }
}
