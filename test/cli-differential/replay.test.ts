/** The same command lines through this command line, on a mock platform, against what Python's said on a real one. */

import { isDeepStrictEqual } from 'node:util'
import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { EXCEPTIONS, ON_MOCK } from './exceptions.ts'
import { linesOf, SUBJECTS, wordsIn } from './lines.ts'
import { asNow, readingOf } from './reading.ts'
import { recordedLines } from './recording.ts'
import { stageOn } from './stage.ts'

const recorded = recordedLines()

describe.each([...new Set(recorded.map(({ subject }) => subject))])('%s', (subject) => {
  test('ends as recorded', async () => {
    const platform = new MockPlatform()
    const server = await platform.listen()
    onTestFinished(() => server.close())
    const stage = await stageOn(server.url, `ts-${subject}`)
    const differences: unknown[] = []
    const before = recorded.filter((one) => one.subject === subject)
    for (const [index, line] of linesOf(subject).entries()) {
      const theirs = before[index]?.line === line.text ? before[index] : undefined
      const result = await stage.home.nemo(wordsIn(line, stage))
      const own = readingOf(line, result, stage)
      if (line.text in EXCEPTIONS || line.text in ON_MOCK) continue
      const python = theirs === undefined ? 'not recorded' : asNow(theirs)
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
  expect(Object.keys(SUBJECTS).flatMap(linesOf).length).toBeGreaterThanOrEqual(250)
  const all = Object.keys(SUBJECTS).flatMap((subject) => linesOf(subject).map(({ text }) => text))
  expect(Object.keys({ ...EXCEPTIONS, ...ON_MOCK }).filter((line) => !all.includes(line))).toEqual([])
})
