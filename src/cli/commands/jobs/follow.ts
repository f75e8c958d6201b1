/** Follows a job: statuses, log lines, and how it ended. */

import { setTimeout } from 'node:timers/promises'
import type { JobEvent } from '../../../index.ts'
import { shellWord } from '../../../remedies/index.ts'
import { SilentError } from '../../errors.ts'
import { readNumber } from '../../global-options.ts'
import { tellingWhatIsDone } from '../../interruption.ts'
import type { Invocation } from '../../invocation.ts'
import { type LogLine, lineOf } from '../../output/log-line.ts'
import { statusText } from '../../output/status.ts'
import { type WaitFlags, waitParams } from '../shared/durations.ts'

interface PartFlags {
  readonly attemptId?: string
  readonly stepId?: string
  readonly taskId?: string
}

/** Flags of `watch`. */
export interface WatchFlags extends WaitFlags, PartFlags {
  readonly limit?: string
  readonly history?: boolean
}

/** Flags of `logs` and `tail`. */
export interface LogFlags extends PartFlags {
  readonly lines?: string
  readonly follow?: true
}

/** Lines that `tail` shows. */
const USUAL_TAIL = 100
/** As many as the platform gives at a time. */
const LONGEST_TAIL = 10_000

/** `nemo jobs watch`: until the job ends; exit code 1 where it fails. */
export async function watch(invocation: Invocation, name: string, flags: WatchFlags): Promise<void> {
  const params = {
    ...partsOf(flags),
    ...waitParams(flags),
    limit: readNumber('--limit', flags.limit, { least: 1 }),
    include_history: flags.history !== false,
  }
  const events = invocation.client().jobs.watch(name, params, { signal: invocation.io.signal })
  await show(invocation, events, {
    say: (line) => invocation.say(line),
    isOver: () => invocation.io.isOutputLost(),
  })
}

/** What `nemo jobs create --wait` and `--watch` do once there is a job. */
export async function followToEnd(
  invocation: Invocation,
  job: { readonly name: string; readonly workspace?: string | undefined },
  flags: WaitFlags,
  withLog: boolean,
): Promise<void> {
  const place = job.workspace === undefined ? '' : ` --workspace ${shellWord(job.workspace)}`
  await tellingWhatIsDone(
    invocation.io,
    () => follow(invocation, job, flags, withLog),
    () => `The job goes on; to end it: nemo jobs cancel ${shellWord(job.name)}${place}`,
  )
}

async function follow(
  invocation: Invocation,
  { name, workspace }: { readonly name: string; readonly workspace?: string | undefined },
  flags: WaitFlags,
  withLog: boolean,
): Promise<void> {
  const { signal } = invocation.io
  const { jobs } = invocation.client()
  if (withLog) {
    const events = jobs.watch(name, { workspace, ...waitParams(flags) }, { signal })
    // What it ends with counts, whoever reads what was printed before.
    await show(invocation, events, { say: (line) => invocation.note(line), isOver: () => false })
    return
  }
  const progress = invocation.progress(`Waiting for job ${name}…`)
  try {
    await jobs.wait(
      name,
      {
        workspace,
        ...waitParams(flags),
        onUpdate: ({ status }) => progress.update(`Waiting for job ${name}: ${status}…`),
      },
      { signal },
    )
    progress.stop(`Job ${name} is completed.`)
  } finally {
    progress.stop()
  }
}

/** `nemo jobs tail`: the last lines. */
export async function tail(invocation: Invocation, name: string, flags: LogFlags): Promise<void> {
  const lines = readNumber('--lines', flags.lines, { least: 1, most: LONGEST_TAIL }) ?? USUAL_TAIL
  const page = await invocation
    .client()
    .jobs.getLogs(name, { ...partsOf(flags), tail: lines }, { signal: invocation.io.signal })
  for (const line of page.data) showLine(invocation, line)
}

/** `nemo jobs logs`: all of it, the last lines, or until the job ends. */
export async function logs(invocation: Invocation, name: string, flags: LogFlags): Promise<void> {
  const { signal } = invocation.io
  const { jobs } = invocation.client()
  if (flags.lines !== undefined) await tail(invocation, name, flags)
  if (flags.follow === true) {
    const params = { ...partsOf(flags), include_history: flags.lines === undefined }
    for await (const event of jobs.watch(name, params, { signal })) {
      if (invocation.io.isOutputLost()) return
      if (event.type === 'log')
        showLine(invocation, { ...event, job_step: event.step_id, job_task: event.task_id })
      else if (event.type === 'warning') invocation.note(`Warning: ${event.message}`)
    }
    return
  }
  if (flags.lines !== undefined) return
  for await (const line of jobs.getLogs(name, partsOf(flags), { signal })) {
    if (invocation.io.isOutputLost()) return
    showLine(invocation, line)
  }
}

/** Waits a moment; Ctrl-C ends it. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal })
}

async function show(
  invocation: Invocation,
  events: AsyncIterable<JobEvent>,
  { say, isOver }: { say: (line: string) => void; isOver: () => boolean },
): Promise<void> {
  const { style } = invocation
  for await (const event of events) {
    if (isOver()) return
    if (event.type === 'log') {
      say(lineOf(invocation, { ...event, job_step: event.step_id, job_task: event.task_id }))
    } else if (event.type === 'warning') {
      invocation.note(`${style.yellow('Warning:')} ${event.message}`)
    } else {
      say(`Status: ${statusText(style, event.status)}`)
      if (!event.terminal) continue
      if (event.successful === true) return
      const details = event.error_details === null ? '' : `: ${JSON.stringify(event.error_details)}`
      invocation.note(
        `${style.red(style.bold('Error:'))} Job ${event.job_name} ended as ${event.status}${details}`,
      )
      // It has been told of.
      throw new SilentError(`job ${event.job_name} ended as ${event.status}`)
    }
  }
}

function showLine(invocation: Invocation, line: LogLine): void {
  invocation.say(lineOf(invocation, line))
}

function partsOf({ attemptId, stepId, taskId }: PartFlags) {
  return {
    attempt_id: readNumber('--attempt-id', attemptId, { least: 0 }),
    step_id: stepId,
    task_id: taskId,
  }
}
