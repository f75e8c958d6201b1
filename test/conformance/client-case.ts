/** What a conformance case that goes through the client is. */

import { type ClientOptions, NeMoPlatform } from 'nemo-platform'
import type { Generation } from '../../src/generations.ts'
import { bearerFor } from './bearer.ts'
import type { Only } from './generations.ts'
import type { Identity } from './scenario.ts'
import type { Target } from './target.ts'

/** What a case has at hand. */
export interface Stage {
  /** A workspace name of the case's own. */
  readonly workspace: string
  readonly adminEmail: string
  readonly baseURL: string
  /** Of which generation the platform is. */
  readonly generation: Generation
  /** Its version. */
  readonly version: string
  /** What trusted headers begin with, in small letters. */
  readonly prefix: string
  /** The e-mail address of somebody of the case's own. */
  email(name: string): string
  /** A client of somebody; of nobody for null. */
  client(who: string | Identity | null, options?: ClientOptions): NeMoPlatform
}

/** A case that goes through the client. */
export interface ClientCase {
  readonly id: string
  readonly title: string
  /** What release 0.6.0 does, though a sound server need not. */
  readonly quirk?: boolean
  /** Generations that it is about, where not all do what it says. */
  readonly only?: Only
  play(stage: Stage): Promise<void>
}

/** Sets the stage for a case. */
export function stageFor({ id }: ClientCase, target: Target): Stage {
  const { run, ws, prefix, version } = target.placeholdersFor(id)
  return {
    workspace: String(ws),
    adminEmail: target.adminEmail,
    baseURL: target.baseURL,
    generation: target.generation,
    version: String(version),
    prefix: String(prefix),
    email: (name) => `${name}.${id}.${run}@example.com`,
    client: (who, options = {}) => {
      const identity = typeof who === 'string' ? { email: who } : who
      return new NeMoPlatform({
        baseURL: target.baseURL,
        ...(identity === null ? {} : { accessToken: () => bearerFor(identity) }),
        ...target.clientOptions,
        ...options,
      })
    },
  }
}
