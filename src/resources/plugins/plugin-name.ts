/** What a plugin that was renamed is called on the connected platform. Loaded with the first call of such a one. */

import { identify } from '../../http/identify.ts'
import { knownPlatform } from '../../platform-info.ts'
import type { ResourceContext } from '../shared/resource-context.ts'

/** The name that the platform has for it, of the one since 0.8 and that before; undefined where the platform does not tell which it is. */
export async function pluginNameAt(
  { http }: ResourceContext,
  [since, before]: readonly [string, string],
): Promise<string | undefined> {
  const known = knownPlatform(http.baseURL).generation
  const generation = known ?? (await identify(http)).generation
  if (generation === undefined) return undefined
  return generation < '0.8' ? before : since
}
