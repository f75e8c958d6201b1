/** Processes that are killed while they write the config leave the old file or the new one, and no lock behind. */

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { updateConfig } from 'nemo-platform/config'
import { expect, test } from 'vitest'
import { startNode } from '../helpers/child-node.ts'
import { KILL_AT_STEP } from '../helpers/kill-at-step.ts'
import { pause } from '../helpers/local-server.ts'
import { expectOnlyTokensChanged, loginConfig, storedTokens } from '../helpers/login-config.ts'

/** A multiple of how many run at a time; `KILLS=200` for the long run. */
const KILLS = Number(process.env['KILLS'] ?? 40)
const AT_A_TIME = 4
/** Latest moment of the kill after the first write, in ms: a few writes fit in. */
const LATEST = 120

/** So long that writing takes a while. */
const LENGTH = 300_000
/** Writes pairs of tokens that belong together, one after the other. With a step it kills itself there, in its second write. */
const SOURCE = `
  ${KILL_AT_STEP}
  const { updateConfig } = await import(dist + 'config/index.js')
  const [configPath, start, length, step] = args
  const padding = 'p'.repeat(Number(length))
  const write = (number) =>
    updateConfig(
      { access_token: 'access-' + number + padding, refresh_token: 'refresh-' + number },
      { configPath, environment: {} },
    )
  const steps = await countSteps(() => write(Number(start)))
  if (step !== '') dieAtStep(1 + (Number(step) % steps))
  print('writing')
  for (let number = Number(start) + 1; ; number += 1) await write(number)`

test(`${KILLS} kills, at each step and at random moments, leave a whole file`, {
  timeout: 300_000,
}, async () => {
  let caughtInTheAct = 0
  let kills = 0

  const killRepeatedly = async (times: number): Promise<void> => {
    const configPath = loginConfig({ url: 'https://nmp.example.com', accessToken: 'first' })
    for (let round = 1; round <= times; round += 1) {
      // Steps and moments in turn.
      const step = kills % 2 === 0 ? String(kills / 2) : ''
      kills += 1
      const child = startNode(SOURCE, { args: [configPath, `${round}0000`, String(LENGTH), step] })
      await child.printed('writing')
      if (step === '') {
        await pause(Math.random() * LATEST)
        child.kill()
      }
      expect((await child.exited).signal).toBe('SIGKILL')

      const { accessToken, refreshToken } = storedTokens(configPath)
      const number = /^access-(\d+)p+$/.exec(accessToken)?.[1]
      expect(accessToken).toHaveLength(`access-${number}`.length + LENGTH)
      expect(number).toMatch(new RegExp(`^${round}0`))
      expect(refreshToken).toBe(`refresh-${number}`)
      expectOnlyTokensChanged(configPath)
      const leftover = leftovers(configPath)
      expect(leftover.length).toBeLessThanOrEqual(1)
      for (const name of leftover) {
        expect(statSync(join(dirname(configPath), name)).mode & 0o777).toBe(0o600)
        caughtInTheAct += 1
      }
    }
    // The locks are free, and the next write clears away what the dead have left.
    await updateConfig({ workspace: 'after' }, { configPath, environment: {}, lockTimeout: 5_000 })
    expect(leftovers(configPath)).toEqual([])
    expect(readFileSync(configPath, 'utf8')).toContain('workspace: after\n')
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, () => killRepeatedly(KILLS / AT_A_TIME)))

  // Between the making of the temporary file and its renaming are several steps, and each had its turn.
  expect(caughtInTheAct).toBeGreaterThan(2)
})

/** What stands beside the config, but for the lock files, which stay on purpose. */
function leftovers(configPath: string): string[] {
  return readdirSync(dirname(configPath)).filter((name) => name !== 'config.yaml' && !name.endsWith('.lock'))
}
