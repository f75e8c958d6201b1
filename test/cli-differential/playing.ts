/** Plays lines through Python's command line and this one, each in a workspace of its own on the same platform. */

import type { Generation } from '../../src/generations.ts'
import { wrongIn } from './comparing.ts'
import { type Line, wordsIn } from './lines.ts'
import { startPythonCLI } from './python-cli.ts'
import { readingOf } from './reading.ts'
import type { RecordedLine } from './recording.ts'
import { stageOn } from './stage.ts'

/** A platform, with the Python command line of its release. */
export interface Theatre {
  readonly venv: string
  readonly url: string
  readonly generation: Generation
  /** Whether it has the plugins. Python's commands of plugins in 0.6.0 find the platform by the environment alone. */
  readonly isPlugins?: boolean
}

/** What came of it. */
export interface Played {
  /** What Python's command line said. */
  readonly recorded: readonly RecordedLine[]
  /** Lines that ended otherwise here, but for the exceptions, and exceptions that are none. */
  readonly differences: readonly unknown[]
}

/** Plays the lines of a subject, in order. */
export async function play(
  { venv, url, generation, isPlugins = false }: Theatre,
  subject: string,
  lines: readonly Line[],
): Promise<Played> {
  const groups = [...new Set(lines.map(({ args: [group = ''] }) => group))]
  const python = await startPythonCLI(venv, generation, { groups, ...(isPlugins ? { url } : {}) })
  const run = Date.now().toString(36)
  const theirs = await stageOn(url, `py-${subject}-${run}`, generation)
  const ours = await stageOn(url, `ts-${subject}-${run}`, generation)
  const differences: unknown[] = []
  const recorded: RecordedLine[] = []
  for (const line of lines) {
    const said = await python.run(wordsIn(line, theirs), theirs.home.folder)
    const their = readingOf(line, said, theirs)
    recorded.push({ subject, line: line.text, ...their })
    const result = await ours.home.nemo(wordsIn(line, ours))
    const own = readingOf(line, result, ours)
    // Of what the platform refuses, this one always ends with 3.
    const isKept = line.reading !== 'refused' || result.code === own.code
    const wrong = isKept ? wrongIn(line, generation, { their, own }) : 'ours ends otherwise than with 3'
    if (wrong === undefined) continue
    differences.push({
      wrong,
      line: line.text,
      theirs: their,
      ours: own,
      said: result.stderr,
      python: said.stderr,
    })
    // The whole takes long: what differs is told at once.
    console.log(JSON.stringify(differences.at(-1)))
  }
  return { recorded, differences }
}
