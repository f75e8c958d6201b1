// Generated from api/ by npm run generate. Do not edit.

export type * from '../types/evals.generated.ts'
export type {
  EnvironmentSpecInline,
  McpFulfillment,
  ModelProviderOverride,
} from '../types/shared.generated.ts'
export type { EvalAgentResults } from './agent-results.generated.ts'
export type { EvalMetrics } from './metrics.generated.ts'
export type { EvalResults } from './results.generated.ts'
export type { EvalTaskSets } from './task-sets.generated.ts'
export type { EvalTaskSetsRevisions } from './task-sets-revisions.generated.ts'
export type { EvalTaskSetsTags } from './task-sets-tags.generated.ts'
export type { EvalTasks } from './tasks.generated.ts'
export type { EvalTasksRevisions } from './tasks-revisions.generated.ts'
export type { EvalTasksTags } from './tasks-tags.generated.ts'
