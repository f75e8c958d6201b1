/** Plugins: which ones a server has, and where their jobs are. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import { kindOfJobs } from '../../kind-of-jobs.ts'
import type { Remedy } from '../../remedies/index.ts'
import type { PluginInfo, PluginJobsOptions } from '../../types/index.ts'
import { checkNames } from '../shared/params.ts'
import { optional, type ResourceContext } from '../shared/resource-context.ts'
import { JOB_COLLECTIONS } from './job-collections.generated.ts'
import { PluginJobs } from './jobs.ts'

/** Lists the plugins that the server has installed, also those that offer nothing over HTTP. Needs no token. */
export function listPlugins({ http }: ResourceContext, options?: RequestOptions): APIPromise<PluginInfo[]> {
  return http.request(() => ({ method: 'GET', path: path`/apis/plugins`, withoutToken: true }), options)
}

/**
 * The jobs of a plugin.
 *
 * @param plugin - Its name; underscores, as Python has them, will do.
 * @param kind - Which of its jobs; undefined for a plugin whose jobs have no kinds.
 * @throws InvalidArgumentError for a kind that is not known, unless `options.base` says where it is.
 */
export function pluginJobs<Spec>(
  context: ResourceContext,
  plugin: string,
  kind: string | undefined,
  options: PluginJobsOptions | undefined,
): PluginJobs<Spec> {
  const { base, ...others } = optional(options)
  checkNames(others, ['base'])
  if (typeof plugin !== 'string' || plugin === '') throw new InvalidArgumentError('plugin', 'must be a name')
  if (base !== undefined) return new PluginJobs(context, plugin, readBase(base))
  const name = plugin.replaceAll('_', '-')
  const collections = Object.hasOwn(JOB_COLLECTIONS, name) ? JOB_COLLECTIONS[name] : undefined
  if (collections === undefined) {
    const known = Object.keys(JOB_COLLECTIONS).join(', ')
    throw new InvalidArgumentError('plugin', `must be one of ${known}`, { remedies: [NAME_THE_PATH] })
  }
  const wanted = typeof kind === 'string' ? kind.replaceAll('_', '-') : ''
  const kinds = collections.map(kindOfJobs)
  const found = collections[kinds.indexOf(wanted)]
  if (found === undefined)
    throw new InvalidArgumentError('kind', `must be ${describeKinds(kinds)}`, { remedies: [NAME_THE_PATH] })
  return new PluginJobs(context, name, readBase(found))
}

const NAME_THE_PATH: Remedy = {
  text: 'For other jobs, say where they are',
  call: "pluginJobs(plugin, kind, { base: 'jobs/…' })",
}

function describeKinds(kinds: readonly string[]): string {
  return kinds.includes('') ? 'left out, since its jobs have no kinds' : `one of ${kinds.join(', ')}`
}

function readBase(base: unknown): readonly string[] {
  const segments = typeof base === 'string' ? base.replace(/^\/|\/$/g, '').split('/') : []
  const isPath = segments.length > 0 && segments.every((part) => part !== '' && part !== '.' && part !== '..')
  if (isPath) return segments
  throw new InvalidArgumentError('base', 'must be a path like jobs/audit, without empty, `.` or `..` parts')
}
