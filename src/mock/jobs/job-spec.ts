/** What a new job may be, and how it comes to its name and its fileset. */

import type { Generation, ProductNames } from '../../generations.ts'
import { isRecord } from '../../json.ts'
import { defaultStorage } from '../files/fileset-storage.ts'
import { httpError } from '../http/responses.ts'
import { type Fields, type Issue, NAME_PATTERN, type Schema } from '../http/schema.ts'
import { timestamp } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { keyOf, type State } from '../workspaces/state.ts'
import type { JobRecord, StepSpec } from './job-records.ts'
import type { Jobs } from './jobs.ts'

const OPTIONAL_TEXT: Schema = { type: 'string', nullable: true, default: null }
const OPTIONAL_MAP: Schema = { type: 'map', nullable: true, default: null }

const STEP: Schema = {
  type: 'object',
  required: ['name', 'executor'],
  properties: {
    name: { type: 'string', pattern: NAME_PATTERN },
    environment: { type: 'array', nullable: true, default: null },
    executor: {},
    config: { type: 'map', default: {} },
    lifecycle: { default: { staleness_timeout_seconds: 0 } },
  },
}

const hasNoStep = ({ steps }: Fields) =>
  (steps as unknown[]).length === 0 ? 'At least one step is required in the job specification.' : undefined

/** The body of a request for a job. */
export const CREATE_JOB: Schema = {
  type: 'object',
  required: ['spec', 'platform_spec', 'source'],
  // In this order the platform tells what is wrong.
  properties: {
    name: OPTIONAL_TEXT,
    description: OPTIONAL_TEXT,
    project: OPTIONAL_TEXT,
    spec: { type: 'map' },
    platform_spec: {
      type: 'object',
      check: hasNoStep,
      required: ['steps'],
      properties: {
        steps: { type: 'array', items: STEP },
        secrets: { type: 'array', nullable: true, default: null },
      },
    },
    source: { type: 'string' },
    ownership: OPTIONAL_MAP,
    custom_fields: OPTIONAL_MAP,
    output_location: OPTIONAL_TEXT,
  },
}

/** The body of a request for a job of a plugin; what it is to do is for the plugin to know. */
export const CREATE_PLUGIN_JOB: Schema = {
  type: 'object',
  required: ['spec'],
  properties: {
    name: OPTIONAL_TEXT,
    description: OPTIONAL_TEXT,
    project: OPTIONAL_TEXT,
    spec: { type: 'map' },
    profile: OPTIONAL_TEXT,
    options: OPTIONAL_MAP,
    ownership: OPTIONAL_MAP,
    custom_fields: OPTIONAL_MAP,
    output_location: OPTIONAL_TEXT,
  },
}

/** From 0.8 on the name of a job is checked with the rest of the request. */
export function named(schema: Schema, generation: Generation): Schema {
  if (generation < '0.8') return schema
  const name: Schema = { ...OPTIONAL_TEXT, maxLength: 63, pattern: NAME_PATTERN }
  return { ...schema, properties: { ...schema.properties, name } }
}

/** Where the mock platform says it can run jobs. */
export function executionProfiles({ folder }: ProductNames): readonly Fields[] {
  return EXECUTION_PROFILES.map(({ config, ...profile }) => ({
    ...profile,
    config: { ...(config as Fields), working_directory: `/tmp/${folder}-subprocess-jobs` },
  }))
}

const EXECUTION_PROFILES: readonly Fields[] = [
  {
    provider: 'subprocess',
    profile: 'default',
    backend: 'subprocess',
    config: {
      ttl_seconds_before_active: 1800,
      ttl_seconds_active: 86_400,
      ttl_seconds_after_finished: 3600,
      cleanup_completed_jobs_immediately: false,
      launcher_tool_path: '/tools/jobs-launcher',
      default_task_image: null,
      env: {},
      graceful_shutdown_timeout_seconds: 10,
    },
  },
]

/** A request for a job. */
export interface CreateJobBody {
  name: string | null
  description: string | null
  project: string | null
  source: string
  spec: Fields
  platform_spec: { steps: StepSpec[]; secrets: unknown }
  ownership: Fields | null
  custom_fields: Fields | null
  output_location: string | null
}

/**
 * Makes a job.
 *
 * @throws HTTPError for what does not fit.
 */
export function createJob(
  jobs: Jobs,
  state: State,
  workspace: string,
  order: CreateJobBody,
  by: string,
): JobRecord {
  const { platform_spec, source, project, output_location } = order
  const steps = platform_spec.steps.map(readExecutor)
  const name = order.name ?? `${source.slice(0, LONGEST_PREFIX)}-${newId('').slice(-SHORT_ID).toLowerCase()}`
  if (order.name !== null && jobs.get(workspace, name) !== undefined) {
    const advice = 'Choose a different job name or delete the existing job before creating a new one.'
    throw httpError(409, `Job '${name}' already exists in workspace '${workspace}'. ${advice}`)
  }
  if (!new RegExp(NAME_PATTERN).test(name)) throw httpError(409, CONFLICT)
  state.assertWorkspace(workspace)
  const fileset = output_location ?? `job-fileset-${name}`
  if (output_location !== null && state.filesets.records.get(keyOf(workspace, fileset)) === undefined) {
    throw httpError(422, `fileset '${fileset}' not found or not accessible in workspace '${workspace}'`)
  }
  if (project !== null && state.projects.get(keyOf(workspace, project)) === undefined) {
    throw httpError(422, INVALID)
  }
  if (output_location === null) createFileset(state, workspace, fileset)
  return jobs.create({ ...order, name, workspace, fileset, platform_spec: { ...platform_spec, steps } }, by)
}

const LONGEST_PREFIX = 20
const SHORT_ID = 8
const CONFLICT =
  'Unable to create job because the request conflicts with existing platform state. Review the job name and ' +
  'referenced resources, then try again.'
const INVALID =
  'Invalid job request. Check that the name, project, platform_spec, and referenced resources are valid for this ' +
  'workspace, then try again.'
const PROVIDERS = ['cpu', 'gpu', 'gpu_distributed', 'subprocess']

/** Checks where a step is to run, and fills in defaults. */
function readExecutor(step: StepSpec, index: number): StepSpec {
  const { executor } = step
  const loc = ['body', 'platform_spec', 'steps', index, 'executor']
  const issue = executorIssue(executor, loc)
  if (issue !== undefined) throw httpError(422, [issue])
  const { provider, profile = 'default' } = executor
  const isKnown = EXECUTION_PROFILES.some(
    (known) => known['provider'] === provider && known['profile'] === profile,
  )
  if (!isKnown) {
    const wanted = `'${provider}/${profile}' specified in step '${step.name}'`
    throw httpError(422, `The execution profile ${wanted} does not exist.`)
  }
  const { name, environment, config, lifecycle } = step
  return {
    name,
    environment,
    executor: { provider, profile, command: executor['command'] },
    config,
    lifecycle,
  }
}

function executorIssue(executor: unknown, loc: Issue['loc']): Issue | undefined {
  if (!isRecord(executor)) {
    const msg = 'Input should be a valid dictionary or object to extract fields from'
    return { type: 'model_attributes_type', loc, msg, input: executor }
  }
  const { provider, command } = executor
  if (provider === undefined) {
    const msg = "Unable to extract tag using discriminator 'provider'"
    return { type: 'union_tag_not_found', loc, msg, input: executor, ctx: { discriminator: "'provider'" } }
  }
  if (!PROVIDERS.includes(String(provider))) {
    const expected_tags = PROVIDERS.map((name) => `'${name}'`).join(', ')
    const msg = `Input tag '${provider}' found using 'provider' does not match any of the expected tags: ${expected_tags}`
    const ctx = { discriminator: "'provider'", tag: provider, expected_tags }
    return { type: 'union_tag_invalid', loc, msg, input: executor, ctx }
  }
  if (provider !== 'subprocess') return undefined
  const place = [...loc, 'subprocess', 'command']
  if (command === undefined) return { type: 'missing', loc: place, msg: 'Field required', input: executor }
  if (Array.isArray(command)) return undefined
  return { type: 'list_type', loc: place, msg: 'Input should be a valid list', input: command }
}

/** What a job leaves behind lies in a fileset of its own. */
function createFileset(state: State, workspace: string, name: string): void {
  state.filesets.records.set(keyOf(workspace, name), {
    id: newId('fileset'),
    name,
    workspace,
    description: null,
    project: null,
    purpose: 'generic',
    storage: defaultStorage(workspace, name),
    metadata: { dataset: null, model: null, environment: null },
    custom_fields: {},
    created_at: timestamp(),
    updated_at: timestamp(),
  })
}
