/** What to do about a batch of which a part failed. By itself: every class of errors comes with it. */

import type { Remedy } from './remedy.ts'

/** The part of a batch that failed. */
export function repeatFailed(): Remedy {
  return { text: 'Fix the cause and repeat the call for what failed', call: '`error.failed`' }
}
