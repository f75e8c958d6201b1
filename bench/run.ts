/** Runs the benches and prints their tables: `node bench/run.ts [--rounds <n>] [bench …]`. */

import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { answers } from './benches/answers.ts'
import { browser } from './benches/browser.ts'
import { concurrent, garbage, pages, sequential, streams } from './benches/calls.ts'
import { coldStart } from './benches/cold-start.ts'
import { commandLine } from './benches/command-line.ts'
import { expiry } from './benches/expiry.ts'
import { files } from './benches/files.ts'
import { download, upload } from './benches/transfer.ts'
import { CONTROL } from './contestants/index.ts'
import type { Bench, Verdict } from './support/bench.ts'
import { describeMachine } from './support/machine.ts'
import { pathOf } from './support/paths.ts'
import { findPython } from './support/python.ts'
import { ServerProcess } from './support/server-process.ts'
import { doubtOf, spreadOf, tableOf, verdictTable } from './support/table.ts'

const BENCHES: Readonly<Record<string, { run: Bench; rounds: number }>> = {
  'cold-start': { run: coldStart, rounds: 15 },
  browser: { run: browser, rounds: 1 },
  'command-line': { run: commandLine, rounds: 15 },
  sequential: { run: sequential, rounds: 25 },
  concurrent: { run: concurrent, rounds: 15 },
  pages: { run: pages, rounds: 15 },
  streams: { run: streams, rounds: 15 },
  answers: { run: answers, rounds: 5 },
  garbage: { run: garbage, rounds: 5 },
  expiry: { run: expiry, rounds: 5 },
  upload: { run: upload, rounds: 5 },
  download: { run: download, rounds: 5 },
  files: { run: files, rounds: 3 },
}

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string' } },
  allowPositionals: true,
})
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES)
const problem = problemWith(names)
if (problem === undefined) await run(names)
else {
  process.stderr.write(`${problem}\n`)
  process.exitCode = 2
}

function problemWith(wanted: readonly string[]): string | undefined {
  const unknown = wanted.find((name) => BENCHES[name] === undefined)
  if (unknown !== undefined)
    return `There is no bench '${unknown}': those are ${Object.keys(BENCHES).join(', ')}.`
  if (values.rounds !== undefined && !/^[1-9]\d*$/.test(values.rounds))
    return '--rounds takes a whole number from 1 on.'
  if (!existsSync(pathOf('../dist/index.js'))) return 'The package is not built: npm run build.'
  return undefined
}

async function run(wanted: readonly string[]): Promise<void> {
  const python = await findPython()
  const server = await ServerProcess.start()
  const verdicts: Verdict[] = []
  print(describeMachine(python))
  try {
    for (const name of wanted) {
      const bench = BENCHES[name]
      const rounds = Number(values.rounds ?? bench?.rounds)
      for (const report of (await bench?.run({ server, python, rounds })) ?? []) {
        print(tableOf(report))
        const spread = spreadOf(report, CONTROL)
        print(
          `Medians of ${rounds} rounds.${spread === undefined ? '' : ` The control in each round: ${spread}.`}`,
        )
        const doubt = doubtOf(report, CONTROL)
        if (doubt !== undefined) print(doubt)
        verdicts.push(...report.verdicts)
      }
    }
  } finally {
    server.stop()
  }
  if (verdicts.length > 0) print(verdictTable(verdicts))
}

function print(text: string): void {
  process.stdout.write(`${text}\n\n`)
}
