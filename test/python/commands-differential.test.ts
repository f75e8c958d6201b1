/**
 * The same command lines through Python's command line and this one, on a real platform. `RECORD=1` keeps what Python's says,
 * which `test/cli-differential/replay.test.ts` compares with this one on a mock platform. `PLATFORM_URL` names a platform that
 * runs already.
 */

import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installPlatform, startPlatform } from '../../scripts/platform.ts'
import { EXCEPTIONS } from '../cli-differential/exceptions.ts'
import { linesOf, SUBJECTS, wordsIn } from '../cli-differential/lines.ts'
import { startPythonCLI } from '../cli-differential/python-cli.ts'
import { type Reading, readingOf } from '../cli-differential/reading.ts'
import { keep, type RecordedLine } from '../cli-differential/recording.ts'
import { stageOn } from '../cli-differential/stage.ts'

const isRecording = process.env['RECORD'] === '1'
const wanted = process.env['SUBJECTS']?.split(',') ?? Object.keys(SUBJECTS)
const running = new AsyncDisposableStack()
let venv: string
let url: string

beforeAll(async () => {
  venv = await installPlatform(console.log)
  url = process.env['PLATFORM_URL'] ?? running.use(await startPlatform({ venv })).url
})

afterAll(() => running.disposeAsync())

describe.each(wanted)('%s', (subject) => {
  test('both do the same', async () => {
    const python = await startPythonCLI(venv)
    const run = Date.now().toString(36)
    const [theirs, ours] = [
      await stageOn(url, `py-${subject}-${run}`),
      await stageOn(url, `ts-${subject}-${run}`),
    ]
    const differences: unknown[] = []
    const recorded: RecordedLine[] = []
    for (const line of linesOf(subject)) {
      const their = readingOf(line, await python.run(wordsIn(line, theirs), theirs.home.folder), theirs)
      recorded.push({ subject, line: line.text, ...their })
      const result = await ours.home.nemo(wordsIn(line, ours))
      const own: Reading = readingOf(line, result, ours)
      if (line.text in EXCEPTIONS || isDeepStrictEqual(own, their)) continue
      differences.push({ line: line.text, theirs: their, ours: own, said: result.stderr })
      // The whole takes long: what differs is told at once.
      console.log(JSON.stringify(differences.at(-1)))
    }
    if (isRecording) keep(subject, recorded)
    expect(differences).toEqual([])
  }, 3_000_000)
})
