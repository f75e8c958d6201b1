/** A config file as the tools of one generation write it, at a platform of another: what a platform that was brought up to date leaves behind. */

import { join } from 'node:path'
import { NeMoPlatform } from 'nemo-platform'
import { updateConfig } from 'nemo-platform/config'
import { MockPlatform } from 'nemo-platform/testing'
import { expect, test } from 'vitest'
import { NAMES_OF } from '../../src/generations.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { storedTokens } from '../helpers/login-config.ts'

test.each([
  ['0.6', '0.8'],
  ['0.8', '0.6'],
] as const)('a login in a file of %s is used and refreshed at a platform of %s', async (fileOf, serverOf) => {
  const platform = new MockPlatform({ profile: serverOf, auth: { oidc: true } })
  await using server = await platform.listen()
  const configPath = join(isolateEnvironment(), '.config', NAMES_OF[fileOf].folder, 'config.yaml')
  await platform.writeConfig(configPath, { email: 'ana@example.com', expiresIn: -10, baseURL: server.url })
  const { accessToken, refreshToken } = storedTokens(configPath)
  const expiresAt = fileOf === '0.8' ? Date.now() / 1000 - 10 : null
  const tokens = { access_token: accessToken, refresh_token: refreshToken }
  await updateConfig({ ...tokens, expires_at: expiresAt }, { configPath })

  const client = new NeMoPlatform()

  expect(client.baseURL).toBe(`${server.url}/`)
  expect((await client.workspaces.list()).data).not.toEqual([])
  expect(platform.identityProvider.events.map(({ type }) => type)).toEqual(['login', 'refresh'])
  expect(storedTokens(configPath).accessToken).not.toBe(accessToken)
})
