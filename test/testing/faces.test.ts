/** The three faces of a mock platform: a `fetch`, handlers for msw, a socket. */

import { setupServer } from 'msw/node'
import { NeMoPlatform } from 'nemo-platform'
import { MockPlatform } from 'nemo-platform/testing'
import { mswHandlers } from 'nemo-platform/testing/msw'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'

const ALICE = 'alice@example.com'

beforeEach(() => {
  isolateEnvironment()
})

/** Uses a platform as an integration test would: a workspace, a project in it, a refusal. */
async function useIt(platform: MockPlatform, options: { baseURL: string; fetch?: MockPlatform['fetch'] }) {
  const client = new NeMoPlatform({ ...options, accessToken: platform.tokenFor(ALICE), workspace: 'ml-team' })
  await client.workspaces.create({ name: 'ml-team' })
  const project = await client.projects.create({ name: 'first', description: 'ü' })
  const stranger = client.withOptions({ accessToken: platform.tokenFor('bob@example.com') })
  const refusal = await stranger.projects.list().catch((error: unknown) => error)
  client.close()
  return { description: project.description, refusal }
}

const expected = { description: 'ü', refusal: expect.objectContaining({ status: 403 }) }

describe('as fetch', () => {
  test('it answers a client', async () => {
    const platform = new MockPlatform()

    expect(await useIt(platform, { baseURL: 'http://nemo.test', fetch: platform.fetch })).toEqual(expected)
  })

  test('it may be given away: it is bound to the platform', async () => {
    const { fetch } = new MockPlatform()

    expect((await fetch('http://anywhere.test/health/live')).status).toBe(200)
  })

  test('it takes what `fetch` takes', async () => {
    const { fetch } = new MockPlatform()
    const url = 'http://nemo.test/health/live'

    const answers = await Promise.all([
      fetch(url),
      fetch(new URL(url)),
      fetch(new Request(url)),
      fetch(url, {}),
    ])

    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual(
      Array(4).fill({ status: 'live' }),
    )
  })

  test('it answers at any path prefix of its origin only where there is none', async () => {
    const { fetch } = new MockPlatform()

    expect((await fetch('http://nemo.test/behind/health/live')).status).toBe(401)
  })
})

describe('as handlers of msw', () => {
  test.each(['http://nemo.test', 'http://nemo.test/'])('it answers at %s', async (baseURL) => {
    const platform = new MockPlatform()
    const server = setupServer(...mswHandlers(platform, baseURL))
    server.listen({ onUnhandledFrame: 'error' })
    onTestFinished(() => server.close())

    expect(await useIt(platform, { baseURL })).toEqual(expected)
  })

  test('it answers for its identity provider too', async () => {
    const platform = new MockPlatform({ auth: { oidc: true } })
    const server = setupServer(...mswHandlers(platform, 'http://nemo.test'))
    server.listen({ onUnhandledFrame: 'error' })
    onTestFinished(() => server.close())

    const metadata = await fetch(`${platform.identityProvider.issuer}/.well-known/openid-configuration`)

    expect(await metadata.json()).toMatchObject({ issuer: platform.identityProvider.issuer })
  })

  test('it leaves other origins to other handlers', async () => {
    const platform = new MockPlatform()
    const server = setupServer(...mswHandlers(platform, 'http://nemo.test'))
    server.listen({ onUnhandledFrame: 'error' })
    onTestFinished(() => server.close())

    await expect(fetch('http://elsewhere.test/health/live')).rejects.toThrow()
    expect(platform.requests).toEqual([])
  })
})

describe('on a socket', () => {
  test('it answers a client', async () => {
    const platform = new MockPlatform()
    await using server = await platform.listen()

    expect(await useIt(platform, { baseURL: server.url })).toEqual(expected)
  })

  test('it has a URL with the port that was free', async () => {
    await using server = await new MockPlatform().listen({ port: 0, host: '127.0.0.1' })

    expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
    expect(server.port).toBeGreaterThan(0)
  })

  test('it refuses a port that is taken', async () => {
    await using server = await new MockPlatform().listen()

    await expect(new MockPlatform().listen({ port: server.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
  })

  test('it is gone after close, which may be called twice', async () => {
    const server = await new MockPlatform().listen()
    await server.close()
    await server.close()

    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow()
  })

  test('it closes though a connection is kept alive', async () => {
    const server = await new MockPlatform().listen()
    await (await fetch(`${server.url}/health/live`)).text()

    await expect(server.close()).resolves.toBeUndefined()
  })

  test('its identity provider is there too', async () => {
    const platform = new MockPlatform({ auth: { oidc: true } })
    await using server = await platform.listen()

    const discovery = (await (await fetch(`${server.url}/apis/auth/discovery`)).json()) as {
      oidc: { issuer: string; clients: [{ token_endpoint: string }] }
    }
    const metadata = await fetch(`${discovery.oidc.issuer}/.well-known/openid-configuration`)

    expect(discovery.oidc.issuer).toBe(`${server.url}/idp`)
    const [{ token_endpoint }] = discovery.oidc.clients
    expect(await metadata.json()).toMatchObject({ token_endpoint })
  })

  test('two of them do not know each other', async () => {
    const first = new MockPlatform()
    const second = new MockPlatform()
    await using one = await first.listen()
    await using two = await second.listen()

    await useIt(first, { baseURL: one.url })
    await fetch(`${two.url}/health/live`)

    expect(second.requests.map(({ path }) => path)).toEqual(['/health/live'])
  })
})
