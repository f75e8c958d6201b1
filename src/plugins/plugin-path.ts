/** Paths of plugins that were renamed. */

import { Path } from '../http/request/path.ts'
import { pluginNames } from '../resources/plugins/jobs.ts'
import type { ResourceContext } from '../resources/shared/resource-context.ts'

/** Writes a path below a plugin's own, which is called as the connected platform calls the plugin. */
export function pluginPath(
  context: ResourceContext,
  plugin: string,
): (literals: TemplateStringsArray, ...parts: Readonly<Record<string, unknown>>[]) => Path {
  const { name, prepare } = pluginNames(context, plugin)
  const own = {
    get plugin() {
      return name()
    },
  }
  return (literals, ...parts) => new Path(['/apis/', ...literals], [own, ...parts], prepare)
}
