/** The inference gateway: requests to models, to providers, and in the manner of OpenAI. */

import { problemOf } from '../../errors/problem.ts'
import { isRecord, parseJson } from '../../json.ts'
import { assertDepth } from '../http/json-depth.ts'
import { findJsonError } from '../http/json-error.ts'
import { repr } from '../http/python-repr.ts'
import { httpError, internalError, json } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import { type Fields, NAME_PATTERN } from '../http/schema.ts'
import { keyOf, type State } from '../workspaces/state.ts'
import { type Inference, type ProviderRecord, type ServingRoute, upstreamURL } from './inference.ts'
import { renameModel, renameModelInEvents } from './model-names.ts'

const GATEWAY = '/apis/inference-gateway/v2/workspaces/:workspace'
const MODELS = `${GATEWAY}/openai/-/v1/models`

type Handler = (exchange: Exchange) => Promise<Response>

/** The gateway. */
export function gatewayRoutes(inference: Inference, state: State): Route[] {
  const openai = { permission: 'inference.gateway.openai.exec', scopes: reads('inference') }
  return [
    {
      method: 'GET',
      path: `${GATEWAY}/provider/:name/ready`,
      permission: 'inference.providers.read',
      scopes: reads('inference'),
      handle: async (exchange) => {
        const { host_url, status, workspace, name } = await findProvider(exchange, inference)
        if (status !== 'READY') throw httpError(404, `Provider not ready for ${workspace}/${name}`)
        return json({ ready: true, provider: `${workspace}/${name}`, host_url })
      },
    },
    {
      ...openai,
      method: 'GET',
      path: MODELS,
      handle: async ({ params }) => {
        await inference.settle()
        const workspace = assertName(params['workspace'], 'workspace')
        const data = [...inference.virtualModels.values()]
          .filter((model) => model.workspace === workspace)
          .map(({ name }) => describeModel(workspace, name))
        return json({ data: data.reverse(), object: 'list' })
      },
    },
    {
      ...openai,
      method: 'GET',
      path: `${MODELS}/:name{.+}`,
      handle: async ({ params }) => {
        await inference.settle()
        const { workspace = '', name: wanted = '' } = params
        const { authEnabled, profile } = state.settings
        // Of a name without a workspace the policy of the release cannot tell which of its rules it falls under.
        if (authEnabled && !profile.isDocumented && !wanted.includes('/')) {
          throw httpError(502, 'Authorization service error')
        }
        assertName(workspace, 'workspace')
        const name = assertName(withoutWorkspace(wanted, workspace), 'model')
        findVirtualModel(inference, workspace, name)
        return json(describeModel(workspace, name))
      },
    },
    ...proxies('openai', 'inference.gateway.openai.exec', (exchange) =>
      proxyOpenAI(exchange, inference, state),
    ),
    ...proxies('model/:name', 'inference.gateway.model.exec', (exchange) =>
      proxyModel(exchange, inference, state),
    ),
    ...proxies('provider/:name', 'inference.gateway.provider.exec', async (exchange) => {
      const provider = await findProvider(exchange, inference)
      const body = await readBody(exchange.request)
      return forward(exchange, inference, state, provider, body)
    }),
  ]
}

/** The same route under all methods. */
function proxies(place: string, permission: string, handle: Handler): Route[] {
  return (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).map((method) => ({
    method,
    path: `${GATEWAY}/${place}/-/:trailing{.*}`,
    permission,
    scopes: method === 'GET' ? reads('inference') : writes('inference'),
    handle,
  }))
}

async function proxyOpenAI(exchange: Exchange, inference: Inference, state: State): Promise<Response> {
  await inference.settle()
  const { request, params } = exchange
  const workspace = assertName(params['workspace'], 'workspace')
  const text = await request.text()
  const body = parseStrictly(text)
  const wanted = modelOf(body)
  if (typeof wanted !== 'string') throw internalError()
  const name = assertName(withoutWorkspace(wanted, workspace), 'model')
  return proxyNamed(exchange, inference, state, name, body as Fields)
}

async function proxyModel(exchange: Exchange, inference: Inference, state: State): Promise<Response> {
  await inference.settle()
  const { request, params } = exchange
  assertName(params['workspace'], 'workspace')
  const name = assertName(params['name'], 'name')
  const body = await readBody(request)
  return proxyNamed(exchange, inference, state, name, isRecord(body) ? body : {})
}

/** Finds the model behind a virtual one, and asks it by the name that its provider knows. */
async function proxyNamed(
  exchange: Exchange,
  inference: Inference,
  state: State,
  name: string,
  body: Fields,
): Promise<Response> {
  const workspace = exchange.params['workspace'] ?? ''
  const virtual = findVirtualModel(inference, workspace, name)
  const entity = virtual.default_model_entity ?? keyOf(workspace, name)
  if (!entity.includes('/')) {
    const problem =
      `Model entity identifier '${entity}' is not qualified with a workspace and default workspace is not provided. ` +
      'Must be in the format $workspace/$entity_name or $entity_name.'
    throw httpError(
      422,
      `Could not resolve model entity from body['model'] after request middleware: ${problem}`,
    )
  }
  const route = inference.routeTo(entity)
  if (route === undefined) {
    const isOld = state.settings.profile.generation === '0.6'
    throw httpError(
      404,
      `${isOld ? '' : 'Routing table lookup failed: '}Model entity not found for ${entity}`,
    )
  }
  const sent = { ...body, model: route.servedName }
  const response = await forward(exchange, inference, state, route.provider, sent, { route, entity })
  return renamed(response, route, entity)
}

/** An answer with the platform's name of the model in place of the provider's. */
async function renamed(response: Response, { servedName }: ServingRoute, entity: string): Promise<Response> {
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  headers.delete('content-encoding')
  const { status } = response
  if (headers.get('content-type')?.includes('text/event-stream')) {
    return new Response(renameModelInEvents(response.body, servedName, entity), { status, headers })
  }
  const problem =
    'Inference Gateway could not parse the upstream response as JSON for inference middleware processing.'
  const body = await response.json().catch(() => {
    throw httpError(502, problem)
  })
  if (!isRecord(body)) {
    const reason = 'that is not an object, which inference middleware cannot process.'
    throw httpError(502, `Inference Gateway received an upstream JSON response ${reason}`)
  }
  headers.set('content-type', 'application/json')
  return new Response(JSON.stringify(renameModel(body, servedName, entity)), { status, headers })
}

/** Headers that are between the client and the gateway. */
const OWN_HEADERS = [
  'host',
  'authorization',
  'x-api-key',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-for',
  'content-length',
]

/**
 * Sends a request to a provider.
 *
 * @throws HTTPError for an answer that is an error, in the gateway's words.
 */
async function forward(
  { request, params }: Exchange,
  inference: Inference,
  state: State,
  provider: ProviderRecord,
  body: unknown,
  names?: { route: ServingRoute; entity: string },
): Promise<Response> {
  const url = new URL(upstreamURL(provider.host_url, params['trailing'] ?? ''))
  url.search = new URL(request.url).search
  const headers = new Headers(request.headers)
  for (const name of OWN_HEADERS) headers.delete(name)
  for (const [name, value] of Object.entries(provider.default_extra_headers ?? {})) {
    if (!headers.has(name)) headers.set(name, value)
  }
  for (const [name, value] of Object.entries(provider.required_extra_headers ?? {})) headers.set(name, value)
  authorizeUpstream(headers, provider, state)
  const { method, signal } = request
  const isBodyless = method === 'GET' || method === 'DELETE'
  const content = isRecord(body)
    ? JSON.stringify({ ...provider.default_extra_body, ...body, ...provider.required_extra_body })
    : String(body ?? '')
  const init = { method, headers, signal, ...(isBodyless ? {} : { body: content }) }
  let response: Response
  try {
    response = await inference.send(provider, new Request(url, init))
  } catch (error) {
    throw httpError(502, `Backend networking error: ${problemOf(error)}`)
  }
  if (response.ok) return withoutDate(response)
  const { generation } = state.settings.profile
  if (generation === '0.6') throw await upstreamFailure(response, names)
  const { trailing = '' } = params
  const isMarked = generation !== '0.7'
  throw await dependencyFailure(response, provider, { trailing, model: modelIn(body), isMarked }, names)
}

/** Proves to a provider who the platform is, if there is a secret for that. */
function authorizeUpstream(headers: Headers, provider: ProviderRecord, state: State): void {
  const { api_key_secret_name: secret, workspace } = provider
  if (!secret) return
  const [name = '', owner = workspace] = secret.split('/').reverse()
  const value = state.secrets.get(keyOf(owner, name))?.value
  if (value === undefined) {
    const problem = 'secret not found or unreachable'
    throw httpError(424, `Could not fetch secret for provider ${workspace}/${provider.name}; ${problem}`)
  }
  const format = provider.auth_header_format ?? 'Authorization: Bearer {{ auth_secret }}'
  const [header = '', ...rest] = format.replace(/\{\{\s*auth_secret\s*\}\}/g, value).split(': ')
  headers.set(header, rest.join(': '))
}

const LONGEST_ERROR = 2048
/** What the gateway takes for its own configuration's fault. */
const GATEWAY_FAULTS = [401, 403, 404]

async function upstreamFailure(
  response: Response,
  names: { route: ServingRoute; entity: string } | undefined,
) {
  const text = (await response.text()).slice(0, LONGEST_ERROR)
  const shown = names === undefined ? text : text.replaceAll(names.route.servedName, names.entity)
  const { status } = response
  const isFault = GATEWAY_FAULTS.includes(status)
  const detail = isFault ? `Backend returned ${status}${shown && `: ${shown}`}` : shown || String(status)
  return withRetryAfter(httpError(isFault ? 502 : status, detail), response)
}

/** The one header of a model server that a refusal hands on. */
function withRetryAfter(refusal: ReturnType<typeof httpError>, { headers }: Response) {
  const retryAfter = headers.get('retry-after')
  if (retryAfter !== null) refusal.response.headers.set('retry-after', retryAfter)
  return refusal
}

/** From 0.7 on the gateway says who refused, and that asking again does not help. */
async function dependencyFailure(
  response: Response,
  { name, host_url }: ProviderRecord,
  { trailing, model, isMarked }: { trailing: string; model: string | undefined; isMarked: boolean },
  names: { route: ServingRoute; entity: string } | undefined,
) {
  const { status } = response
  if (!GATEWAY_FAULTS.includes(status)) return upstreamFailure(response, names)
  const text = (await response.text()).slice(0, LONGEST_ERROR)
  const shown = names === undefined ? text : text.replaceAll(names.route.servedName, names.entity)
  const wanted = names?.entity ?? model
  const who =
    wanted === undefined
      ? 'The upstream model provider rejected the request'
      : `Model provider ${repr(name)} at upstream ${repr(withoutSecrets(host_url))} rejected the request for model ${repr(wanted)}`
  const detail =
    `${who} with HTTP status ${status} while proxying ${repr(trailing)}. ` +
    'This is a client-side error and will not resolve by retrying. Verify the model name, that your credentials have ' +
    'access to it, and your request parameters. If this provider sits behind a gateway or proxy, check its logs for the ' +
    `originating upstream status and message.${isMarked ? ` [nemo_upstream_status=${status}]` : ''}`
  const refusal = httpError(424, shown === '' ? detail : `${detail} Upstream response: ${shown}`)
  return withRetryAfter(refusal, response)
}

function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return url
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`
}

function modelIn(body: unknown): string | undefined {
  const model = isRecord(body) ? body['model'] : undefined
  return typeof model === 'string' ? model : undefined
}

function withoutDate(response: Response): Response {
  const headers = new Headers(response.headers)
  headers.delete('date')
  return new Response(response.body, { status: response.status, headers })
}

/** The body of a request: JSON where it is, else text. */
async function readBody(request: Request): Promise<unknown> {
  const text = await request.text()
  assertDepth(text)
  const value = parseJson(text)
  return value === undefined ? text : value
}

function parseStrictly(text: string): unknown {
  assertDepth(text)
  const value = parseJson(text)
  if (value !== undefined) return value
  const { position, problem } = findJsonError(text)
  const before = text.slice(0, position)
  const line = before.split('\n').length
  const column = position - before.lastIndexOf('\n')
  throw httpError(400, `Invalid request body: ${problem}: line ${line} column ${column} (char ${position})`)
}

function modelOf(body: unknown): unknown {
  const fail = (problem: string) => httpError(400, `Could not extract model from openai request: ${problem}`)
  if (Array.isArray(body)) throw fail('list indices must be integers or slices, not str')
  if (typeof body === 'string') throw fail("string indices must be integers, not 'str'")
  if (!isRecord(body)) throw fail(`'${typeNameOf(body)}' object is not subscriptable`)
  if (!Object.hasOwn(body, 'model')) throw fail("'model'")
  return body['model']
}

function typeNameOf(value: unknown): string {
  if (value === null) return 'NoneType'
  if (typeof value === 'boolean') return 'bool'
  return Number.isInteger(value) ? 'int' : 'float'
}

async function findProvider({ params }: Exchange, inference: Inference): Promise<ProviderRecord> {
  await inference.settle()
  const workspace = assertName(params['workspace'], 'workspace')
  const name = assertName(params['name'], 'name')
  const provider = inference.providers.get(keyOf(workspace, name))
  if (provider === undefined) throw httpError(404, `Model provider not found for ${workspace}/${name}`)
  return provider
}

function findVirtualModel(inference: Inference, workspace: string, name: string) {
  const record = inference.virtualModels.get(keyOf(workspace, name))
  if (record !== undefined) return record
  throw httpError(
    404,
    `No VirtualModel named '${workspace}/${name}' was found. Inference requests must resolve to a VirtualModel; one ` +
      'is auto-created for every served model entity. Check that the model entity exists and is currently served by a ' +
      'provider, or create a VirtualModel explicitly.',
  )
}

function assertName(name: string | undefined, field: string): string {
  if (name !== undefined && new RegExp(NAME_PATTERN).test(name)) return name
  throw httpError(
    422,
    `Invalid ${field}: Name must start with a lowercase letter, be 2-63 characters, and use lowercase letters, digits, ` +
      'hyphens, and dots (no consecutive hyphens, cannot end with a hyphen).',
  )
}

function withoutWorkspace(name: string, workspace: string): string {
  return name.startsWith(`${workspace}/`) ? name.slice(workspace.length + 1) : name
}

function describeModel(workspace: string, name: string): Fields {
  return { id: `${workspace}/${name}`, owned_by: workspace, object: 'model', created: 0 }
}
