/** Names of workspaces, jobs and hosts are names: whatever word they hold, the explanation is that of any other name. */

import { NeMoPlatform } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, test } from 'vitest'
import { forTerminal } from '../../src/remedies/index.ts'
import { cleanEnvironment } from '../helpers/clean-environment.ts'

cleanEnvironment()

/** Words that code could look for in a message, a URL or a sentence of the server. */
const WORDS = [
  'redirect',
  'proxy',
  'timeout',
  'expired',
  'certificate',
  'unsigned',
  'algorithm',
  'not-ready',
  'not_ready',
  'authenticate',
  'filter',
  'access',
  'html',
  'scope',
  'client.jobs',
  'await-client',
  'last-admin',
  'x-nmp-principal',
  'econnrefused',
  'inference-gateway',
]

const ANA = 'ana@example.com'
/** A name that stands in nobody's sentences. */
const neutralFor = (word: string) => word.replace(/[a-z]/g, 'q')

const hostOf = (name: string) => `${name.replace(/[^a-z.-]/g, '-')}.test`

type Meet = (name: string) => Promise<{ client: NeMoPlatform; error: unknown }>

async function failure(call: PromiseLike<unknown>): Promise<unknown> {
  try {
    await call
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

function clientWith(
  platform: MockPlatform,
  fetch: typeof globalThis.fetch,
  workspace: string,
  baseURL = 'http://nemo.test',
): NeMoPlatform {
  return new NeMoPlatform({ baseURL, workspace, accessToken: platform.tokenFor(ANA), fetch, maxRetries: 0 })
}

/** The platform is fine, except for this one request. */
function answered(respond: (name: string) => Response, path = (name: string) => `/jobs/${name}`): Meet {
  return async (name) => {
    const platform = new MockPlatform()
    const at = `/apis/jobs/v2/workspaces/${encodeURIComponent(name)}${path(encodeURIComponent(name))}`
    const client = clientWith(
      platform,
      async (input, init) => {
        const request = new Request(input, init)
        return new URL(request.url).pathname === at.split('?')[0] ? respond(name) : platform.fetch(request)
      },
      name,
    )
    return { client, error: await failure(client.get(at)) }
  }
}

/** No answer comes from this host. */
function unanswered(code: string): Meet {
  return async (name) => {
    const host = hostOf(name)
    const client = clientWith(
      new MockPlatform(),
      () => {
        const cause = Object.assign(new Error(`connect ${code} ${host} `), { code })
        return Promise.reject(new TypeError('fetch failed', { cause }))
      },
      name,
      `https://${host}`,
    )
    return { client, error: await failure(client.jobs.list()) }
  }
}

/** A member or a stranger meets a refusal of the mock. */
function refused(
  role: 'Viewer' | 'Admin' | undefined,
  call: (client: NeMoPlatform, name: string) => PromiseLike<unknown>,
  profile: '0.6.0' | 'documented' = '0.6.0',
): Meet {
  return async (name) => {
    const platform = new MockPlatform({ profile })
    const as = (email: string) =>
      new NeMoPlatform({
        baseURL: 'http://nemo.test',
        workspace: 'ml',
        accessToken: platform.tokenFor(email),
        fetch: platform.fetch,
        maxRetries: 0,
      })
    const admin = as('admin@example.com')
    await admin.workspaces.create({ name: 'ml' })
    if (role !== undefined) await admin.workspaces.members.create({ principal: ANA, roles: [role] })
    const client = as(ANA)
    return { client, error: await failure(call(client, name)) }
  }
}

const json = (body: unknown, status: number, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers })

const FAULTS: Readonly<Record<string, readonly [cause: string, meet: Meet]>> = {
  'connection refused': ['server-not-listening', unanswered('ECONNREFUSED')],
  'unknown host': ['unknown-host', unanswered('ENOTFOUND')],
  'untrusted certificate': ['untrusted-certificate', unanswered('SELF_SIGNED_CERT_IN_CHAIN')],
  'wrong scheme': ['wrong-scheme', unanswered('EPROTO')],
  'connection broken': ['connection-failed', unanswered('ECONNRESET')],
  'refused redirect': [
    'redirect-refused',
    answered((name) => new Response(null, { status: 302, headers: { location: `ftp://${name}/x` } })),
  ],
  'HTML in place of JSON': [
    'proxy-page',
    answered((name) => new Response(`<html>${name}</html>`, { headers: { 'content-type': 'text/html' } })),
  ],
  'no JSON': [
    'unexpected-answer',
    answered((name) => new Response(`{${name}`, { headers: { 'content-type': 'application/json' } })),
  ],
  'bad request': [
    'invalid-request',
    answered((name) => json({ detail: `Invalid filter query: '${name}'` }, 400)),
  ],
  'missing token': ['accepted-now', answered(() => json({ detail: 'Unauthorized' }, 401))],
  'refused token': ['accepted-now', answered(() => json({ detail: 'Invalid or expired token' }, 401))],
  forbidden: ['not-a-member', answered(() => json({ detail: 'Forbidden' }, 403))],
  'not found': [
    'not-found',
    answered((name) => json({ detail: `Job '${name}' not found in workspace '${name}'` }, 404)),
  ],
  'unknown path': [
    'unknown-path',
    answered(
      () => json({ detail: 'Not Found' }, 404),
      (name) => `/nothing/${name}`,
    ),
  ],
  conflict: ['conflict', answered((name) => json({ detail: `Job '${name}' is running` }, 409))],
  'name taken': ['already-exists', answered((name) => json({ detail: `Job '${name}' already exists` }, 409))],
  'bad body': ['invalid-request', answered((name) => json({ detail: `'${name}' does not fit` }, 422))],
  'server error': [
    'server-error',
    answered((name) => json({ detail: `Job '${name}' could not be read` }, 500)),
  ],
  'server error with a name at the start': [
    'server-error',
    answered((name) => json({ detail: `${name} failed` }, 500)),
  ],
  'bad gateway': [
    'server-unavailable',
    answered((name) => json({ detail: `upstream of '${name}' failed` }, 502)),
  ],
  unavailable: ['server-unavailable', answered((name) => json({ detail: `'${name}' is unavailable` }, 503))],
  'gateway timeout': [
    'server-unavailable',
    answered((name) => json({ detail: `'${name}' took too long` }, 504)),
  ],
  'no member': [
    'not-a-member',
    refused(undefined, (client, name) => client.projects.list({ workspace: name })),
  ],
  'too small a role': [
    'insufficient-role',
    refused('Viewer', (client, name) => client.projects.create({ name })),
  ],
  'no such project': ['not-found', refused('Viewer', (client, name) => client.projects.retrieve(name))],
  'no such workspace for an admin': [
    'not-a-member',
    refused('Admin', (client, name) => client.projects.retrieve('x', { workspace: name })),
  ],
  'services only': [
    'services-only',
    refused('Admin', (client, name) =>
      client.get(`/apis/secrets/v2/workspaces/ml/secrets/${encodeURIComponent(name)}/access`),
    ),
  ],
  'closed path': [
    'services-only',
    refused('Admin', (client, name) => client.get(`/apis/auth/v2/iam/${encodeURIComponent(name)}`)),
  ],
}

describe.each(Object.entries(FAULTS))('%s', (_title, [cause, meet]) => {
  test.each(WORDS)("'%s' in a name changes nothing", async (word) => {
    const neutral = neutralFor(word)
    const [named, plain] = await Promise.all([meet(word), meet(neutral)])
    const found = await named.client.auth.explain(named.error)
    const expected = await plain.client.auth.explain(plain.error)

    const renamed = (text: string) => text.replaceAll(neutral, word).replaceAll(hostOf(neutral), hostOf(word))
    expect([found.cause, expected.cause]).toEqual([cause, cause])
    expect(found.confidence).toBe(expected.confidence)
    expect(found.summary).toBe(renamed(expected.summary))
    expect(found.remedies).toEqual(expected.remedies.map(renamed))
    expect(found.advice.map(forTerminal)).toEqual(expected.advice.map(forTerminal).map(renamed))
  })
})
