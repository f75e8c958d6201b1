/**
 * The description of the API, for what compares with it: answers in strict mode, and the mock platform. It is large: what runs
 * in every program loads this with `import()`, and only when it needs it.
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
