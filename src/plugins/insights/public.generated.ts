// Generated from api/ by npm run generate. Do not edit.

export type * from '../types/insights.generated.ts'
export type { AnalysisConfigs } from './analysis-configs.generated.ts'
export type { AnalysisRunStatuses } from './analysis-run-statuses.generated.ts'
export type { AnalysisRuns } from './analysis-runs.generated.ts'
