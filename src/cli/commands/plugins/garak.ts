/** `nemo garak`: what is no operation of its own. */

import type { Command } from 'commander'
import type { Invocation } from '../../invocation.ts'
import { GARAK } from './garak.generated.ts'
import { addInfo } from './info.ts'

/** Adds it. */
export function addCommands(group: Command, invocation: () => Invocation): void {
  addInfo(group, GARAK, invocation)
}
