/** Calls to a warm server: one after the other, and 64 at a time; pages, event streams, and what calls leave to collect. */

import { CONTROL, OURS, PYTHON, RAW } from '../contestants/index.ts'
import { atLeast, atMost, type Bench, below, type Column, type Report } from '../support/bench.ts'
import type { Child } from '../support/child.ts'
import type { Command } from '../support/commands.ts'
import { Home } from '../support/home.ts'
import { inRounds } from '../support/rounds.ts'
import type { Measurements } from '../support/statistics.ts'
import { contestants, startWorker } from '../support/workers.ts'

const SEQUENTIAL_CALLS = 400
const CONCURRENT_CALLS = 3_000
const WIDTH = 64
const ITEMS = 10_000

const CPU: Column = { metric: 'cpu', heading: 'CPU per call, ms', digits: 3, base: RAW }

/** The median time of a call, when nothing else is going on. */
export const sequential: Bench = async (surroundings) => {
  const measurements = await measure(surroundings, { command: 'sequential', calls: SEQUENTIAL_CALLS })
  const time = (other: string) => measurements.ratio(OURS, 'time', other)
  return [
    {
      title: `GET, one after the other (${SEQUENTIAL_CALLS} per round)`,
      measurements,
      columns: [{ metric: 'time', heading: 'p50, ms', digits: 3, base: RAW }, CPU],
      verdicts: [
        atMost('sequential GET p50, × raw fetch', time(RAW), 0.8),
        below('sequential GET p50, × openai', time('openai'), 1),
        below('sequential GET p50, × ky', time('ky'), 1),
        ...(measurements.contestants.includes(PYTHON)
          ? [below('sequential GET p50, × Python', time(PYTHON), 1)]
          : []),
      ],
    },
  ]
}

/** Calls per second, when 64 are under way at any time. */
export const concurrent: Bench = async (surroundings) => {
  const command: Command = { command: 'concurrent', calls: CONCURRENT_CALLS, width: WIDTH }
  const measurements = await measure(surroundings, command)
  const ratio = measurements.ratio(OURS, 'throughput', RAW)
  return [
    {
      title: `GET, ${WIDTH} at a time (${CONCURRENT_CALLS} per round)`,
      measurements,
      columns: [{ metric: 'throughput', heading: 'calls/s', digits: 0, base: RAW }, CPU],
      verdicts: [atLeast(`${WIDTH} concurrent GETs, throughput × raw fetch`, ratio, 1.15)],
    },
  ]
}

/** A list of 10 000 items, page after page. */
export const pages: Bench = async (surroundings) => {
  const command: Command = { command: 'pages', items: ITEMS }
  const measurements = await measure(surroundings, command, [RAW, CONTROL, OURS])
  return [
    {
      title: `${ITEMS} items in pages of 100`,
      measurements,
      columns: [
        { metric: 'throughput', heading: 'items/s', digits: 0, base: RAW },
        { metric: 'cpu', heading: 'CPU, ms', digits: 0, base: RAW },
        { metric: 'growth', heading: 'memory growth, MiB', digits: 0 },
      ],
      verdicts: [atMost(`${ITEMS} items, CPU × raw loop`, measurements.ratio(OURS, 'cpu', RAW), 0.85)],
    },
  ]
}

const STREAMS = [
  { title: '64 events per write', format: 'sse', events: 64_000, perWrite: 64, wanted: 0.95 },
  { title: '1 event per write', format: 'sse', events: 10_000, perWrite: 1, wanted: 0.5 },
  { title: 'JSON lines, 64 per write', format: 'ndjson', events: 64_000, perWrite: 64, wanted: undefined },
] as const

/** Event streams of both kinds, in large and in small pieces. */
export const streams: Bench = async (surroundings) => {
  const reports: Report[] = []
  for (const { title, wanted, ...stream } of STREAMS) {
    const measurements = await measure(surroundings, { command: 'events', ...stream }, [RAW, CONTROL, OURS])
    const ratio = measurements.ratio(OURS, 'throughput', RAW)
    reports.push({
      title: `Event stream, ${title}`,
      measurements,
      columns: [
        { metric: 'throughput', heading: 'events/s', digits: 0, base: RAW },
        { metric: 'cpu', heading: 'CPU, ms', digits: 0, base: RAW },
      ],
      verdicts:
        wanted === undefined ? [] : [atLeast(`event stream, ${title}, × raw line split`, ratio, wanted)],
    })
  }
  return reports
}

/** How long V8 collects garbage for calls one after the other. */
export const garbage: Bench = async (surroundings) => {
  const calls = 10_000
  const names = contestants(surroundings.python).filter((name) => name !== PYTHON)
  return [
    {
      title: `Garbage of ${calls} GETs`,
      measurements: await measure(surroundings, { command: 'garbage', calls }, names),
      columns: [{ metric: 'pauses', heading: 'collection, ms', digits: 1, base: RAW }],
      verdicts: [],
    },
  ]
}

async function measure(
  { server, python, rounds }: Parameters<Bench>[0],
  command: Command,
  names: readonly string[] = contestants(python),
): Promise<Measurements> {
  using home = new Home()
  const workers = new Map<string, Child>()
  try {
    for (const name of names) {
      workers.set(name, await startWorker(name, server, python, home))
    }
    const measures = [...workers].map(([name, worker]) => [name, () => worker.tell(command)] as const)
    return await inRounds(new Map(measures), rounds)
  } finally {
    for (const worker of workers.values()) worker.stop()
  }
}
