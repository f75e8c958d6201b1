/** Files on the disk, for uploads and downloads. */

export { findLocalFiles } from './files-sources.ts'
export { findTargets } from './files-targets.ts'

/** Request bodies can be streams. */
export const sendsStreams = true
