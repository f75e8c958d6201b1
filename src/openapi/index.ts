/**
 * The description of the API as data, for what compares with it: answers in strict mode, diagnosis, and the mock platform.
 * Must hold no logic of its own beyond looking up and comparing; it is large, so it is imported when needed.
 */

export { findMismatch } from './mismatch.ts'
export {
  type DescribedOperation,
  type DescribedParameter,
  describedOperations,
  type FoundOperation,
  findOperation,
  resolveSchema,
  type Schema,
} from './operations.ts'
