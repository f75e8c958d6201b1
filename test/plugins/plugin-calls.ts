/** Every method of every plugin's class, with arguments that fit its description. */

import type { NeMoPlatform } from 'nemo-platform'
import { AgentOptimization } from 'nemo-platform/plugins/agent-optimization'
import { Agents } from 'nemo-platform/plugins/agents'
import { Anonymizer } from 'nemo-platform/plugins/anonymizer'
import { Customization } from 'nemo-platform/plugins/customization'
import { DataDesigner } from 'nemo-platform/plugins/data-designer'
import { Evals } from 'nemo-platform/plugins/evals'
import { Garak } from 'nemo-platform/plugins/garak'
import { Insights } from 'nemo-platform/plugins/insights'
import { SafeSynthesizer } from 'nemo-platform/plugins/safe-synthesizer'
import type { OpenAPI } from '../../scripts/lib/condense.ts'
import { readDescription } from '../../scripts/lib/description.ts'
import { pluginModels } from '../../scripts/lib/emit-plugins.ts'
import { camelCase, type MethodModel, type ResourceModel } from '../../scripts/lib/model.ts'
import { readPlugins } from '../../scripts/lib/plugin-description.ts'

/** The classes by the plugin's name in paths. */
export const PLUGINS: Readonly<Record<string, new (client: NeMoPlatform) => object>> = {
  'agent-optimization': AgentOptimization,
  agents: Agents,
  anonymizer: Anonymizer,
  customization: Customization,
  'data-designer': DataDesigner,
  evals: Evals,
  garak: Garak,
  insights: Insights,
  'safe-synthesizer': SafeSynthesizer,
}

/** All resources of plugins. */
export const MODELS: readonly ResourceModel[] = pluginModels(
  readPlugins() as OpenAPI,
  readDescription() as OpenAPI,
)

/** All methods but those of jobs: `evals.tasks.list` with what is known of it. */
export const METHODS: readonly [id: string, method: MethodModel, resource: ResourceModel][] = MODELS.flatMap(
  (resource) =>
    resource.methods.map((method): [string, MethodModel, ResourceModel] => [
      `${resource.name}.${method.name}`,
      method,
      resource,
    ]),
)

/** A method of an instance, by its id. */
export function methodOf(client: NeMoPlatform, resource: ResourceModel, method: MethodModel) {
  const [, ...path] = resource.name.split('.').map(camelCase)
  let place: unknown = new (PLUGINS[resource.plugin?.service ?? ''] as new (client: NeMoPlatform) => object)(
    client,
  )
  for (const name of path) place = (place as Record<string, unknown>)[name]
  const found = place as Record<string, (...args: unknown[]) => Promise<unknown>>
  return (...args: unknown[]) =>
    (found[method.tsName] as (...args: unknown[]) => Promise<unknown>).apply(place, args)
}
