/** The plugins that come with a release, and where each of them has collections of jobs. */

import type { Generation } from '../../generations.ts'
import { pluginOperations } from '../../openapi/plugins.ts'

/** Plugins by name, each with the places of its collections of jobs below a workspace. */
export type Plugins = Readonly<Record<string, readonly string[]>>

/** What a release brings with all its extras. */
export function releasedPlugins(generation: Generation): Plugins {
  const plugins: Record<string, string[]> = {}
  for (const { template } of pluginOperations().described(generation)) {
    const [, , plugin = ''] = template.split('/')
    plugins[plugin] ??= []
    // Of all things, jobs can be cancelled.
    const [, place] = /\/workspaces\/\{workspace\}\/(.+)\/\{name\}\/cancel$/.exec(template) ?? []
    if (place !== undefined) plugins[plugin].push(place)
  }
  return Object.fromEntries(
    Object.entries({ ...plugins, ...NOT_DESCRIBED }).sort(([one], [other]) => (one < other ? -1 : 1)),
  )
}

/** Those of every release about whose operations nothing is known. */
const NOT_DESCRIBED: Plugins = { deployments: [], 'hello-world': ['jobs'], studio: [] }
