/** What the global set-up tells the tests. */

import 'vitest'
import type { Generation } from '../../src/generations.ts'
import type { OIDCProviderAddress } from '../helpers/remote-oidc-provider.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Virtual environment with the platform. */
    platformVenv: string
    /** Its version, for instance `0.8.1`. */
    platformVersion: string
    /** The generation that it is of. */
    platformGeneration: Generation
    /** A real platform that takes unsigned tokens; access keys are off. */
    platformURL: string
    /** The SQLite database of that platform. */
    platformDatabase: string
    /** A real platform with an identity provider and access keys. */
    oidcPlatformURL: string
    /** The identity provider of that platform. */
    oidcProvider: OIDCProviderAddress
  }
}
