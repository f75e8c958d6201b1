/**
 * The resources, as types. What `npm run generate` writes from `api/` is named `*.generated.ts`; nobody edits it.
 * A resource with children or hand-written parts has a folder of its name, any other just a file of its name.
 * Hand-written parts stand beside the generated one: `jobs/jobs.ts` adds to `jobs/jobs.generated.ts`. Helpers: `shared/`.
 */

export type { FilePlace, FileStat, FolderEntry } from './files/place.ts'
export type * from './index.generated.ts'
