/**
 * The description of the API as data, for what compares with it: answers in strict mode, diagnosis, and the mock platform.
 * Must hold no logic of its own beyond looking up and comparing, and imports nothing; it is large, so it is imported when needed.
 * May be imported by client, diagnosis, mock and testing.
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
