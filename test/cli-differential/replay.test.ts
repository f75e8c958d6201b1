/** The same command lines through this command line, on a mock platform, against what Python's said on a real one. */

import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Generation } from '../../src/generations.ts'
import { wrongIn } from './comparing.ts'
import { allExceptions } from './exceptions.ts'
import { linesOf, SUBJECTS, wordsIn } from './lines.ts'
import { PLUGIN_SUBJECTS } from './plugin-lines.ts'
import { asNow, readingOf } from './reading.ts'
import { recordedLines } from './recording.ts'
import { stageOn } from './stage.ts'

const GENERATIONS = ['0.6', '0.8'] as const
/** As long as that of the recording: a table cuts a cell by what stands in it. */
const RUN = 'replayed'

/** Behind the providers of the recording nothing listens. */
function nobody(): never {
  throw new TypeError('connection refused')
}

describe.each(GENERATIONS)('beside Python of %s', (generation) => {
  const recorded = recordedLines(generation)

  test.each(subjectsIn(generation))(
    '%s ends as recorded',
    async (subject) => {
      const platform = new MockPlatform({ profile: generation, inference: { upstream: nobody } })
      const server = await platform.listen()
      onTestFinished(() => server.close())
      const stage = await stageOn(server.url, `ts-${subject}-${RUN}`, generation)
      const differences: unknown[] = []
      const before = recorded.filter((one) => one.subject === subject)
      for (const [index, line] of linesOf(subject, generation).entries()) {
        const theirs = before[index]?.line === line.text ? before[index] : undefined
        const result = await stage.home.nemo(wordsIn(line, stage))
        const own = readingOf(line, result, stage)
        const their = theirs === undefined ? { code: null } : asNow(theirs, line)
        const wrong = theirs === undefined ? 'not recorded' : wrongIn(line, generation, { their, own })
        if (wrong !== undefined) differences.push({ wrong, line: line.text, their, own, said: result.stderr })
      }
      expect(differences).toEqual([])
    },
    600_000,
  )

  test('of a subject that is recorded, every line is', () => {
    const lines = subjectsIn(generation).flatMap((subject) =>
      linesOf(subject, generation).map(({ text }) => text),
    )
    expect(recorded.map(({ line }) => line)).toEqual(lines)
    expect(lines.length).toBeGreaterThanOrEqual(250)
  })
})

test('every exception is one of a line', () => {
  const all = Object.keys({ ...SUBJECTS, ...PLUGIN_SUBJECTS }).flatMap((subject) =>
    (['0.6', '0.8'] as const).flatMap((generation) => linesOf(subject, generation).map(({ text }) => text)),
  )
  expect(allExceptions().filter((line) => !all.includes(line))).toEqual([])
})

function subjectsIn(generation: Generation): readonly string[] {
  return [...new Set(recordedLines(generation).map(({ subject }) => subject))]
}
