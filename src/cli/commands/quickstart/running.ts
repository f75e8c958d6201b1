/** Finds out whether the quickstart runs. */

import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from '../../../errors/error-code-of.ts'
import { forgetServer, type QuickstartHome, type RunningServer, readServer, urlOf } from './home.ts'

/** Where a running quickstart tells its id; the platform has no such path. */
export const INSTANCE_PATH = '/.nemo-quickstart'

/** The one that runs; what a killed one has left is cleared away. */
export async function findRunning(home: QuickstartHome): Promise<RunningServer | undefined> {
  const server = readServer(home)
  if (server === undefined) return undefined
  if (isAlive(server.pid) && (server.engine === 'platform' || (await isItself(server)))) return server
  forgetServer(home)
  return undefined
}

/** Whether there is a process of that id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** Waits until a process is gone; false if it is not by then. */
export async function untilGone(pid: number, timeout: number): Promise<boolean> {
  const deadline = performance.now() + timeout
  while (isAlive(pid)) {
    if (performance.now() >= deadline) return false
    await sleep(20)
  }
  return true
}

const ATTEMPTS = 3

/** Another process may have got the id of one that was killed, and another program its port. */
async function isItself({ port, id }: RunningServer): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      const response = await fetch(`${urlOf(port)}${INSTANCE_PATH}`, { signal: AbortSignal.timeout(2_000) })
      return (await response.text()) === id
    } catch (error) {
      // Busy is not gone.
      if (!(error instanceof Error) || error.name !== 'TimeoutError') return false
    }
  }
  return true
}
