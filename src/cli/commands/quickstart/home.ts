/** Where the quickstart keeps what it is like, what it holds and where it runs. Never beside the config file: Python reads that folder. */

import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import envPaths from 'env-paths'
import { makeFolderSync } from '../../../config/make-folder.ts'
import { problemOf } from '../../../errors/problem.ts'
import * as z from '../../../inlined/zod.ts'
import { type Remedy, removeFile } from '../../../remedies/index.ts'
import { LocalError, run } from '../../errors.ts'
import { identityOf, type ProcessIdentity } from './process-identity.ts'

/** Name of its context. */
export const CONTEXT = 'quickstart'
/** The port, where none was chosen. */
export const DEFAULT_PORT = 8080

/** What it is like. */
export interface Settings {
  readonly auth: boolean
  readonly adminEmail: string
  readonly port: number
}

/** A running platform. */
export interface RunningServer {
  readonly pid: number
  readonly port: number
  /** Tells it from whatever else may have its process id or its port later. */
  readonly id: string
  readonly engine: 'mock' | 'platform'
  readonly startedAt: string
  /** Who the process is; undefined where the system does not tell. */
  readonly process?: ProcessIdentity | undefined
}

/** The files. */
export interface QuickstartHome {
  readonly folder: string
  readonly settings: string
  readonly database: string
  readonly server: string
  readonly log: string
}

/** Finds them; makes the folder. */
export function quickstartHome(): QuickstartHome {
  const folder = join(envPaths('nemo-platform', { suffix: '' }).data, 'quickstart')
  try {
    makeFolderSync(folder, 0o700)
  } catch (cause) {
    const remedy = 'Name a folder that can be written to: XDG_DATA_HOME'
    throw new LocalError(`${folder} cannot be made (${problemOf(cause)})`, [remedy], { cause })
  }
  return {
    folder,
    settings: join(folder, 'settings.json'),
    database: join(folder, 'platform.sqlite'),
    server: join(folder, 'server.json'),
    log: join(folder, 'platform.log'),
  }
}

/**
 * What `configure` has stored; undefined before it ran.
 *
 * @throws LocalError for a file that is no such thing.
 */
export function readSettings({ settings }: QuickstartHome): Settings | undefined {
  return readJson(settings, settingsSchema, run('nemo quickstart configure'))
}

/** Stores them. */
export function writeSettings({ settings: path }: QuickstartHome, settings: Settings): void {
  writeJson(path, settings)
}

/** What runs, as far as is known: it may have been killed. */
export function readServer({ server }: QuickstartHome): RunningServer | undefined {
  return readJson(server, serverSchema, removeFile(server))
}

/** Notes that this process is what runs. */
export async function writeServer(
  { server: path }: QuickstartHome,
  server: Pick<RunningServer, 'port' | 'id' | 'engine'>,
): Promise<void> {
  const { pid } = process
  const identity = await identityOf(pid)
  writeJson(path, { pid, ...server, startedAt: new Date().toISOString(), process: identity })
}

/** Notes that nothing runs any more. */
export function forgetServer({ server }: QuickstartHome): void {
  rmSync(server, { force: true })
}

/** URL of a port. */
export function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`
}

const port = z.int().check(z.gte(1), z.lte(65_535))
const settingsSchema = z.object({ auth: z.boolean(), adminEmail: z.string(), port })
const serverSchema = z.object({
  pid: z.int().check(z.gte(1)),
  port,
  id: z.string(),
  engine: z.enum(['mock', 'platform']),
  startedAt: z.string(),
  process: z.optional(z.object({ started: z.string(), command: z.string() })),
})

function readJson<Value>(path: string, schema: z.ZodMiniType<Value>, remedy: Remedy): Value | undefined {
  if (!existsSync(path)) return undefined
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new LocalError(`${path} is damaged`, [remedy], { cause })
  }
}

/** As a whole: who reads meanwhile sees the old file or the new one. */
function writeJson(path: string, value: unknown): void {
  const temporary = `${path}.${randomUUID()}`
  try {
    writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
    renameSync(temporary, path)
  } catch (cause) {
    rmSync(temporary, { force: true })
    throw new LocalError(`${path} cannot be written (${problemOf(cause)})`, [makeRoom(path)], { cause })
  }
}

/** What to do where the quickstart cannot store something. */
export function makeRoom(path: string): Remedy {
  return { text: `Check that you may write in ${dirname(path)}, and that the disk is not full` }
}
