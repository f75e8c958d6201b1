/** Processes that are killed while they write the config leave the old file or the new one, and no lock behind. */

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { updateConfig } from 'nemo-platform/config'
import { expect, test } from 'vitest'
import { startNode } from '../helpers/child-node.ts'
import { pause } from '../helpers/local-server.ts'
import { expectOnlyTokensChanged, loginConfig, storedTokens } from '../helpers/login-config.ts'

/** A multiple of how many run at a time; `KILLS=200` for the long run. */
const KILLS = Number(process.env['KILLS'] ?? 40)
const AT_A_TIME = 4
/** Latest moment of the kill after the first write, in ms: a few writes fit in. */
const LATEST = 120

/** So long that writing takes a while. */
const LENGTH = 300_000
/** Writes pairs of tokens that belong together, one after the other. */
const SOURCE = `
  const { updateConfig } = await import(dist + 'config/index.js')
  const [configPath, start, length] = args
  const padding = 'p'.repeat(Number(length))
  for (let number = Number(start); ; number += 1) {
    await updateConfig(
      { access_token: 'access-' + number + padding, refresh_token: 'refresh-' + number },
      { configPath, environment: {} },
    )
    if (number === Number(start)) print('writing')
  }`

test(`${KILLS} kills at random moments leave a whole file`, { timeout: 300_000 }, async () => {
  let caughtInTheAct = 0

  const killRepeatedly = async (times: number): Promise<void> => {
    const configPath = loginConfig({ url: 'https://nmp.example.com', accessToken: 'first' })
    for (let round = 1; round <= times; round += 1) {
      const child = startNode(SOURCE, { args: [configPath, `${round}0000`, String(LENGTH)] })
      await child.printed('writing')
      await pause(Math.random() * LATEST)
      child.kill()
      await child.exited

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

  // Else the kills would have missed the writes.
  expect(caughtInTheAct).toBeGreaterThan(0)
})

/** What stands beside the config, but for the lock files, which stay on purpose. */
function leftovers(configPath: string): string[] {
  return readdirSync(dirname(configPath)).filter((name) => name !== 'config.yaml' && !name.endsWith('.lock'))
}
