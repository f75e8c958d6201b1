/** `nemo jobs`: jobs, and what it takes to follow one. */

import type { Command } from 'commander'
import type { PlatformJobResponse } from '../../index.ts'
import { run, UsageError } from '../errors.ts'
import type { Invocation } from '../invocation.ts'
import { canRedraw } from '../output/terminal.ts'
import type { LogFlags, WatchFlags } from './jobs/follow.ts'
import { JOBS } from './jobs.generated.ts'
import type { Call, Flags } from './shared/call.ts'
import { type Additions, addGroup, runCall } from './shared/described.ts'
import { addWaitOptions } from './shared/durations.ts'

const ADDITIONS: Additions = {
  create: { options: addFollowOptions, run: create },
  list: {
    options: (command) => command.option('--watch', 'show it anew every 3 seconds, until Ctrl-C'),
    run: list,
  },
}

/** Adds the group. */
export function register(parent: Command, invocation: () => Invocation): void {
  const jobs = addGroup(parent, JOBS, invocation, ADDITIONS)
  addPartOptions(addWaitOptions(jobs.command('watch'), { isLimited: false, longest: 'until it ends' }))
    .description('Watch a job until it ends: its statuses and its log, as they come')
    .argument('<name>', 'name of the job')
    .option('--limit <number>', 'log lines per request')
    .option('--history', 'with the lines that are there already (the default)')
    .option('--no-history', 'only lines that come from now on')
    .action(async (name: string, flags: WatchFlags) =>
      (await import('./jobs/follow.ts')).watch(invocation(), name, flags),
    )
  addPartOptions(jobs.command('tail'))
    .description('Print the last lines of the log of a job')
    .argument('<name>', 'name of the job')
    .option('-n, --lines <number>', 'how many, at most 10000 (default: 100)')
    .action(async (name: string, flags: LogFlags) =>
      (await import('./jobs/follow.ts')).tail(invocation(), name, flags),
    )
  addPartOptions(jobs.command('logs'))
    .description('Print the log of a job; with --follow until it ends')
    .argument('<name>', 'name of the job')
    .option('-n, --lines <number>', 'only so many of the last lines')
    .option('--follow', 'go on with the lines that come, until the job ends')
    .action(async (name: string, flags: LogFlags) =>
      (await import('./jobs/follow.ts')).logs(invocation(), name, flags),
    )
}

function addFollowOptions(command: Command): void {
  addWaitOptions(
    command
      .option('--wait', 'wait until the job has ended; exit code 1 if it fails')
      .option('--watch', 'the same, with its log on standard error'),
    { isLimited: false },
  )
}

function addPartOptions(command: Command): Command {
  return command
    .option('--attempt-id <number>', 'only of this attempt')
    .option('--step-id <name>', 'only of this step')
    .option('--task-id <name>', 'only of this task')
}

async function create(invocation: Invocation, call: Call, flags: Flags): Promise<void> {
  const { wait, watch } = flags
  if (wait === true && watch === true)
    throw new UsageError('--wait and --watch exclude each other', 'Choose one of them')
  const { send } = await import('./shared/call.ts')
  const answer = send(invocation.client(), call, { signal: invocation.io.signal })
  const job = (await answer) as PlatformJobResponse
  await invocation.print(job, { fields: call.spec.fields })
  if (wait !== true && watch !== true) return
  const { followToEnd } = await import('./jobs/follow.ts')
  await followToEnd(invocation, job, flags, watch === true)
}

async function list(invocation: Invocation, call: Call, flags: Flags): Promise<void> {
  if (flags['watch'] !== true) return runCall(invocation, call, flags)
  const { stdout, signal, env } = invocation.io
  if (!canRedraw(stdout, env)) {
    throw new UsageError(
      '--watch shows a list in place, and needs a terminal that can do that',
      run('nemo jobs watch <name>', 'To follow a job without one'),
    )
  }
  const [{ pause }, { Frame }] = await Promise.all([import('./jobs/follow.ts'), import('../output/frame.ts')])
  const frame = new Frame(stdout)
  for (;;) {
    frame.draw(await invocation.captured(() => runCall(invocation, call, flags)))
    await pause(3_000, signal)
  }
}
