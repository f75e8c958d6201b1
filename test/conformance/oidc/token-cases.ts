/** Which signed tokens are taken, what is said to the others, and what their claims mean. */

import { AuthenticationError, PermissionDeniedError } from 'nemo-platform'
import { expect } from 'vitest'
import { errorOf } from '../error-of.ts'
import {
  claimsFor,
  publishedKey,
  signedByStranger,
  signedWithPublicKey,
  unsigned,
  withClaims,
} from './forged.ts'
import type { OIDCCase, OIDCStage } from './stage.ts'

const WORKSPACES = '/apis/entities/v2/workspaces'
const WHOAMI = '/apis/auth/authenticate'
const REFUSED = { status: 401, body: { detail: 'Invalid or expired token' } }
const UNSIGNED_REFUSED = {
  status: 401,
  body: { detail: 'Unsigned JWTs are not accepted. Set auth.allow_unsigned_jwt=true for local development.' },
}

type MakeToken = (stage: OIDCStage, email: string) => string | Promise<string>

function refuses(title: string, make: MakeToken, answer: object = REFUSED): OIDCCase {
  return {
    title: `${title} is refused`,
    play: async (stage) => {
      const token = await make(stage, stage.email('u'))

      expect(await stage.ask(WORKSPACES, token)).toEqual(answer)
    },
  }
}

function accepts(title: string, make: MakeToken): OIDCCase {
  return {
    title: `${title} is taken`,
    play: async (stage) => {
      const token = await make(stage, stage.email('u'))

      expect(await stage.ask(WORKSPACES, token)).toMatchObject({ status: 200 })
    },
  }
}

const secondsNow = () => Math.floor(Date.now() / 1000)

const verdicts: readonly OIDCCase[] = [
  accepts('the access token of a login', async (stage, email) => (await stage.login(email)).accessToken),
  accepts('a token for several audiences, ours among them', (stage, email) =>
    stage.tokenOf(email, { aud: ['another-service', stage.audience] }),
  ),
  refuses('a token for another audience', (stage, email) => stage.tokenOf(email, { aud: 'another-service' })),
  refuses('a token without audience', (stage, email) => stage.tokenOf(email, { aud: undefined })),
  refuses('a token of another issuer', (stage, email) =>
    stage.tokenOf(email, { iss: 'https://login.example.com' }),
  ),
  refuses('a token whose issuer has a slash more', (stage, email) =>
    stage.tokenOf(email, { iss: `${stage.issuer}/` }),
  ),
  refuses('a token without issuer', (stage, email) => stage.tokenOf(email, { iss: undefined })),
  refuses('a token that has ended', (stage, email) =>
    stage.tokenOf(email, { iat: secondsNow() - 600, exp: secondsNow() - 1 }),
  ),
  refuses('a token without end', (stage, email) => stage.tokenOf(email, { exp: undefined })),
  refuses('a token without time of issue', (stage, email) => stage.tokenOf(email, { iat: undefined })),
  refuses('a token that was issued in the future', (stage, email) =>
    stage.tokenOf(email, { iat: secondsNow() + 60 }),
  ),
  refuses('a token that is not valid yet', (stage, email) =>
    stage.tokenOf(email, { nbf: secondsNow() + 60 }),
  ),
  refuses('a token without subject', (stage, email) => stage.tokenOf(email, { sub: undefined })),
  refuses('a token that somebody else signed, under the name of the key', async (stage, email) =>
    signedByStranger(claimsFor(stage, email), String((await publishedKey(stage))['kid'])),
  ),
  refuses('a token signed with an unknown key', (stage, email) =>
    signedByStranger(claimsFor(stage, email), 'nobody-knows-it'),
  ),
  refuses('a token that names no key', (stage, email) => signedByStranger(claimsFor(stage, email))),
  refuses('a token that takes the public key for a shared secret', (stage, email) =>
    signedWithPublicKey(claimsFor(stage, email), stage),
  ),
  refuses('a token whose claims were changed', async (stage, email) =>
    withClaims(await stage.tokenOf(email), claimsFor(stage, stage.adminEmail)),
  ),
  refuses('a token without its signature', async (stage, email) =>
    (await stage.tokenOf(email)).replace(/[^.]*$/, ''),
  ),
  refuses('a bearer token that is no JWT', () => 'opaque-token'),
  refuses('an unsigned token', (stage, email) => unsigned(claimsFor(stage, email)), UNSIGNED_REFUSED),
  refuses(
    'an unsigned token, however "none" is written,',
    (stage, email) => unsigned(claimsFor(stage, email), 'NoNe'),
    UNSIGNED_REFUSED,
  ),
]

const meaning: readonly OIDCCase[] = [
  {
    title: 'discovery names the provider and where to log in',
    play: async (stage) => {
      const { auth_enabled, oidc } = await stage.client('opaque').auth.discover()

      expect(auth_enabled).toBe(true)
      const client = {
        client_id: stage.clientId,
        token_endpoint: expect.stringContaining(stage.issuer),
        device_authorization_endpoint: expect.stringContaining(stage.issuer),
        default_scopes: 'openid profile email offline_access',
      }
      // From 0.8 on each client has a place of its own, and there may be one whose logins the platform keeps.
      const kept = {
        name: 'confidential',
        default: false,
        client_authentication: 'client_secret_basic',
        authorization_start_endpoint: `${stage.baseURL}/apis/auth/v2/authorize`,
        broker_token_endpoint: `${stage.baseURL}/apis/auth/v2/token`,
      }
      const clients =
        stage.generation < '0.8'
          ? client
          : { clients: [{ name: 'public', default: true, server_side_sessions: false, ...client }, kept] }
      expect(oidc).toMatchObject({
        issuer: stage.issuer,
        ...clients,
        workload_token_exchange_enabled: false,
      })
    },
  },
  {
    title: 'whoami tells subject, e-mail address, groups, scopes and id of the token',
    play: async (stage) => {
      const email = stage.email('u')
      const claims = { sub: 'subject-1', groups: ['a', 'b'], scope: 'openid platform:read', jti: 'token-1' }

      const identity = await stage.client(await stage.tokenOf(email, claims)).auth.whoami()

      expect(identity).toEqual({
        principal: 'subject-1',
        email,
        groups: ['a', 'b'],
        scopes: ['openid', 'platform:read'],
        jti: 'token-1',
        token_kind: 'oidc_access_token',
        on_behalf_of: null,
        on_behalf_of_email: null,
        on_behalf_of_groups: [],
      })
    },
  },
  {
    title: 'whoami refuses a bad token in words of its own, and stumbles over an unsigned one',
    play: async (stage) => {
      const email = stage.email('u')
      const foreign = await stage.tokenOf(email, { aud: 'another-service' })

      expect(await stage.ask(WHOAMI, foreign)).toEqual({
        status: 401,
        body: { detail: 'Invalid bearer token' },
      })
      expect(await stage.ask(WHOAMI, undefined)).toEqual({
        status: 401,
        body: { detail: 'Missing bearer token' },
      })
      expect(await stage.ask(WHOAMI, unsigned(claimsFor(stage, email)))).toMatchObject({ status: 500 })
    },
  },
  {
    title: 'a refused token is an AuthenticationError with the words of the platform',
    play: async (stage) => {
      const token = await stage.tokenOf(stage.email('u'), { aud: 'another-service' })

      const error = await errorOf(stage.client(token).workspaces.list(), AuthenticationError)

      expect(error).toMatchObject({ status: 401, detail: 'Invalid or expired token' })
      expect(String(error)).not.toContain(token)
    },
  },
  {
    title: 'a scope that reads lets read, but not write',
    play: async (stage) => {
      const scopes = ['openid', 'offline_access', 'platform:read']
      const { accessToken } = await stage.login(stage.email('u'), scopes)
      const client = stage.client(accessToken)

      await client.workspaces.list()
      const error = await errorOf(client.workspaces.create({ name: stage.workspace }), PermissionDeniedError)

      expect(error).toMatchObject({ status: 403, detail: 'Forbidden' })
    },
  },
  {
    title: 'the scope of another API opens nothing here',
    play: async (stage) => {
      const { accessToken } = await stage.login(stage.email('u'), ['openid', 'offline_access', 'jobs:read'])

      expect(await stage.ask(WORKSPACES, accessToken)).toEqual({ status: 403, body: { detail: 'Forbidden' } })
    },
  },
  {
    title: 'a role belongs to the e-mail address, what was made to the subject',
    play: async (stage) => {
      const email = stage.email('owner')
      const client = stage.client(await stage.tokenOf(email, { sub: 'subject-of-owner' }))

      const created = await client.workspaces.create({ name: stage.workspace })
      const { data } = await client.workspaces.members.list({ workspace: stage.workspace })

      expect(created).toMatchObject({ created_by: 'subject-of-owner' })
      expect(data).toMatchObject([{ principal: email, roles: ['Admin'], granted_by: 'subject-of-owner' }])
    },
  },
  {
    title: 'a role of a group counts for whoever is in it',
    play: async (stage) => {
      const { workspace } = stage
      const group = `team-${workspace}`
      const owner = stage.client(await stage.tokenOf(stage.email('owner')))
      await owner.workspaces.create({ name: workspace })
      await owner.workspaces.members.create({ workspace, principal: group, roles: ['Viewer'] })
      const insider = stage.client(await stage.tokenOf(stage.email('in'), { groups: [group] }))
      const outsider = stage.client(await stage.tokenOf(stage.email('out'), { groups: ['others'] }))

      expect(await insider.workspaces.retrieve(workspace)).toMatchObject({ name: workspace })
      await errorOf(outsider.workspaces.retrieve(workspace), PermissionDeniedError)
    },
  },
]

/** Cases about signed tokens. */
export const oidcTokenCases: readonly OIDCCase[] = [...verdicts, ...meaning]
