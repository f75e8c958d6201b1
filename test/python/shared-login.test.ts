/** Node and Python processes that use one login at the same time, with a token that lives a few seconds. */

import { NeMoPlatform } from 'nemo-platform'
import { beforeAll, expect, test } from 'vitest'
import { startNode } from '../helpers/child-node.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { pause } from '../helpers/local-server.ts'
import { loginConfig } from '../helpers/login-config.ts'
import { startOIDCPlatform } from '../helpers/oidc-platform.ts'
import { startOIDCProvider } from '../helpers/oidc-provider.ts'
import { pythonEnvironment, runPython } from '../helpers/python-platform.ts'

/** How long the processes go on, in seconds. */
const DURATION = Number(process.env['SHARED_LOGIN_SECONDS'] ?? 60)
const NODES = 8
const PYTHONS = 4
const TOKEN_LIFETIME = 5
const EMAIL = 'shared@example.com'

/** What a process has to tell at the end. */
interface Tally {
  calls: number
  failures: string[]
}

const NODE_SOURCE = `
  const { NeMoPlatform } = await import(dist + 'index.js')
  const client = new NeMoPlatform({ configPath: args[0] })
  let stopped = false
  process.stdin.once('data', () => { stopped = true })
  print('ready')
  const tally = { calls: 0, failures: [] }
  while (!stopped) {
    tally.calls += 1
    try {
      await client.workspaces.list()
    } catch (error) {
      tally.failures.push(String(error))
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  print('tally ' + JSON.stringify(tally))
  process.exit()`

const PYTHON_SOURCE = `
import threading, time
from pathlib import Path
from nemo_platform import NeMoPlatform
path, url = sys.argv[1:]
stopped = threading.Event()
threading.Thread(target=lambda: (hear(), stopped.set()), daemon=True).start()
def connect():
    while True:
        try:
            client = NeMoPlatform(config_path=Path(path))
            # It read the file while a neighbour of its own kind was writing it.
            if str(client.base_url).startswith(url):
                return client
        except Exception:
            pass
        time.sleep(0.05)
client = connect()
say("ready")
tally = {"calls": 0, "failures": []}
while not stopped.is_set():
    tally["calls"] += 1
    try:
        client.workspaces.list()
    except Exception as error:
        tally["failures"].append(f"{type(error).__name__}: {error} ({error.__cause__})"[:300])
    # Python refreshes for every call. Now and then it rests, so that the others have to do it for themselves.
    time.sleep(0.05)
    while time.time() % 15 >= 5 and not stopped.is_set():
        time.sleep(0.01)
say(tally)
`

let venv: string

beforeAll(async () => {
  venv = await pythonEnvironment()
})

test(`${NODES} Node and ${PYTHONS} Python processes keep one login alive for ${DURATION} s`, async () => {
  isolateEnvironment()
  await using provider = await startOIDCProvider({ accessTokenLifetime: TOKEN_LIFETIME })
  await using platform = await startOIDCPlatform(provider)
  const configPath = loginConfig({ url: platform.url, ...(await provider.issue(EMAIL)) })

  const nodes = Array.from({ length: NODES }, () => startNode(NODE_SOURCE, { args: [configPath] }))
  const pythons = Array.from({ length: PYTHONS }, () =>
    runPython(venv, PYTHON_SOURCE, [configPath, platform.url]),
  )
  await Promise.all([
    ...nodes.map((node) => node.printed('ready')),
    ...pythons.map((python) => python.next()),
  ])
  await pause(DURATION * 1000)
  for (const node of nodes) node.tell('stop')
  for (const python of pythons) python.tell('stop')
  const ours = await Promise.all(
    nodes.map(async ({ exited }): Promise<Tally> => {
      const { output, errors } = await exited
      return JSON.parse(/tally (.*)/.exec(output)?.[1] ?? JSON.stringify({ calls: 0, failures: [errors] }))
    }),
  )
  const theirs = await Promise.all(pythons.map((python) => python.next<Tally>()))

  const isPython = (request: { userAgent: string }) => request.userAgent.startsWith('python')
  const { tokenRequests } = platform
  console.log(
    `${DURATION} s: Node ${sum(ours)} calls, ${failuresOf(ours).length} failed; ` +
      `Python ${sum(theirs)} calls, ${failuresOf(theirs).length} failed; ` +
      `${tokenRequests.length} refreshes, ${tokenRequests.filter(isPython).length} of them by Python; ` +
      `${provider.events.filter(({ type }) => type === 'reuse-detected').length} reuses detected`,
  )
  // Above all: no refresh token was spent twice by us, whatever Python did.
  expect(tokenRequests.filter((request) => request.isReuse && !isPython(request))).toEqual([])
  expect(tokenRequests.filter((request) => request.isReuse)).toEqual([])
  expect(provider.events.filter(({ type }) => type !== 'refresh')).toEqual([])
  expect(failuresOf(ours)).toEqual([])
  // Both sides had their share, so neither lives on what the other one fetches.
  expect(tokenRequests.filter(isPython)).not.toEqual([])
  expect(tokenRequests.filter((request) => !isPython(request))).not.toEqual([])
  for (const { calls } of ours) expect(calls).toBeGreaterThan(DURATION)
  expect(await new NeMoPlatform({ configPath }).workspaces.list()).toMatchObject({ data: [] })
})

function sum(tallies: readonly Tally[]): number {
  return tallies.reduce((total, { calls }) => total + calls, 0)
}

function failuresOf(tallies: readonly Tally[]): string[] {
  return [...new Set(tallies.flatMap(({ failures }) => failures))]
}
