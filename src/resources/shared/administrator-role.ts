/** The role of who may do everything, which each product calls something else. */

import { isAdministratorRole, NAMES_OF } from '../../generations.ts'
import { identify } from '../../http/identify.ts'
import type { Role } from '../../types/index.ts'
import type { ResourceContext } from './resource-context.ts'

/** Roles as the connected platform calls them; as they are where it does not tell which it is. */
export async function asPlatformCallsThem<Name extends Role | (string & {})>(
  { http }: ResourceContext,
  roles: readonly Name[],
): Promise<Name[]> {
  if (!roles.some(isAdministratorRole)) return [...roles]
  const { generation } = await identify(http)
  if (generation === undefined) return [...roles]
  const own = NAMES_OF[generation].administratorRole as Name
  return roles.map((role) => (isAdministratorRole(role) ? own : role))
}
