/** `nemo auth access-keys`. */

import { NotFoundError } from '../../../index.ts'
import { asRecord } from '../../../json.ts'
import { LocalError, UsageError } from '../../errors.ts'
import { readNumber } from '../../global-options.ts'
import type { Invocation } from '../../invocation.ts'

const COLUMNS = [
  'jti',
  'name',
  'description',
  'entity_type',
  'principal',
  'status',
  'issuer',
  'audiences',
  'scope',
  'created_at',
  'expires_at',
  'last_used_at',
  'grace_period_expires_at',
]

interface CreateFlags {
  name?: string
  description?: string
  expiresIn?: string
  serviceAccount?: string
  scope?: string
  rotate?: string
  workspace?: string[]
}

/** Makes a key and prints it: it is shown this once. */
export async function createKey(invocation: Invocation, flags: CreateFlags): Promise<void> {
  const { name, description, expiresIn, serviceAccount, scope, rotate, workspace } = flags
  const scopes = scope === undefined ? undefined : apisOf(scope)
  const params = {
    name,
    description,
    service_account_id: serviceAccount,
    ...(expiresIn === undefined ? {} : { expires_in_seconds: lifetimeOf(expiresIn) }),
    ...(scopes === undefined ? {} : { scope: scopes }),
    ...(rotate === undefined ? {} : { rotates: rotate }),
    ...(workspace === undefined ? {} : { workspaces: workspace.map(grantOf) }),
  }
  const { token } = await asked(invocation, ({ accessKeys }, options) => accessKeys.create(params, options))
  invocation.say(token)
}

/** Makes a key in place of another one, which goes on working for a while, and prints it. */
export async function rotateKey(
  invocation: Invocation,
  jti: string,
  flags: { gracePeriodSeconds?: string },
): Promise<void> {
  const grace = readNumber('--grace-period-seconds', flags.gracePeriodSeconds, { least: 0 })
  const params = grace === undefined ? {} : { grace_period_seconds: grace }
  const answer = await asked(invocation, ({ accessKeys }, options) => accessKeys.rotate(jti, params, options))
  const { new_key: key, previous_status: status, grace_period_expires_at: end } = answer
  const change = `Rotated Scoped Access Key ${jti} into ${key.jti}`
  invocation.say(key.token)
  invocation.note(
    status === 'ROTATING'
      ? `${change}; the old key remains usable ${end ? `until ${end} (grace period ${answer.grace_period_seconds}s)` : `for a grace period of ${answer.grace_period_seconds}s`}.`
      : `${change}; the old key is now ${status} and is no longer usable.`,
  )
}

/** Lists the caller's keys. */
export async function listKeys(
  invocation: Invocation,
  flags: { page?: string; pageSize?: string },
): Promise<void> {
  const page = readNumber('--page', flags.page, { least: 1 }) ?? 1
  const pageSize = readNumber('--page-size', flags.pageSize, { least: 1, most: 100 }) ?? 100
  const { data, has_more: hasMore } = await asked(invocation, ({ accessKeys }, options) =>
    accessKeys.list({ page, page_size: pageSize }, options),
  )
  await invocation.print(data, { columns: COLUMNS, list: true })
  if (hasMore === true) {
    invocation.note(`More Scoped Access Keys are available; use --page ${page + 1} to retrieve them.`)
  }
}

/** Revokes a key, suspends it or ends that. */
export async function changeKey(
  invocation: Invocation,
  change: 'revoke' | 'suspend' | 'unsuspend',
  jti: string,
): Promise<void> {
  const say = (done: boolean, word: string, before: string) =>
    invocation.say(
      done ? `${word} Scoped Access Key ${jti}.` : `Scoped Access Key ${jti} was already ${before}.`,
    )
  if (change === 'revoke') {
    const { revoked } = await asked(invocation, ({ accessKeys }, options) => accessKeys.delete(jti, options))
    say(revoked, 'Revoked', 'revoked')
    return
  }
  const { changed, status } = await asked(invocation, ({ accessKeys }, options) =>
    accessKeys[change](jti, options),
  )
  say(changed, change === 'suspend' ? 'Suspended' : 'Unsuspended', status.toLowerCase())
}

type Client = ReturnType<Invocation['client']>

/** Asks the platform; tells what to do where access keys are switched off. */
async function asked<Answer>(
  invocation: Invocation,
  ask: (client: Client, options: { signal: AbortSignal }) => PromiseLike<Answer>,
): Promise<Answer> {
  try {
    return await ask(invocation.client(), { signal: invocation.io.signal })
  } catch (error) {
    if (!(error instanceof NotFoundError) || !isSwitchedOff(error.body)) throw error
    throw new LocalError('Scoped Access Keys are not enabled.', [
      'Set auth.access_keys.enabled: true and a signing key (auth.token_signing) in the platform config',
    ])
  }
}

function isSwitchedOff(body: unknown): boolean {
  return asRecord(body)?.['code'] === 'access_keys_disabled'
}

/** APIs, as `--scope a,b` has them. */
function apisOf(text: string): string[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '')
  if (names.length > 0) return names
  throw new UsageError('--scope names no API', 'Name APIs with commas between them: --scope entities,files')
}

/** A workspace, and the roles in it: `team`, or `team:Viewer,Editor`. */
function grantOf(text: string): { workspace: string; roles: string[] } {
  const [, workspace = '', list] = /^([^:]*)(?::(.*))?$/s.exec(text) ?? []
  const roles = list?.split(',').flatMap((role) => (role.trim() === '' ? [] : [role.trim()]))
  if (workspace.trim() !== '' && roles?.length !== 0)
    return { workspace: workspace.trim(), roles: roles ?? ['Editor'] }
  throw new UsageError(
    `--workspace '${text}' names no ${workspace.trim() === '' ? 'workspace' : 'role after the colon'}`,
    'Write <workspace> for the role Editor, or <workspace>:<role>,<role>',
  )
}

/** Seconds; null for `none`. */
function lifetimeOf(text: string): number | null {
  if (/^(?:none|null)$/i.test(text.trim())) return null
  if (/^\d+$/.test(text) && Number(text) > 0) return Number(text)
  throw new LocalError("--expires-in must be a positive integer number of seconds or 'none'.", [])
}
