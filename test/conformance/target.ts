/** A platform that the cases are played on. */

import type { ClientOptions } from 'nemo-platform'
import { type Generation, NAMES_OF } from '../../src/generations.ts'
import type { Placeholders } from './placeholders.ts'
import { steadyFetch } from './steady-fetch.ts'

/** Where a platform is, and how to reach it. */
export interface TargetOptions {
  readonly baseURL: string
  /** Of which generation the platform is. */
  readonly generation: Generation
  /** Its version. Default: the last of its generation. */
  readonly version?: string
  /** What sends the plain HTTP cases. Default: the runtime's. */
  readonly fetch?: typeof fetch
  /** URL of a server that echoes, as the platform reaches it. Default: one that only mocks know. */
  readonly upstream?: string
  /** Options that a client needs to reach it. */
  readonly clientOptions?: ClientOptions
}

/** A platform, ready for the cases. */
export interface Target extends Required<TargetOptions> {
  readonly adminEmail: string
  /** The placeholders of a case; `{run}` differs from target to target. */
  placeholdersFor(caseId: string): Placeholders
}

const ADMIN_EMAIL = 'admin@example.com'
const LAST_VERSIONS: Readonly<Record<Generation, string>> = { '0.6': '0.6.0', '0.7': '0.7.3', '0.8': '0.8.1' }
const LONGEST_NAME = 63

let targets = 0

/** Describes a platform. */
export function createTarget(options: TargetOptions): Target {
  targets += 1
  const { upstream = 'http://upstream.test', generation, version = LAST_VERSIONS[generation] } = options
  const { administratorRole, headerPrefix, folder } = NAMES_OF[generation]
  const run = `c${Date.now().toString(36)}${targets}`
  return {
    fetch: steadyFetch,
    clientOptions: {},
    upstream,
    version,
    ...options,
    adminEmail: ADMIN_EMAIL,
    placeholdersFor: (caseId) => ({
      adminRole: administratorRole,
      Product: generation === '0.6' ? 'Platform' : 'Helix',
      folder,
      Prefix: headerPrefix,
      prefix: headerPrefix.toLowerCase(),
      version,
      run,
      case: caseId,
      ws: `${run}-${caseId}`.slice(0, LONGEST_NAME).replace(/-$/, ''),
      admin: ADMIN_EMAIL,
      upstream,
    }),
  }
}
