/** How each fault is made on the mock platform. */

import { execFileSync, spawn } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { NeMoPlatform, NeMoPlatformError } from 'nemo-platform'
import { createUnsignedToken, login } from 'nemo-platform/auth'
import { MockPlatform, type MockPlatformOptions } from 'nemo-platform/testing'
import { temporaryFolder } from '../helpers/config-files.ts'
import { rejection } from '../helpers/rejection.ts'
import { jwt, nowInSeconds } from '../helpers/sample-tokens.ts'
import type { FaultName } from './table.ts'

export type Profile = '0.6.0' | '0.8' | 'documented'

/** A fault that was made. */
export interface MadeFault {
  /** Who met it. */
  readonly client: NeMoPlatform
  /** What it met; undefined for a fault that is no error. */
  readonly error: unknown
  /** Carries the first remedy out and repeats the call. */
  readonly mend?: () => Promise<unknown>
}

type Make = (profile: Profile) => Promise<MadeFault>

const URL_ = 'http://nemo.test'
const ADMIN = 'admin@example.com'
const ANA = 'ana@example.com'

interface Scene {
  readonly platform: MockPlatform
  readonly admin: NeMoPlatform
  as(accessToken: string | undefined, options?: { fetch?: MockPlatform['fetch'] }): NeMoPlatform
}

function sceneOf(profile: Profile, options: MockPlatformOptions = {}): Scene {
  const platform = new MockPlatform({ profile, ...options })
  const as: Scene['as'] = (accessToken, { fetch = platform.fetch } = {}) =>
    new NeMoPlatform({
      baseURL: URL_,
      workspace: 'ml',
      maxRetries: 0,
      fetch,
      ...(accessToken === undefined ? {} : { accessToken }),
    })
  return { platform, admin: as(platform.tokenFor(ADMIN)), as }
}

/** Somebody whose token is refused. */
function refused(
  make: (scene: Scene) => string | undefined,
  options?: MockPlatformOptions,
  mend?: (scene: Scene) => Promise<unknown>,
): Make {
  return async (profile) => {
    const scene = sceneOf(profile, options)
    const client = scene.as(make(scene))
    return {
      client,
      error: await failure(client.workspaces.list()),
      mend: () =>
        mend?.(scene) ??
        scene
          .as(scene.platform.tokenFor(ADMIN))
          .workspaces.list()
          .then(() => {}),
    }
  }
}

const OIDC = { auth: { oidc: true, allowUnsignedTokens: false } } as const

/** Somebody whose role is this one meets a refusal. */
function denied(
  role: 'Viewer' | 'Editor' | undefined,
  call: (client: NeMoPlatform) => Promise<unknown>,
  scopes?: readonly string[],
  mend?: (scene: Scene, client: NeMoPlatform) => Promise<unknown>,
): Make {
  return async (profile) => {
    const scene = sceneOf(profile)
    await scene.admin.workspaces.create({ name: 'ml' })
    if (role !== undefined) await scene.admin.workspaces.members.create({ principal: ANA, roles: [role] })
    const client = scene.as(scene.platform.tokenFor(ANA, { scopes }))
    const error = await failure(call(client))
    return {
      client,
      error,
      ...(mend === undefined
        ? {}
        : {
            mend: async () => {
              await mend(scene, client)
              await call(client)
            },
          }),
    }
  }
}

const unsigned = (claims: Record<string, unknown>) =>
  `${jwt(claims, { alg: 'none', typ: 'JWT' }).split('.').slice(0, 2).join('.')}.`

/** Answers with this, whatever is asked; `path` restricts it. */
function broken(
  fault: Parameters<MockPlatform['faults']['next']>[0],
  call = (client: NeMoPlatform): Promise<unknown> => client.workspaces.list().then(() => {}),
): Make {
  return async (profile) => {
    const scene = sceneOf(profile)
    scene.platform.faults.next({ times: 1000, ...fault })
    return { client: scene.admin, error: await failure(call(scene.admin)) }
  }
}

const HTML = {
  body: '<!doctype html><html><title>Sign in</title></html>',
  headers: { 'content-type': 'text/html' },
}
const pdp = (status: number, word: string) =>
  broken({ status, body: { detail: `Authorization service ${word}` }, path: /^\/apis\/entities/ })

/** A login that the identity provider refuses. */
function loginRefused(body: Record<string, string>, path: RegExp): Make {
  return async (profile) => {
    const { platform, admin } = sceneOf(profile, { auth: { oidc: true } })
    platform.faults.next({ status: 400, body, path, times: 100 })
    const error = await failure(
      login({
        baseURL: URL_,
        fetch: platform.fetch,
        configPath: join(temporaryFolder(), 'config.yaml'),
        method: 'device',
        onCode: () => {},
      }),
    )
    return { client: admin, error }
  }
}

/** What a policy without roles does. */
const everythingForbidden: Make = async (profile) => {
  const { platform, as } = sceneOf(profile)
  platform.faults.next({
    status: 403,
    body: { detail: 'Forbidden' },
    path: /^\/apis\/(?!auth)/,
    times: 1000,
  })
  const client = as(platform.tokenFor(ADMIN))
  return { client, error: await failure(client.workspaces.retrieve('default')) }
}

export const MOCK_FAULTS: Readonly<Record<FaultName, Make>> = {
  'no-token': refused(() => undefined),
  issuer: refused(
    ({ platform }) => jwt({ ...claims(platform.tokenFor(ADMIN)), iss: 'https://other.example' }),
    OIDC,
  ),
  audience: refused(({ platform }) => platform.tokenFor(ADMIN, { claims: { aud: 'some-other-app' } }), {
    auth: { oidc: { audience: 'nemo-platform' }, allowUnsignedTokens: false },
  }),
  expired: refused(({ platform }) => platform.tokenFor(ADMIN, { expiresIn: -60 })),
  'dead-refresh': async (profile) => {
    const { platform } = sceneOf(profile, { auth: { oidc: true } })
    const configPath = join(temporaryFolder(), 'config.yaml')
    await platform.writeConfig(configPath, { email: ADMIN, expiresIn: -60, baseURL: URL_ })
    platform.identityProvider.revokeLogins(ADMIN)
    const client = new NeMoPlatform({ configPath, fetch: platform.fetch, maxRetries: 0 })
    return { client, error: await failure(client.workspaces.list()) }
  },
  'skewed-clock': async (profile) => {
    const { platform, as } = sceneOf(profile, OIDC)
    const ahead = 2 * 3600
    // A platform whose clock is two hours ahead: all that it says is dated so, and a token of one hour has ended there.
    const fetch: MockPlatform['fetch'] = async (input, init) => {
      const request = new Request(input, init)
      const answer = request.headers.has('authorization')
        ? Response.json({ detail: 'Invalid or expired token' }, { status: 401 })
        : await platform.fetch(request)
      const headers = new Headers(answer.headers)
      headers.set('date', new Date(Date.now() + ahead * 1000).toUTCString())
      return new Response(answer.body, { status: answer.status, headers })
    }
    const client = as(platform.tokenFor(ADMIN), { fetch })
    return { client, error: await failure(client.workspaces.list()) }
  },
  'iat-future': refused(() =>
    unsigned({ sub: ADMIN, email: ADMIN, iat: nowInSeconds() + 300, exp: nowInSeconds() + 3600 }),
  ),
  'nbf-future': refused(() =>
    unsigned({
      sub: ADMIN,
      email: ADMIN,
      iat: nowInSeconds() - 5,
      nbf: nowInSeconds() + 300,
      exp: nowInSeconds() + 3600,
    }),
  ),
  unsigned: refused(() => createUnsignedToken({ email: ADMIN }), OIDC),
  'bearer-off': refused(
    () => createUnsignedToken({ email: ADMIN }),
    { auth: { allowUnsignedTokens: false } },
    async () => {},
  ),
  'signed-without-provider': refused(
    () => jwt({ sub: 's', iss: 'https://idp.example', iat: nowInSeconds() - 5, exp: nowInSeconds() + 600 }),
    {},
  ),
  opaque: refused(() => 'not-a-jwt'),
  'no-exp': refused(() => unsigned({ sub: ADMIN, email: ADMIN, iat: nowInSeconds() - 5 })),
  'email-header': async (profile) => {
    const { platform, admin } = sceneOf(profile, OIDC)
    const fetch: MockPlatform['fetch'] = (input, init) => {
      const request = new Request(input, init)
      request.headers.delete('x-nmp-principal-id')
      return platform.fetch(request)
    }
    const client = new NeMoPlatform({
      baseURL: URL_,
      fetch,
      maxRetries: 0,
      defaultHeaders: { 'X-NMP-Principal-Id': ADMIN },
    })
    return {
      client,
      error: await failure(client.workspaces.list()),
      mend: () => admin.workspaces.list().then(() => {}),
    }
  },
  'no-sub': refused(() => unsigned({ email: ADMIN, iat: nowInSeconds() - 5, exp: nowInSeconds() + 600 })),
  'wrong-claim-type': refused(() =>
    unsigned({ sub: 7, email: ADMIN, iat: nowInSeconds() - 5, exp: nowInSeconds() + 600 }),
  ),
  'unknown-key': refused(
    ({ platform }) => jwt({ ...claims(platform.tokenFor(ADMIN)), aud: 'nemo-platform' }),
    OIDC,
  ),
  'access-key-suspended': accessKey('suspend'),
  'access-key-revoked': accessKey('delete'),
  'proxy-401': broken({ status: 401, ...HTML }),

  'not-a-member': denied(
    undefined,
    (client) => client.projects.list().then(() => {}),
    undefined,
    ({ admin }) => admin.workspaces.members.create({ principal: ANA, roles: ['Viewer'] }),
  ),
  'no-workspace': async (profile) => {
    const { platform, as } = sceneOf(profile)
    const client = as(platform.tokenFor(ANA))
    return { client, error: await failure(client.projects.list()) }
  },
  'viewer-writes': denied(
    'Viewer',
    (client) => client.projects.create({ name: 'mine' }),
    undefined,
    ({ admin }) => admin.workspaces.members.create({ principal: ANA, roles: ['Editor'] }),
  ),
  'editor-lists-members': denied(
    'Editor',
    (client) => client.workspaces.members.list(),
    undefined,
    ({ admin }) => admin.workspaces.members.create({ principal: ANA, roles: ['Admin'] }),
  ),
  'read-scope-writes': scoped(['platform:read'], (client) => client.projects.create({ name: 'mine' })),
  'write-scope-reads': scoped(['platform:write'], (client) => client.projects.list().then(() => {})),
  'other-api-scope': scoped(['files:read'], (client) => client.projects.list().then(() => {})),
  'scope-prefix': async (profile) => {
    const { platform, as } = sceneOf(profile, { auth: { oidc: { scopePrefix: 'api://nmp' } } })
    const client = as(platform.tokenFor(ANA, { claims: { scope: 'api://nmp/platform:read' } }))
    return { client, error: await failure(client.workspaces.retrieve('default')) }
  },
  'scope-with-dots': denied('Editor', (client) => client.projects.list().then(() => {}), ['projects.read']),
  'secret-value': denied('Editor', (client) => client.get('/apis/secrets/v2/workspaces/ml/secrets/s/access')),
  iam: denied('Editor', (client) => client.get('/apis/auth/v2/iam/role-bindings')),
  'unknown-path': denied('Editor', (client) => client.get('/apis/entities/v2/workspaces/ml/nonsense')),
  'trailing-slash': denied(
    'Editor',
    (client) => client.get('/apis/entities/v2/workspaces/ml/projects/'),
    undefined,
  ),
  'proxy-403': broken({ status: 403, ...HTML }),
  unseeded: everythingForbidden,
  'pdp-without-data': everythingForbidden,
  'deleted-workspace': async (profile) => {
    const { platform, as } = sceneOf(profile, { workspaceCleanup: 60_000 })
    const client = as(platform.tokenFor(ANA))
    await client.workspaces.create({ name: 'ml' })
    await client.workspaces.delete('ml')
    const error = await failure(client.projects.create({ name: 'late' }))
    return { client, error }
  },
  'removed-member': async (profile) => {
    const { platform, admin, as } = sceneOf(profile)
    await admin.workspaces.create({ name: 'ml' })
    const client = as(platform.tokenFor(ANA))
    await admin.workspaces.members.create({ principal: ANA, roles: ['Admin'] })
    await client.workspaces.members.delete(ANA)
    return { client, error: await failure(client.projects.list()) }
  },

  'invalid-scope-login': loginRefused(
    {
      error: 'invalid_scope',
      error_description: "AADSTS70011: The provided value for the input parameter 'scope' is not valid.",
    },
    /device|token/,
  ),
  'device-flow-off': loginRefused(
    {
      error: 'unauthorized_client',
      error_description:
        'Client is not allowed to initiate OAuth 2.0 Device Authorization Grant. The flow is disabled for the client.',
    },
    /device|token/,
  ),
  'client-id': loginRefused(
    { error: 'invalid_client', error_description: 'Invalid client or Invalid client credentials' },
    /device|token/,
  ),

  'not-empty': async () => {
    const { admin } = sceneOf('documented')
    await admin.workspaces.create({ name: 'ml' })
    await admin.projects.create({ name: 'mine' })
    const error = await failure(admin.workspaces.delete('ml'))
    return {
      client: admin,
      error,
      mend: async () => {
        await admin.projects.delete('mine')
        await admin.workspaces.delete('ml')
      },
    }
  },
  'name-in-deletion': async () => {
    // As documented, a workspace is gone at once.
    const { admin } = sceneOf('0.6.0', { workspaceCleanup: 300 })
    await admin.workspaces.create({ name: 'ml' })
    await admin.workspaces.delete('ml')
    const error = await failure(admin.workspaces.create({ name: 'ml' }))
    return {
      client: admin,
      error,
      mend: async () => {
        await new Promise((resolve) => setTimeout(resolve, 400))
        await admin.workspaces.create({ name: 'ml' })
      },
    }
  },
  'name-taken': async (profile) => {
    const { admin } = sceneOf(profile)
    await admin.workspaces.create({ name: 'ml' })
    return {
      client: admin,
      error: await failure(admin.workspaces.create({ name: 'ml' })),
      mend: () => admin.workspaces.create({ name: 'ml', exist_ok: true }),
    }
  },
  'name-taken-unseen': denied(undefined, (client) => client.workspaces.create({ name: 'ml' })),
  'editor-deletes': () =>
    denied(
      'Editor',
      (client) => client.workspaces.delete('ml'),
      undefined,
      ({ admin }) => admin.workspaces.members.create({ principal: ANA, roles: ['Admin'] }),
    )('documented'),
  'last-admin': async (profile) => {
    const { admin } = sceneOf(profile)
    await admin.workspaces.create({ name: 'ml' })
    return {
      client: admin,
      error: await failure(admin.workspaces.members.delete(ADMIN)),
      mend: async () => {
        await admin.workspaces.members.create({ principal: ANA, roles: ['Admin'] })
        await admin.workspaces.members.delete(ADMIN)
      },
    }
  },

  'config-pipe': async (profile) => {
    const platform = new MockPlatform({ profile })
    const [file, pipe] = [join(temporaryFolder(), 'config.yaml'), join(temporaryFolder(), 'pipe')]
    await platform.writeConfig(file, { email: ANA })
    execFileSync('mkfifo', [pipe])
    spawn('sh', ['-c', 'cat "$0" > "$1"', file, pipe], { stdio: 'ignore' })
    return { client: new NeMoPlatform({ configPath: pipe, fetch: platform.fetch }), error: undefined }
  },
  'config-link': async (profile) => {
    const platform = new MockPlatform({ profile })
    const [file, link] = [join(temporaryFolder(), 'config.yaml'), join(temporaryFolder(), 'link.yaml')]
    await platform.writeConfig(file, { email: ANA })
    symlinkSync(file, link)
    return { client: new NeMoPlatform({ configPath: link, fetch: platform.fetch }), error: undefined }
  },
  'header-believed': async (profile) => ({ client: sceneOf(profile).admin, error: undefined }),
  'fresh-role': async (profile) => {
    const { platform, as } = sceneOf(profile, { auth: { rolePropagation: 1_000 } })
    const client = as(platform.tokenFor(ANA))
    await client.workspaces.create({ name: 'ml', wait_role_propagation: false })
    // What cannot be sent twice is not repeated until the role is there.
    const body = new Blob(['{"name":"mine"}']).stream()
    const headers = { 'content-type': 'application/json' }
    const error = await failure(client.post('/apis/entities/v2/workspaces/ml/projects', { body, headers }))
    return {
      client,
      error,
      mend: async () => {
        await client.auth.waitForAccess({ role: 'Editor', poll_interval: 20 })
        await client.projects.create({ name: 'mine' })
      },
    }
  },
  'fresh-role-of-others': async (profile) => {
    const { platform, admin, as } = sceneOf(profile, { auth: { rolePropagation: 400 } })
    await admin.workspaces.create({ name: 'ml' })
    await admin.workspaces.members.create({ principal: ANA, roles: ['Viewer'], wait_role_propagation: false })
    const client = as(platform.tokenFor(ANA))
    return {
      client,
      error: await failure(client.projects.list()),
      mend: async () => {
        await client.auth.waitForAccess({ role: 'Viewer', poll_interval: 20 })
        await client.projects.list()
      },
    }
  },
  'role-arrived': async (profile) => {
    const { platform, admin, as } = sceneOf(profile)
    await admin.workspaces.create({ name: 'ml' })
    const client = as(platform.tokenFor(ANA))
    const error = await failure(client.projects.list())
    await admin.workspaces.members.create({ principal: ANA, roles: ['Viewer'] })
    return { client, error, mend: () => client.projects.list().then(() => {}) }
  },
  'admin-letter-case': async (profile) => {
    const { platform, admin, as } = sceneOf(profile)
    await admin.workspaces.create({ name: 'ml' })
    const client = as(platform.tokenFor('Admin@Example.com'))
    return { client, error: await failure(client.projects.list()) }
  },

  'pdp-502': pdp(502, 'error'),
  'pdp-503': pdp(503, 'unavailable'),
  'pdp-504': pdp(504, 'timeout'),
  'proxy-page': broken({ status: 200, ...HTML }),
  'proxy-504': broken({ status: 504, ...HTML }, (client) => client.workspaces.retrieve('default')),
  'not-listening': async () => {
    const client = new NeMoPlatform({ baseURL: 'http://127.0.0.1:9', workspace: 'ml', maxRetries: 0 })
    return { client, error: await failure(client.workspaces.list()) }
  },
  'bad-body': denied('Editor', (client) =>
    client.post('/apis/entities/v2/workspaces/ml/projects', { body: {} }),
  ),
  'keys-off': denied('Editor', (client) => client.accessKeys.list().then(() => {})),
  'not-found': denied('Viewer', (client) => client.projects.retrieve('nope')),
}

function failure(call: PromiseLike<unknown>): Promise<NeMoPlatformError> {
  return rejection(call, NeMoPlatformError)
}

function claims(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
}

function scoped(scopes: readonly string[], call: (client: NeMoPlatform) => Promise<unknown>): Make {
  return async (profile) => {
    const scene = sceneOf(profile, { auth: { oidc: true } })
    await scene.admin.workspaces.create({ name: 'ml' })
    await scene.admin.workspaces.members.create({ principal: ANA, roles: ['Editor'] })
    const client = scene.as(scene.platform.tokenFor(ANA, { scopes }))
    return {
      client,
      error: await failure(call(client)),
      mend: () =>
        call(scene.as(scene.platform.tokenFor(ANA, { scopes: ['platform:read', 'platform:write'] }))),
    }
  }
}

function accessKey(action: 'suspend' | 'delete'): Make {
  return async (profile) => {
    const { admin, as } = sceneOf(profile, { auth: { accessKeys: true } })
    const key = await admin.accessKeys.create({ name: 'ci' })
    await admin.accessKeys[action](key.jti)
    const client = as(key.token)
    return {
      client,
      error: await failure(client.workspaces.list()),
      ...(action === 'suspend'
        ? {
            mend: async () => {
              await admin.accessKeys.unsuspend(key.jti)
              await client.workspaces.list()
            },
          }
        : {}),
    }
  }
}
