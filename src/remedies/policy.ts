/** The policy decision point (PDP), and the data that it decides by: what the operator of a platform looks at. */

import { variableName } from '../generations.ts'
import type { Remedy } from './remedy.ts'
import { checkServer } from './server.ts'

/** Where the policy decision point fetches its data, and where the platform asks it. */
export function checkPolicyURL(more?: string): Remedy {
  const setting = 'Check auth.policy_decision_point_base_url in the platform config'
  return { text: more === undefined ? setting : `${setting}, ${more}` }
}

/** What brings the policy decision point back. */
export function restorePolicy(baseURL: string): readonly Remedy[] {
  return [
    checkServer(baseURL, 'Check that the auth service runs', '/status'),
    checkPolicyURL('and OPA and its bundles, if that is an external one'),
  ]
}

/** A platform that knows no roles: it was never seeded, or its policy gets no data. */
export function seedPlatform(baseURL: string): readonly Remedy[] {
  return [
    checkServer(baseURL, 'If it has just been started, wait half a minute', '/status'),
    {
      text: `Start it once with ${variableName('SEED_ON_STARTUP')}=true: a new database has no roles without`,
    },
    checkPolicyURL('where the policy fetches its data'),
  ]
}
