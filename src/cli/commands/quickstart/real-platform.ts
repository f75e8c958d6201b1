/** Runs the real platform in place of the mock one: `nemo services run` of an installed Python package. */

import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { accessSync, constants, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createUnsignedToken } from '../../../auth/index.ts'
import { makeFolderSync } from '../../../config/make-folder.ts'
import { problemOf } from '../../../errors/problem.ts'
import { PRODUCTS, variableNames } from '../../../generations.ts'
import { LocalError, run } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { forgetServer, type QuickstartHome, type Settings, urlOf, writeServer } from './home.ts'
import { keepLogShort } from './log-file.ts'

const SERVICES = 'auth,entities,secrets,files,jobs,models,inference-gateway'
const CONTROLLERS = 'entities,jobs,models'

/** Runs it; ends when the command is told to, or when the platform does. */
export async function serve({ io }: Invocation, home: QuickstartHome, settings: Settings): Promise<void> {
  const program = findProgram(io.env)
  const folder = join(home.folder, 'platform')
  makeFolderSync(join(folder, 'home'), 0o700)
  const configPath = join(folder, 'platform.yaml')
  // JSON is YAML, too.
  writeFileSync(configPath, JSON.stringify(platformConfig(settings), null, 2), { mode: 0o600 })
  const { port } = settings
  const child = spawn(
    program,
    [
      'services',
      'run',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--services',
      SERVICES,
      '--controllers',
      CONTROLLERS,
    ],
    {
      cwd: folder,
      env: environmentOf(io.env, folder, configPath, port),
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(problemOf(error)))
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`))
  })
  const stop = () => void child.kill('SIGTERM')
  io.signal.addEventListener('abort', stop)
  const log = keepLogShort(home.log)
  try {
    const outcome = await Promise.race([untilUsable(settings, io.signal), ended])
    if (outcome !== undefined)
      throw new LocalError(`The platform ended: ${outcome}`, [run('nemo quickstart logs')])
    await writeServer(home, { port, id: randomUUID(), engine: 'platform' })
    const end = await ended
    forgetServer(home)
    if (!io.signal.aborted) throw new LocalError(`The platform ended: ${end}`, [run('nemo quickstart logs')])
  } finally {
    io.signal.removeEventListener('abort', stop)
    log.stop()
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await ended
    }
  }
}

/** `nhx` or `nmp` is what only the Python package installs; `nemo` may be this program. In each folder the newer one counts. */
function findProgram(env: Readonly<Record<string, string | undefined>>): string {
  const folders = [
    ...(env['VIRTUAL_ENV'] ? [join(env['VIRTUAL_ENV'], 'bin')] : []),
    ...(env['PATH'] ?? '').split(delimiter),
  ]
  const commands = PRODUCTS.map(({ command }) => command)
  for (const path of folders.flatMap((folder) => commands.map((command) => join(folder, command)))) {
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // Not here.
    }
  }
  const named = commands.map((command) => `\`${command}\``).join(' or ')
  throw new LocalError(`The platform is not installed: there is no ${named} in PATH`, [
    run(
      `pip install '${PRODUCTS[0].distribution}[all]'`,
      'Install it (Python 3.12 or newer), and activate its environment',
    ),
    run('nemo quickstart up', 'Or use the built-in mock'),
  ])
}

function platformConfig({ auth, adminEmail, port }: Settings): Record<string, unknown> {
  const url = urlOf(port)
  return {
    platform: { base_url: url },
    auth: {
      enabled: auth,
      ...(auth
        ? {
            allow_unsigned_jwt: true,
            policy_decision_point_base_url: url,
            policy_data_refresh_interval: 2,
            admin_email: adminEmail,
          }
        : {}),
    },
    secrets: { allow_key_creation: true },
    files: { default_storage_config: { type: 'local', path: '' } },
  }
}

function environmentOf(
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
  configPath: string,
  port: number,
): NodeJS.ProcessEnv {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !isProductVariable(name)))
  return {
    ...own,
    HOME: join(folder, 'home'),
    // Under the names of both products: each reads its own.
    ...Object.fromEntries(
      Object.entries({
        DATA_DIR: join(folder, 'data'),
        CONFIG_FILE_PATH: configPath,
        BASE_URL: urlOf(port),
        SEED_ON_STARTUP: 'true',
      }).flatMap(([name, value]) => variableNames(name).map((variable) => [variable, value])),
    ),
    // Without any, the platform would never call itself ready.
    NGC_API_KEY: env['NGC_API_KEY'] || 'none',
  }
}

function isProductVariable(name: string): boolean {
  return PRODUCTS.some(({ environmentPrefix }) => name.startsWith(environmentPrefix))
}

/** It answers long before it allows anything. */
async function untilUsable(
  { auth, adminEmail: email, port }: Settings,
  signal: AbortSignal,
): Promise<undefined> {
  while (!signal.aborted) {
    const headers: Record<string, string> = auth
      ? { authorization: `Bearer ${createUnsignedToken({ email })}` }
      : {}
    const url = `${urlOf(port)}/apis/entities/v2/workspaces/default`
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(5_000) }).catch(() => undefined)
    if (response?.status === 200) return undefined
    await sleep(500, undefined, { signal }).catch(() => {})
  }
  return undefined
}
