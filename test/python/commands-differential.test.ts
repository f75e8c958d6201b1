/**
 * The same command lines through Python's command line and this one, on a real platform: that of `NEMO_PLATFORM_VERSION`, 0.6.0 if it
 * is not set. `RECORD=1` keeps what Python's says, which `test/cli-differential/replay.test.ts` compares with this one on a mock
 * platform. `PLATFORM_URL` names a platform that runs already, `SUBJECTS` some of the subjects.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generationOf, installPlatform, startPlatform, versionIn } from '../../scripts/platform.ts'
import { linesOf, SUBJECTS } from '../cli-differential/lines.ts'
import { play, type Theatre } from '../cli-differential/playing.ts'
import { keep } from '../cli-differential/recording.ts'

const isRecording = process.env['RECORD'] === '1'
const wanted = process.env['SUBJECTS']?.split(',') ?? Object.keys(SUBJECTS)
const running = new AsyncDisposableStack()
let theatre: Theatre

beforeAll(async () => {
  const venv = await installPlatform(console.log)
  const url = process.env['PLATFORM_URL'] ?? running.use(await startPlatform({ venv })).url
  theatre = { venv, url, generation: generationOf(await versionIn(venv)) }
})

afterAll(() => running.disposeAsync())

describe.each(wanted)('%s', (subject) => {
  test('both do the same', async () => {
    const { recorded, differences } = await play(theatre, subject, linesOf(subject))
    if (isRecording) keep(subject, recorded)
    expect(differences).toEqual([])
  }, 3_000_000)
})
