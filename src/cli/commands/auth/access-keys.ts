/** `nemo auth access-keys`. */

import { NotFoundError } from '../../../index.ts'
import { asRecord } from '../../../json.ts'
import { LocalError } from '../../errors.ts'
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
  'created_at',
  'expires_at',
]

/** Makes a key and prints it: it is shown this once. */
export async function createKey(
  invocation: Invocation,
  flags: { name?: string; description?: string; expiresIn?: string; serviceAccount?: string },
): Promise<void> {
  const { name, description, expiresIn, serviceAccount } = flags
  const params = {
    name,
    description,
    service_account_id: serviceAccount,
    ...(expiresIn === undefined ? {} : { expires_in_seconds: lifetimeOf(expiresIn) }),
  }
  const { token } = await asked(invocation, ({ accessKeys }, options) => accessKeys.create(params, options))
  invocation.say(token)
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

/** Seconds; null for `none`. */
function lifetimeOf(text: string): number | null {
  if (/^(?:none|null)$/i.test(text.trim())) return null
  if (/^\d+$/.test(text) && Number(text) > 0) return Number(text)
  throw new LocalError("--expires-in must be a positive integer number of seconds or 'none'.", [])
}
