/** Making a client: it reads the config, but sends nothing. */

import { readFileSync, rmSync } from 'node:fs'
import { NeMoPlatform } from 'nemo-platform'
import { beforeEach, expect, test, vi } from 'vitest'
import { configErrorOf, configFile, loggedIn, oneContext } from '../helpers/config-files.ts'
import { advance, stopTime } from '../helpers/fake-time.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { jwt, nowInSeconds } from '../helpers/sample-tokens.ts'
import { json, stubFetch } from '../helpers/stub-fetch.ts'

beforeEach(() => {
  isolateEnvironment()
})

const expiredLogin = () => oneContext({ user: loggedIn(jwt({ exp: nowInSeconds() - 100 }), 'refresh-me') })

test('sends nothing, not even for an expired token', async () => {
  stopTime()
  const { fetch, calls } = stubFetch(json({}))
  const client = new NeMoPlatform({ configPath: configFile(expiredLogin()), fetch })

  await advance(120_000)
  vi.useRealTimers()

  expect(client.context).toBe('main')
  expect(calls).toEqual([])
})

test('sends nothing through the runtime either', async () => {
  const fetch = vi.spyOn(globalThis, 'fetch').mockResolvedValue(json({}))

  new NeMoPlatform({ configPath: configFile(expiredLogin()) })
  await new Promise((resolve) => setImmediate(resolve))

  expect(fetch).not.toHaveBeenCalled()
})

test('leaves the config file as it is', () => {
  const configPath = configFile(expiredLogin())
  const before = readFileSync(configPath, 'utf8')

  new NeMoPlatform({ configPath })

  expect(readFileSync(configPath, 'utf8')).toBe(before)
})

test('knows URL, workspace and context at once, whatever becomes of the file', () => {
  const configPath = configFile(oneContext({ context: ['workspace: ml-team'] }))
  const client = new NeMoPlatform({ configPath })
  rmSync(configPath)

  expect([client.baseURL, client.workspace, client.context]).toEqual([
    'https://nmp.example.com/',
    'ml-team',
    'main',
  ])
})

test('fails at once where the config is broken', () => {
  const configPath = configFile('contexts: [')

  expect(configErrorOf(() => new NeMoPlatform({ configPath })).path).toBe(configPath)
})

test('does not look at the options again: what is changed afterwards changes nothing', async () => {
  const { fetch, calls } = stubFetch(json({}))
  const options = { baseURL: 'http://nemo.test', fetch, defaultHeaders: { 'x-a': 'first' } }
  const client = new NeMoPlatform(options)
  options.baseURL = 'http://other.test'
  options.defaultHeaders['x-a'] = 'second'

  await client.get('/x')

  expect([calls[0]?.url.origin, calls[0]?.headers.get('x-a')]).toEqual(['http://nemo.test', 'first'])
  expect(client.withOptions({ accessToken: 'mine' }).baseURL).toBe('http://nemo.test/')
})

test('may be done often: clients do not disturb each other', async () => {
  const first = stubFetch(json({ from: 1 }))
  const second = stubFetch(json({ from: 2 }))
  const clients = [first, second].map(
    ({ fetch }, index) => new NeMoPlatform({ baseURL: `http://nemo${index}.test`, fetch }),
  )

  const answers = await Promise.all(clients.map((client) => client.get('/x')))

  expect(answers).toEqual([{ from: 1 }, { from: 2 }])
})
