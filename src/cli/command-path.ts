/** How commands are called. */

import type { Command } from 'commander'

/** The names that lead to a command, without `nemo`: `jobs create`. */
export function namesOf(command: Command): string[] {
  const names: string[] = []
  for (let one = command; one.parent !== null; one = one.parent) names.unshift(one.name())
  return names
}

/** How a command is called: `nemo jobs create`. */
export function pathOf(command: Command): string {
  return ['nemo', ...namesOf(command)].join(' ')
}
