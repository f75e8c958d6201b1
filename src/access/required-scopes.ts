/** Which scopes a request needs, one of them being enough. */

import type { SentRequest } from '../http/request/operation.ts'

/** Scope names of the APIs, by the name in their path. */
const SCOPE_NAMES: Readonly<Record<string, string>> = {
  auth: 'auth',
  entities: 'entities',
  files: 'files',
  guardrails: 'guardrails',
  'inference-gateway': 'inference',
  intake: 'intake',
  jobs: 'jobs',
  models: 'models',
  secrets: 'secrets',
}

/** Routes that look at the caller themselves, whatever the scopes. */
const WITHOUT_SCOPES = /\/apis\/auth\/(?:authenticate|discovery|jwks|token|v\d+\/access-keys)(?:\/|$)/
/** A query that is sent as POST. */
const READING_POST = /\/otlp\/v1\/logs\/query$/

/** Scopes of which the request needs one; undefined where none is needed, or the path is not known. */
export function requiredScopes({
  method,
  url,
}: Pick<SentRequest, 'method' | 'url'>): readonly string[] | undefined {
  const api = /\/apis\/([^/]+)\//.exec(url.pathname)?.[1]
  const name = api === undefined ? undefined : SCOPE_NAMES[api]
  if (name === undefined || WITHOUT_SCOPES.test(url.pathname)) return undefined
  const reads = method === 'GET' || method === 'HEAD' || READING_POST.test(url.pathname)
  const right = reads ? 'read' : 'write'
  return [`platform:${right}`, `${name}:${right}`]
}
