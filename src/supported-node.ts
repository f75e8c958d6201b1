/** Refuses a Node that is too old. Imported by each entry point for that alone; whoever leaves it out of a bundle loses nothing else. */

import { nodeVersionProblem } from './node-version.ts'

const problem = nodeVersionProblem()
if (problem !== undefined) throw new Error(problem)
