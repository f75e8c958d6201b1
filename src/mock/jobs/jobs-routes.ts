/** Jobs: created, listed, watched, stopped, deleted. */

import { filterReader } from '../http/filter/fields.ts'
import { describeOperation, withoutField } from '../http/filter/operation.ts'
import { assertPageWithin, matching, type PageBody, pageOf } from '../http/paging.ts'
import { effectiveIdOf, type Principal } from '../http/principal.ts'
import { httpError, json, noContent } from '../http/responses.ts'
import { type Exchange, type Route, reads, writes } from '../http/route.ts'
import type { Schema } from '../http/schema.ts'
import { withoutNulls } from '../http/without-nulls.ts'
import type { Permissions } from '../identity/permissions.ts'
import { keyOf, type State } from '../workspaces/state.ts'
import { ALL_WORKSPACES, listedWorkspaces } from '../workspaces/workspaces-routes.ts'
import type { JobRecord } from './job-records.ts'
import { describeJob, describeLogs, describeStatus, requireJob } from './job-serializers.ts'
import { CREATE_JOB, type CreateJobBody, createJob, executionProfiles, named } from './job-spec.ts'
import { isTerminal } from './job-status.ts'
import { type Jobs, TransitionConflictError } from './jobs.ts'

/** Query parameters of a list of jobs. */
export const JOBS_QUERY: Readonly<Record<string, Schema>> = {
  page: { type: 'integer', exclusiveMinimum: 0, default: 1 },
  page_size: { type: 'integer', exclusiveMinimum: 0, default: 10 },
  sort: {
    type: 'string',
    enum: ['created_at', '-created_at', 'updated_at', '-updated_at', 'source', '-source'],
    default: '-created_at',
  },
}

const LONGEST_LOG = 10_000
/** Query parameters of a log. */
export const LOGS_QUERY: Readonly<Record<string, Schema>> = {
  limit: { type: 'integer', exclusiveMinimum: 0, maximum: LONGEST_LOG },
  page_cursor: { type: 'string' },
  tail: { type: 'integer', exclusiveMinimum: 0, maximum: LONGEST_LOG },
  attempt_id: { type: 'integer' },
  step_id: { type: 'string' },
  task_id: { type: 'string' },
}

const LONGEST_PAGE = 1000
const COLLECTION = '/apis/jobs/v2/workspaces/:workspace/jobs'
const JOB = `${COLLECTION}/:name`

/** Jobs. */
export function jobRoutes(jobs: Jobs, state: State, permissions: Permissions): Route[] {
  const { profile } = state.settings
  const find = ({ params }: Exchange) => requireJob(jobs, params, params['name'])
  const changes = (
    verb: string,
    permission: string,
    change: (job: JobRecord, by: string) => void,
  ): Route => ({
    method: 'POST',
    path: `${JOB}/${verb}`,
    permission,
    scopes: writes('jobs'),
    handle: (exchange) => {
      const job = find(exchange)
      change(job, effectiveIdOf(exchange.caller))
      return json(describeJob(job))
    },
  })
  return [
    {
      method: 'GET',
      path: '/apis/jobs/v2/execution-profiles',
      permission: 'jobs.list',
      scopes: reads('jobs'),
      handle: () => json(executionProfiles(profile.names)),
    },
    {
      method: 'POST',
      path: COLLECTION,
      permission: 'jobs.create',
      scopes: writes('jobs'),
      inputs: { body: named(CREATE_JOB, profile.generation) },
      handle: ({ params, caller, body }) => {
        const order = body as unknown as CreateJobBody
        const job = createJob(jobs, state, params['workspace'] ?? '', order, effectiveIdOf(caller))
        return json(describeJob(job), 201)
      },
    },
    {
      method: 'GET',
      path: COLLECTION,
      permission: 'jobs.list',
      scopes: reads('jobs'),
      inputs: { query: JOBS_QUERY, hasFilter: true },
      handle: (exchange) => {
        const { data, ...page } = listJobs(exchange, jobs.all(), state, permissions)
        return json(withoutNulls({ data: data.map(describeJob), ...page }))
      },
    },
    {
      method: 'GET',
      path: JOB,
      permission: 'jobs.read',
      scopes: reads('jobs'),
      handle: (exchange) => json(describeJob(find(exchange))),
    },
    {
      method: 'DELETE',
      path: JOB,
      permission: 'jobs.delete',
      scopes: writes('jobs'),
      handle: (exchange) => deleteJob(find(exchange), jobs, state),
    },
    changes('cancel', 'jobs.cancel', (job, by) => cancelJob(job, jobs, by)),
    changes('pause', 'jobs.update', (job, by) => jobs.pause(job, by)),
    changes('resume', 'jobs.update', (job, by) => jobs.resume(job, by)),
    {
      method: 'GET',
      path: `${JOB}/status`,
      permission: 'jobs.read',
      scopes: reads('jobs'),
      handle: (exchange) => json(describeStatus(find(exchange))),
    },
    {
      method: 'PATCH',
      path: `${JOB}/status-details`,
      permission: 'jobs.update',
      scopes: writes('jobs'),
      inputs: { body: { type: 'map' } },
      handle: (exchange) => {
        const { workspace = '', name = '' } = exchange.params
        const job = jobs.get(workspace, name)
        if (job === undefined) throw httpError(404, `Entity '${name}' not found in workspace '${workspace}'`)
        job.status_details = { ...job.status_details, ...exchange.body }
        jobs.save(job)
        return json(null)
      },
    },
    {
      method: 'GET',
      path: `${JOB}/logs`,
      permission: 'jobs.read',
      scopes: reads('jobs'),
      inputs: { query: LOGS_QUERY },
      handle: (exchange) => json(describeLogs(find(exchange), exchange.query, profile.generation)),
    },
  ]
}

/**
 * A page of jobs.
 *
 * @throws HTTPError for a filter that names what is not there, and for a workspace that is not there.
 */
export function listJobs(
  { params, caller, query, filter }: Exchange,
  candidates: readonly JobRecord[],
  state: State,
  permissions: Permissions,
): PageBody<JobRecord> {
  assertPageWithin(query, LONGEST_PAGE)
  const own = ['source', 'status', ...(state.settings.profile.generation === '0.6' ? [] : ['spec'])]
  const fields = filterReader(filter, own, 'platform_job')
  const workspace = params['workspace'] ?? ''
  if (workspace !== ALL_WORKSPACES) state.requireWorkspace(workspace)
  const listed = listedWorkspaces(workspace, state, caller as Principal, permissions)
  const items = candidates.filter((job) => listed?.has(job.workspace) ?? true)
  // The state of a job lies elsewhere: it is looked at only when a page is cut. A page may be empty in the middle, and
  // the total counts too many.
  const page = pageOf(items, query, filter && withoutField(filter, 'status'), fields)
  const data = filter === undefined ? page.data : matching(page.data, filter, fields)
  // An empty list of jobs has one page all the same.
  const total_pages = Math.max(1, page.pagination.total_pages)
  const pagination = { ...page.pagination, current_page_size: data.length, total_pages }
  return { ...page, data, pagination, filter: filter === undefined ? null : describeOperation(filter) }
}

/** Cancels a job. */
export function cancelJob(job: JobRecord, jobs: Jobs, by: string): void {
  try {
    jobs.cancel(job, by)
  } catch (error) {
    if (!(error instanceof TransitionConflictError)) throw error
    const advice = 'Refresh the job status and try again.'
    throw httpError(409, `Cannot cancel job '${job.name}' from its current state. ${advice}`)
  }
}

/** Deletes a job that is over, with the fileset that was made for it. */
export function deleteJob(job: JobRecord, jobs: Jobs, state: State): Response {
  if (!isTerminal(job.status)) {
    const advice = 'Cancel the job and wait for it to reach a terminal state before deleting.'
    throw httpError(409, `Cannot delete job '${job.name}' while it is '${job.status}'. ${advice}`)
  }
  jobs.delete(job)
  const fileset = state.filesets.records.get(keyOf(job.workspace, job.fileset))
  if (job.output_location === null && fileset !== undefined) state.filesets.remove(fileset)
  return noContent()
}
