/** Calls the methods of all plugins, each once. */

import type { NeMoPlatform } from 'nemo-platform'
import type { MethodModel, ResourceModel } from '../../scripts/lib/model.ts'
import { conforming } from '../../src/mock/generic/sample.ts'
import { compareReleases } from '../../src/openapi/releases.ts'
import { METHODS, methodOf } from './plugin-calls.ts'

type PluginMethod = readonly [id: string, method: MethodModel, resource: ResourceModel]

const ORDER = ['create', 'enable', 'update', 'list', 'retrieve', 'delete']
const rank = ({ name }: MethodModel) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.indexOf('list'))

const depth = (id: string, { name }: MethodModel) => (name === 'delete' ? -id.split('.').length : 0)

/** All of them, in an order in which what is asked for has been made, and what belongs to others goes before them. */
export const IN_ORDER: readonly PluginMethod[] = METHODS.toSorted(
  ([id, one], [otherId, other]) => rank(one) - rank(other) || depth(id, one) - depth(otherId, other),
)

/** Whether a release has an operation. */
export function isThere({ operation }: MethodModel, release: string): boolean {
  const { 'x-since': since, 'x-until': until } = operation
  return (
    (since === undefined || compareReleases(since, release) <= 0) &&
    (until === undefined || compareReleases(release, until) <= 0)
  )
}

/**
 * Calls them in one workspace, with arguments that fit their description, and with the ids that the platform made.
 *
 * @param fields - Fields of bodies by operation, where what fits the description would not do.
 */
export function pluginWalk(
  client: NeMoPlatform,
  workspace: string,
  fields: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): (method: PluginMethod) => Promise<void> {
  const ids: Record<string, string> = {}
  return async ([id, method, resource]) => {
    const known: Record<string, unknown> = {
      name: 'one',
      agent: 'one',
      revision: 'latest',
      tag: 'stable',
      ...ids,
    }
    if (id.startsWith('insights.analysis_runs') && ids['run'] !== undefined) known['name'] = ids['run']
    const exampleOf = (name: string, schema: Parameters<typeof conforming>[0]) =>
      name in known ? known[name] : conforming(schema, undefined, name)
    const examplesOf = (described: readonly { name: string; schema: Parameters<typeof conforming>[0] }[]) =>
      Object.fromEntries(described.map(({ name, schema }) => [name, exampleOf(name, schema)]))
    const query = examplesOf(method.query.filter(({ required }) => required))
    const body = {
      ...examplesOf(method.fields.filter(({ required, name }) => required || name === 'name')),
      ...fields[id],
    }
    const named = Object.fromEntries(method.named.map((name) => [name, known[name]]))
    const hasParams = method.paramsType !== undefined || method.hasWorkspace
    const params = hasParams ? [{ ...named, ...query, ...body, workspace }] : []

    const call = methodOf(client, resource, method)
    const answer = await call(...method.positional.map((name) => known[name] ?? 'one'), ...params)

    if (method.surface.answer === 'stream') for await (const _event of answer as AsyncIterable<unknown>);
    const made = answer as { id?: string; run?: { name: string } } | undefined
    if (id === 'agents.deployments.create') ids['deployment_id'] = made?.id ?? ''
    if (id === 'insights.create') ids['insight_id'] = made?.id ?? ''
    if (id === 'insights.analysis_runs.create') ids['run'] = made?.run?.name ?? ''
  }
}
