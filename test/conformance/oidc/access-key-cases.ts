/** Scoped access keys where they are switched on. */

import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  type CreatedAccessKey,
  NeMoPlatform,
  NotFoundError,
  PermissionDeniedError,
  UnprocessableEntityError,
} from 'nemo-platform'
import { expect } from 'vitest'
import { NAMES_OF } from '../../../src/generations.ts'
import { errorOf } from '../error-of.ts'
import { claimsFor, withClaims } from './forged.ts'
import type { OIDCCase, OIDCStage } from './stage.ts'

const WORKSPACES = '/apis/entities/v2/workspaces'
const REFUSED = { status: 401, body: { detail: 'Invalid or expired token' } }
const LONGEST_LIFE = 30 * 24 * 3600
const UNKNOWN_JTI = `ak_${'0'.repeat(32)}`

async function keyMaker(stage: OIDCStage, name = 'maker', claims = {}) {
  const email = stage.email(name)
  const client = stage.client(await stage.tokenOf(email, claims))
  return { email, client }
}

function lifetimeOf({ created_at, expires_at }: CreatedAccessKey): number {
  return (Date.parse(String(expires_at)) - Date.parse(created_at)) / 1000
}

/** Fields that came with 0.7. */
function newerFields({ generation }: OIDCStage, fields: object): object {
  return generation === '0.6' ? {} : fields
}

/** The claim that calls a token a key. */
function kindOfKey({ generation }: OIDCStage): Record<string, string> {
  return { [NAMES_OF[generation].tokenTypeClaim]: 'access_key' }
}

const making: readonly OIDCCase[] = [
  {
    title: 'a new key tells all about itself, and itself',
    play: async (stage) => {
      const { email, client } = await keyMaker(stage)

      const key = await client.accessKeys.create({ name: 'ci', description: 'for the build' })

      expect(key).toEqual({
        jti: expect.stringMatching(/^ak_[0-9a-f]{32}$/),
        name: 'ci',
        description: 'for the build',
        principal: email,
        entity_type: 'USER',
        status: 'ACTIVE',
        issuer: `${stage.baseURL}/apis/auth`,
        audiences: [NAMES_OF[stage.generation].accessKeyAudience],
        ...newerFields(stage, { scope: [], grace_period_expires_at: null, last_used_at: null }),
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        token: expect.stringMatching(/^eyJ/),
        token_type: 'Bearer',
      })
    },
  },
  {
    title: 'a key without wishes lives as long as a key may',
    play: async (stage) => {
      const { client } = await keyMaker(stage)

      const key = await client.accessKeys.create()

      expect(lifetimeOf(key)).toBe(LONGEST_LIFE)
      expect(key).toMatchObject({ name: null, description: null })
    },
  },
  {
    title: 'a key is signed with the key that the platform publishes, and names no scopes',
    play: async (stage) => {
      const { email, client } = await keyMaker(stage, 'maker', { scope: 'openid platform:write' })
      const key = await client.accessKeys.create({ name: 'ci', expires_in_seconds: 600 })

      const keys = createRemoteJWKSet(new URL(`${stage.baseURL}/apis/auth/jwks`))
      const { payload } = await jwtVerify(key.token, keys, {
        issuer: key.issuer,
        audience: key.audiences,
        algorithms: ['RS256'],
      })

      expect(payload).toMatchObject({ sub: email, email, jti: key.jti, ...kindOfKey(stage) })
      expect(Number(payload.exp) - Number(payload.iat)).toBe(600)
      expect(payload).not.toHaveProperty('scope')
    },
  },
  {
    title: 'a key may not outlive what the platform allows',
    play: async (stage) => {
      const { client } = await keyMaker(stage)

      const tooLong = await errorOf(
        client.accessKeys.create({ expires_in_seconds: LONGEST_LIFE + 1 }),
        BadRequestError,
      )
      const endless = await errorOf(client.accessKeys.create({ expires_in_seconds: null }), BadRequestError)

      expect(tooLong.detail).toBe(
        `expires_in_seconds must be less than or equal to auth.access_keys.max_expires_in_seconds (${LONGEST_LIFE})`,
      )
      expect(endless.detail).toBe(
        'expires_in_seconds=null requires auth.access_keys.max_expires_in_seconds to be disabled',
      )
    },
  },
  {
    title: 'a key must live a second, and have a name or none',
    play: async (stage) => {
      const { client } = await keyMaker(stage)

      const dead = await errorOf(
        client.accessKeys.create({ expires_in_seconds: 0 }),
        UnprocessableEntityError,
      )
      const nameless = await errorOf(client.accessKeys.create({ name: '' }), UnprocessableEntityError)

      expect(dead.issues).toMatchObject([{ path: 'body.expires_in_seconds' }])
      expect(nameless.issues).toMatchObject([{ path: 'body.name' }])
    },
  },
]

const using: readonly OIDCCase[] = [
  {
    title: 'a key is a bearer token of whoever made it',
    play: async (stage) => {
      const { email, client } = await keyMaker(stage, 'maker', {
        sub: 'subject-of-maker',
        groups: ['a', 'b'],
      })
      const { jti, token } = await client.accessKeys.create()

      const identity = await stage.client(token).auth.whoami()

      expect(identity).toMatchObject({
        principal: 'subject-of-maker',
        email,
        groups: ['a', 'b'],
        scopes: [],
        jti,
        token_kind: 'access_key',
      })
    },
  },
  {
    title: 'a key has the roles of whoever made it, whatever the scopes of the token at hand',
    play: async (stage) => {
      const { email, client } = await keyMaker(stage)
      await client.workspaces.create({ name: stage.workspace })
      const narrow = stage.client(await stage.tokenOf(email, { scope: 'openid jobs:read auth:write' }))
      await errorOf(narrow.workspaces.retrieve(stage.workspace), PermissionDeniedError)

      const { token } = await narrow.accessKeys.create()
      const updated = await stage.client(token).workspaces.update(stage.workspace, { description: 'by key' })

      expect(updated).toMatchObject({ name: stage.workspace, description: 'by key', created_by: email })
    },
  },
  {
    title: 'a key in a config file is sent as it is, and never refreshed',
    play: async (stage) => {
      const { email, client } = await keyMaker(stage)
      const { refreshToken } = await stage.login(email)
      const { jti, token } = await client.accessKeys.create()
      await using config = await stage.configWith({ accessToken: token, refreshToken })

      const identity = await new NeMoPlatform({ configPath: config.path }).auth.whoami()

      expect(identity).toMatchObject({ jti, token_kind: 'access_key' })
      expect(config.tokens().accessToken).toBe(token)
      expect(await stage.refreshesOf(email)).toBe(0)
    },
  },
  {
    title: 'a key makes further keys',
    play: async (stage) => {
      const { email, client } = await keyMaker(stage)
      const { token } = await client.accessKeys.create()

      const second = await stage.client(token).accessKeys.create({ name: 'second' })

      expect(second).toMatchObject({ principal: email, name: 'second' })
    },
  },
  {
    title: 'a key is nothing that can be exchanged',
    play: async (stage) => {
      const { client } = await keyMaker(stage)
      const { token } = await client.accessKeys.create()
      const body = new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        client_id: stage.clientId,
        subject_token: token,
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      })

      expect(await stage.ask('/apis/auth/token', undefined, { method: 'POST', body })).toEqual({
        status: 400,
        body: { error: 'invalid_request', error_description: 'Workload token exchange is not enabled' },
      })
    },
  },
  {
    title: 'a key whose claims were changed is refused',
    play: async (stage) => {
      const { client } = await keyMaker(stage)
      const { token } = await client.accessKeys.create()
      const forged = withClaims(token, {
        ...decodeJwt(token),
        sub: stage.adminEmail,
        email: stage.adminEmail,
      })

      expect(await stage.ask(WORKSPACES, forged)).toEqual(REFUSED)
    },
  },
  {
    title: 'a token of the identity provider that calls itself a key is refused',
    play: async (stage) => {
      const { client, email } = await keyMaker(stage)
      const { jti } = await client.accessKeys.create()
      const token = await stage.sign({ ...claimsFor(stage, email), jti, ...kindOfKey(stage) })

      expect(await stage.ask(WORKSPACES, token)).toEqual(REFUSED)
    },
  },
]

const lifecycle: readonly OIDCCase[] = [
  {
    title: 'the list shows one’s own keys without the keys themselves, newest first',
    play: async (stage) => {
      const { client } = await keyMaker(stage)
      const first = await client.accessKeys.create({ name: 'first' })
      // Times of issue are whole seconds.
      await new Promise((resolve) => setTimeout(resolve, 1100))
      const second = await client.accessKeys.create({ name: 'second' })
      const other = await keyMaker(stage, 'other')
      await other.client.accessKeys.create({ name: 'of somebody else' })

      const { data, has_more } = await client.accessKeys.list()

      const shown = [second, first].map(({ token: _, token_type: __, ...rest }) => rest)
      expect(data).toEqual(shown)
      expect(has_more).toBe(false)
    },
  },
  {
    title: 'the list comes in pages',
    play: async (stage) => {
      const { client } = await keyMaker(stage)
      const made = [
        await client.accessKeys.create(),
        await client.accessKeys.create(),
        await client.accessKeys.create(),
      ]

      const pages = [
        await client.accessKeys.list({ page_size: 2 }),
        await client.accessKeys.list({ page_size: 2, page: 2 }),
        await client.accessKeys.list({ page_size: 2, page: 3 }),
      ]

      expect(pages.map(({ data }) => data.length)).toEqual([2, 1, 0])
      expect(pages.map(({ has_more }) => has_more)).toEqual([true, false, false])
      const listed = pages.flatMap(({ data }) => data.map(({ jti }) => jti))
      expect(listed.toSorted()).toEqual(made.map(({ jti }) => jti).toSorted())
    },
  },
  {
    title: 'a suspended key is refused at once, until it is not suspended any more',
    play: async (stage) => {
      const { client } = await keyMaker(stage)
      const { jti, token } = await client.accessKeys.create()
      expect(await stage.ask(WORKSPACES, token)).toMatchObject({ status: 200 })

      expect(await client.accessKeys.suspend(jti)).toEqual({ jti, status: 'SUSPENDED', changed: true })
      expect(await stage.ask(WORKSPACES, token)).toEqual(REFUSED)
      expect(await client.accessKeys.suspend(jti)).toEqual({ jti, status: 'SUSPENDED', changed: false })
      expect((await client.accessKeys.list()).data).toMatchObject([{ jti, status: 'SUSPENDED' }])

      expect(await client.accessKeys.unsuspend(jti)).toEqual({ jti, status: 'ACTIVE', changed: true })
      expect(await client.accessKeys.unsuspend(jti)).toEqual({ jti, status: 'ACTIVE', changed: false })
      expect(await stage.ask(WORKSPACES, token)).toMatchObject({ status: 200 })
    },
  },
  {
    title: 'a revoked key is refused at once, and for good',
    play: async (stage) => {
      const { client } = await keyMaker(stage)
      const { jti, token } = await client.accessKeys.create()

      expect(await client.accessKeys.delete(jti)).toEqual({ jti, revoked: true })
      const error = await errorOf(stage.client(token).workspaces.list(), AuthenticationError)
      expect(error.detail).toBe('Invalid or expired token')
      expect(await client.accessKeys.delete(jti)).toEqual({ jti, revoked: false })
      expect((await client.accessKeys.list()).data).toMatchObject([{ jti, status: 'REVOKED' }])

      for (const action of ['suspend', 'unsuspend'] as const) {
        const conflict = await errorOf(client.accessKeys[action](jti), ConflictError)
        expect(conflict.detail).toBe(`Revoked Scoped Access Key ${jti} cannot be ${action}ed`)
      }
    },
  },
  {
    title: 'a key that has ended can be neither suspended nor used for long',
    play: async (stage) => {
      const { client } = await keyMaker(stage)
      const { jti } = await client.accessKeys.create({ expires_in_seconds: 1 })

      await expect
        .poll(async () => (await client.accessKeys.list()).data[0]?.status, {
          timeout: 20_000,
          interval: 200,
        })
        .toBe('EXPIRED')
      expect(await client.accessKeys.suspend(jti)).toEqual({ jti, status: 'EXPIRED', changed: false })
      expect(await client.accessKeys.delete(jti)).toEqual({ jti, revoked: true })
    },
  },
  {
    title: 'nobody manages the keys of others, PlatformAdmins neither',
    play: async (stage) => {
      const { client } = await keyMaker(stage)
      const { jti, token } = await client.accessKeys.create()
      const admin = stage.client(await stage.tokenOf(stage.adminEmail))
      const other = (await keyMaker(stage, 'other')).client

      for (const stranger of [other, admin]) {
        for (const action of ['suspend', 'unsuspend', 'delete'] as const) {
          const error = await errorOf(stranger.accessKeys[action](jti), NotFoundError)
          expect(error.detail).toBe(`Scoped Access Key ${jti} was not found`)
        }
      }
      expect(await stage.ask(WORKSPACES, token)).toMatchObject({ status: 200 })
    },
  },
  {
    title: 'an unknown key is not found, a malformed id is no id',
    play: async (stage) => {
      const { client } = await keyMaker(stage)

      await errorOf(client.accessKeys.delete(UNKNOWN_JTI), NotFoundError)
      const error = await errorOf(client.accessKeys.suspend('ak_1'), UnprocessableEntityError)

      expect(error.issues).toMatchObject([{ path: 'path.jti' }])
    },
  },
]

const serviceAccounts: readonly OIDCCase[] = [
  {
    title: 'only PlatformAdmins make keys of service accounts',
    play: async (stage) => {
      const { client } = await keyMaker(stage)

      const error = await errorOf(
        client.accessKeys.create({ service_account_id: 'robot' }),
        PermissionDeniedError,
      )

      expect(error.detail).toBe(
        `Only ${NAMES_OF[stage.generation].administratorRole} can create service-bound Scoped Access Keys`,
      )
    },
  },
  {
    title: 'the key of a service account stands for it, and belongs to the PlatformAdmins',
    play: async (stage) => {
      const admin = stage.client(await stage.tokenOf(stage.adminEmail))
      const owner = (await keyMaker(stage, 'owner')).client
      const { workspace } = stage
      const principal = `service-account:${workspace}`

      const { jti, token, ...key } = await admin.accessKeys.create({ service_account_id: workspace })
      expect(key).toMatchObject({ principal, entity_type: 'SERVICE_ACCOUNT' })
      expect(await stage.client(token).auth.whoami()).toMatchObject({ principal, email: null, groups: [] })

      await owner.workspaces.create({ name: workspace })
      await errorOf(stage.client(token).workspaces.retrieve(workspace), PermissionDeniedError)
      await owner.workspaces.members.create({ workspace, principal, roles: ['Viewer'] })
      expect(await stage.client(token).workspaces.retrieve(workspace)).toMatchObject({ name: workspace })

      expect((await admin.accessKeys.list()).data.map((entry) => entry.jti)).toContain(jti)
      await errorOf(owner.accessKeys.delete(jti), NotFoundError)
      expect(await admin.accessKeys.delete(jti)).toEqual({ jti, revoked: true })
    },
  },
  {
    title: 'a service account makes no keys',
    play: async (stage) => {
      const admin = stage.client(await stage.tokenOf(stage.adminEmail))
      const { token } = await admin.accessKeys.create({ service_account_id: stage.workspace })

      const error = await errorOf(stage.client(token).accessKeys.create(), BadRequestError)

      expect(error.detail).toBe('Scoped Access Keys cannot be created by service-account principals')
      expect(await stage.client(token).accessKeys.list()).toMatchObject({ data: [] })
    },
  },
]

/** Cases about access keys. */
export const accessKeyOIDCCases: readonly OIDCCase[] = [...making, ...using, ...lifecycle, ...serviceAccounts]
