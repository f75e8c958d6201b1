/**
 * The kind of jobs that a collection holds: most plugins have it behind `jobs`, some before it. Empty where they have one kind.
 *
 * @param base - Path of the collection below a workspace: `jobs/audit`, `evaluate/jobs` or `jobs`.
 */
export function kindOfJobs(base: string): string {
  return base.replace(/\/?jobs\/?/, '')
}
