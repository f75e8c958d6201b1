/**
 * `NeMoPlatform`: options checked, a connection opened, one object per resource; and what the package has beside it.
 * Must send nothing when it is constructed, and holds no logic of single resources.
 * It is built as a file of its own, which only the public entry point (`src/index.ts`) imports: only so can bundlers leave it out where
 * just an error is imported.
 */

import '../supported-node.ts'

export {
  buildFilesetRef,
  type FilesetPath,
  type FilesetRef,
  parseFilesetPath,
  parseFilesetRef,
  type RefDefaults,
} from '../resources/files/fileset-ref.ts'
export { parseTimestamp } from '../timestamps.ts'
export { VERSION } from '../version.ts'
export { NeMoPlatform } from './client.ts'
export type { ClientOptions } from './client-options.ts'
export type { RawMethod } from './raw-method.ts'
