/** Starts instances of the real platform, each in a folder and on a port of its own. */

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { NAMES_OF, variableNames } from '../src/generations.ts'
import { createUnsignedToken } from '../src/jwt/unsigned-token.ts'
import { generationOf, programOf, versionIn } from './platform-install.ts'

/** Who may do everything on every instance. */
export const ADMIN_EMAIL = 'admin@example.com'

const SERVICES = ['auth', 'entities', 'secrets', 'files', 'jobs', 'models', 'inference-gateway']
const CONTROLLERS = ['entities', 'jobs', 'models']
const GUARD = fileURLToPath(new URL('platform-guard.ts', import.meta.url))
/** Longest start, in ms: the platform is slow to import, and a busy machine makes it slower. */
const LONGEST_START = 300_000
const MOST_TRIES = 3
/** Variables that would tell the instance something about another platform, another Python or a proxy. */
const FOREIGN_VARIABLES = /^(?:NMP_|NHX_|NEMO_|PYTHON|VIRTUAL_ENV$|(?:HTTPS?|ALL|NO)_PROXY$)/i

/** Parts of `platform.yaml`. */
export interface PlatformConfig {
  readonly [section: string]: unknown
}

/** Makes a token of somebody. */
export type TokenMaker = (email: string) => string | Promise<string>

/** How to start an instance. */
export interface StartOptions {
  /** Virtual environment with the platform. */
  readonly venv: string
  /** Parts of `platform.yaml` over the usual ones; a function gets the URL that the instance will have. */
  readonly config?: PlatformConfig | ((url: string) => PlatformConfig) | undefined
  /** Services besides the usual ones. */
  readonly services?: readonly string[] | undefined
  /** Controllers besides the usual ones. */
  readonly controllers?: readonly string[] | undefined
  /** Environment variables over the usual ones. */
  readonly environment?: Readonly<Record<string, string>> | undefined
  /** What is waited for: that it works, or only that it answers, for one that cannot work. @default 'usable' */
  readonly until?: 'usable' | 'live' | undefined
  /** Makes a token of somebody, where unsigned ones are refused. */
  readonly tokenFor?: TokenMaker | undefined
}

/** A running instance. */
export interface PlatformInstance extends AsyncDisposable {
  /** Its URL, without a slash at the end. */
  readonly url: string
  /** Its SQLite database. */
  readonly database: string
  /** Stops it and removes its folder. */
  stop(): Promise<void>
}

/**
 * Starts an instance and waits until it is usable.
 *
 * @throws Error with the end of its log if it stops by itself or takes too long.
 */
export async function startPlatform(options: StartOptions): Promise<PlatformInstance> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(options)
    } catch (error) {
      // Between choosing a port and listening on it, somebody else may have taken it.
      const wasTaken = error instanceof Error && /address already in use/i.test(error.message)
      if (!wasTaken || attempt === MOST_TRIES) throw error
    }
  }
}

async function start({
  venv,
  config = {},
  services = [],
  controllers = [],
  environment = {},
  until = 'usable',
  tokenFor = unsignedTokenFor,
}: StartOptions) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const folder = await mkdtemp(join(tmpdir(), 'nemo-platform-'))
  const logPath = join(folder, 'platform.log')
  const parameters = ['services', 'run', '--host', '127.0.0.1', '--port', String(port)]
  parameters.push('--services', [...SERVICES, ...services].join(','))
  parameters.push('--controllers', [...CONTROLLERS, ...controllers].join(','))
  const command = [programOf(venv), ...parameters]
  const guard = await launch(
    folder,
    logPath,
    command,
    port,
    merged(usualConfig(url), typeof config === 'function' ? config(url) : config),
    {
      // The policy holds the rules of all plugins that are found, served or not, and each thread reads it anew at each change.
      NEMO_PLUGIN_SERVICES_ALLOWLIST: services.join(','),
      ...environment,
    },
  )
  const stop = () => ended(guard)
  try {
    await untilAnswered(url, guard, tokenFor, until === 'live' ? [LIVE] : PROBES)
  } catch (error) {
    const log = await readFile(logPath, 'utf8').catch(() => '')
    await stop()
    throw new Error(`The platform did not start (${String(error)}). The end of its log:\n${log.slice(-4000)}`)
  }
  const { folder: product } = NAMES_OF[generationOf(await versionIn(venv))]
  const database = join(folder, 'data', `${product}-platform.db`)
  return { url, database, stop, [Symbol.asyncDispose]: stop }
}

async function launch(
  folder: string,
  logPath: string,
  command: readonly string[],
  port: number,
  config: PlatformConfig,
  more: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const home = join(folder, 'home')
  const temporary = join(folder, 'tmp')
  const configPath = join(folder, 'platform.yaml')
  try {
    for (const path of [home, temporary]) await mkdir(path)
    // JSON is YAML, too.
    await writeFile(configPath, JSON.stringify(config, null, 2))
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  const environment = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN_VARIABLES.test(name))),
    HOME: home,
    TMPDIR: temporary,
    ...variables({
      DATA_DIR: join(folder, 'data'),
      CONFIG_FILE_PATH: configPath,
      BASE_URL: `http://127.0.0.1:${port}`,
      SEED_ON_STARTUP: 'true',
    }),
    NGC_API_KEY: 'none',
    NEMO_TELEMETRY_ENABLED: 'false',
    DO_NOT_TRACK: '1',
    HF_HUB_OFFLINE: '1',
    ...more,
  }
  const log = await open(logPath, 'a')
  const guard = spawn(process.execPath, [GUARD, folder, ...command], {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: ['pipe', log.fd, log.fd],
  })
  await log.close()
  return guard
}

/** Variables under all their names: each release reads its own, and leaves the others alone. */
function variables(values: Readonly<Record<string, string>>): Record<string, string> {
  const named = Object.entries(values).flatMap(([name, value]) =>
    variableNames(name).map((variable) => [variable, value] as const),
  )
  return Object.fromEntries(named)
}

function usualConfig(url: string): PlatformConfig {
  return {
    platform: { base_url: url },
    auth: {
      enabled: true,
      allow_unsigned_jwt: true,
      policy_decision_point_base_url: url,
      // Each time all rules are put together anew, and each thread reads them: more often, and an idle platform is a busy one.
      policy_data_refresh_interval: 4,
      // On a busy machine a decision takes longer than its usual 5 s, and then the call is refused.
      policy_decision_point_request_timeout_seconds: 60,
      admin_email: ADMIN_EMAIL,
    },
    secrets: { allow_key_creation: true },
    files: { default_storage_config: { type: 'local', path: '' } },
    models: { controller: { interval_seconds: 5 } },
  }
}

function unsignedTokenFor(email: string): string {
  return createUnsignedToken({ email })
}

/** A request that shows whether a part of the first data has arrived at the policy engine. */
interface Probe {
  readonly email: string
  readonly method: string
  readonly path: string
  readonly body?: string
  /** The status once it has arrived. */
  readonly status: number
}

const PROBES: readonly Probe[] = [
  { email: ADMIN_EMAIL, method: 'GET', path: '/apis/entities/v2/workspaces/default', status: 200 },
  // Whether everybody may create workspaces comes later. The body is looked at last, and makes nothing.
  {
    email: 'probe@example.com',
    method: 'POST',
    path: '/apis/entities/v2/workspaces',
    body: '{}',
    status: 422,
  },
]

/** Whether it answers at all. */
const LIVE: Probe = { email: ADMIN_EMAIL, method: 'GET', path: '/health/live', status: 200 }

async function untilAnswered(
  url: string,
  guard: ChildProcess,
  tokenFor: TokenMaker,
  probes: readonly Probe[],
): Promise<void> {
  const deadline = Date.now() + LONGEST_START
  for (const { email, method, path, body, status } of probes) {
    for (;;) {
      if (guard.exitCode !== null || guard.signalCode !== null) throw new Error('it stopped by itself')
      const headers = { authorization: `Bearer ${await tokenFor(email)}`, 'content-type': 'application/json' }
      const init = { method, headers, ...(body === undefined ? {} : { body }) }
      const answer = await statusOf(`${url}${path}`, init)
      if (answer === status) break
      if (Date.now() >= deadline) {
        throw new Error(`it was not usable after ${LONGEST_START / 1000} s: ${method} ${path}: ${answer}`)
      }
      await sleep(500)
    }
  }
}

/** The status of an answer, or why there is none. */
async function statusOf(url: string, init: RequestInit): Promise<number | string> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) })
    await response.text()
    return response.status
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Lets the guard end the instance, and waits for that. */
function ended(guard: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (guard.exitCode !== null || guard.signalCode !== null) return resolve()
    guard.once('exit', () => resolve())
    guard.stdin?.end()
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function merged(base: PlatformConfig, changes: PlatformConfig): PlatformConfig {
  const result: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(changes)) {
    const before = result[key]
    result[key] = isSection(before) && isSection(value) ? merged(before, value) : value
  }
  return result
}

function isSection(value: unknown): value is PlatformConfig {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
