// Generated from api/ by npm run generate. Do not edit.

/** Chat completions that were recorded elsewhere. */

import { path } from '../../../http/request/path.ts'
import type { RequestOptions } from '../../../http/request/request-options.ts'
import type { APIPromise } from '../../../http/response/api-promise.ts'
import type {
  ChatCompletionCreateParams,
  ChatCompletionsIngestResponse,
} from '../../../types/intake.generated.ts'
import { type ResourceContext, required } from '../../shared/resource-context.ts'

/** `client.intake.ingest.chatCompletions`: chat completions that were recorded elsewhere. */
export class ChatCompletions {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
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
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/ingest/chat-completions`,
        body,
      }
    }, options)
  }
}
