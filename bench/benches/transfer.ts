/** 256 MiB up and down as a stream, each in a new process whose memory is watched. */

import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { loaders, OURS, PYTHON, RAW } from '../contestants/index.ts'
import { type Bench, below, type Column, type Surroundings } from '../support/bench.ts'
import type { Command } from '../support/commands.ts'
import { inRounds, type Measure } from '../support/rounds.ts'
import type { Measurements } from '../support/statistics.ts'
import { tellNewWorker } from '../support/workers.ts'

const MEBIBYTES = 256
const BYTES = MEBIBYTES * 1024 * 1024

const COLUMNS: readonly Column[] = [
  { metric: 'time', heading: 'ms', digits: 0, base: RAW },
  { metric: 'cpu', heading: 'CPU, ms', digits: 0, base: RAW },
  { metric: 'growth', heading: 'memory growth, MiB', digits: 0 },
]

/** Sends a file as it is read. */
export const upload: Bench = async (surroundings) => {
  const folder = await mkdtemp(join(tmpdir(), 'nemo-bench-'))
  const path = join(folder, 'upload')
  let measurements: Measurements
  try {
    await using file = await open(path, 'w')
    await file.truncate(BYTES)
    measurements = await measure(surroundings, { command: 'upload', file: path })
  } finally {
    await rm(folder, { recursive: true })
  }
  const growth = measurements.max(OURS, 'growth')
  return [
    {
      title: `Upload of ${MEBIBYTES} MiB`,
      measurements,
      columns: COLUMNS,
      verdicts: [below('upload, memory growth in MiB (worst round)', growth, 64)],
    },
  ]
}

/** Receives a stream and drops what comes. */
export const download: Bench = async (surroundings) => [
  {
    title: `Download of ${MEBIBYTES} MiB`,
    measurements: await measure(surroundings, { command: 'download', bytes: BYTES }),
    columns: COLUMNS,
    verdicts: [],
  },
]

/** Who takes part: both ways of calling our own client send bodies the same way. */
function contestants(direction: Command['command'], { python }: Surroundings): string[] {
  const names = Object.keys(loaders).filter(
    (name) => name !== 'nemo-platform, get()' && !(name === 'stripe' && direction === 'upload'),
  )
  return [...names, ...('file' in python ? [PYTHON] : [])]
}

function measure(surroundings: Surroundings, command: Command): Promise<Measurements> {
  const { server, python, rounds } = surroundings
  const measures = contestants(command.command, surroundings).map((name): [string, Measure] => [
    name,
    () => tellNewWorker(name, server, python, command),
  ])
  return inRounds(new Map(measures), rounds)
}
