/** What is left to say when Ctrl-C ends something half done. */

import { CancelledError } from './errors.ts'
import type { IO } from './io.ts'

/**
 * Does something; where Ctrl-C ends it, says what has been done by then.
 *
 * @param whatIsDone - In a sentence.
 * @throws CancelledError with that sentence.
 */
export async function tellingWhatIsDone<Result>(
  { signal }: Pick<IO, 'signal'>,
  act: () => Promise<Result>,
  whatIsDone: () => string,
): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    if (signal.aborted) throw new CancelledError(`Interrupted. ${whatIsDone()}`, { cause: error })
    throw error
  }
}
