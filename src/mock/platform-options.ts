/** What a mock platform is like. */

import { InvalidArgumentError } from '../errors/index.ts'
import type { Upstream } from './inference/echo-model.ts'
import type { JobDuration } from './jobs/job-status.ts'
import { type Plugins, releasedPlugins } from './jobs/plugins.ts'
import { checkOptions } from './option-schemas.ts'
import { type Profile, profileOf } from './profile.ts'
import { MemoryStore, type Store } from './store/store.ts'

/** What it is unless it is told. */
const DEFAULT_PROFILE = '0.8'

/** The mock platform's identity provider. */
export interface MockOIDCOptions {
  /** Client id that the platform's discovery names. @default 'nemo-platform' */
  clientId?: string | undefined
  /** `aud` of the access tokens, which the platform then checks. @default not checked */
  audience?: string | undefined
  /** What stands before the platform's scopes at the provider, as in `api://nemo/platform:read`. */
  scopePrefix?: string | undefined
  /** Lifetime of access tokens in seconds. @default 3600 */
  accessTokenLifetime?: number | undefined
  /** Give a new refresh token at each refresh; a second use of an old one revokes the whole login. @default true */
  rotateRefreshTokens?: boolean | undefined
  /**
   * Have the platform keep logins: one logs in at a page of it, and gets a handle in place of the provider's refresh token.
   * Profile 0.8 only. @default false
   */
  serverSideSessions?: boolean | undefined
  /** Have a client `confidential` besides, with this id, whose logins the platform keeps. Profile 0.8 only. @default none */
  confidentialClientId?: string | undefined
}

/** How the mock platform authenticates callers. */
export interface MockAuthOptions {
  /** Who may do everything: e-mail address, subject or group; letter case matters. @default 'admin@example.com' */
  adminEmail?: string | undefined
  /** How long a role change takes to arrive, in ms. The platform's default is 30 s. @default 0 */
  rolePropagation?: number | undefined
  /** Accept unsigned tokens. @default true without `oidc`, false with it, as on the platform */
  allowUnsignedTokens?: boolean | undefined
  /** Have an identity provider: false, true, or what it is like. @default false */
  oidc?: boolean | MockOIDCOptions | undefined
  /** Have scoped access keys. @default false */
  accessKeys?: boolean | undefined
}

/** How the mock platform's jobs move. */
export interface MockJobsOptions {
  /**
   * How long a job takes, in ms, besides what its commands sleep; `manual`: it moves only by `platform.jobs.advance`.
   * @default 300
   */
  duration?: number | 'manual' | undefined
}

/** How the mock platform serves models. */
export interface MockInferenceOptions {
  /** How long a new provider takes to be ready, and a deployment for each of its states, in ms. @default 100 */
  readyAfter?: number | undefined
  /**
   * Answers in place of the servers behind providers: `GET …/v1/models` and whatever else comes through the gateway.
   * @default a model `echo` that says what it is told
   */
  upstream?: ((request: Request) => Response | Promise<Response>) | undefined
}

/** What a mock platform is like. */
export interface MockPlatformOptions {
  /**
   * `0.6` (NeMo Platform 0.6.0), `0.7` and `0.8` (NeMo Helix 0.7.3 and 0.8.1): as the release behaves, with its names.
   * `documented`: 0.6.0 as its documentation has it (deleting a workspace with something in it is a conflict, only Admins
   * delete, `X-NMP-Authorized: true` is believed). `0.6.0` is another name of `0.6`.
   * @default '0.8'
   */
  profile?: '0.6' | '0.7' | '0.8' | 'documented' | '0.6.0' | undefined
  /** Authentication; false switches it off. @default on, with unsigned tokens */
  auth?: MockAuthOptions | false | undefined
  /** Where it keeps its state. @default in memory */
  store?: Store | undefined
  /** How long a deleted workspace takes to vanish, in ms; until then its name is taken. @default 1000 */
  workspaceCleanup?: number | undefined
  /** How jobs move. */
  jobs?: MockJobsOptions | undefined
  /** How models are served. */
  inference?: MockInferenceOptions | undefined
  /**
   * Plugins by name, each with its collections of jobs: `{ mine: ['jobs/run'] }` has jobs at
   * `/apis/mine/v2/workspaces/{workspace}/jobs/run`.
   * @default those of the release
   */
  plugins?: Readonly<Record<string, readonly string[]>> | undefined
}

/** The identity provider's options with their defaults. */
export interface MockOIDCSettings {
  readonly clientId: string
  readonly audience: string | undefined
  readonly scopePrefix: string | undefined
  readonly accessTokenLifetime: number
  readonly rotateRefreshTokens: boolean
  readonly serverSideSessions: boolean
  readonly confidentialClientId: string | undefined
}

/** The options with their defaults. */
export interface MockSettings {
  /** Which platform it is. */
  readonly profile: Profile
  readonly authEnabled: boolean
  readonly adminEmail: string
  readonly rolePropagation: number
  readonly allowUnsignedTokens: boolean
  readonly oidc: MockOIDCSettings
  readonly oidcEnabled: boolean
  readonly accessKeys: boolean
  readonly workspaceCleanup: number
  readonly jobDuration: JobDuration
  readonly readyAfter: number
  readonly upstream: Upstream | undefined
  readonly plugins: Plugins
  readonly store: Store
}

/**
 * Fills in defaults.
 *
 * @throws InvalidArgumentError for an option that is unknown or does not fit.
 */
export function resolveMockOptions(options: MockPlatformOptions): MockSettings {
  checkOptions('platform', options)
  const profile = profileOf(options.profile ?? DEFAULT_PROFILE)
  const auth = options.auth === false ? {} : (options.auth ?? {})
  const oidc = typeof auth.oidc === 'object' ? auth.oidc : {}
  assertKeepsLogins(oidc, profile)
  const oidcEnabled = auth.oidc !== undefined && auth.oidc !== false
  return {
    profile,
    authEnabled: options.auth !== false,
    adminEmail: auth.adminEmail ?? 'admin@example.com',
    rolePropagation: auth.rolePropagation ?? 0,
    allowUnsignedTokens: auth.allowUnsignedTokens ?? !oidcEnabled,
    oidcEnabled,
    oidc: {
      clientId: oidc.clientId ?? 'nemo-platform',
      audience: oidc.audience,
      scopePrefix: oidc.scopePrefix,
      accessTokenLifetime: oidc.accessTokenLifetime ?? 3600,
      rotateRefreshTokens: oidc.rotateRefreshTokens ?? true,
      serverSideSessions: oidc.serverSideSessions ?? false,
      confidentialClientId: oidc.confidentialClientId,
    },
    accessKeys: auth.accessKeys ?? false,
    workspaceCleanup: options.workspaceCleanup ?? 1000,
    jobDuration: options.jobs?.duration ?? 300,
    readyAfter: options.inference?.readyAfter ?? 100,
    upstream: options.inference?.upstream,
    plugins: options.plugins ?? releasedPlugins(profile.generation),
    store: options.store ?? new MemoryStore(),
  }
}

/** Earlier releases keep no logins. */
function assertKeepsLogins(oidc: MockOIDCOptions, { generation }: Profile): void {
  const wanted = (['serverSideSessions', 'confidentialClientId'] as const).find((name) => Boolean(oidc[name]))
  if (wanted === undefined || generation === '0.8') return
  throw new InvalidArgumentError(
    `auth.oidc.${wanted}`,
    `came with release 0.8, and the profile is ${generation}`,
    {
      remedies: [
        { text: 'Leave `profile` out, or make it 0.8', call: "new MockPlatform({ profile: '0.8', … })" },
      ],
    },
  )
}
