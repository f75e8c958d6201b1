/** A file of 1 GiB up to the mock platform and down again, each in a new process whose memory is watched. */

import { randomBytes } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CONTROL, OURS, RAW } from '../contestants/index.ts'
import { atLeast, type Bench, below, type Column } from '../support/bench.ts'
import { inRounds, type Measure } from '../support/rounds.ts'
import { ServerProcess } from '../support/server-process.ts'
import type { Measurements } from '../support/statistics.ts'
import { tellNewWorker } from '../support/workers.ts'

const MEBIBYTES = 1024
const MEBIBYTE = 1024 * 1024

const COLUMNS: readonly Column[] = [
  { metric: 'time', heading: 'ms', digits: 0, base: RAW },
  { metric: 'cpu', heading: 'CPU, ms', digits: 0, base: RAW },
  { metric: 'growth', heading: 'memory growth, MiB', digits: 0 },
]

/** Files between the disk and a fileset. What comes down is compared with what went up. */
export const files: Bench = async ({ python, rounds }) => {
  const folder = await mkdtemp(join(tmpdir(), 'nemo-bench-'))
  const server = await ServerProcess.start('mock-server.ts')
  try {
    const file = join(folder, 'file')
    await writeRandom(file)
    const measure = (command: 'upload-file' | 'download-file') => {
      const measures = [RAW, CONTROL, OURS].map((name): [string, Measure] => [
        name,
        () => tellNewWorker(name, server, python, { command, file }),
      ])
      return inRounds(new Map(measures), rounds)
    }
    return [
      report('Upload', await measure('upload-file')),
      report('Download', await measure('download-file')),
    ]
  } finally {
    server.stop()
    await rm(folder, { recursive: true })
  }
}

function report(direction: string, measurements: Measurements) {
  const what = `${direction.toLowerCase()} of a file`
  const slowdown = measurements.ratio(OURS, 'time', RAW)
  const speed = slowdown === undefined ? undefined : 1 / slowdown
  return {
    title: `${direction} of a file of ${MEBIBYTES} MiB, mock platform`,
    measurements,
    columns: COLUMNS,
    verdicts: [
      atLeast(`${what}, speed × raw fetch`, speed, 1),
      below(`${what}, memory growth in MiB (worst round)`, measurements.max(OURS, 'growth'), 32),
    ],
  }
}

async function writeRandom(path: string): Promise<void> {
  await using file = await open(path, 'w')
  for (let written = 0; written < MEBIBYTES; written += 1) await file.write(randomBytes(MEBIBYTE))
}
