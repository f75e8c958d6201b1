/** The one hook through which the loop of requests meets whatever knows who may do what. */

import type { RefusalClassifier } from '../errors/from-status.ts'
import type { SentRequest } from './request/operation.ts'

/**
 * Is told of every success, and asked about every refusal. What it knows of roles, scopes and tokens is its own affair: here
 * a token is text, and the effect of an operation is an object that the policy has made and nobody else reads.
 */
export interface AccessPolicy {
  /**
   * The server did what it was asked.
   *
   * @param duration - How long it took, in ms.
   */
  noteSuccess(request: SentRequest, token: string | undefined, duration: number): void
  /**
   * After a 403: how long to wait before trying again, in ms; undefined to believe the refusal.
   *
   * @param tries - How often this call was tried again for that reason.
   */
  retryForbidden(
    request: SentRequest,
    token: string | undefined,
    tries: number,
  ): number | undefined | Promise<number | undefined>
  /** Describes why a request was refused, as far as that is known without asking. */
  describeRefusal(
    request: SentRequest,
    token: string | undefined,
    response: Pick<Response, 'headers'>,
  ): RefusalClassifier
}
