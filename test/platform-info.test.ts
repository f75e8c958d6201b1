/** What is known of a platform, from its answers. */

import { setTimeout as sleep } from 'node:timers/promises'
import { NeMoHelix, NeMoPlatform } from 'nemo-platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { LONGEST_AUTH_BODY } from '../src/limits.ts'
import { isolateEnvironment } from './helpers/isolated-environment.ts'
import { json } from './helpers/stub-fetch.ts'

let count = 0
let baseURL = ''

beforeEach(() => {
  isolateEnvironment()
  // What is known is shared by all clients of this process.
  count += 1
  baseURL = `https://platform-${count}.example.com`
})

/** A client of a platform that says so of its release, and of its logins. */
function clientOf(release: () => Response, oidc: unknown = null) {
  const asked: string[] = []
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const { pathname } = new URL(new Request(input, init).url)
    asked.push(pathname)
    if (pathname === '/cluster-info') return release()
    if (pathname === '/apis/auth/discovery') return json({ auth_enabled: true, oidc })
    return json({})
  }
  return { client: new NeMoPlatform({ baseURL, fetch, maxRetries: 0 }), asked, fetch }
}

const ofRelease = (platform_version: string) => () => json({ platform_version, revision: 'dev' })

const TELLS_NONE = 'what answers at /cluster-info tells none'

describe('client.platform()', () => {
  test.each([
    ['0.6.0', 'NeMo Platform', '0.6'],
    ['0.7.3', 'NeMo Helix', '0.7'],
    ['0.8.1', 'NeMo Helix', '0.8'],
    ['0.8.2rc1', 'NeMo Helix', '0.8'],
  ])('tells %s apart', async (version, name, generation) => {
    expect(await clientOf(ofRelease(version)).client.platform()).toEqual({
      name,
      version,
      generation,
      notes: [],
    })
  })

  test('asks once, for all clients', async () => {
    const { client, asked, fetch } = clientOf(ofRelease('0.8.1'))

    await Promise.all([client.platform(), new NeMoPlatform({ baseURL: `${baseURL}/`, fetch }).platform()])
    await client.platform()

    expect(asked.filter((path) => path === '/cluster-info')).toHaveLength(1)
  })

  test('is not asked by calls', async () => {
    const { client, asked } = clientOf(ofRelease('0.8.1'))

    await client.get('/apis/anything')

    expect(asked).toEqual(['/apis/anything'])
  })

  test('speaks to a newer release as to the newest that is known, and says so', async () => {
    const platform = await clientOf(ofRelease('1.0.0')).client.platform()

    expect(platform).toMatchObject({ name: 'NeMo Helix', version: '1.0.0', generation: '0.8' })
    expect(platform.notes).toEqual([
      expect.stringContaining('1.0.0 is newer than all that this client knows'),
    ])
  })

  test('speaks to an older release as to the oldest that is known, and says so', async () => {
    const platform = await clientOf(ofRelease('0.5.2')).client.platform()

    expect(platform).toMatchObject({ name: 'NeMo Platform', version: '0.5.2', generation: '0.6' })
    expect(platform.notes).toEqual([
      'Release 0.5.2 is older than all that this client knows: it is spoken to as to 0.6.',
    ])
  })

  test.each([
    ['0.9.0rc1', 'newer than all'],
    ['0.10.0', 'newer than all'],
    ['v1.0', 'newer than all'],
    ['26.11', 'newer than all'],
    ['main', 'tells no generation'],
    ['0', 'tells no generation'],
  ])('says of the release %s what is not known', async (version, words) => {
    const platform = await clientOf(ofRelease(version)).client.platform()

    expect(platform.version).toBe(version)
    expect(platform.notes).toEqual([expect.stringContaining(words)])
  })

  test.each([
    ['HTML', () => new Response('<html></html>', { headers: { 'content-type': 'text/html' } }), TELLS_NONE],
    ['HTML of a proxy', () => new Response('<html></html>', { status: 502 }), TELLS_NONE],
    ['an error', () => json({ detail: 'no' }, 404), TELLS_NONE],
    ['no release', () => json({ platform_version: 7 }), TELLS_NONE],
    ['a release with what steers a terminal', () => json({ platform_version: '0.8\u001b[2J' }), TELLS_NONE],
    [
      'nothing',
      () => Promise.reject(new TypeError('fetch failed')) as never,
      '/cluster-info does not answer',
    ],
  ])('says why the release is not known where %s comes back', async (_, answer, problem) => {
    const platform = await clientOf(answer).client.platform()

    expect(platform).toMatchObject({ version: undefined, generation: undefined })
    expect(platform.notes).toEqual([`The release of the platform is not known: ${problem}.`])
  })

  test('gives up a body without an end, however it comes', async () => {
    const sent: number[] = []
    const endless = (chunk: string, pause: number) => () => {
      const place = sent.push(0) - 1
      const body = new ReadableStream({
        pull: async (controller) => {
          await sleep(pause)
          controller.enqueue(new TextEncoder().encode(chunk))
          sent[place] = (sent[place] ?? 0) + chunk.length
        },
      })
      return new Response(body, { headers: { 'content-type': 'application/json' } })
    }

    const flooded = await clientOf(endless(' '.repeat(2 ** 16), 0)).client.platform()
    baseURL += '/drips'
    const dripping = await clientOf(endless(' ', 20)).client.platform({ timeout: 500 })

    expect(flooded.notes).toEqual([`The release of the platform is not known: ${TELLS_NONE}.`])
    expect(sent[0]).toBeLessThan(2 * LONGEST_AUTH_BODY)
    expect(dripping.notes).toEqual(flooded.notes)
  })

  test('goes by the shape of the discovery document where the release is not known', async () => {
    const oidc = { clients: [{ name: 'public', client_id: 'cli', default: true }] }

    const platform = await clientOf(() => new Response('<html>'), oidc).client.platform()

    expect(platform).toMatchObject({ name: 'NeMo Helix', version: undefined, generation: '0.8' })
  })
})

test('who gives up asking leaves the answer to others, at the same time and after', async () => {
  const { fetch, asked } = clientOf(ofRelease('0.8.1'))
  const slow: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init)
    await new Promise((resolve) => setTimeout(resolve, 50))
    return answer
  }
  const client = new NeMoPlatform({ baseURL, fetch: slow, maxRetries: 0 })
  const controller = new AbortController()
  const jobs = client.pluginJobs('evaluator', 'evaluate')

  const leaving = client.platform({ signal: controller.signal }).catch((error: unknown) => error)
  await expect.poll(() => asked).toContain('/cluster-info')
  const staying = jobs.list({ workspace: 'one' }).then(
    () => undefined,
    () => undefined,
  )
  controller.abort()
  await Promise.all([leaving, staying])

  expect(asked.at(-1)).toMatch(/^\/apis\/evals\//)
  expect(await client.platform()).toMatchObject({ version: '0.8.1' })
})

test('NeMoHelix is the class under its other name', () => {
  expect(NeMoHelix).toBe(NeMoPlatform)
})
