/** Clients that start while a Python process rewrites the config without a lock, truncating it each time. */

import { existsSync } from 'node:fs'
import { NeMoPlatform } from 'nemo-platform'
import { beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { pause } from '../helpers/local-server.ts'
import { loginConfig } from '../helpers/login-config.ts'
import { startOIDCPlatform } from '../helpers/oidc-platform.ts'
import { startOIDCProvider } from '../helpers/oidc-provider.ts'
import { pythonEnvironment, pythonGeneration, pythonNames, runPython } from '../helpers/python-platform.ts'

const CONSTRUCTIONS = 1000
/** In memory: a thousand writes a second may hold up the writer at a slow disk, which has a test of its own. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : undefined

const WRITER_SOURCE = `
import time
path = Path(sys.argv[1])
good = Config.load(config_path=path)
say("writing")
writes = 0
while True:
    # Its own code for saving; a fresh load each time would now and then read what it has just truncated.
    good.get_config_file().contexts[0].workspace = f"w{writes % 7}"
    good.save()
    writes += 1
    # Otherwise the file would be empty nearly all the time.
    time.sleep(0.001)
    if writes % 100 == 0:
        say(writes)
`

let venv: string
let source: string

beforeAll(async () => {
  venv = await pythonEnvironment()
  source = pythonNames(await pythonGeneration(venv)) + WRITER_SOURCE
})

test(`${CONSTRUCTIONS} clients all find URL and credentials`, async () => {
  isolateEnvironment()
  await using provider = await startOIDCProvider()
  await using platform = await startOIDCPlatform(provider)
  const login = await provider.issue('reader@example.com')
  const configPath = loginConfig({ url: platform.url, ...login, folder: temporaryFolder(MEMORY) })
  const writer = runPython(venv, source, [configPath])
  await writer.next()

  const baseURLs = new Set<string>()
  const workspaces = new Set<string | undefined>()
  for (let count = 0; count < CONSTRUCTIONS; count += 1) {
    const client = new NeMoPlatform({ configPath })
    baseURLs.add(client.baseURL)
    workspaces.add(client.workspace)
    await client.workspaces.list()
    // Else the writer might always be met at the same point of its work.
    await pause(Math.random() * 2)
  }

  expect([...baseURLs]).toEqual([`${platform.url}/`])
  expect(platform.withoutToken).toEqual([])
  expect(platform.answers).toEqual({ 200: CONSTRUCTIONS })
  // The file did change all the time.
  expect(workspaces.size).toBeGreaterThan(2)
  expect(writer.process.exitCode).toBeNull()
})

test('a refresh beside it happens once, and its token is used though the file may lose it', async () => {
  isolateEnvironment()
  await using provider = await startOIDCProvider()
  await using platform = await startOIDCPlatform(provider)
  const login = await provider.issue('writer@example.com', { expiresIn: -10 })
  const configPath = loginConfig({ url: platform.url, ...login })
  const writer = runPython(venv, source, [configPath])
  await writer.next()

  const client = new NeMoPlatform({ configPath })
  await client.workspaces.list()
  writer.process.kill('SIGKILL')
  await writer.ended

  // A writer that takes no lock may undo what we store, but this process goes on with what it got.
  await client.workspaces.list()
  expect(platform.answers).toEqual({ 200: 2 })
  expect(platform.tokenRequests).toHaveLength(1)
})
