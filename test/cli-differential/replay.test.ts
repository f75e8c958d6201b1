/** The same command lines through this command line, on a mock platform, against what Python's said on a real one. */

import { isDeepStrictEqual } from 'node:util'
import { MockPlatform } from 'nemo-platform/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { EXCEPTIONS } from './exceptions.ts'
import { linesOf, SUBJECTS, wordsIn } from './lines.ts'
import { readingOf } from './reading.ts'
import { recordedLines } from './recording.ts'
import { stageOn } from './stage.ts'

const recorded = recordedLines()

describe.each(Object.keys(SUBJECTS))('%s', (subject) => {
  test('ends as recorded', async () => {
    const platform = new MockPlatform()
    const server = await platform.listen()
    onTestFinished(() => server.close())
    const stage = await stageOn(server.url, `ts-${subject}`)
    const differences: unknown[] = []
    for (const line of linesOf(subject)) {
      const theirs = recorded.find((one) => one.subject === subject && one.line === line.text)
      const result = await stage.home.nemo(wordsIn(line, stage))
      const own = readingOf(line, result, stage)
      const { code, output } = theirs ?? { code: undefined, output: 'not recorded' }
      if (line.text in EXCEPTIONS) continue
      if (!isDeepStrictEqual(own, { code, ...(output === undefined ? {} : { output }) }))
        differences.push({ line: line.text, python: { code, output }, ours: own, said: result.stderr })
    }
    expect(differences).toEqual([])
  }, 600_000)
})

test('every line is recorded, and every exception is one of a line', () => {
  const lines = Object.keys(SUBJECTS).flatMap((subject) => linesOf(subject).map(({ text }) => text))
  expect(recorded.map(({ line }) => line)).toEqual(lines)
  expect(lines.length).toBeGreaterThanOrEqual(250)
  expect(Object.keys(EXCEPTIONS).filter((line) => !lines.includes(line))).toEqual([])
})
