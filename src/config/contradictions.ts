/** What environment and config files say twice, and not alike: the caller is told which of it counts. */

import { existsSync } from 'node:fs'
import { PRODUCTS } from '../generations.ts'
import { describeConflicts, type Environment } from './environment.ts'
import { type LoadedConfig, loadConfigFile } from './load.ts'
import { defaultConfigPath, isDefaultPlace } from './paths.ts'

/** What there is to tell about a config that was read, in sentences without an end; mostly nothing. */
export function findContradictions(
  loaded: LoadedConfig,
  argument: string | undefined,
  environment: Environment,
): string[] {
  const variables = describeConflicts(environment)
  const files = isDefaultPlace(argument, environment) ? describeOtherFile(loaded, environment) : undefined
  return files === undefined ? variables : [...variables, files]
}

/** Both products have a file, and their current contexts lead to different platforms. */
function describeOtherFile(loaded: LoadedConfig, environment: Environment): string | undefined {
  const used = currentURL(loaded)
  if (used === undefined) return undefined
  for (const product of PRODUCTS) {
    const path = defaultConfigPath(product, environment)
    if (path === loaded.path || !existsSync(path)) continue
    const other = readQuietly(path)
    const unused = other && currentURL(other)
    if (unused === undefined || unused === used) continue
    return `there are two config files, whose current contexts lead to different platforms: ${loaded.path} (${used}) is used, ${path} (${unused}) is not`
  }
  return undefined
}

/** What is not used need not be whole. */
function readQuietly(path: string): LoadedConfig | undefined {
  try {
    return loadConfigFile({ path, required: false })
  } catch {
    return undefined
  }
}

/** The URL of the current context, without what may be secret in it. */
function currentURL(loaded: LoadedConfig): string | undefined {
  if (loaded.state !== 'present') return undefined
  const { contexts, clusters, current_context: name } = loaded.file
  const context = contexts.find((candidate) => candidate.name === name)
  const cluster = clusters.find((candidate) => candidate.name === context?.cluster)
  if (cluster === undefined) return undefined
  const { origin, pathname } = new URL(cluster.base_url)
  return `${origin}${pathname}`
}
