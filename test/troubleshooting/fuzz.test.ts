/** Random bodies, headers and tokens: error mapping and `explain` always give a typed result, and no secret is in it. */

import fc from 'fast-check'
import { NeMoPlatform, NeMoPlatformError } from 'nemo-platform'
import { expect, test } from 'vitest'
import { cleanEnvironment } from '../helpers/clean-environment.ts'
import { jwt } from '../helpers/sample-tokens.ts'

cleanEnvironment()

/** `FUZZ_RUNS=100000` for the long run. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 2_000)

const SECRET = 's3cr3t-signature-of-nobody'
const claim = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.constant(null),
  fc.array(fc.string()),
  fc.object(),
)
const claims = fc.dictionary(
  fc.constantFrom(
    'sub',
    'email',
    'upn',
    'iss',
    'aud',
    'exp',
    'iat',
    'nbf',
    'scope',
    'scp',
    'nmp_token_type',
    'jti',
  ),
  claim,
)
const token = fc.oneof(
  claims.map((all) => `${jwt(all).split('.').slice(0, 2).join('.')}.${SECRET}`),
  claims.map((all) => `${jwt(all, { alg: 'none' }).split('.').slice(0, 2).join('.')}.${SECRET}`),
  fc.string({ minLength: 1 }).map((text) => `${text.replace(/[^\x21-\x7e]/g, 'x')}${SECRET}`),
)
const body = fc.oneof(
  fc.json(),
  fc.string(),
  fc
    .constantFrom(
      'Forbidden',
      'Unauthorized',
      'Invalid or expired token',
      'Bearer token authentication not configured',
      "Workspace 'w' already exists",
      'Authorization service error',
    )
    .map((detail) => JSON.stringify({ detail })),
  fc.string().map((text) => `<!doctype html><html><body>${text}</body></html>`),
  fc.object().map((detail) => JSON.stringify({ detail })),
  fc
    .record({ auth_enabled: claim, oidc: fc.oneof(claims, claim) })
    .map((document) => JSON.stringify(document)),
  fc.record({ principal: claim, email: claim, scopes: claim }).map((document) => JSON.stringify(document)),
)
const answer = fc.record({
  status: fc.constantFrom(200, 204, 400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 502, 503, 504),
  body,
  type: fc.constantFrom('application/json', 'text/html', 'text/plain', ''),
  date: fc.oneof(
    fc.constant(new Date().toUTCString()),
    fc.string().map((text) => text.replace(/[^\x20-\x7e]/g, '')),
  ),
})
const path = fc.constantFrom(
  '/apis/entities/v2/workspaces/ml/projects',
  '/apis/entities/v2/workspaces/ml/members',
  '/apis/entities/v2/workspaces',
  '/apis/secrets/v2/workspaces/-/secrets/x/access',
  '/apis/nonsense/',
)

test('never a crash, never a secret', async () => {
  const property = fc.asyncProperty(
    token,
    path,
    answer,
    fc.array(answer, { minLength: 1, maxLength: 4 }),
    async (accessToken, where, first, others) => {
      let asked = 0
      const fetch = async () => {
        const {
          status,
          body: text,
          type,
          date,
        } = (asked === 0 ? first : others[asked % others.length]) ?? first
        asked += 1
        const headers = new Headers({ date, ...(type === '' ? {} : { 'content-type': type }) })
        return new Response(status === 204 ? null : `${text}`, { status, headers })
      }
      const client = new NeMoPlatform({
        baseURL: 'http://nemo.test',
        workspace: 'ml',
        accessToken,
        fetch,
        maxRetries: 0,
      })
      let error: unknown
      try {
        await client.post(where, { body: { value: SECRET } })
        error = new Error('it went well')
      } catch (failure) {
        error = failure
        expect(failure).toBeInstanceOf(NeMoPlatformError)
      }
      const found = await client.auth.explain(error)
      expect(found.cause).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
      expect(['certain', 'likely', 'possible']).toContain(found.confidence)
      expect(found.summary).not.toBe('')
      for (const list of [found.evidence, found.remedies])
        expect(list.every((line) => typeof line === 'string')).toBe(true)
      expect(
        JSON.stringify([found, String(error), error instanceof NeMoPlatformError ? error.remedies : []]),
      ).not.toContain(SECRET)
    },
  )
  await fc.assert(property, { numRuns })
}, 1_800_000)
