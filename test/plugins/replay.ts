/** Makes the calls that were recorded from Python's typed clients (`record_requests.py`) with our classes, and tells what was sent. */

import { readFileSync } from 'node:fs'
import type { NeMoPlatform } from 'nemo-platform'
import { type AgentChatParams, Agents } from 'nemo-platform/plugins/agents'
import { camelCase } from '../../scripts/lib/model.ts'
import { json } from '../helpers/stub-fetch.ts'
import { recordingClient } from '../resources/recording-client.ts'
import { METHODS, MODELS, methodOf, PLUGINS } from './plugin-calls.ts'

type Fields = Record<string, unknown>

/** A request, as it came over the wire. */
export interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly body?: unknown
}

/** A call of an endpoint function, and what came over the wire. */
export interface RecordedCall {
  /** `evals.list_metrics#all`: service, function, and with which arguments; `#taken` where the name was taken. */
  readonly id: string
  /** The path with the names of its parts in braces. */
  readonly template: string
  /** Parts of the path by name, and these. */
  readonly args: Fields & {
    readonly query_params?: Fields
    readonly body?: Fields
    readonly exist_ok?: boolean
  }
  readonly requests: readonly RecordedRequest[]
}

/** What was recorded of 0.8.1. */
export function recordedCalls(): RecordedCall[] {
  return readFileSync(new URL('recorded-requests.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedCall)
}

/** What is sent in another way, and why. */
export const ON_PURPOSE: readonly (readonly [calls: RegExp, ours: object, reason: string])[] = [
  [
    /^agents\.invoke_(?:agent|deployment)#required$/,
    { body: { messages: [], stream: false } },
    'there is no question without messages, and whether the answer is a stream is always said',
  ],
  [
    /^agents\.list_agent_job_results\[/,
    { query: '' },
    'no release has the parameter `sort`: the platform drops it without a word',
  ],
]

/**
 * Requests in one form: which parameter of a query comes first means nothing, nor whether what may stand in a path as it is was
 * percent-encoded. (Python's clients of 0.6 leave it as it is, those of 0.8 do not.)
 */
export function essentials(requests: readonly RecordedRequest[]): unknown[] {
  return requests.map(({ method, path, query, body }) => ({
    method,
    path: path.split('/').map(decodeURIComponent),
    query: query.split('&').sort(),
    body,
  }))
}

/**
 * Calls the method for the same operation with the same arguments.
 *
 * @returns What it sent, or undefined where there is no such method.
 */
export async function replay(recorded: RecordedCall): Promise<RecordedRequest[] | undefined> {
  const isTaken = recorded.id.endsWith('#taken')
  const { client, sent } = recordingClient(({ method }) =>
    isTaken && method === 'POST' ? json({ detail: 'It already exists' }, 409) : json({ data: [] }),
  )
  const call = ofGateway(client, recorded) ?? ofMethod(client, recorded) ?? ofJobs(client, recorded)
  if (call === undefined) return undefined
  // The answer may not be a stream or a page: what it means is no matter here.
  const refusal = await call().then(
    () => undefined,
    (error: unknown) => error,
  )
  const requests = sent().filter(({ call }) => call !== 'GET /cluster-info')
  if (requests.length === 0) throw refusal ?? new Error(`${recorded.id} sent nothing`)
  return requests.map(({ call, ...request }) => {
    const [method = '', path = ''] = call.split(' ')
    return { method, path, ...request }
  })
}

type Call = () => Promise<unknown>

function ofMethod(
  client: NeMoPlatform,
  { template, requests: [first], args }: RecordedCall,
): Call | undefined {
  const found = METHODS.find(([, { verb, path }]) => verb === first?.method && path === template)
  if (found === undefined) return undefined
  const [, method, resource] = found
  const params = paramsOf(args)
  const positional = method.positional.map((name) => params[name])
  for (const name of method.positional) delete params[name]
  const hasParams = method.paramsType !== undefined || method.hasWorkspace
  const call = methodOf(client, resource, method)
  return () => call(...positional, ...(hasParams ? [params] : []))
}

function ofJobs(client: NeMoPlatform, { template, requests: [first], args }: RecordedCall): Call | undefined {
  for (const { plugin } of MODELS) {
    const jobs = plugin?.jobs.find(({ base }) =>
      `${template}/`.startsWith(`/apis/${plugin.service}/v2/workspaces/{workspace}/${base}/`),
    )
    if (plugin === undefined || jobs === undefined) continue
    const { base, property } = jobs
    const place = template.slice(`/apis/${plugin.service}/v2/workspaces/{workspace}/${base}`.length)
    const method = JOB_METHODS[`${first?.method} ${place}`]
    const Plugin = PLUGINS[plugin.service]
    if (method === undefined || Plugin === undefined) return undefined
    const { name, ...params } = paramsOf(args)
    let owner = (new Plugin(client) as Fields)[property] as Fields
    const names = method.split('.')
    for (const part of names.slice(0, -1)) owner = owner[camelCase(part)] as Fields
    const call = owner[names.at(-1) as string] as (...values: unknown[]) => Promise<unknown>
    if (method === 'create') return () => call.call(owner, { name, ...params })
    return () => call.apply(owner, name === undefined ? [params] : [name, params])
  }
  return undefined
}

const JOB_METHODS: Readonly<Record<string, string>> = {
  'POST ': 'create',
  'GET ': 'list',
  'GET /{name}': 'retrieve',
  'DELETE /{name}': 'delete',
  'POST /{name}/cancel': 'cancel',
  'GET /{name}/status': 'getStatus',
  'GET /{name}/logs': 'getLogs',
  'GET /{name}/results': 'results.list',
  'GET /{job}/results/{name}': 'results.retrieve',
  'GET /{job}/results/{name}/download': 'results.download',
}

/** The gateway is not in the description. */
function ofGateway(client: NeMoPlatform, { template, args }: RecordedCall): Call | undefined {
  const [, kind] = /\/(agent|deployment)s\/\{name\}\/-\/v1\/chat\/completions$/.exec(template) ?? []
  if (kind === undefined) return undefined
  const { workspace, name, messages = [], stream, ...body } = paramsOf(args)
  const params = { workspace, [kind]: name, messages, body } as AgentChatParams
  const agents = new Agents(client)
  return async () => (stream === true ? await agents.chat(params) : await agents.invoke(params))
}

/** What is told apart in Python stands in one object here. */
function paramsOf({ query_params, body, ...others }: RecordedCall['args']): Fields {
  return { ...others, ...query_params, ...body }
}
