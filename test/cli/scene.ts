/** A platform on a socket, and somebody's home with a login to it. */

import { MockPlatform, type MockPlatformOptions } from 'nemo-platform/testing'
import { onTestFinished } from 'vitest'
import { emptyHome, type Home } from './run-nemo.ts'

export const ADMIN = 'admin@example.com'
export const ANA = 'ana@example.com'

/** What a test plays on. */
export interface Scene {
  readonly platform: MockPlatform
  readonly url: string
  readonly home: Home
  readonly nemo: Home['nemo']
}

/** Sets it up; `email` is logged in. */
export async function scene(
  options: MockPlatformOptions = {},
  email: string | undefined = ADMIN,
): Promise<Scene> {
  const platform = new MockPlatform(options)
  const server = await platform.listen()
  onTestFinished(() => server.close())
  const home = emptyHome()
  await platform.writeConfig(home.configPath, { email })
  return { platform, url: server.url, home, nemo: home.nemo }
}
