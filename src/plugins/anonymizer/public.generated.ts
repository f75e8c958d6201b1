// Generated from api/ by npm run generate. Do not edit.

export type * from '../types/anonymizer.generated.ts'
export type { ModelConfig } from '../types/shared.generated.ts'
