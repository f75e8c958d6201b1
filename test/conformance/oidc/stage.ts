/** What a case about an identity provider has at hand, on the mock platform as on a real one. */

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ClientOptions, NeMoPlatform } from 'nemo-platform'
import { loadConfig, updateConfig } from 'nemo-platform/config'
import type { Generation } from '../../../src/generations.ts'
import { steadyFetch } from '../steady-fetch.ts'

/** The tokens of a login. */
export interface LoginTokens {
  readonly accessToken: string
  readonly refreshToken: string
}

/** A platform with an identity provider and access keys; unsigned tokens are refused. */
export interface OIDCTarget {
  readonly baseURL: string
  /** Of which generation the platform is. */
  readonly generation: Generation
  readonly issuer: string
  readonly clientId: string
  readonly audience: string
  readonly adminEmail: string
  /** Logs somebody in without a browser. */
  login(email: string, scopes?: readonly string[]): Promise<LoginTokens>
  /** Signs a token with the provider's key: claims over those of a good one; undefined leaves a claim out. */
  sign(claims: Readonly<Record<string, unknown>>): Promise<string>
  /** Opens the page of a login in the browser, and logs in there. */
  approvePage(url: string, email: string): Promise<void>
  /** Ends the logins of a person. */
  revokeLogins(email: string): Promise<void>
  /** How often somebody's token was refreshed. */
  refreshesOf(email: string): Promise<number>
}

/** A case. */
export interface OIDCCase {
  readonly title: string
  play(stage: OIDCStage): Promise<void>
}

/** A config file of somebody who is logged in. */
export interface ConfigOfLogin extends AsyncDisposable {
  readonly path: string
  /** The tokens that the file holds now. */
  tokens(): LoginTokens
  /** Puts other tokens into the file. */
  replace(tokens: LoginTokens): Promise<void>
}

/** A target with the people of one case. */
export interface OIDCStage extends OIDCTarget {
  /** The e-mail address of somebody of the case's own. */
  email(name: string): string
  /** A name for a workspace of the case's own. */
  readonly workspace: string
  /** A good token of somebody. */
  tokenOf(email: string, claims?: Readonly<Record<string, unknown>>): Promise<string>
  /** A client that sends a token. */
  client(accessToken: string, options?: ClientOptions): NeMoPlatform
  /** Writes a config file with tokens of a login. */
  configWith(tokens: LoginTokens): Promise<ConfigOfLogin>
  /** What a plain request is answered with. */
  ask(path: string, token: string | undefined, init?: RequestInit): Promise<{ status: number; body: unknown }>
}

/** Sets the stage for a case. */
export function stageOn(target: OIDCTarget): OIDCStage {
  const run = randomUUID().slice(0, 8)
  return {
    ...target,
    workspace: `oidc-${run}`,
    email: (name) => `${name}.${run}@example.com`,
    tokenOf: (email, claims = {}) => target.sign({ sub: email, email, ...claims }),
    client: (accessToken, options = {}) =>
      new NeMoPlatform({ baseURL: target.baseURL, accessToken, ...options }),
    configWith: (tokens) => writeConfig(target.baseURL, tokens),
    ask: async (path, token, init = {}) => {
      const headers = {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...init.headers,
      }
      const response = await steadyFetch(`${target.baseURL}${path}`, { ...init, headers })
      return { status: response.status, body: (await response.json()) as unknown }
    },
  }
}

async function writeConfig(baseURL: string, login: LoginTokens): Promise<ConfigOfLogin> {
  const folder = await mkdtemp(join(tmpdir(), 'nemo-login-'))
  const path = join(folder, 'config.yaml')
  const replace = async ({ accessToken, refreshToken }: LoginTokens) => {
    const changes = { base_url: baseURL, access_token: accessToken, refresh_token: refreshToken }
    await updateConfig(changes, { configPath: path, contextName: 'default', environment: {} })
  }
  await replace(login)
  return {
    path,
    replace,
    tokens: () => {
      const [user] = loadConfig({ configPath: path }).file.users
      if (user?.type !== 'oauth') throw new Error('The config file holds no login')
      return { accessToken: user.token, refreshToken: user.refresh_token ?? '' }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
