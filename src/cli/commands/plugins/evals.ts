/** `nemo evals`: what is no operation of its own. */

import type { Command } from 'commander'
import type { Invocation } from '../../invocation.ts'
import { EVALS } from './evals.generated.ts'
import { addInfo } from './info.ts'

/** Adds it. */
export function addCommands(group: Command, invocation: () => Invocation): void {
  addInfo(group, EVALS, invocation)
}
