/** From the start of `nemo` to its end. */

import { spawn } from 'node:child_process'
import { atMost, type Bench } from '../support/bench.ts'
import type { Sample } from '../support/commands.ts'
import { Home } from '../support/home.ts'
import { pathOf } from '../support/paths.ts'
import { inRounds } from '../support/rounds.ts'

const BARE = 'node -e 0'
const HELP = 'nemo --help'
const GROUP_HELP = 'nemo workspaces --help'
const VIEW = 'nemo config current-context'
const LIST = 'nemo workspaces list'
/** What a start may take beside Node's own, in ms. */
const ALLOWANCE = 60
/** What a list may take beside it, in ms. */
const LIST_ALLOWANCE = 50

/** Wall time of each command. */
export const commandLine: Bench = async ({ server, rounds }) => {
  using home = new Home()
  home.writeConfig(server.url, await server.login(Math.floor(Date.now() / 1000) + 3600))
  const nemo =
    (...args: string[]) =>
    () =>
      runOnce([pathOf('../dist/cli/bin.js'), ...args], home.path)
  const measurements = await inRounds(
    new Map([
      [BARE, () => runOnce(['-e', '0'], home.path)],
      [HELP, nemo('--help')],
      [GROUP_HELP, nemo('workspaces', '--help')],
      [VIEW, nemo('config', 'current-context')],
      [LIST, nemo('workspaces', 'list')],
    ]),
    rounds,
  )
  const bare = measurements.median(BARE, 'time') ?? Number.NaN
  const list = measurements.median(LIST, 'time') ?? Number.NaN
  const limit = Math.round(1.5 * bare + ALLOWANCE)
  return [
    {
      title: 'The command line',
      measurements,
      columns: [{ metric: 'time', heading: 'wall, ms', digits: 0, base: BARE }],
      verdicts: [
        atMost(`${HELP}, ms (1.5 × ${BARE} + ${ALLOWANCE} ms)`, measurements.median(HELP, 'time'), limit),
        atMost(`${LIST}, ms above ${BARE}`, list - bare, LIST_ALLOWANCE),
      ],
    },
  ]
}

function runOnce(args: readonly string[], home: string): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now()
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env['PATH'], HOME: home },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve({ time: performance.now() - startedAt })
      else reject(new Error(`${args.join(' ')} ended with ${code}`))
    })
  })
}
