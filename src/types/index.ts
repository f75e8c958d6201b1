/**
 * Wire types, by resource: no code. What `npm run generate` writes from `api/` is named `*.generated.ts`; nobody edits it.
 * There is one generated file for each resource at the top, and `shared.generated.ts` for what several of them use.
 * Hand-written types stand beside them, in files without `.generated`, which are listed here.
 */

export type * from './auth.ts'
export type * from './common.ts'
export type * from './diagnosis.ts'
export type * from './file-transfers.ts'
export type * from './helix-names.ts'
export type * from './iam.ts'
export type * from './index.generated.ts'
export type * from './openai.ts'
export type * from './plugin-jobs.generated.ts'
export type * from './plugins.ts'
export type * from './waiting.ts'
export type * from './workspaces.ts'
