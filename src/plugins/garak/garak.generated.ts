// Generated from api/ by npm run generate. Do not edit.

/** Audits: attacks on models, to see what they withstand. The plugin is called `auditor` before 0.8. */

import { NeMoPlatform } from '../../client/client.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import { PluginJobs } from '../../resources/plugins/jobs.ts'
import type { ResourceContext } from '../../resources/shared/resource-context.ts'
import { pluginPath } from '../plugin-path.ts'
import type { AuditJob, AuditJobRequest } from '../types/garak.generated.ts'
import { AuditConfigs } from './configs.generated.ts'
import { AuditTargets } from './targets.generated.ts'

/** `garak`: attacks on models, to see what they withstand. The plugin is called `auditor` before 0.8. */
export class Garak {
  /** Configurations. */
  readonly configs: AuditConfigs
  /** Targets. */
  readonly targets: AuditTargets
  /** Audits of a model. */
  readonly auditJobs: PluginJobs<AuditJob['spec'], AuditJobRequest['spec']>
  readonly #context: ResourceContext

  /** @param client - What sends its operations. */
  constructor(client: NeMoPlatform) {
    const context = NeMoPlatform.contextOf(client)
    this.#context = context
    this.configs = new AuditConfigs(context)
    this.targets = new AuditTargets(context)
    this.auditJobs = new PluginJobs(context, 'garak', ['jobs', 'audit'])
  }

  /**
   * Tells whether the plugin works.
   *
   * @see `GET /apis/garak/v1/healthz`
   */
  health(options?: RequestOptions): APIPromise<Record<string, unknown>> {
    return this.#context.http.request(
      () => ({
        method: 'GET',
        path: pluginPath(this.#context, 'garak')`/v1/healthz`,
      }),
      options,
    )
  }
}
