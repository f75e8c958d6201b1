/** What the server answers: one page of workspaces, a discovery document, and tokens of a login whose refresh token rotates. */

import { randomUUID } from 'node:crypto'

const LIFETIME_IN_SECONDS = 3_600

/** Tokens as an identity provider answers them. */
export interface Login {
  access_token: string
  refresh_token: string
  token_type: 'Bearer'
  expires_in: number
}

/** What has been asked of the token endpoint since the last login. */
export interface Statistics {
  refreshes: number
  reuses: number
}

/** A page of two workspaces, in the platform's form; the extra `object` makes it a list for other SDKs too. */
export const workspacePage = JSON.stringify({
  object: 'list',
  data: ['default', 'ml-team'].map((name) => ({
    id: `workspace-${name}`,
    name,
    description: 'Models and data of the team',
    created_at: '2026-11-22T06:46:55.881305',
    created_by: 'alice@example.com',
    updated_at: '2026-11-22T06:46:55.881305',
    updated_by: 'alice@example.com',
  })),
  pagination: { page: 1, page_size: 100, current_page_size: 2, total_pages: 1, total_results: 2 },
  sort: '-created_at',
  filter: null,
})

/** An event of a model that answers word by word. */
export const chatChunk = JSON.stringify({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_764_000_000,
  model: 'meta/llama-3.1-8b-instruct',
  choices: [{ index: 0, delta: { content: ' word' }, finish_reason: null }],
})

/** Pages of the long list. */
const PAGES = 100

/** A page of the long list: 100 pages of 100 items. */
export function projectPage(page: number): string {
  const size = 100
  const data = Array.from({ length: size }, (_, index) => {
    const name = `project-${(page - 1) * size + index}`
    return { id: `project-${name}`, name, workspace: 'ml-team', description: 'Models and data of the team' }
  })
  const pagination = {
    page,
    page_size: size,
    current_page_size: size,
    total_pages: PAGES,
    total_results: PAGES * size,
  }
  return JSON.stringify({ object: 'list', data, pagination })
}

let current: Login = issue(Date.now() / 1000 + LIFETIME_IN_SECONDS)
let counts: Statistics = { refreshes: 0, reuses: 0 }

/** The tokens in force. */
export function login(): Login {
  return current
}

/** How often the login was refreshed, and how often with a token that had been spent. */
export function statistics(): Statistics {
  return counts
}

/** Begins a login anew. Its access token, an hour old, ends at that moment (seconds since 1970). */
export function issueLogin(expiresAt: number): void {
  current = issue(expiresAt)
  counts = { refreshes: 0, reuses: 0 }
}

/** Answers a token request: each refresh token is good for one. */
export function refresh(fields: URLSearchParams): { status: number; body: unknown } {
  if (fields.get('refresh_token') !== current.refresh_token) {
    counts.reuses += 1
    return { status: 400, body: { error: 'invalid_grant' } }
  }
  counts.refreshes += 1
  current = issue(Math.floor(Date.now() / 1000) + LIFETIME_IN_SECONDS)
  return { status: 200, body: current }
}

/** The discovery document: authentication is on, and the identity provider is this server. */
export function discovery(origin: string): Record<string, unknown> {
  return {
    auth_enabled: true,
    oidc: {
      issuer: origin,
      authorization_endpoint: `${origin}/authorize`,
      token_endpoint: `${origin}/token`,
      device_authorization_endpoint: `${origin}/device_authorization`,
      userinfo_endpoint: `${origin}/userinfo`,
      client_id: 'nemo-platform',
      default_scopes: 'openid profile email offline_access',
      scope_prefix: '',
    },
    workload_token_exchange_enabled: false,
  }
}

function issue(expiresAt: number): Login {
  const claims = {
    sub: 'alice@example.com',
    iat: Math.floor(expiresAt) - LIFETIME_IN_SECONDS,
    exp: expiresAt,
  }
  return {
    access_token: `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}.${encode(randomUUID())}`,
    refresh_token: `rt-${randomUUID()}`,
    token_type: 'Bearer',
    expires_in: Math.max(0, Math.round(expiresAt - Date.now() / 1000)),
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
