/** Plugins: which ones a server has, and where their jobs are. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { Remedy } from '../../remedies/index.ts'
import type { PluginInfo, PluginJobKinds, PluginJobsOptions } from '../../types/index.ts'
import { checkNames } from '../shared/params.ts'
import { optional, type ResourceContext } from '../shared/resource-context.ts'
import { PluginJobs } from './jobs.ts'

const EVALUATIONS = {
  'agent-evaluate': 'agent-evaluate/jobs',
  evaluate: 'evaluate/jobs',
  'retrieve-eval': 'retrieve-eval/jobs',
}
const AUDITS = { audit: 'jobs/audit' }

/** Where each kind of job is below a workspace. A plugin whose jobs have no kinds has one of the empty name. */
const COLLECTIONS: {
  readonly [Plugin in keyof PluginJobKinds]: Readonly<Record<PluginJobKinds[Plugin] & string, string>>
} & { readonly [name: string]: Readonly<Record<string, string>> } = {
  agents: {
    analyze: 'jobs/analyze',
    evaluate: 'jobs/evaluate',
    'evaluate-suite': 'jobs/evaluate-suite',
    execute: 'jobs/execute',
    optimize: 'jobs/optimize',
    'optimize-skills': 'jobs/optimize-skills',
    package: 'jobs/package',
  },
  'agent-optimization': { 'run-strategy': 'jobs/run-strategy' },
  anonymizer: { run: 'jobs/run' },
  auditor: AUDITS,
  customization: { automodel: 'automodel/jobs', rl: 'rl/jobs', unsloth: 'unsloth/jobs' },
  'data-designer': {
    create: 'jobs/create',
    'retrieval-generate': 'jobs/retrieval-generate',
    'retrieval-prepare': 'jobs/retrieval-prepare',
    'retrieval-run': 'jobs/retrieval-run',
  },
  evaluator: EVALUATIONS,
  evals: EVALUATIONS,
  garak: AUDITS,
  'hello-world': { '': 'jobs' },
  insights: { 'analyze-job': 'jobs/analyze-job' },
  'safe-synthesizer': { '': 'jobs' },
}

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
  const kinds = Object.hasOwn(COLLECTIONS, name) ? COLLECTIONS[name] : undefined
  if (kinds === undefined) {
    const known = Object.keys(COLLECTIONS).join(', ')
    throw new InvalidArgumentError('plugin', `must be one of ${known}`, { remedies: [NAME_THE_PATH] })
  }
  const wanted = typeof kind === 'string' ? kind.replaceAll('_', '-') : ''
  const found = Object.hasOwn(kinds, wanted) ? kinds[wanted] : undefined
  if (found === undefined)
    throw new InvalidArgumentError('kind', `must be ${describeKinds(kinds)}`, { remedies: [NAME_THE_PATH] })
  return new PluginJobs(context, name, readBase(found))
}

const NAME_THE_PATH: Remedy = {
  text: 'For other jobs, say where they are',
  call: "pluginJobs(plugin, kind, { base: 'jobs/…' })",
}

function describeKinds(kinds: Readonly<Record<string, string>>): string {
  const names = Object.keys(kinds)
  return names[0] === '' ? 'left out, since its jobs have no kinds' : `one of ${names.join(', ')}`
}

function readBase(base: unknown): readonly string[] {
  const segments = typeof base === 'string' ? base.replace(/^\/|\/$/g, '').split('/') : []
  const isPath = segments.length > 0 && segments.every((part) => part !== '' && part !== '.' && part !== '..')
  if (isPath) return segments
  throw new InvalidArgumentError('base', 'must be a path like jobs/audit, without empty, `.` or `..` parts')
}
