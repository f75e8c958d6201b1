/** What several commands of this group show: whether the platform wants a login, and the stored token. */

import { problemOf } from '../../../errors/problem.ts'
import type { NeMoPlatform } from '../../../index.ts'
import type { Invocation } from '../../invocation.ts'

/** How long the platform is asked whether it wants a login, in ms. */
const DISCOVERY_TIMEOUT = 3_000

/** Whether the platform wants a login, or why it does not tell. */
export async function discover(
  client: NeMoPlatform,
  signal: AbortSignal,
): Promise<{ authEnabled: boolean | undefined; problem: string | undefined }> {
  try {
    const options = { timeout: DISCOVERY_TIMEOUT, maxRetries: 0, signal }
    const { auth_enabled: authEnabled } = await client.auth.discover(options)
    if (typeof authEnabled === 'boolean') return { authEnabled, problem: undefined }
    return { authEnabled: undefined, problem: 'the answer is no discovery document' }
  } catch (error) {
    signal.throwIfAborted()
    return { authEnabled: undefined, problem: problemOf(error).replace(/\.$/, '') }
  }
}

/** The token in file or environment; undefined where it comes from elsewhere. */
export function storedToken(invocation: Invocation): string | undefined {
  const { credentials } = invocation.config()
  return 'tokens' in credentials ? credentials.tokens.accessToken : undefined
}

/** A time as the Python command line writes it. */
export function isoSeconds(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, '+00:00')
}
