/** A disk that is full, at whichever write: nothing that was there is lost, no refresh token is spent in vain, and the error says it. */

import { readdirSync, readFileSync } from 'node:fs'
import { AuthError, ConfigError, isNeMoPlatformError } from 'nemo-platform'
import { login } from 'nemo-platform/auth'
import { updateConfig } from 'nemo-platform/config'
import { beforeEach, describe, expect, test } from 'vitest'
import { configFile, oneContext, temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { loginConfig, storedTokens } from '../helpers/login-config.ts'
import { loginScene, PLATFORM, tokenFor } from '../helpers/login-scene.ts'
import { CAN_MOUNT, fillDisk, mountSmallDisk } from '../helpers/mounts.ts'
import { json } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

/** What is left on the disk, from nothing to enough. */
const FREE = [
  ...[0, 1, 2, 3, 4, 8, 17, 18, 19, 20, 24].map((pages) => ({ pages })),
  ...[0, 1, 2, 3, 4, 5, 6].map((files) => ({ files })),
]

function smallDisk(): string {
  const disk = temporaryFolder()
  mountSmallDisk(disk, '256k', 40)
  return disk
}

/** What no write may leave behind. */
const leftovers = (folder: string) =>
  readdirSync(folder).filter((name) => !/^(?:config\.yaml|filler|.*\.lock)$/.test(name))

const outcomeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

describe.runIf(CAN_MOUNT).each(FREE)('with %o left', (free) => {
  test('a change of the config is made as a whole or not at all', async () => {
    const disk = smallDisk()
    const configPath = configFile(oneContext({ context: ['workspace: w1'] }), disk)
    const before = readFileSync(configPath, 'utf8')
    const makeRoom = fillDisk(disk, free)
    const changes = { workspace: 'w2', default_model: 'm'.repeat(10_000) }
    const change = () => updateConfig(changes, { configPath, environment: {} })

    const error = await outcomeOf(change())

    const after = readFileSync(configPath, 'utf8')
    if (error === undefined) expect(after).toContain('workspace: w2\n')
    else {
      expect(error).toBeInstanceOf(ConfigError)
      expect(error).toMatchObject({ code: 'config/not-writable' })
      expect((error as ConfigError).remedies.join()).toContain('disk')
      expect(after).toBe(before)
    }
    expect(leftovers(disk)).toEqual([])
    makeRoom()
    await change()
    expect(readFileSync(configPath, 'utf8')).toContain('workspace: w2\n')
  })

  test('a refresh token is spent only where its successor is stored', async () => {
    const disk = smallDisk()
    const scene = loginScene()
    const configPath = loginConfig({
      url: PLATFORM,
      accessToken: tokenFor(-10),
      refreshToken: 'refresh-1',
      folder: disk,
    })
    const makeRoom = fillDisk(disk, free)
    const client = scene.client({ configPath })

    const error = await outcomeOf(client.get('/x'))

    if (error === undefined) {
      expect(scene.tokenCalls).toHaveLength(1)
      expect(storedTokens(configPath).refreshToken).toMatch(/-new$/)
    } else {
      expect(error).toBeInstanceOf(AuthError)
      expect(error).toMatchObject({ reason: 'storage' })
      expect(scene.tokenCalls).toEqual([])
      expect(storedTokens(configPath).refreshToken).toBe('refresh-1')
    }
    expect(leftovers(disk)).toEqual([])
    makeRoom()
    await client.get('/x')
    expect(storedTokens(configPath).refreshToken).toMatch(/-new$/)
  })

  test('a login asks nobody where its tokens could not be stored', async () => {
    const disk = smallDisk()
    const configPath = configFile(oneContext(), disk)
    const before = readFileSync(configPath, 'utf8')
    const tokens = json({ access_token: tokenFor(3600), refresh_token: 'refresh-1', expires_in: 3600 })
    const scene = loginScene({ token: [tokens] })
    fillDisk(disk, free)

    const error = await outcomeOf(
      login({
        method: 'password',
        username: 'ana',
        password: 'secret',
        baseURL: PLATFORM,
        configPath,
        fetch: scene.fetch,
        environment: {},
      }),
    )

    if (error === undefined) expect(storedTokens(configPath).refreshToken).toBe('refresh-1')
    else {
      expect(isNeMoPlatformError(error)).toBe(true)
      expect((error as ConfigError).remedies.join()).toContain('disk')
      expect(scene.tokenCalls).toEqual([])
      expect(readFileSync(configPath, 'utf8')).toBe(before)
    }
    expect(leftovers(disk)).toEqual([])
  })
})
