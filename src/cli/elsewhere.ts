/** What a command is that only the Python command line has. */

/** Commands of the Python command line that are not here. */
export interface Elsewhere {
  /** The beginning of their names. */
  readonly path: string
  /** What they do: "runs the services of a platform on this machine". */
  readonly what: string
  /** What comes nearest here. */
  readonly instead: readonly string[]
}
