// Generated from api/ by npm run generate. Do not edit.

export type * from '../types/garak.generated.ts'
export type { AuditConfigs } from './configs.generated.ts'
export type { AuditTargets } from './targets.generated.ts'
