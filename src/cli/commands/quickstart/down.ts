/** `nemo quickstart down`: stops the platform. */

import { LocalError, run } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { forgetServer, quickstartHome } from './home.ts'
import { findRunning, untilGone } from './running.ts'

/** Longest end, in ms; after it the process is killed: what it answered is on disk all the same. */
const LONGEST_END = 20_000

/** Stops it. */
export async function down(invocation: Invocation): Promise<void> {
  const home = quickstartHome()
  const running = await findRunning(home)
  if (running === undefined) {
    invocation.say('The platform does not run.')
    return
  }
  const { pid } = running
  const progress = invocation.progress('Stopping the platform…')
  try {
    process.kill(pid, 'SIGTERM')
    if (!(await untilGone(running, LONGEST_END))) {
      // Without a start time, nobody knows whether it is still the same process.
      if (running.process !== undefined) process.kill(pid, 'SIGKILL')
      if (running.process === undefined || !(await untilGone(running, LONGEST_END)))
        throw new LocalError(`Process ${pid} does not end`, [run(`kill -9 ${pid}`)])
    }
  } finally {
    progress.stop()
  }
  forgetServer(home)
  invocation.say(`${invocation.style.green('✓')} The platform is stopped. What it holds stays.`)
}
