/** The same command lines through this command line, on a mock platform, against what Python's said on a real one. */

import { isDeepStrictEqual } from 'node:util'
import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { allExceptions, exceptionsOf } from './exceptions.ts'
import { linesOf, SUBJECTS, wordsIn } from './lines.ts'
import { PLUGIN_SUBJECTS } from './plugin-lines.ts'
import { asNow, readingOf } from './reading.ts'
import { recordedLines } from './recording.ts'
import { stageOn } from './stage.ts'

const recorded = recordedLines()
/** As long as that of the recording: a table cuts a cell by what stands in it. */
const RUN = 'replayed'

/** Behind the providers of the recording nothing listens. */
function nobody(): never {
  throw new TypeError('connection refused')
}

describe.each([...new Set(recorded.map(({ subject }) => subject))])('%s', (subject) => {
  test('ends as recorded', async () => {
    const platform = new MockPlatform({ profile: '0.6', inference: { upstream: nobody } })
    const server = await platform.listen()
    onTestFinished(() => server.close())
    const stage = await stageOn(server.url, `ts-${subject}-${RUN}`)
    const differences: unknown[] = []
    const before = recorded.filter((one) => one.subject === subject)
    for (const [index, line] of linesOf(subject).entries()) {
      const theirs = before[index]?.line === line.text ? before[index] : undefined
      const result = await stage.home.nemo(wordsIn(line, stage))
      const own = readingOf(line, result, stage)
      if (line.text in exceptionsOf('0.6')) continue
      const python = theirs === undefined ? 'not recorded' : asNow(theirs, line)
      if (!isDeepStrictEqual(own, python))
        differences.push({ line: line.text, python, ours: own, said: result.stderr })
    }
    expect(differences).toEqual([])
  }, 600_000)
})

test('of a subject that is recorded, every line is; every exception is one of a line', () => {
  const subjects = new Set(recorded.map(({ subject }) => subject))
  const lines = [...subjects].flatMap((subject) => linesOf(subject).map(({ text }) => text))
  expect(recorded.map(({ line }) => line)).toEqual(lines)
  expect(Object.keys(SUBJECTS).flatMap((subject) => linesOf(subject)).length).toBeGreaterThanOrEqual(250)
  const all = Object.keys({ ...SUBJECTS, ...PLUGIN_SUBJECTS }).flatMap((subject) =>
    (['0.6', '0.8'] as const).flatMap((generation) => linesOf(subject, generation).map(({ text }) => text)),
  )
  expect(allExceptions().filter((line) => !all.includes(line))).toEqual([])
})
