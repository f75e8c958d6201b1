/** Steps of jobs, and the tasks of steps, which whatever runs a job reports. */

import type { Generation } from '../../generations.ts'
import { parseJson } from '../../json.ts'
import { checkQueryText } from '../http/check-value.ts'
import { paginate } from '../http/paging.ts'
import { effectiveIdOf } from '../http/principal.ts'
import { httpError, internalError, json } from '../http/responses.ts'
import { type Route, reads, writes } from '../http/route.ts'
import type { Fields, Schema } from '../http/schema.ts'
import { withoutNulls } from '../http/without-nulls.ts'
import type { Profile } from '../profile.ts'
import type { JobRecord, StepRecord } from './job-records.ts'
import { describeListedStep, describeStep, describeTask, requireJob, requireStep } from './job-serializers.ts'
import { isTerminal, isTransitionAllowed, JOB_STATUSES, type JobStatus } from './job-status.ts'
import { type Jobs, newJobPart, TransitionConflictError, touch } from './jobs.ts'

const OPTIONAL_MAP: Schema = { type: 'map', nullable: true, default: null }
const STATUS: Schema = { type: 'string', enum: JOB_STATUSES }
const STATUS_BODY: Schema = {
  type: 'object',
  required: ['status'],
  properties: { status: STATUS, status_details: OPTIONAL_MAP, error_details: OPTIONAL_MAP },
}
const TASK_BODY: Schema = {
  type: 'object',
  properties: {
    status: { ...STATUS, default: 'pending' },
    status_details: OPTIONAL_MAP,
    error_details: OPTIONAL_MAP,
    error_stack: { type: 'string', nullable: true, default: null },
  },
}
const STEPS_QUERY: Readonly<Record<string, Schema>> = {
  page: { type: 'integer', exclusiveMinimum: 0, default: 1 },
  page_size: { type: 'integer', exclusiveMinimum: 0, default: 25 },
  sort: {
    type: 'string',
    enum: ['created_at', '-created_at', 'updated_at', '-updated_at'],
    default: 'created_at',
  },
}

/** Stands for the steps of all jobs of a workspace. */
const ALL_JOBS = '-'
const JOBS = '/apis/jobs/v2/workspaces/:workspace/jobs'
const STEP = `${JOBS}/:job/steps/:name`
const TASK = `${JOBS}/:job/steps/:step/tasks/:name`

/** Steps and tasks. */
export function jobStepRoutes(jobs: Jobs, { generation }: Profile): Route[] {
  const statusName = generation === '0.6' ? 'PlatformJobStatus' : 'HelixJobStatus'
  return [
    {
      method: 'GET',
      path: `${JOBS}/:name/steps`,
      permission: 'jobs.read',
      scopes: reads('jobs'),
      inputs: { query: STEPS_QUERY },
      handle: ({ request, params, query }) => {
        const filter = readStepFilter(new URL(request.url).searchParams, generation)
        if (params['name'] !== ALL_JOBS) filter.job = params['name'] ?? ''
        const steps = jobs
          .all()
          .filter((job) => job.workspace === params['workspace'] && fitsJob(job, filter))
          .flatMap((job) => job.steps.map((step) => ({ job, step })))
          .filter(({ step }) => filter.status?.includes(step.status) ?? true)
        const page = paginate(sorted(steps, String(query['sort'])), query)
        const total_pages = Math.max(1, page.pagination.total_pages)
        const data = page.data.map(({ job, step }) => describeListedStep(job, step))
        const { job, status, source, task_cleanup_pending } = filter
        const given = { job, status, source, task_cleanup_pending }
        return json({
          data: data.map(withoutNulls),
          pagination: { ...page.pagination, total_pages },
          sort: query['sort'],
          ...(Object.values(given).some((value) => value !== undefined) ? { filter: given } : {}),
        })
      },
    },
    {
      method: 'GET',
      path: STEP,
      permission: 'jobs.read',
      scopes: reads('jobs'),
      handle: ({ params }) => {
        const { job, step } = requireStep(jobs, params, params['name'])
        return json(describeStep(job, step))
      },
    },
    {
      method: 'PATCH',
      path: `${STEP}/status`,
      permission: 'jobs.update',
      scopes: writes('jobs'),
      inputs: { body: STATUS_BODY },
      handle: ({ params, body, caller }) => {
        const { job, step } = requireStep(jobs, params, params['name'])
        const { status, status_details, error_details } = body as unknown as StepUpdate
        try {
          const details = { status: status_details, error: error_details }
          jobs.setStep(job, step, status, effectiveIdOf(caller), details)
        } catch (error) {
          if (!(error instanceof TransitionConflictError)) throw error
          const wanted = `'${statusName}.${status.toUpperCase()}'`
          const advice = 'Refresh the step status and try again.'
          throw httpError(
            409,
            `Cannot update job step '${step.name}' to status ${wanted} from its current state. ${advice}`,
          )
        }
        return json(describeStep(job, step))
      },
    },
    {
      method: 'GET',
      path: `${STEP}/tasks`,
      permission: 'jobs.read',
      scopes: reads('jobs'),
      handle: ({ params }) => {
        requireJob(jobs, params, params['job'])
        const { job, step } = requireStep(jobs, params, params['name'])
        const tasks = step.tasks.toReversed()
        return json({ data: tasks.map((task) => describeTask(job, step, task)) })
      },
    },
    {
      method: 'PUT',
      path: TASK,
      permission: 'jobs.update',
      scopes: writes('jobs'),
      inputs: { body: TASK_BODY },
      handle: ({ params, body, caller }) => {
        const { job, step } = requireStep(jobs, params, params['step'])
        const update = body as unknown as TaskUpdate
        const isLate = generation === '0.8' && step.status === 'cancelled' && !isTerminal(update.status)
        const wanted = isLate ? { ...update, ...FINALIZED } : update
        const task = updateTask(step, params['name'] ?? '', wanted, effectiveIdOf(caller))
        // What a task tells, its job tells, too.
        job.status_details = { ...job.status_details, ...update.status_details }
        jobs.save(job)
        return json(describeTask(job, step, task))
      },
    },
    {
      method: 'GET',
      path: TASK,
      permission: 'jobs.read',
      scopes: reads('jobs'),
      handle: ({ params }) => {
        const { job, step } = requireStep(jobs, params, params['step'])
        const task = step.tasks.find(({ name }) => name === params['name'])
        if (task !== undefined) return json(describeTask(job, step, task))
        const place = `step '${step.name}' of job '${job.name}'`
        throw httpError(
          404,
          `Task '${params['name']}' for ${place} not found in workspace '${job.workspace}'.`,
        )
      },
    },
  ]
}

/** What becomes of a task whose step was cancelled meanwhile. */
const FINALIZED = {
  status: 'cancelled',
  status_details: { message: 'Task finalized because job step is cancelled' },
} as const

interface StepUpdate {
  status: JobStatus
  status_details: Fields | null
  error_details: Fields | null
}

interface TaskUpdate extends StepUpdate {
  error_stack: string | null
}

interface StepFilter {
  job?: string
  source?: string
  status?: string[]
  task_cleanup_pending?: boolean
}

/** Steps know only a filter of brackets, and no operators: a list has commas in it, comes several times, or is JSON. */
function readStepFilter(search: URLSearchParams, generation: Generation): StepFilter {
  const problems: string[] = []
  const filter: StepFilter = {}
  for (const [field, given] of bracketsOf(search)) {
    const fail = (problem: string) => problems.push(`filter.${field}: ${problem}`)
    const text = typeof given === 'string' ? given : undefined
    if (field === 'job' || field === 'source') {
      if (text === undefined) fail('Input should be a valid string')
      else filter[field] = text
    } else if (field === 'status') {
      if (!Array.isArray(given)) fail(`Input should be a valid list ${EXPECTED_STATUSES}`)
      else
        filter.status = given.filter((status, index) => isStatus(status, `filter.status.${index}`, problems))
    } else if (field === 'task_cleanup_pending' && generation >= '0.8') {
      const flag = text === undefined ? undefined : checkQueryText({ type: 'boolean' }, text, [], [])
      if (flag === undefined) fail('Input should be a valid boolean, unable to interpret input')
      else filter.task_cleanup_pending = flag as boolean
    } else fail('Extra inputs are not permitted')
  }
  if (problems.length === 0) return filter
  throw httpError(422, `The request contains invalid values. ${problems.join('; ')}.`)
}

/** The fields of a filter: a text, a list, or something else that is none of both. */
function bracketsOf(search: URLSearchParams): ReadonlyMap<string, unknown> {
  const fields = new Map<string, unknown>()
  for (const key of new Set(search.keys())) {
    const [, field, rest] = /^filter\[([^\]]*)\](.*)$/s.exec(key) ?? []
    if (field === undefined) continue
    const values = search.getAll(key)
    const [value = ''] = values
    if (rest !== '') fields.set(field, { [String(rest)]: value })
    else if (values.length > 1) fields.set(field, values)
    else if (value !== '') fields.set(field, conditionOf(value))
  }
  return fields
}

function conditionOf(text: string): unknown {
  if (/^[[{]/.test(text)) {
    const value = parseJson(text)
    if (value === undefined) throw internalError()
    return value
  }
  return text.includes(',') ? text.split(',') : text
}

const EXPECTED_STATUSES = `Expected one or more of: ${JOB_STATUSES.join(', ')}.`
const QUOTED_STATUSES = JOB_STATUSES.map((status) => `'${status}'`)

function isStatus(status: unknown, where: string, problems: string[]): boolean {
  if (JOB_STATUSES.includes(status as JobStatus)) return true
  const all = `${QUOTED_STATUSES.slice(0, -1).join(', ')} or ${QUOTED_STATUSES.at(-1)}`
  problems.push(`${where}: Input should be ${all} ${EXPECTED_STATUSES}`)
  return false
}

function fitsJob(job: JobRecord, filter: StepFilter): boolean {
  const isJob = filter.job === undefined || filter.job === ALL_JOBS || job.name === filter.job
  return isJob && (filter.source === undefined || job.source === filter.source)
}

function sorted<Item extends { step: StepRecord }>(items: Item[], sort: string): Item[] {
  const key = sort.replace(/^-/, '') as 'created_at' | 'updated_at'
  const direction = sort.startsWith('-') ? -1 : 1
  return items.sort((a, b) => direction * (a.step[key] < b.step[key] ? -1 : 1))
}

/** Makes or changes a task; a state that cannot follow is passed over. */
function updateTask(step: StepRecord, name: string, update: TaskUpdate, by: string) {
  const { status, status_details, error_details, error_stack } = update
  const known = step.tasks.find((task) => task.name === name)
  if (known === undefined) {
    const task = { ...newJobPart('platform-job-task', name, status, by), error_stack }
    task.status_details = status_details ?? {}
    task.error_details = error_details ?? {}
    step.tasks.push(task)
    return task
  }
  if (!isTransitionAllowed(known.status, status)) return known
  const isSame = known.status === status && !status_details && !error_details && !error_stack
  if (isSame) return known
  known.status = status
  known.status_details = { ...known.status_details, ...status_details }
  known.error_details = error_details ?? known.error_details
  known.error_stack = error_stack ?? known.error_stack
  touch(known, by)
  return known
}
