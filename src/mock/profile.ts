/** Which platform the mock is: a release as it behaves, or the first one as its documentation has it. */

import { type Generation, NAMES_OF, type ProductNames } from '../generations.ts'

/** What the option `profile` takes. */
export const PROFILES = ['0.6', '0.7', '0.8', 'documented', '0.6.0'] as const

/** A value of the option `profile`; `0.6.0` is the same as `0.6`. */
export type ProfileName = (typeof PROFILES)[number]

/** A platform to be. */
export interface Profile {
  readonly generation: Generation
  /** The release whose answers it gives. */
  readonly version: string
  /** What it calls its own things. */
  readonly names: ProductNames
  /** Whether it does what its documentation says where the release does not. */
  readonly isDocumented: boolean
}

const VERSIONS: Readonly<Record<Generation, string>> = { '0.6': '0.6.0', '0.7': '0.7.3', '0.8': '0.8.1' }

/** The platform of that name. */
export function profileOf(name: ProfileName): Profile {
  const generation = name === 'documented' || name === '0.6.0' ? '0.6' : name
  return {
    generation,
    version: VERSIONS[generation],
    names: NAMES_OF[generation],
    isDocumented: name === 'documented',
  }
}
