/**
 * What notebooks show beyond what values show by themselves: progress in one line, a job with the end of its log, and metrics as a
 * plot. The entry point `nemo-platform/notebook`; the library imports none of it.
 */

import '../supported-node.ts'

export { type JobCardParams, jobCard, type ReadableJobs } from './job-card.ts'
export { type Metric, metricsOf, metricsPlot, type PlotOptions } from './metrics.ts'
export { followEvents, type Report, withProgress } from './progress.ts'
export type { Progress } from './progress-text.ts'
export type { Shown } from './shown.ts'
