/** What both platforms must answer alike. */

import { bearerFor } from '../../conformance/bearer.ts'
import type { WalkRequest } from './request.ts'

/** An answer without what differs from platform to platform. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | null>>
  readonly body: unknown
}

/** Sends a request to a platform. */
export async function answerOf(send: typeof fetch, baseURL: string, request: WalkRequest): Promise<Answer> {
  const { as, method, path, body, rawBody } = request
  const headers = new Headers(request.headers)
  if (as !== null) headers.set('authorization', `Bearer ${bearerFor(as)}`)
  if (body !== undefined) headers.set('content-type', 'application/json')
  const sent = body === undefined ? rawBody : JSON.stringify(body)
  const response = await send(baseURL + path, {
    method,
    headers,
    redirect: 'manual',
    ...(sent === undefined ? {} : { body: sent }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: Object.fromEntries(
      COMPARED_HEADERS.map((name) => [name, response.headers.get(name)?.replace(baseURL, '<base>') ?? null]),
    ),
    // What a filter might have said instead comes in an order that changes with each start of the platform.
    body: normalised(parsed(text.replace(EXPECTED_INSTEAD, '$1'))),
  }
}

const COMPARED_HEADERS = ['content-type', 'allow', 'location', 'x-should-retry', 'www-authenticate']
const EXPECTED_INSTEAD = /("Invalid filter query: .*?)(?:\\n)+(?:Expected one of: .*)?(?="\})/
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z?)$/
const ID = /^([a-z][a-z_-]*-)[1-9A-HJ-NP-Za-km-z]{20,23}$/

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function normalised(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return normalisedText(value, key)
  // The order in which the platform tells roles is chance.
  if (Array.isArray(value) && key === 'roles') return [...value].sort()
  if (Array.isArray(value)) return value.map((item) => normalised(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, normalised(member, name)] as const),
  )
}

function normalisedText(value: string, key: string): string {
  if (key.endsWith('_at')) return value.replace(TIMESTAMP, '<timestamp>$1')
  return key === 'id' ? value.replace(ID, '$1<id>') : value
}
