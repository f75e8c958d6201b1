/** `nemo insights analysis` and `analysis-runs`. */

import { isRecord } from '../../../../json.ts'
import type { AnalysisRunResponse } from '../../../../plugins/insights/index.ts'
import { Insights } from '../../../../plugins/insights/index.ts'
import { shellWord } from '../../../../remedies/index.ts'
import { LocalError, run, SilentError, UsageError } from '../../../errors.ts'
import { readNumber } from '../../../global-options.ts'
import { tellingWhatIsDone } from '../../../interruption.ts'
import type { Invocation } from '../../../invocation.ts'
import { pause } from '../../jobs/follow.ts'
import { type Call, callOf, type Flags, type OtherFields, send } from '../../shared/call.ts'
import { perform, runCall } from '../../shared/described.ts'
import { readInput } from '../../shared/read-input.ts'
import { INSIGHTS } from '../insights.generated.ts'

/** Flags of `analysis enable` and `disable`. */
export interface AnalysisFlags {
  readonly agent: string
  readonly defaultModel?: string
  readonly fastModel?: string
}

/** Flags of `analysis status`. */
export interface StatusFlags {
  readonly agent?: string
  readonly page?: string
  readonly pageSize?: string
  readonly allPages?: true
}

/** In seconds. */
const USUAL_WAIT = 1800
const USUAL_PAUSE = 5
/** How a job ends. */
const ENDS = ['completed', 'error', 'cancelled', 'failed']

/** Switches the analyses of an agent on. */
export async function enable(
  invocation: Invocation,
  { agent, defaultModel, fastModel }: AnalysisFlags,
): Promise<void> {
  const fast = fastModel ?? defaultModel
  const params = {
    ...(defaultModel === undefined ? {} : { default_model: defaultModel }),
    ...(fast === undefined ? {} : { fast_model: fast }),
  }
  await perform(invocation, await callOf(INSIGHTS, 'analysis-configs enable', { values: [agent], params }), {
    flags: {},
  })
}

/** Switches them off. */
export async function disable(invocation: Invocation, { agent }: AnalysisFlags): Promise<void> {
  await perform(
    invocation,
    await callOf(INSIGHTS, 'analysis-configs disable', { values: [agent], params: {} }),
    {
      flags: {},
    },
  )
}

/** Shows which agents are analysed. */
export async function status(invocation: Invocation, flags: StatusFlags): Promise<void> {
  const { agent } = flags
  const call =
    agent === undefined
      ? await callOf(INSIGHTS, 'analysis-configs list', { params: pageParams(flags) })
      : await callOf(INSIGHTS, 'analysis-configs get', { values: [agent], params: {} })
  await perform(invocation, call, { flags: { ...flags } })
}

/** What `--ethos` gives: the text of a file. */
export async function runFields({ io }: Pick<Invocation, 'io'>, { ethos }: Flags): Promise<OtherFields> {
  if (ethos === undefined) return {}
  const path = String(ethos)
  const text = await readInput(path, io)
  if (text.trim() === '') throw new UsageError(`--ethos is empty: ${path}`, 'Give a file with text in it')
  return { ethos: { value: text, where: 'in --ethos' } }
}

/** Asks for an analysis, and waits for it where that is wanted. */
export async function createRun(invocation: Invocation, call: Call, flags: Flags): Promise<void> {
  if (flags['wait'] !== true) return runCall(invocation, call, flags)
  readPolling(flags)
  const answer = send(invocation.client(), call, { signal: invocation.io.signal })
  const { run: created } = (await answer) as AnalysisRunResponse
  invocation.note(`Analysis ${created.name} is created.`)
  await untilEnded(invocation, String(created.name), flags)
}

/** Shows an analysis, once its job has ended where that is wanted. */
export async function getRun(invocation: Invocation, call: Call, flags: Flags): Promise<void> {
  if (flags['wait'] !== true) return runCall(invocation, call, flags)
  readPolling(flags)
  await untilEnded(invocation, String(call.values[0]), flags)
}

async function untilEnded(invocation: Invocation, name: string, flags: Flags): Promise<void> {
  const { timeout, interval } = readPolling(flags)
  const { signal } = invocation.io
  const { analysisRuns } = new Insights(invocation.client())
  const progress = invocation.progress(`Waiting for analysis ${name}…`)
  const end = performance.now() + timeout * 1000
  const wait = async () => {
    for (;;) {
      const answer = await analysisRuns.retrieve(name, {}, { signal })
      const seen = statusOf(answer)
      if (seen !== undefined && ENDS.includes(seen)) {
        progress.stop()
        await invocation.print(answer)
        if (seen === 'completed') return
        const { red, bold } = invocation.style
        invocation.note(`${red(bold('Error:'))} The job of analysis ${name} ended as ${seen}`)
        throw new SilentError(`analysis ${name} ended as ${seen}`)
      }
      if (seen === undefined) {
        throw new LocalError(`Analysis ${name} has no job: it never reached the platform's jobs`, [
          run('nemo insights analysis-runs create --agent <name>', 'To ask for it again'),
        ])
      }
      const left = end - performance.now()
      if (left <= 0) {
        throw new LocalError(`The job of analysis ${name} was still ${seen} after ${timeout} seconds`, [
          run(`nemo insights analysis-runs get ${shellWord(name)} --wait`, 'To go on waiting'),
        ])
      }
      progress.update(`Waiting for analysis ${name}: ${seen}…`)
      await pause(Math.min(interval * 1000, left), signal)
    }
  }
  try {
    await tellingWhatIsDone(
      invocation.io,
      wait,
      () => `The analysis goes on; to end it: nemo jobs cancel ${shellWord(name)}`,
    )
  } finally {
    progress.stop()
  }
}

function statusOf({ job }: AnalysisRunResponse): string | undefined {
  const found = isRecord(job) ? job['status'] : undefined
  return typeof found === 'string' ? found : undefined
}

function readPolling({ pollTimeout, pollInterval }: Flags): { timeout: number; interval: number } {
  return {
    timeout: readSeconds('--poll-timeout', pollTimeout) ?? USUAL_WAIT,
    interval: readSeconds('--poll-interval', pollInterval) ?? USUAL_PAUSE,
  }
}

function readSeconds(flag: string, given: unknown): number | undefined {
  if (given === undefined) return undefined
  const seconds = Number(given)
  if (seconds > 0 && Number.isFinite(seconds)) return seconds
  throw new UsageError(`${flag} must be a number of seconds above 0, not '${String(given)}'`)
}

function pageParams({ page, pageSize }: StatusFlags): Record<string, unknown> {
  return {
    sort: '-created_at',
    page: readNumber('--page', page, { least: 1 }) ?? 1,
    page_size: readNumber('--page-size', pageSize, { least: 1 }) ?? 100,
  }
}
