/** A login at a platform and an identity provider that answer from a script. */

import {
  type DeviceLoginOptions,
  type LoginCode,
  type LoginResult,
  type LoginWait,
  login,
  type PasswordLoginOptions,
} from 'nemo-platform/auth'
import { configFile, oneContext } from '../../helpers/config-files.ts'
import { jwt, nowInSeconds } from '../../helpers/sample-tokens.ts'
import { type Answer, json, type StubbedCall, stubFetch } from '../../helpers/stub-fetch.ts'

/** The script. */
export interface LoginScript {
  /** Answers of the device endpoint. @default a code */
  device?: readonly Answer[]
  /** Answers of the token endpoint. @default a token */
  token?: readonly Answer[]
  /** Keys over those of the identity provider in discovery. */
  oidc?: Record<string, unknown>
  /** Discovery document, over the usual one, or another answer. */
  discovery?: Record<string, unknown> | Answer
  /** The config file. @default one context `main` without login */
  config?: string
}

/** The scene and what happened in it. */
export interface ScriptedLogin {
  readonly configPath: string
  readonly deviceCalls: StubbedCall[]
  readonly tokenCalls: StubbedCall[]
  readonly codes: LoginCode[]
  readonly waits: LoginWait[]
  device(options?: Partial<DeviceLoginOptions>): Promise<LoginResult>
  password(options?: Partial<PasswordLoginOptions>): Promise<LoginResult>
}

/** Where the identity provider is. */
export const ISSUER = 'https://idp.example.com'

/** An answer of the device endpoint. */
export function code(fields: Record<string, unknown> = {}): Response {
  return json({
    device_code: 'secret-device-code',
    user_code: 'BCDF-GHJK',
    verification_uri: `${ISSUER}/device`,
    verification_uri_complete: `${ISSUER}/device?user_code=BCDF-GHJK`,
    expires_in: 600,
    interval: 5,
    ...fields,
  })
}

/** A token for somebody. */
export function aliceToken(claims: Record<string, unknown> = {}): string {
  const now = nowInSeconds()
  return jwt({ sub: 'alice-1', email: 'alice@example.com', iat: now, exp: now + 3600, ...claims })
}

/** An answer of the token endpoint with tokens. */
export function tokens(fields: Record<string, unknown> = {}): Response {
  return json({ access_token: aliceToken(), refresh_token: 'refresh-1', token_type: 'Bearer', ...fields })
}

/** An answer of the token endpoint without. */
export function refused(error: string, description?: string, status = 400): Response {
  return json({ error, ...(description === undefined ? {} : { error_description: description }) }, status)
}

/** Sets the scene. */
export function scriptedLogin(script: LoginScript = {}): ScriptedLogin {
  const { device = [code()], token = [tokens()], discovery, oidc, config = oneContext() } = script
  const configPath = configFile(config)
  const document = {
    auth_enabled: true,
    oidc: {
      issuer: ISSUER,
      client_id: 'cli',
      token_endpoint: `${ISSUER}/token`,
      device_authorization_endpoint: `${ISSUER}/device-code`,
      default_scopes: 'openid profile email offline_access',
      ...oidc,
    },
  }
  const isAnswer =
    discovery instanceof Response || discovery instanceof Error || typeof discovery === 'function'
  const discoveryStub = stubFetch(isAnswer ? (discovery as Answer) : json({ ...document, ...discovery }))
  const deviceStub = stubFetch(...device)
  const tokenStub = stubFetch(...token)
  const codes: LoginCode[] = []
  const waits: LoginWait[] = []
  const common = {
    configPath,
    environment: {},
    fetch: (input: Request | string | URL, init?: RequestInit) => {
      const url = String(input instanceof Request ? input.url : input)
      if (url.endsWith('/apis/auth/discovery')) return discoveryStub.fetch(input, init)
      return (url.endsWith('/device-code') ? deviceStub : tokenStub).fetch(input, init)
    },
  }
  return {
    configPath,
    deviceCalls: deviceStub.calls,
    tokenCalls: tokenStub.calls,
    codes,
    waits,
    device: (options) =>
      login({
        method: 'device',
        onCode: (shown) => void codes.push(shown),
        onWaiting: (wait) => waits.push(wait),
        ...common,
        ...options,
      }),
    password: (options) =>
      login({ method: 'password', username: 'alice', password: 'pa55word!', ...common, ...options }),
  }
}

/** The form that a call sent. */
export function formOf(call: StubbedCall | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(call?.body))
}
