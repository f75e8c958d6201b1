/** Whatever a token request runs into, no token shows up in an error or in the log. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { NeMoPlatformError } from 'nemo-platform'
import { beforeEach, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { keepingLogger, leaksOf, opaqueToken, type Secret } from '../helpers/leaks.ts'
import { loginScene, tokenFor } from '../helpers/login-scene.ts'
import { rejection } from '../helpers/rejection.ts'
import { type Answer, json, type StubbedCall } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** Answers of a provider that repeats what it was sent, in any way that it could. */
const echoes: readonly ((call: StubbedCall, token: string) => Answer)[] = [
  (_, token) => json({ error: 'invalid_grant', error_description: `token ${token} is unknown` }, 400),
  (_, token) => json({ error: 'server_error', error_description: token, refresh_token: token }, 500),
  (_, token) => json({ error: token }, 400),
  ({ body }) => new Response(body, { status: 500 }),
  ({ body }) => new Response(`<pre>${body}</pre>`),
  (_, token) => json({ refresh_token: token, token_type: 'Bearer' }),
  (_, token) =>
    new Response(null, { status: 302, headers: { location: `https://x.example.com/?t=${token}` } }),
  (_, token) => new TypeError(`fetch failed for ${token}`, { cause: new Error(`bad request ${token}`) }),
  (call) => Object.assign(new Error('refused'), { request: call, cause: new Error(call.body) }),
]

/** Answers by one of the echoes. */
function echo(index: number, secret: Secret): Answer {
  return (call) => {
    const answer = echoes[index]?.(call, secret.text)
    if (answer === undefined || typeof answer === 'function') throw new Error('there is no such echo')
    return answer
  }
}

const anyEcho = fc.nat({ max: echoes.length - 1 })

test('a refresh that fails tells neither of the stored tokens', async () => {
  await fc.assert(
    fc.asyncProperty(opaqueToken, anyEcho, async (refreshToken, index) => {
      const accessToken = tokenFor(-10)
      const scene = loginScene({
        accessToken,
        refreshToken: `'${refreshToken.text}'`,
        token: [echo(index, refreshToken)],
      })
      const { logger, lines } = keepingLogger()
      const client = scene.client({ logger, logLevel: 'debug' })

      const error = await rejection(client.get('/x'), NeMoPlatformError)

      expect(scene.tokenCalls).toHaveLength(1)
      expect(leaksOf(refreshToken, error, lines)).toEqual([])
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain(accessToken)
      expect(inspect(client, { depth: 10, showHidden: true })).not.toContain(refreshToken.text)
    }),
  )
})

test('a warning about a refresh that failed while the token lives tells none of them', async () => {
  await fc.assert(
    fc.asyncProperty(opaqueToken, anyEcho, async (refreshToken, index) => {
      const accessToken = tokenFor(30)
      const scene = loginScene({
        accessToken,
        refreshToken: `'${refreshToken.text}'`,
        token: [echo(index, refreshToken)],
      })
      const { logger, lines } = keepingLogger()

      await scene.client({ logger, logLevel: 'debug' }).get('/x')

      expect(lines.length).toBeGreaterThan(0)
      expect(leaksOf(refreshToken, undefined, lines)).toEqual([])
      expect(lines.join('\n')).not.toContain(accessToken)
    }),
  )
})

test('new tokens that cannot be used tell nothing either', { timeout: 30_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(opaqueToken, opaqueToken, async (accessToken, refreshToken) => {
      const answer = json({ access_token: accessToken.text, refresh_token: refreshToken.text })
      const scene = loginScene({ token: [answer], api: json({ detail: `no: ${accessToken.text}` }, 401) })
      const { logger, lines } = keepingLogger()

      const error = await rejection(scene.client({ logger, logLevel: 'debug' }).get('/x'), NeMoPlatformError)

      expect(leaksOf(accessToken, error, lines)).toEqual([])
      expect(leaksOf(refreshToken, error, lines)).toEqual([])
    }),
    // Each of them writes the file.
    { numRuns: 30 },
  )
})

test('a workload token exchange that fails does not tell the subject token', async () => {
  await fc.assert(
    fc.asyncProperty(opaqueToken, anyEcho, async (subject, index) => {
      const file = join(temporaryFolder(), 'subject')
      writeFileSync(file, subject.text)
      vi.stubEnv('NMP_WORKLOAD_IDENTITY_TOKEN_FILE', file)
      const scene = loginScene({
        token: [echo(index, subject)],
        oidc: { workload_token_exchange_enabled: true },
      })
      const { logger, lines } = keepingLogger()

      const error = await rejection(scene.client({ logger, logLevel: 'debug' }).get('/x'), NeMoPlatformError)

      expect(scene.tokenCalls).toHaveLength(1)
      expect(leaksOf(subject, error, lines)).toEqual([])
    }),
  )
})
