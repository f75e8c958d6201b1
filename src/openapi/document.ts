/** The OpenAPI document in which a platform of a release describes itself. */

import { coreOperations, type Paths, schemasOf } from './operations.ts'
import { pluginOperations } from './plugins.ts'

/**
 * The document's paths and schemas, as JSON.
 *
 * @param plugins - The plugins that the platform has.
 */
export function describeRelease(release: string, plugins: readonly string[]): object {
  const ofPlugins = Object.entries(pluginOperations().paths(release)).filter(([path]) =>
    plugins.includes(path.split('/')[2] ?? ''),
  )
  const paths: Paths = { ...coreOperations().paths(release), ...Object.fromEntries(ofPlugins) }
  const text = JSON.stringify({ paths, components: { schemas: schemasOf(release) } }, withoutExtensions)
  return JSON.parse(text.replaceAll(`"#/releases/${release}/`, '"#/components/schemas/'))
}

/** What we note beside the description is no part of it. */
function withoutExtensions(key: string, value: unknown): unknown {
  return key.startsWith('x-') ? undefined : value
}
