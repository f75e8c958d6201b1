/**
 * What a user can do about a problem, as data: typed builders, and how a remedy is shown.
 * A leaf: it imports nothing of this package.
 * May be imported by every folder that throws or shows errors.
 */

export { forCode, forTerminal, type Remedy } from './remedy.ts'
