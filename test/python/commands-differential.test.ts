/**
 * The same command lines through Python's command line and this one, on a real platform: that of `NEMO_PLATFORM_VERSION`, 0.6.0 if it
 * is not set. `RECORD=1` keeps what Python's of that release says, which `test/cli-differential/replay.test.ts` compares with this one on a mock
 * platform. `PLATFORM_URL` names a platform that runs already, `SUBJECTS` some of the subjects.
 */

import { afterAll, describe, expect, test } from 'vitest'
import { generationOf, installPlatform, startPlatform, versionIn } from '../../scripts/platform.ts'
import { linesOf, SUBJECTS } from '../cli-differential/lines.ts'
import { play, type Theatre } from '../cli-differential/playing.ts'
import { PLUGIN_SUBJECTS } from '../cli-differential/plugin-lines.ts'
import { keep } from '../cli-differential/recording.ts'
import { SERVICES } from '../real-platform/plugins-here.ts'

const isRecording = process.env['RECORD'] === '1'
const wanted = process.env['SUBJECTS']?.split(',') ?? [
  ...Object.keys(SUBJECTS),
  ...Object.keys(PLUGIN_SUBJECTS),
]
const running = new AsyncDisposableStack()
const theatres = new Map<boolean, Theatre>()

afterAll(() => running.disposeAsync())

describe.each(wanted)('%s', (subject) => {
  test('both do the same', async () => {
    const theatre = await theatreFor(subject)
    const { recorded, differences } = await play(theatre, subject, linesOf(subject, theatre.generation))
    // The mock platform knows no rules of plugins.
    if (isRecording && subject in SUBJECTS) keep(theatre.generation, subject, recorded)
    expect(differences).toEqual([])
  }, 3_000_000)
})

/** The platform for a subject; those of plugins have one with these. */
async function theatreFor(subject: string): Promise<Theatre> {
  const isPlugins = subject in PLUGIN_SUBJECTS
  const before = theatres.get(isPlugins)
  if (before !== undefined) return before
  const venv = await installPlatform(console.log)
  const generation = generationOf(await versionIn(venv))
  const given = process.env['PLATFORM_URL']
  const options = {
    venv,
    ...(isPlugins ? { services: ['guardrails', ...SERVICES[generation]] } : {}),
  }
  const url = given ?? running.use(await startPlatform(options)).url
  const theatre = { venv, url, generation, isPlugins }
  theatres.set(isPlugins, theatre)
  return theatre
}
