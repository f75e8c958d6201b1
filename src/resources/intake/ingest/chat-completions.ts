/**
 * Chat completions that were recorded elsewhere.
 *
 * Generated from `api/`: `npm run generate`.
 */

import type { APIPromise } from '../../../http/api-promise.ts'
import type { RequestOptions } from '../../../http/options.ts'
import { path } from '../../../http/path.ts'
import type { ChatCompletionCreateParams, ChatCompletionsIngestResponse } from '../../../types/intake.ts'
import { type Caller, required } from '../../caller.ts'

/** `client.intake.ingest.chatCompletions`: chat completions that were recorded elsewhere. */
export class ChatCompletions {
  readonly #caller: Caller

  /** @internal */
  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Sends in one chat completion, request and response, as a span.
   *
   * @returns Ids of its session and span.
   * @throws BadRequestError if the evaluation does not exist or was deleted.
   * @see `POST /apis/intake/v2/workspaces/{workspace}/ingest/chat-completions`
   */
  create(
    params: ChatCompletionCreateParams,
    options?: RequestOptions,
  ): APIPromise<ChatCompletionsIngestResponse> {
    return this.#caller.http.request(() => {
      const { workspace = this.#caller.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/ingest/chat-completions`,
        body,
      }
    }, options)
  }
}
