/** What a request is, by its method. */

import type { SentRequest } from '../http/request/operation.ts'

/** A request as far as access goes; the path is the one below the base URL. */
export type AccessRequest = Pick<SentRequest, 'path'> & { readonly method: string }

/** Whether a request only looks at something. */
export function isRead({ method }: Pick<AccessRequest, 'method'>): boolean {
  return method === 'GET' || method === 'HEAD'
}
