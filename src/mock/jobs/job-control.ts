/** Moves the jobs of a mock platform by hand. */

import type { Bytes } from '../../bytes.ts'
import { InvalidArgumentError } from '../../errors/index.ts'
import type { Fields } from '../http/schema.ts'
import { checkOptions, checkText } from '../option-schemas.ts'
import { keyOf, type State } from '../workspaces/state.ts'
import type { JobRecord } from './job-records.ts'
import { addResult } from './job-results-routes.ts'
import { isTerminal, isTransitionAllowed, JOB_STATUSES, type JobStatus } from './job-status.ts'
import { currentStep, type Jobs, log } from './jobs.ts'

/** A result for a job. */
export interface MockJobResult {
  readonly name: string
  /** What is in it. */
  readonly content: string | Bytes
}

/** What happens to a job. */
export interface AdvanceOptions {
  /** Workspace of the job. @default 'default' */
  workspace?: string | undefined
  /** The state that it gets. @default the next one, unless there is something else for it */
  to?: JobStatus | undefined
  /** Lines that it logs. */
  log?: string | readonly string[] | undefined
  /** A result that it leaves behind. */
  result?: MockJobResult | undefined
  /** What it tells about its progress, beside what it told before. */
  statusDetails?: Readonly<Record<string, unknown>> | undefined
  /** Why it fails; a text is the message. It then ends with `error`. */
  error?: string | Readonly<Record<string, unknown>> | undefined
}

/** The jobs of a mock platform. */
export class MockJobs {
  readonly #platform: () => { readonly jobs: Jobs; readonly state: State }

  /** @param platform - Gives the platform as it is now: a reset puts another in its place. */
  constructor(platform: () => { readonly jobs: Jobs; readonly state: State }) {
    this.#platform = platform
  }

  /**
   * Lets something happen to a job: it moves on, logs, leaves a result, fails.
   *
   * @param name - Name of the job, of the platform's or of a plugin's.
   * @returns The state that it is in now.
   * @throws InvalidArgumentError for a job that is not there, and for a state that cannot follow.
   *
   * @example
   * ```ts
   * await platform.jobs.advance('train', { to: 'active', log: ['step 1'] })
   * await platform.jobs.advance('train', { to: 'completed', result: { name: 'model', content: '…' } })
   * ```
   */
  async advance(name: string, options: AdvanceOptions = {}): Promise<JobStatus> {
    checkText(name, 'name')
    checkOptions('advance', options)
    const { workspace = 'default', error, result, statusDetails } = options
    const job = this.#jobs.get(workspace, name)
    if (job === undefined) {
      throw new InvalidArgumentError('name', `must be that of a job in workspace ${workspace}`)
    }
    const { log: lines } = options
    if (lines !== undefined) log(job, typeof lines === 'string' ? [lines] : lines)
    if (statusDetails !== undefined) job.status_details = { ...job.status_details, ...statusDetails }
    if (result !== undefined) await this.#leave(job, result)
    this.#jobs.save(job)
    const isAllElse = [lines, statusDetails, result].some((value) => value !== undefined)
    if (error !== undefined) this.#fail(job, typeof error === 'string' ? { message: error } : { ...error })
    else if (options.to !== undefined) this.#moveTo(job, options.to)
    else if (!isAllElse) this.#jobs.move(job)
    return job.status
  }

  get #jobs(): Jobs {
    return this.#platform().jobs
  }

  #fail(job: JobRecord, error: Fields): void {
    const step = currentStep(job)
    if (step === undefined || !isTransitionAllowed(step.status, 'error')) throw transitionError(job, 'error')
    this.#jobs.setStep(job, step, 'error', 'service:platform', { error })
  }

  #moveTo(job: JobRecord, to: JobStatus): void {
    if (AHEAD.includes(to) && isTerminal(job.status)) throw transitionError(job, to)
    // As time would have it, as long as that leads there.
    while (job.status !== to && AHEAD.includes(to) && RUNNING.includes(job.status)) {
      if (job.status === 'active' && to !== 'completed') throw transitionError(job, to)
      this.#jobs.move(job, { mustSucceed: true })
    }
    if (job.status === to) return
    const step = currentStep(job)
    if (step === undefined || !isTransitionAllowed(step.status, to)) throw transitionError(job, to)
    if (to === 'error') this.#fail(job, { message: 'Job exited with code 1' })
    else this.#jobs.setStep(job, step, to, 'service:platform')
  }

  /** Puts a result into the fileset of the job. */
  async #leave(job: JobRecord, { name, content }: MockJobResult): Promise<void> {
    const { filesets } = this.#platform().state
    const fileset = filesets.records.get(keyOf(job.workspace, job.fileset))
    if (fileset === undefined)
      throw new InvalidArgumentError('result', 'has no place: the fileset of the job is gone')
    if (job.results.some((known) => known.name === name)) {
      throw new InvalidArgumentError('result.name', 'is taken by another result of the job')
    }
    const path = `results/${name}`
    await filesets.write(fileset, path, new Blob([content]).stream())
    const artifact_url = `fileset://${job.workspace}/${job.fileset}#${path}`
    addResult(job, { name, artifact_url, artifact_storage_type: 'fileset' })
  }
}

const AHEAD: readonly JobStatus[] = ['pending', 'active', 'completed']
const RUNNING: readonly JobStatus[] = ['created', 'pending', 'active', 'resuming']

function transitionError(job: JobRecord, to: JobStatus): InvalidArgumentError {
  const possible = JOB_STATUSES.filter(
    (status) => status !== job.status && isTransitionAllowed(job.status, status),
  )
  const list = possible.length === 0 ? 'nothing follows that' : `it can become ${possible.join(', ')}`
  return new InvalidArgumentError(
    'to',
    `must be a state that can follow: the job is ${job.status}, ${list}; not ${to}`,
  )
}
