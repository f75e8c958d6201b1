// Generated from api/ by npm run generate. Do not edit.

/** Customization: the training of models. */

import { NeMoPlatform } from '../../client/client.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import { PluginJobs } from '../../resources/plugins/jobs.ts'
import type { ResourceContext } from '../../resources/shared/resource-context.ts'
import type {
  AutomodelJob,
  AutomodelJobRequest,
  RlJob,
  RlJobRequest,
  UnslothJob,
  UnslothJobRequest,
} from '../types/customization.generated.ts'
import { CustomizationJobTemplates } from './job-templates.generated.ts'

/** `customization`: the training of models. */
export class Customization {
  /** Job templates. */
  readonly jobTemplates: CustomizationJobTemplates
  /** Training with AutoModel. */
  readonly automodelJobs: PluginJobs<AutomodelJob['spec'], AutomodelJobRequest['spec']>
  /** Training by reinforcement learning. */
  readonly rlJobs: PluginJobs<RlJob['spec'], RlJobRequest['spec']>
  /** Training with Unsloth. */
  readonly unslothJobs: PluginJobs<UnslothJob['spec'], UnslothJobRequest['spec']>
  readonly #context: ResourceContext

  /** @param client - What sends its operations. */
  constructor(client: NeMoPlatform) {
    const context = NeMoPlatform.contextOf(client)
    this.#context = context
    this.jobTemplates = new CustomizationJobTemplates(context)
    this.automodelJobs = new PluginJobs(context, 'customization', ['automodel', 'jobs'])
    this.rlJobs = new PluginJobs(context, 'customization', ['rl', 'jobs'])
    this.unslothJobs = new PluginJobs(context, 'customization', ['unsloth', 'jobs'])
  }

  /**
   * Tells whether the plugin works.
   *
   * @see `GET /apis/customization/v2/healthz`
   */
  health(options?: RequestOptions): APIPromise<Record<string, unknown>> {
    return this.#context.http.request(
      () => ({
        method: 'GET',
        path: path`/apis/customization/v2/healthz`,
      }),
      options,
    )
  }
}
