// Generated from api/ by npm run generate. Do not edit.

/** OpenTelemetry in filesets. */

import type { ResourceContext } from '../../shared/resource-context.ts'
import { FileOtlpLogs } from './logs.generated.ts'

/** `client.files.otlp`: openTelemetry in filesets. */
export class FileOtlp {
  /** Logs of jobs, which are kept in filesets. Meant for what runs jobs; to read the logs of a job, use `jobs.getLogs`. */
  readonly logs: FileOtlpLogs

  /** @internal */
  constructor(context: ResourceContext) {
    this.logs = new FileOtlpLogs(context)
  }
}
