/** What an answer costs, and one twice as long: bodies, errors with their search for secrets, events, pages, wildcards, gzip. */

import { OURS } from '../contestants/index.ts'
import { atMost, type Bench } from '../support/bench.ts'
import type { Child } from '../support/child.ts'
import { Home } from '../support/home.ts'
import { inRounds } from '../support/rounds.ts'
import { startWorker } from '../support/workers.ts'

const BYTES = 512 * 1024

/** The shapes of the server by the names of the rows. */
const ROWS: Readonly<Record<string, string>> = {
  'JSON, flat': 'body-flat',
  'JSON, deep': 'body-deep',
  'JSON, gzip': 'body-gzip',
  'error, many issues': 'error-issues',
  'error, beginnings of tokens': 'error-tokens',
  'error, names of secrets': 'error-secrets',
  'error, HTML': 'error-html',
  'error, gzip of 64 times as much': 'error-gzip',
  'events, many': 'events-many',
  'events, one long': 'events-long',
  'events, one of many lines': 'events-lines',
  'JSON lines': 'lines-many',
  'page of a list': 'page-items',
  'wildcards `*a*a*a*a*b` on a long name': 'glob-name',
}

/** CPU time of a process that does nothing else. */
export const answers: Bench = async ({ server, python, rounds }) => {
  using home = new Home()
  const workers = new Map<string, Child>()
  try {
    for (const row of Object.keys(ROWS)) workers.set(row, await startWorker(OURS, server, python, home))
    const measures = [...workers].map(
      ([row, worker]) =>
        [row, () => worker.tell({ command: 'answers', shape: ROWS[row] as string, bytes: BYTES })] as const,
    )
    const measurements = await inRounds(new Map(measures), rounds)
    const growths = measurements.contestants.map((row) => measurements.median(row, 'growth') ?? Number.NaN)
    return [
      {
        title: 'Answers of 512 KiB and of 1 MiB, CPU',
        measurements,
        columns: [
          { metric: 'once', heading: '512 KiB, ms', digits: 2 },
          { metric: 'twice', heading: '1 MiB, ms', digits: 2 },
          { metric: 'growth', heading: 'doubled, ×', digits: 2 },
        ],
        verdicts: [atMost('answer twice as long, worst shape, × CPU', Math.max(...growths), 3)],
      },
    ]
  } finally {
    for (const worker of workers.values()) worker.stop()
  }
}
