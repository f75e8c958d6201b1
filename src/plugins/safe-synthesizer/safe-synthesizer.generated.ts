// Generated from api/ by npm run generate. Do not edit.

/** Safe Synthesizer: private data sets made synthetic. */

import { NeMoPlatform } from '../../client/client.ts'
import { PluginJobs } from '../../resources/plugins/jobs.ts'
import type { GenerateJob, GenerateJobRequest } from '../types/safe-synthesizer.generated.ts'

/** `safeSynthesizer`: private data sets made synthetic. */
export class SafeSynthesizer {
  /** Synthetic data sets. */
  readonly jobs: PluginJobs<GenerateJob['spec'], GenerateJobRequest['spec']>

  /** @param client - What sends its operations. */
  constructor(client: NeMoPlatform) {
    const context = NeMoPlatform.contextOf(client)
    this.jobs = new PluginJobs(context, 'safe-synthesizer', ['jobs'])
  }
}
