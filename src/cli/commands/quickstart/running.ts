/** Finds out whether the quickstart runs. */

import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from '../../../errors/error-code-of.ts'
import { forgetServer, type QuickstartHome, type RunningServer, readServer, urlOf } from './home.ts'
import { identityOf } from './process-identity.ts'

/** Where a running quickstart tells its id; the platform has no such path. */
export const INSTANCE_PATH = '/.nemo-quickstart'

/** The header of that answer that tells the id of the process. */
export const PROCESS_HEADER = 'x-nemo-process'

/** The one that runs; what a killed one has left is cleared away. */
export async function findRunning(home: QuickstartHome): Promise<RunningServer | undefined> {
  const server = readServer(home)
  if (server === undefined) return undefined
  if (await isItself(server)) return server
  forgetServer(home)
  return undefined
}

/** Whether the process that was noted lives: another one may have got its id since. */
async function isSameProcess({ pid, process: noted }: RunningServer): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (noted === undefined) return true
  const now = await identityOf(pid)
  return now?.started === noted.started && now.command === noted.command
}

/** Waits until the process is gone; false if it is not by then. */
export async function untilGone(server: RunningServer, timeout: number): Promise<boolean> {
  const deadline = performance.now() + timeout
  while (await isSameProcess(server)) {
    if (performance.now() >= deadline) return false
    await sleep(20)
  }
  return true
}

const ATTEMPTS = 3

/**
 * Whether the process is the platform that was noted: by start time and command line, and by what it answers. One that does not
 * answer is known by the former alone; one of which the system tells nothing, by the latter alone.
 */
async function isItself(server: RunningServer): Promise<boolean> {
  if (!(await isSameProcess(server))) return false
  const isKnown = server.process !== undefined
  // The real platform has no answer that tells it from another one.
  if (server.engine === 'platform') return isKnown
  const answer = await ask(server)
  return answer === undefined ? isKnown : answer
}

/** Whether what listens there is the platform, run by the process; undefined where nothing answers. */
async function ask({ port, id, pid }: RunningServer): Promise<boolean | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      const response = await fetch(`${urlOf(port)}${INSTANCE_PATH}`, {
        signal: AbortSignal.timeout(2_000),
        redirect: 'manual',
      })
      return (await response.text()) === id && response.headers.get(PROCESS_HEADER) === String(pid)
    } catch (error) {
      // Busy is not gone.
      if (!(error instanceof Error) || error.name !== 'TimeoutError') return undefined
    }
  }
  return undefined
}

/** Whether there is a process of that id. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
