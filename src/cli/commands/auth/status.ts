/** `nemo auth status`. */

import type { AuthStatus } from '../../../index.ts'
import type { Invocation } from '../../invocation.ts'
import { discover, isoSeconds, storedToken } from './credentials.ts'

/** Shows it as a table; as data where a format for that was asked for. */
export async function showStatus(invocation: Invocation): Promise<void> {
  const { globals, io } = invocation
  const contradictions = invocation.contradictions()
  const client = invocation.client()
  const status = await client.auth.status()
  const platform = await discover(client, io.signal)
  if (globals.outputFormat !== undefined && globals.outputFormat !== 'table') {
    const auth_enabled = platform.authEnabled ?? null
    await invocation.print({ ...forPrinting(status), auth_enabled, contradictions })
    return
  }
  if (platform.authEnabled === false) showAuthOff(invocation, status)
  else showTable(invocation, rowsOf(invocation, status, platform.problem))
  for (const one of contradictions) invocation.sayText(`${invocation.style.yellow('Warning:')} ${one}`)
}

type Row = readonly [name: string, value: string]

function showAuthOff(invocation: Invocation, { baseURL, context }: AuthStatus): void {
  const { style } = invocation
  invocation.say(`${style.cyan('Cluster:')} ${baseURL.replace(/\/$/, '')}`)
  if (context !== undefined) invocation.say(`${style.cyan('Context:')} ${context}`)
  invocation.say('')
  invocation.say(style.green('Authentication is disabled on this cluster.'))
  invocation.say('All API requests are accepted without credentials.')
}

function rowsOf(invocation: Invocation, status: AuthStatus, problem: string | undefined): Row[] {
  const { style } = invocation
  const rows: (Row | undefined)[] = [
    ['Cluster', status.baseURL],
    row('Context', status.context),
    row('Config File', status.configPath),
    problem === undefined ? undefined : ['Auth Discovery', `${style.yellow('unavailable')} (${problem})`],
    ...sourceRows(invocation, status),
    ...(status.source === 'environment' ? [] : identityRows(status)),
    expiryRow(invocation, status),
    status.source === 'file' ? refreshRow(invocation, status) : undefined,
    row('Token', redacted(storedToken(invocation))),
  ]
  return rows.filter((candidate) => candidate !== undefined)
}

function sourceRows({ style }: Invocation, { source, variable, unsigned }: AuthStatus): (Row | undefined)[] {
  const warning: Row | undefined = unsigned
    ? ['Warning', style.yellow('Unsigned JWT (alg=none). Use only for local/testing.')]
    : undefined
  switch (source) {
    case 'none':
      return [
        ['Auth Type', 'no-auth'],
        ['Credential Source', 'config file'],
      ]
    case 'environment':
      return [['Credential Source', style.yellow(`${variable} environment override`)], warning]
    case 'workload-identity':
      return [['Credential Source', style.yellow(`${variable} environment override`)]]
    default:
      return [['Auth Type', 'oauth'], ['Credential Source', 'config file'], warning]
  }
}

function identityRows({ hasToken, email, subject, scopes, groups }: AuthStatus): (Row | undefined)[] {
  if (!hasToken) return []
  return [
    row('Email', email),
    row('User ID', subject),
    subject === undefined ? undefined : ['Scopes', scopes?.length ? scopes.join(' ') : 'none'],
    row('Groups', groups.length === 0 ? undefined : groups.join(', ')),
  ]
}

function expiryRow({ style }: Invocation, { expiresAt, expired }: AuthStatus): Row | undefined {
  if (expiresAt === undefined) return undefined
  const time = isoSeconds(expiresAt)
  if (expired) return ['Expires', `${style.red('EXPIRED')} (${time})`]
  const minutes = Math.max(0, Math.floor((Number(expiresAt) - Date.now()) / 60_000))
  return ['Expires', `${time} (${Math.floor(minutes / 60)}h ${minutes % 60}m remaining)`]
}

function refreshRow({ style }: Invocation, { hasRefreshToken, unsigned }: AuthStatus): Row {
  const hint = "(run 'nemo auth refresh' to renew)"
  if (hasRefreshToken) return ['Refresh Token', `${style.green('available')} ${hint}`]
  return ['Refresh Token', unsigned ? `not needed ${hint}` : style.yellow('not available')]
}

function showTable(invocation: Invocation, rows: readonly Row[]): void {
  const { style } = invocation
  const width = Math.max(...rows.map(([name]) => name.length))
  invocation.say(style.bold('Authentication Status'))
  for (const [name, value] of rows) invocation.sayText(value, `  ${style.cyan(name.padEnd(width))}  `)
}

function row(name: string, value: string | undefined): Row | undefined {
  return value === undefined ? undefined : [name, value]
}

/** Enough of a token to tell it from others. */
function redacted(token: string | undefined): string | undefined {
  if (token === undefined) return undefined
  return token.length > 30 ? `${token.slice(0, 20)}...${token.slice(-10)}` : '***'
}

/** The status under the names that data has on the wire. */
function forPrinting(status: AuthStatus): Record<string, unknown> {
  return {
    base_url: status.baseURL,
    context: status.context ?? null,
    config_path: status.configPath ?? null,
    source: status.source,
    principal: status.principal ?? null,
    email: status.email ?? null,
    subject: status.subject ?? null,
    groups: status.groups,
    scopes: status.scopes ?? null,
    unsigned: status.unsigned,
    expires_at: status.expiresAt === undefined ? null : isoSeconds(status.expiresAt),
    expired: status.expired,
    refreshable: status.refreshable,
  }
}
