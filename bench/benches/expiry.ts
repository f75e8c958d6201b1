/** A thousand calls at the moment when the token of the config file runs out. */

import { OURS, PYTHON, RAW } from '../contestants/index.ts'
import { type Bench, below, type Report, type Surroundings, type Verdict } from '../support/bench.ts'
import type { Sample } from '../support/commands.ts'
import { Home } from '../support/home.ts'
import { inRounds, type Measure } from '../support/rounds.ts'
import { startWorker } from '../support/workers.ts'

const CALLS = 1_000
/** Both SDKs refresh this long before the end of such a token. */
const MARGIN_IN_SECONDS = 60
/** How long a client has for its first call before the token is due. */
const HEAD_START_IN_SECONDS = 2

/** Two cases: the token has ended when the client is made; it becomes due while the client is in use. */
export const expiry: Bench = async (surroundings) => [
  await measure(surroundings, `${CALLS} calls at once, the token in the file has ended`, false),
  await measure(surroundings, `${CALLS} calls at once, the token becomes due under a warm client`, true),
]

async function measure(surroundings: Surroundings, title: string, isWarm: boolean): Promise<Report> {
  const names = [RAW, OURS, ...('file' in surroundings.python ? [PYTHON] : [])]
  const measures = names.map((name): [string, Measure] => [name, () => once(surroundings, name, isWarm)])
  const measurements = await inRounds(new Map(measures), surroundings.rounds)
  const exactlyOne: Verdict = {
    promise: `${isWarm ? 'due' : 'ended'} token: refreshes = 1`,
    measured: measurements.max(OURS, 'refreshes'),
    holds: measurements.max(OURS, 'refreshes') === 1 && measurements.median(OURS, 'refreshes') === 1,
  }
  return {
    title: `${title} (raw has its token already)`,
    measurements,
    columns: [
      { metric: 'time', heading: 'all answered, ms', digits: 0, base: RAW },
      { metric: 'refreshes', heading: 'refreshes', digits: 0 },
      { metric: 'reuses', heading: 'spent tokens sent', digits: 0 },
      { metric: 'failures', heading: 'failed calls', digits: 0 },
    ],
    verdicts: [
      exactlyOne,
      below(`${isWarm ? 'due' : 'ended'} token: failed calls`, measurements.max(OURS, 'failures'), 1),
    ],
  }
}

async function once({ server, python }: Surroundings, name: string, isWarm: boolean): Promise<Sample> {
  using home = new Home()
  const worker = await startWorker(name, server, python, home)
  try {
    const now = Math.floor(Date.now() / 1000)
    const dueAt = now + HEAD_START_IN_SECONDS
    home.writeConfig(server.url, await server.login(isWarm ? dueAt + MARGIN_IN_SECONDS : now - 1))
    const sample = await worker.tell({ command: 'expiry', calls: CALLS, ...(isWarm ? { dueAt } : {}) })
    return { ...sample, ...(await server.statistics()) }
  } finally {
    worker.stop()
  }
}
