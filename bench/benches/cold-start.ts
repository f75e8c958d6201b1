/** From the start of a process to its first answer, in a home folder of its own. */

import { CONTROL, OURS, PYTHON, RAW } from '../contestants/index.ts'
import { atMost, type Bench, below } from '../support/bench.ts'
import { Child } from '../support/child.ts'
import type { Sample } from '../support/commands.ts'
import { Home } from '../support/home.ts'
import { pathOf } from '../support/paths.ts'
import { inRounds, type Measure } from '../support/rounds.ts'

const LONG_LIFE_IN_SECONDS = 7_200
const WITH_CONFIG = ', config file'

/** Wall and CPU time until the first answer. */
export const coldStart: Bench = async (surroundings) => {
  const { server, python, rounds } = surroundings
  using home = new Home()
  using homeWithConfig = new Home()
  const login = await server.login(Math.floor(Date.now() / 1000) + LONG_LIFE_IN_SECONDS)
  homeWithConfig.writeConfig(server.url, login)
  const node = (script: string) => [process.execPath, pathOf(`cold/${script}`)] as const
  const token = [server.url, server.token]
  const start = ([file, script]: readonly [string, string], { path }: Home, args: string[]) => {
    return () => startOnce(file, [script, ...args], path)
  }
  const measures = new Map<string, Measure>([
    [RAW, start(node('raw.mjs'), home, token)],
    [CONTROL, start(node('raw.mjs'), home, token)],
    [OURS, start(node('nemo-platform.mjs'), home, token)],
    [OURS + WITH_CONFIG, start(node('nemo-platform.mjs'), homeWithConfig, [])],
    ['ky', start(node('ky.mjs'), home, token)],
    ['openai', start(node('openai.mjs'), home, token)],
    ['stripe', start(node('stripe.mjs'), home, token)],
  ])
  if ('file' in python) {
    const script = [python.file, pathOf('cold/nemo_platform_sdk.py')] as const
    measures.set(PYTHON, start(script, home, token))
    measures.set(PYTHON + WITH_CONFIG, start(script, homeWithConfig, []))
  }
  const measurements = await inRounds(measures, rounds)
  const time = (name: string, other: string) => measurements.ratio(name, 'time', other)
  return [
    {
      title: 'Start of the process to first answer',
      measurements,
      columns: [
        { metric: 'time', heading: 'wall, ms', digits: 0, base: 'openai' },
        { metric: 'cpu', heading: 'CPU, ms', digits: 0, base: 'openai' },
      ],
      verdicts: [
        atMost('start with URL and token, × openai', time(OURS, 'openai'), 0.3),
        atMost('start with the config file, × openai', time(OURS + WITH_CONFIG, 'openai'), 0.45),
        ...('file' in python
          ? [
              atMost('start with URL and token, × Python', time(OURS, PYTHON), 0.12),
              below(
                'start with the config file, × Python',
                time(OURS + WITH_CONFIG, PYTHON + WITH_CONFIG),
                0.4,
              ),
            ]
          : []),
      ],
    },
  ]
}

async function startOnce(file: string, args: readonly string[], home: string): Promise<Sample> {
  const startedAt = performance.now()
  const child = new Child({ file, args, home, role: 'client' })
  const { items, cpu } = await child.next()
  const time = performance.now() - startedAt
  await child.end()
  if (items !== 2) throw new Error(`${args[0]} found ${items} items`)
  return { time, cpu: Number(cpu) }
}
