// Generated from api/ by npm run generate. Do not edit.

export type * from '../types/customization.generated.ts'
export type { CustomizationJobTemplates } from './job-templates.generated.ts'
