/** Logins that the platform keeps: made in a browser, fetched with a secret, refreshed by handles that rotate. */

import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NeMoPlatform } from 'nemo-platform'
import { login } from 'nemo-platform/auth'
import { loadConfig } from 'nemo-platform/config'
import { expect } from 'vitest'
import { configFile } from '../../helpers/config-files.ts'
import type { OIDCCase, OIDCStage } from './stage.ts'

const TOKEN = '/apis/auth/v2/token'

/** Sends JSON. */
function post(stage: OIDCStage, path: string, body: object) {
  const headers = { 'content-type': 'application/json' }
  return stage.ask(path, undefined, { method: 'POST', headers, body: JSON.stringify(body) })
}

function refresh(stage: OIDCStage, handle: string) {
  return post(stage, TOKEN, { grant_type: 'refresh_token', refresh_token: handle })
}

/** A program that waits for the browser of whoever logs in. */
async function waitingProgram() {
  const { promise: cameBack, resolve } = Promise.withResolvers<URLSearchParams>()
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1')
    if (pathname === '/callback') resolve(searchParams)
    response.end('done')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`,
    cameBack,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const REFUSED = { status: 400, body: { detail: 'Refresh token was not found' } }

/** Cases about such logins. */
export const brokerOIDCCases: readonly OIDCCase[] = [
  {
    title:
      'a login in the browser is stored with where it is kept, and refreshed there; a spent handle is refused',
    play: async (stage) => {
      const email = stage.email('kept')
      const configPath = configFile('')
      const stored = () => {
        const [user] = loadConfig({ configPath }).file.users
        return user?.type === 'oauth' ? user : undefined
      }

      const result = await login({
        method: 'browser',
        oidcClient: 'confidential',
        baseURL: stage.baseURL,
        configPath,
        environment: {},
        warn: () => {},
        onPage: ({ url }) => stage.approvePage(url, email),
      })

      expect(result).toMatchObject({ email, hasRefreshToken: true })
      const first = stored()?.refresh_token ?? ''
      expect(stored()).toMatchObject({ token_broker_url: `${stage.baseURL}${TOKEN}` })
      expect(first).toMatch(/^[\w-]{43}$/)
      const client = new NeMoPlatform({ configPath })
      await client.auth.refresh()
      expect(await client.auth.whoami()).toMatchObject({ email })
      const second = stored()?.refresh_token ?? ''
      expect(second).not.toBe(first)
      expect(await stage.refreshesOf(email)).toBe(1)

      expect(await refresh(stage, first)).toEqual(REFUSED)
      const answer = await refresh(stage, second)
      expect(answer).toEqual({
        status: 200,
        body: {
          access_token: expect.any(String),
          token_type: 'Bearer',
          expires_in: expect.any(Number),
          refresh_token: expect.stringMatching(/^[\w-]{43}$/),
        },
      })
    },
  },
  {
    title: 'a code is good once, with the secret that belongs to it',
    play: async (stage) => {
      await using program = await waitingProgram()
      const [verifier, other] = [randomBytes(48).toString('base64url'), randomBytes(48).toString('base64url')]
      const state = randomBytes(16).toString('base64url')
      const challenge = createHash('sha256').update(verifier).digest('base64url')
      const start = { redirect_uri: program.url, code_challenge: challenge, state }
      const begun = await post(stage, '/apis/auth/v2/authorize', start)
      expect(begun).toEqual({
        status: 200,
        body: {
          authorization_url: expect.stringMatching(/\/apis\/auth\/v2\/authorize\/[\w-]{32}$/),
          transaction_id: expect.stringMatching(/^[\w-]{32}$/),
        },
      })
      const { authorization_url: page } = begun.body as { authorization_url: string }

      await stage.approvePage(page, stage.email('coded'))

      const query = await program.cameBack
      expect([...query.keys()]).toEqual(['code', 'state'])
      expect(query.get('state')).toBe(state)
      const trade = (code_verifier: string) =>
        post(stage, TOKEN, { grant_type: 'authorization_code', code: query.get('code'), code_verifier })
      expect(await trade(other)).toEqual({ status: 400, body: { detail: 'Code verifier did not match' } })
      expect(await trade(verifier)).toMatchObject({ status: 200, body: { token_type: 'Bearer' } })
      expect(await trade(verifier)).toEqual({ status: 400, body: { detail: 'Login code was not found' } })
    },
  },
  {
    title: 'a login is begun by programs on this machine alone, and by clients that there are',
    play: async (stage) => {
      const start = {
        redirect_uri: 'http://127.0.0.1:9/callback',
        code_challenge: 'c'.repeat(43),
        state: 's'.repeat(16),
      }
      const begin = (query: string, more: object) =>
        post(stage, `/apis/auth/v2/authorize${query}`, { ...start, ...more })

      for (const redirect_uri of [
        'http://example.com:9/',
        'https://127.0.0.1:9/',
        'http://127.0.0.1/',
        'nowhere',
      ]) {
        expect(await begin('', { redirect_uri })).toEqual({
          status: 400,
          body: { detail: 'redirect_uri must be an http loopback address' },
        })
      }
      expect(await begin('?client=public', {})).toEqual({
        status: 404,
        body: { detail: 'Public OIDC server-side login is not configured' },
      })
      expect(await begin('?client=other', { state: 'short' })).toMatchObject({
        status: 422,
        body: {
          detail: [{ loc: ['query', 'client'] }, { loc: ['body', 'state'], type: 'string_too_short' }],
        },
      })
      expect(await stage.ask('/apis/auth/v2/login/callback', undefined)).toMatchObject({
        status: 422,
        body: { detail: [{ type: 'missing', loc: ['query', 'state'] }] },
      })
      for (const path of ['authorize/nothing', 'login/callback?state=nothing&code=x']) {
        expect(await stage.ask(`/apis/auth/v2/${path}`, undefined)).toEqual({
          status: 400,
          body: { detail: 'Login transaction was not found' },
        })
      }
    },
  },
]
