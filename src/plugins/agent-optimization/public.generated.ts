// Generated from api/ by npm run generate. Do not edit.

export type * from '../types/agent-optimization.generated.ts'
