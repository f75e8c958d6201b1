/** What a workspace holds, by type, with counts: what is in the way of its deletion. */

import { APIStatusError } from '../../errors/index.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { WorkspaceContents } from '../../types/index.ts'
import { mapSettled } from '../shared/map-settled.ts'
import type { ResourceContext } from '../shared/resource-context.ts'

/** Lists that are asked for at a time. */
const ASKED_AT_A_TIME = 4

/** Types, and the lists of them. */
const LISTS = [
  ['project', 'entities', 'projects'],
  ['secret', 'secrets', 'secrets'],
  ['fileset', 'files', 'filesets'],
  ['job', 'jobs', 'jobs'],
  ['model', 'models', 'models'],
  ['adapter', 'models', 'adapters'],
  ['model_provider', 'models', 'providers'],
  ['model_deployment', 'models', 'deployments'],
  ['model_deployment_config', 'models', 'deployment-configs'],
  ['prompt', 'models', 'prompts'],
  ['virtual_model', 'inference-gateway', 'virtual-models'],
  ['guardrail_config', 'guardrails', 'configs'],
  ['experiment', 'intake', 'experiments'],
  ['evaluation', 'intake', 'evaluations'],
  ['annotation', 'intake', 'annotations'],
  ['evaluator_result', 'intake', 'evaluator-results'],
] as const

/** Counts what there is. A list that is refused, or that the platform does not serve, is named: it may hold something. */
export async function countContents(
  { http }: ResourceContext,
  workspace: string,
  options: RequestOptions | undefined,
): Promise<WorkspaceContents> {
  const outcomes = await mapSettled(LISTS, ASKED_AT_A_TIME, async ([, api, collection]) => {
    const page = await http.list(
      () => ({
        method: 'GET',
        path: path`/apis/${{ api }}/v2/workspaces/${{ workspace }}/${{ collection }}`,
        query: { page_size: 1 },
      }),
      options,
    )
    return page.pagination?.total_results ?? page.data.length
  })
  const entities: Record<string, number> = {}
  const unknown: string[] = []
  for (const [index, outcome] of outcomes.entries()) {
    const type = LISTS[index]?.[0] ?? ''
    if (outcome.status === 'fulfilled') {
      if (outcome.value > 0) entities[type] = outcome.value
    } else if (outcome.reason instanceof APIStatusError) unknown.push(type)
    else throw outcome.reason
  }
  return { entities, unknown }
}
