/** What `exist_ok` means: what is there already is as good as what would have been created. */

import { AlreadyExistsError } from '../../errors/index.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'

/**
 * How a creation recovers from a name that is taken.
 *
 * @param existOk - Whether it is to recover at all.
 * @param retrieve - Reads what has that name.
 * @param options - Options of the creation, of which signal and headers go for the reading too.
 */
export function recoverExisting(
  existOk: boolean | undefined,
  retrieve: (options: RequestOptions) => APIPromise<unknown>,
  options: RequestOptions | undefined,
): ((error: unknown) => Promise<Response>) | undefined {
  if (existOk !== true) return undefined
  return (error) => {
    // What is being deleted is not there to be had.
    if (!(error instanceof AlreadyExistsError) || error.code === 'api/workspace-being-deleted') throw error
    return retrieve({ signal: options?.signal, headers: options?.headers }).asResponse()
  }
}
