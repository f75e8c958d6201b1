/** Plugins: which there are, and their collections of jobs, which show the platform's jobs in a shorter form. */

import { kindOfJobs } from '../../kind-of-jobs.ts'
import { pluginOperations } from '../../openapi/plugins.ts'
import { prepareEvaluation } from '../evaluator/evaluation-jobs.ts'
import { effectiveIdOf } from '../http/principal.ts'
import { json } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import type { Fields, Schema } from '../http/schema.ts'
import { withoutNulls } from '../http/without-nulls.ts'
import type { Permissions } from '../identity/permissions.ts'
import type { State } from '../workspaces/state.ts'
import type { JobRecord, ResultRecord } from './job-records.ts'
import { downloadOf } from './job-results-routes.ts'
import {
  describeJob,
  describeLogs,
  describeResult,
  describeStatus,
  requireJob,
  requireResult,
} from './job-serializers.ts'
import { CREATE_PLUGIN_JOB, createJob, named } from './job-spec.ts'
import type { Jobs } from './jobs.ts'
import { cancelJob, deleteJob, JOBS_QUERY, LOGS_QUERY, listJobs } from './jobs-routes.ts'
import type { Plugins } from './plugins.ts'

const PLUGIN_JOBS_QUERY: Readonly<Record<string, Schema>> = {
  ...JOBS_QUERY,
  sort: {
    type: 'string',
    enum: ['created_at', '-created_at', 'updated_at', '-updated_at'],
    default: '-created_at',
  },
}

/** Plugins. */
export function pluginRoutes(plugins: Plugins, jobs: Jobs, state: State, permissions: Permissions): Route[] {
  const list: Route = {
    method: 'GET',
    path: '/apis/plugins',
    scopes: [],
    isPublic: true,
    handle: () => json(Object.keys(plugins).map((name) => ({ name, bundleUrl: null }))),
  }
  const collections = Object.entries(plugins).flatMap(([plugin, bases]) =>
    bases.flatMap((base) => collectionRoutes(plugin, base, jobs, state, permissions)),
  )
  return [list, ...collections.map(withOwnRights)]
}

/** What a plugin's own description asks for counts; a collection that is not described asks for what the platform's jobs do. */
function withOwnRights(route: Route): Route {
  // The pattern of a route is itself a path that fits it.
  const described = pluginOperations().find(route.method, route.path)?.operation
  return described === undefined
    ? route
    : { ...route, permission: described.permission, scopes: described.scopes }
}

function collectionRoutes(
  plugin: string,
  base: string,
  jobs: Jobs,
  state: State,
  permissions: Permissions,
): Route[] {
  const collection = `/apis/${plugin}/v2/workspaces/:workspace/${base}`
  const path = `${collection}/:name`
  const result = `${collection}/:job/results/:name`
  const find = ({ params }: Exchange) => requireJob(jobs, params, params['name'])
  const read = { method: 'GET', permission: 'jobs.read', scopes: reads('jobs') } as const
  return [
    {
      method: 'POST',
      path: collection,
      permission: 'jobs.create',
      scopes: writes('jobs'),
      inputs: { body: named(CREATE_PLUGIN_JOB, state.settings.profile.generation) },
      handle: async ({ params, caller, body }) => {
        const { profile, options, ...order } = body as unknown as CreatePluginJobBody
        const { workspace = '' } = params
        // A spec that is made up for a test is as good as any: there is nothing to be evaluated then.
        const isEvaluation =
          EVALUATORS.includes(plugin) && base === 'evaluate/jobs' && Array.isArray(order.spec['metrics'])
        const prepared = isEvaluation
          ? await prepareEvaluation(order.spec, workspace, state, plugin)
          : undefined
        const job = createJob(
          jobs,
          state,
          workspace,
          { ...order, source: plugin, platform_spec: pluginSpec(plugin, base) },
          effectiveIdOf(caller),
        )
        if (prepared !== undefined) {
          job.outcome = await prepared(job)
          jobs.save(job)
        }
        return json(describePluginJob(job), 201)
      },
    },
    {
      method: 'GET',
      path: collection,
      permission: 'jobs.list',
      scopes: reads('jobs'),
      inputs: { query: PLUGIN_JOBS_QUERY, hasFilter: true },
      handle: (exchange) => {
        const own = jobs.all().filter((job) => job.source === plugin)
        const { data, ...page } = listJobs(exchange, own, state, permissions)
        return json(withoutNulls({ data: data.map(describePluginJob), ...page }))
      },
    },
    { ...read, path, handle: (exchange) => json(describePluginJob(find(exchange))) },
    {
      method: 'DELETE',
      path,
      permission: 'jobs.delete',
      scopes: writes('jobs'),
      handle: (exchange) => deleteJob(find(exchange), jobs, state),
    },
    {
      method: 'POST',
      path: `${path}/cancel`,
      permission: 'jobs.cancel',
      scopes: writes('jobs'),
      handle: (exchange) => {
        const job = find(exchange)
        cancelJob(job, jobs, effectiveIdOf(exchange.caller))
        return json(describePluginJob(job))
      },
    },
    { ...read, path: `${path}/status`, handle: (exchange) => json(describeStatus(find(exchange))) },
    {
      ...read,
      path: `${path}/logs`,
      inputs: { query: LOGS_QUERY },
      handle: (exchange) =>
        json(describeLogs(find(exchange), exchange.query, state.settings.profile.generation)),
    },
    {
      ...read,
      path: `${path}/results`,
      handle: (exchange) => {
        const job = find(exchange)
        const results = job.results.toReversed()
        const own = urlOf(exchange)
        return json({
          data: results.map((entry) => describeOwn(job, entry, `${own}/${entry.name}/download`)),
        })
      },
    },
    {
      ...read,
      path: result,
      handle: (exchange) => {
        const { job, result: entry } = requireResult(jobs, exchange.params, exchange.params['name'])
        return json(describeOwn(job, entry, `${urlOf(exchange)}/download`))
      },
    },
    {
      ...read,
      path: `${result}/download`,
      handle: ({ params }) => {
        const { job, result: entry } = requireResult(jobs, params, params['name'])
        return downloadOf(state, job, entry)
      },
    },
  ]
}

/** What the evaluator is called, and was. */
const EVALUATORS = ['evals', 'evaluator']

interface CreatePluginJobBody {
  name: string | null
  description: string | null
  project: string | null
  spec: Fields
  profile: string | null
  options: Fields | null
  ownership: Fields | null
  custom_fields: Fields | null
  output_location: string | null
}

/** What the plugin would have the platform run: here a step that does nothing. */
function pluginSpec(plugin: string, base: string) {
  const name = kindOfJobs(base) || plugin
  const executor = { provider: 'subprocess', profile: 'default', command: ['true'] }
  const lifecycle = { staleness_timeout_seconds: 0 }
  return { steps: [{ name, environment: null, executor, config: {}, lifecycle }], secrets: null }
}

/** A plugin tells neither what the platform runs nor where the results lie. */
function describePluginJob(job: JobRecord): Fields {
  const { id, name, description, workspace, created_at, updated_at, spec, status, status_details } =
    describeJob(job) as Record<string, unknown>
  return {
    id,
    name,
    description,
    project: null,
    workspace,
    created_at,
    updated_at,
    spec,
    status,
    status_details,
    error_details: job.error_details,
    ownership: job.ownership,
    custom_fields: job.custom_fields,
  }
}

function describeOwn(job: JobRecord, result: ResultRecord, url: string): Fields {
  return describeResult(job, result, url)
}

/** The URL of a request, without its query. */
function urlOf({ request }: Exchange): string {
  const { origin, pathname } = new URL(request.url)
  return `${origin}${pathname}`
}
