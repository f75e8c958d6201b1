/** Clients of a mock platform, for tests of what resources do with real answers. */

import { type ClientOptions, NeMoPlatform } from 'nemo-platform'
import { MockPlatform, type MockPlatformOptions } from 'nemo-platform/testing'

/** Who asks, and the platform that is asked. */
export interface MockClients {
  readonly platform: MockPlatform
  readonly clientOf: (email: string, options?: ClientOptions) => NeMoPlatform
}

/** A platform, and a client for whoever is wanted. */
export function mockClients(options: MockPlatformOptions = {}): MockClients {
  const platform = new MockPlatform(options)
  const clientOf = (email: string, clientOptions: ClientOptions = {}) =>
    new NeMoPlatform({
      baseURL: 'http://nemo.test',
      workspace: 'ml-team',
      accessToken: platform.tokenFor(email),
      fetch: platform.fetch,
      ...clientOptions,
    })
  return { platform, clientOf }
}

/** What was asked of a platform: method and path. */
export function askedOf(platform: MockPlatform): string[] {
  return platform.requests.map(({ method, path }) => `${method} ${path}`)
}
