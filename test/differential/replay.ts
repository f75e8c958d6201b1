/** Makes the call that was recorded from the Python SDK with this one, and tells what was sent. */

import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { NeMoPlatform } from 'nemo-platform'
import { readSurface, type SurfaceResource } from '../../scripts/lib/description.ts'
import { camelCase } from '../../scripts/lib/model.ts'

/** A request, in the form of the recording. */
export interface RecordedRequest {
  method: string
  path: string
  query: string
  body?: unknown
  body_base64?: string
}

/** A call that was recorded. */
export interface RecordedCall {
  id: string
  resource: string
  method: string
  mode: string
  args: Record<string, unknown>
  request: RecordedRequest | null
  requests?: RecordedRequest[]
  any_order?: boolean
  responses?: { status: number; body?: unknown; body_base64?: string }[]
  result?: unknown
}

const FILE = new URL('recorded.jsonl', import.meta.url)

/** All recorded calls. */
export function recordedCalls(): RecordedCall[] {
  return readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedCall)
}

/** Whether the surface has the method, or it is one of the helpers written by hand. */
export function isGenerated({ resource, method }: RecordedCall): boolean {
  return methodOf(resource, method) !== undefined
}

/** Calls the method that corresponds, and tells what went over the wire. */
export async function replay(call: RecordedCall): Promise<RecordedRequest[]> {
  const { client, sent } = recordingClient(call)
  const { args: positional = [] } = methodOf(call.resource, call.method) ?? {}
  const { path_name, body_name, ...others } = revived(call.args)
  const params: Record<string, unknown> = { ...others }
  if (path_name !== undefined) params['name'] = path_name
  const values = positional.map((name) => params[name])
  for (const name of positional) delete params[name]
  if (body_name !== undefined) params['name'] = body_name
  const method = find(client, `${call.resource}.${call.method}`)
  const answer = method(...values, ...(Object.keys(params).length > 0 ? [params] : []))
  if (call.mode === 'pages') for await (const _ of answer as AsyncIterable<unknown>);
  else await answer
  return sent
}

/** A client whose requests are answered as recorded. */
export function recordingClient({ responses }: Pick<RecordedCall, 'responses'>) {
  const sent: RecordedRequest[] = []
  const fetch = async (input: Request | string | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const index = sent.push(await recorded(request)) - 1
    const response = responses?.[index]
    if (response === undefined) return Response.json({ data: [] })
    const { status, body, body_base64 } = response
    if (body_base64 !== undefined) return new Response(Buffer.from(body_base64, 'base64'), { status })
    return Response.json(body, { status })
  }
  return { client: new NeMoPlatform({ baseURL: 'http://nemo.test', workspace: 'ws', fetch }), sent }
}

/** The function at a dotted path of Python names. */
export function find(client: NeMoPlatform, path: string): (...values: unknown[]) => unknown {
  const names = path.split('.').map(camelCase)
  const name = names.pop() as string
  const owner = names.reduce<unknown>((parent, key) => (parent as Record<string, unknown>)[key], client)
  const method = (owner as Record<string, unknown>)[name]
  if (typeof method !== 'function') throw new Error(`There is no client.${names.join('.')}.${name}`)
  return method.bind(owner)
}

const surface = readSurface()

function methodOf(resource: string, method: string) {
  let level: Record<string, SurfaceResource> | undefined = surface.resources
  let found: SurfaceResource | undefined
  for (const name of resource.split('.')) {
    found = level?.[name]
    level = found?.children
  }
  return found?.methods?.[method]
}

async function recorded(request: Request): Promise<RecordedRequest> {
  const { pathname, search } = new URL(request.url)
  const bytes = Buffer.from(await request.arrayBuffer())
  const isJson = request.headers.get('content-type')?.includes('json')
  const body =
    bytes.length === 0
      ? {}
      : isJson
        ? { body: JSON.parse(bytes.toString()) }
        : { body_base64: bytes.toString('base64') }
  return { method: request.method, path: pathname, query: search.slice(1), ...body }
}

/** Values that JSON cannot hold are written as objects of one key. */
function revived(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, revivedValue(value)]))
}

function revivedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revivedValue)
  if (typeof value !== 'object' || value === null) return value
  if ('$datetime' in value) return value.$datetime
  if ('$base64' in value) return new Uint8Array(Buffer.from(String(value.$base64), 'base64'))
  return revived(value as Record<string, unknown>)
}
