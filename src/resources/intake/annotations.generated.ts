// Generated from api/ by npm run generate. Do not edit.

/** Annotations: what people say about a span or a whole session, as feedback, label, note or metadata. */

import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { PagePromise } from '../../http/response/page.ts'
import type {
  Annotation,
  AnnotationCreateParams,
  AnnotationListParams,
} from '../../types/intake.generated.ts'
import type { WorkspaceParams } from '../../types/workspaces.ts'
import { filterQuery } from '../shared/filter.ts'
import { optional, type ResourceContext, required } from '../shared/resource-context.ts'

/**
 * `client.intake.annotations`: what people say about a span or a whole session, as feedback, label, note or
 * metadata.
 */
export class Annotations {
  readonly #context: ResourceContext

  /** @internal */
  constructor(context: ResourceContext) {
    this.#context = context
  }

  /**
   * Annotates a span, or a session if `span_id` is left out.
   *
   * @returns The annotation.
   * @throws UnprocessableEntityError for a value that does not fit the kind.
   * @see `POST /apis/intake/v2/workspaces/{workspace}/annotations`
   */
  create(params: AnnotationCreateParams, options?: RequestOptions): APIPromise<Annotation> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace, ...body } = required(params)
      return {
        method: 'POST',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/annotations`,
        body,
      }
    }, options)
  }

  /**
   * Lists the annotations of a workspace.
   *
   * @returns A page; `for await` gives the annotations of all pages.
   * @throws BadRequestError for a filter that is not supported.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/annotations`
   */
  list(params?: AnnotationListParams, options?: RequestOptions): PagePromise<Annotation> {
    return this.#context.http.list(() => {
      const { workspace = this.#context.workspace, filter, ...query } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/annotations`,
        query: { ...query, filter: filterQuery(filter) },
      }
    }, options)
  }

  /**
   * Reads an annotation.
   *
   * @throws NotFoundError if there is none of that id.
   * @see `GET /apis/intake/v2/workspaces/{workspace}/annotations/{annotation_id}`
   */
  retrieve(annotationId: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<Annotation> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'GET',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/annotations/${{ annotationId }}`,
      }
    }, options)
  }

  /**
   * Deletes an annotation.
   *
   * @throws NotFoundError if there is none of that id.
   * @see `DELETE /apis/intake/v2/workspaces/{workspace}/annotations/{annotation_id}`
   */
  delete(annotationId: string, params?: WorkspaceParams, options?: RequestOptions): APIPromise<void> {
    return this.#context.http.request(() => {
      const { workspace = this.#context.workspace } = optional(params)
      return {
        method: 'DELETE',
        path: path`/apis/intake/v2/workspaces/${{ workspace }}/annotations/${{ annotationId }}`,
        responseType: 'nothing',
      }
    }, options)
  }
}
