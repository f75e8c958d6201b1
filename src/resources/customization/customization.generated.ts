// Generated from api/ by npm run generate. Do not edit.

/**
 * Customization: the training of models. Its jobs are `client.pluginJobs('customization', 'automodel')` and
 * others.
 */

import type { ResourceContext } from '../shared/resource-context.ts'
import { JobTemplates } from './job-templates.generated.ts'

/**
 * `client.customization`: the training of models. Its jobs are `client.pluginJobs('customization', 'automodel')`
 * and others.
 */
export class Customization {
  /** Job templates: settings of customization jobs, kept under a name. */
  readonly jobTemplates: JobTemplates

  /** @internal */
  constructor(context: ResourceContext) {
    this.jobTemplates = new JobTemplates(context)
  }
}
