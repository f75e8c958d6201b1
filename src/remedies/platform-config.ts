/** What the operator of a platform sets in its config. */

import type { Remedy } from './remedy.ts'

/**
 * A key of the platform config to set.
 *
 * @param value - As YAML; left out where only the operator knows it.
 * @param when - When that is right, for instance `for local development only`.
 */
export function platformConfig(key: string, value?: string, when?: string): Remedy {
  const setting = value === undefined ? key : `${key}: ${value}`
  return { text: `Set ${setting} in the platform config${when === undefined ? '' : ` (${when})`}` }
}

/** A key of the platform config that has to agree with something else. */
export function comparePlatformConfig(key: string, other: string): Remedy {
  return { text: `Compare ${key} in the platform config with ${other}` }
}

/** The clock of a machine. */
export function setClock(machine: string, why?: string): Remedy {
  return {
    text: `Set the clock of ${machine}${why === undefined ? '' : ` (${why})`}`,
    command: 'timedatectl set-ntp true',
  }
}
