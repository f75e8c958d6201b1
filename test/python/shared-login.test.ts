/**
 * Node and Python processes that use one login at the same time, with a token that lives a few seconds: by one path to the config or
 * by two, and while some of them are killed or stopped. `SHARED_LOGIN=whole` runs each form for as long as a release needs.
 */

import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { NeMoPlatform } from 'nemo-platform'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Generation } from '../../src/generations.ts'
import { type Child, startNode } from '../helpers/child-node.ts'
import { temporaryFolder } from '../helpers/config-files.ts'
import { isolateEnvironment } from '../helpers/isolated-environment.ts'
import { pause } from '../helpers/local-server.ts'
import { loginConfig } from '../helpers/login-config.ts'
import { type OIDCPlatformOptions, startOIDCPlatform } from '../helpers/oidc-platform.ts'
import { startOIDCProvider } from '../helpers/oidc-provider.ts'
import { pythonEnvironment, pythonGeneration, pythonNames, runPython } from '../helpers/python-platform.ts'

const IS_WHOLE = process.env['SHARED_LOGIN'] === 'whole'
/** How long the processes go on undisturbed, in seconds. */
const DURATION = 60
/** The same where they have two paths. */
const TWO_PATHS_DURATION = IS_WHOLE ? 60 : 15
/** How often one is killed, and how often one is stopped and for how long, in seconds. */
const [KILLS, KILL_EVERY] = IS_WHOLE ? [20, 3] : [3, 3]
const [STOPS, STOP_LENGTH] = IS_WHOLE ? [6, 20] : [2, 5]
/** How long the provider that allows for that takes a spent refresh token, in ms. */
const REUSE_GRACE = 30_000
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
  const { isNeMoPlatformError, NeMoPlatform } = await import(dist + 'index.js')
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
      tally.failures.push((isNeMoPlatformError(error) ? '' : 'untyped: ') + error)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  print('tally ' + JSON.stringify(tally))
  process.exit()`

const PYTHON_SOURCE = `
import threading, time
path, url = sys.argv[1:]
stopped = threading.Event()
threading.Thread(target=lambda: (hear(), stopped.set()), daemon=True).start()
def connected():
    while True:
        try:
            client = connect(path)
            # It read the file while a neighbour of its own kind was writing it.
            if base_url_of(client).startswith(url):
                return client
        except Exception:
            pass
        time.sleep(0.05)
client = connected()
say("ready")
tally = {"calls": 0, "failures": []}
while not stopped.is_set():
    tally["calls"] += 1
    try:
        list_workspaces(client)
    except Exception as error:
        tally["failures"].append(f"{type(error).__name__}: {error} ({error.__cause__})"[:300])
    # Python refreshes for every call. Now and then it rests, so that the others have to do it for themselves.
    time.sleep(0.05)
    while time.time() % 15 >= 5 and not stopped.is_set():
        time.sleep(0.01)
say(tally)
`

let venv: string
let generation: Generation

beforeAll(async () => {
  venv = await pythonEnvironment()
  generation = await pythonGeneration(venv)
})

beforeEach(() => {
  isolateEnvironment()
})

/** The processes, all of them at work. */
async function startFleet(paths: { nodes: readonly string[]; python: string }, url: string) {
  const startNodeAt = async (path: string): Promise<Child> => {
    const node = startNode(NODE_SOURCE, { args: [path] })
    await node.printed('ready')
    return node
  }
  const source = pythonNames(generation) + PYTHON_SOURCE
  const pythons = Array.from({ length: PYTHONS }, () => runPython(venv, source, [paths.python, url]))
  const [nodes] = await Promise.all([
    Promise.all(paths.nodes.map(startNodeAt)),
    ...pythons.map((python) => python.next()),
  ])
  return {
    nodes,
    /** Kills a process of Node, and starts another one in its place. */
    async replace(index: number): Promise<void> {
      const killed = nodes[index]
      killed?.kill()
      await killed?.exited
      nodes[index] = await startNodeAt(paths.nodes[index] ?? '')
    },
    /** Lets all come to their end; what they tell. */
    async stop(): Promise<{ ours: Tally[]; theirs: Tally[] }> {
      for (const node of nodes) node.tell('stop')
      for (const python of pythons) python.tell('stop')
      return {
        ours: await Promise.all(nodes.map(tallyOf)),
        theirs: await Promise.all(pythons.map((python) => python.next<Tally>())),
      }
    },
  }
}

async function tallyOf({ exited }: Child): Promise<Tally> {
  const { output, errors } = await exited
  return JSON.parse(/tally (.*)/.exec(output)?.[1] ?? JSON.stringify({ calls: 0, failures: [errors] }))
}

/** Somebody is logged in, by a config that a symbolic link leads to as well. */
async function world(options: OIDCPlatformOptions = {}) {
  const provider = await startOIDCProvider({ accessTokenLifetime: TOKEN_LIFETIME })
  const platform = await startOIDCPlatform(provider, { generation, ...options })
  const configPath = loginConfig({ url: platform.url, ...(await provider.issue(EMAIL)) })
  const link = join(temporaryFolder(), 'config.yaml')
  symlinkSync(configPath, link)
  return {
    provider,
    platform,
    configPath,
    link,
    async [Symbol.asyncDispose]() {
      await platform[Symbol.asyncDispose]()
      await provider[Symbol.asyncDispose]()
    },
  }
}

const isPython = (request: { userAgent: string }) => request.userAgent.startsWith('python')

function report(
  what: string,
  { provider, platform: { tokenRequests } }: Awaited<ReturnType<typeof world>>,
  { ours, theirs }: { ours: Tally[]; theirs: Tally[] },
): void {
  console.log(
    `${what}: Node ${sum(ours)} calls, ${failureCount(ours)} failed; ` +
      `Python ${sum(theirs)} calls, ${failureCount(theirs)} failed; ` +
      `${tokenRequests.length} refreshes, ${tokenRequests.filter(isPython).length} of them by Python; ` +
      `${provider.events.filter(({ type }) => type === 'reuse-detected').length} reuses detected`,
    [...failuresOf(ours), ...failuresOf(theirs)],
  )
}

describe(`${NODES} Node and ${PYTHONS} Python processes keep one login alive`, () => {
  test.each<[string, number, 'direct' | 'half' | 'link']>([
    [`for ${DURATION} s`, DURATION, 'direct'],
    [
      `for ${TWO_PATHS_DURATION} s, with half of Node on a symbolic link and Python on the real path`,
      TWO_PATHS_DURATION,
      'half',
    ],
    [`for ${TWO_PATHS_DURATION} s, with all on a symbolic link`, TWO_PATHS_DURATION, 'link'],
  ])('%s', async (title, duration, way) => {
    await using scene = await world()
    const { provider, platform, configPath, link } = scene
    const isOnLink = (index: number) => way === 'link' || (way === 'half' && index % 2 === 0)
    const nodes = Array.from({ length: NODES }, (_, index) => (isOnLink(index) ? link : configPath))
    const fleet = await startFleet({ nodes, python: way === 'link' ? link : configPath }, platform.url)

    await pause(duration * 1000)
    const { ours, theirs } = await fleet.stop()

    report(title, scene, { ours, theirs })
    const { tokenRequests } = platform
    // Above all: no refresh token was spent twice by us, whatever Python did.
    expect(tokenRequests.filter((request) => request.isReuse && !isPython(request))).toEqual([])
    expect(tokenRequests.filter((request) => request.isReuse)).toEqual([])
    expect(provider.events.filter(({ type }) => type !== 'refresh')).toEqual([])
    expect(failuresOf(ours)).toEqual([])
    // Both sides had their share, so neither lives on what the other one fetches.
    if (duration === DURATION) {
      expect(tokenRequests.filter(isPython)).not.toEqual([])
      expect(tokenRequests.filter((request) => !isPython(request))).not.toEqual([])
    }
    for (const { calls } of ours) expect(calls).toBeGreaterThan(duration)
    expect(await new NeMoPlatform({ configPath }).workspaces.list()).toMatchObject({ data: [] })
  })

  test(`while one of Node is killed every ${KILL_EVERY} s, ${KILLS} times, and one is stopped for ${STOP_LENGTH} s, ${STOPS} times`, async () => {
    await using scene = await world({ reuseGrace: REUSE_GRACE })
    const { provider, platform, configPath } = scene
    const fleet = await startFleet({ nodes: Array(NODES).fill(configPath), python: configPath }, platform.url)

    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(KILL_EVERY * 1000)
      await fleet.replace(kill % NODES)
    }
    for (let stop = 0; stop < STOPS; stop += 1) {
      const stopped = fleet.nodes[stop % NODES]?.process
      stopped?.kill('SIGSTOP')
      await pause(STOP_LENGTH * 1000)
      stopped?.kill('SIGCONT')
    }
    const { ours, theirs } = await fleet.stop()

    report('killed and stopped', scene, { ours, theirs })
    expect(failuresOf(ours).filter((failure) => failure.startsWith('untyped'))).toEqual([])
    expect(failuresOf(ours).filter((failure) => failure.includes('nemo auth login'))).toEqual([])
    expect(provider.events.filter(({ type }) => type !== 'refresh')).toEqual([])
    expect(platform.tokenRequests.filter((request) => request.isReuse)).toEqual([])
    const client = new NeMoPlatform({ configPath })
    await client.auth.refresh()
    expect(await client.workspaces.list()).toMatchObject({ data: [] })
  })
})

function sum(tallies: readonly Tally[]): number {
  return tallies.reduce((total, { calls }) => total + calls, 0)
}

function failureCount(tallies: readonly Tally[]): number {
  return tallies.reduce((total, { failures }) => total + failures.length, 0)
}

function failuresOf(tallies: readonly Tally[]): string[] {
  return [...new Set(tallies.flatMap(({ failures }) => failures))]
}
