/** Runs the mock platform with its state in a file, until it is told to end. */

import { randomUUID } from 'node:crypto'
import { problemOf } from '../../../errors/problem.ts'
import { type Remedy, shellWord } from '../../../remedies/index.ts'
import { MockPlatform } from '../../../testing/index.ts'
import { LocalError, run } from '../../errors.ts'
import type { Invocation } from '../../invocation.ts'
import { forgetServer, makeRoom, type QuickstartHome, type Settings, writeServer } from './home.ts'
import { keepLogShort } from './log-file.ts'
import { INSTANCE_PATH, PROCESS_HEADER } from './running.ts'
import { SqliteStore } from './sqlite-store.ts'

/** Requests that the mock platform remembers. */
const REMEMBERED = 100
/** How long a role change takes to arrive, in ms: long enough to be seen, short enough not to annoy. */
const ROLE_PROPAGATION = 500

/** Serves it; ends when the command is told to. */
export async function serve(invocation: Invocation, home: QuickstartHome, settings: Settings): Promise<void> {
  const { io } = invocation
  const id = randomUUID()
  const store = await openStore(home)
  try {
    const platform = new MockPlatform({
      auth: settings.auth ? { adminEmail: settings.adminEmail, rolePropagation: ROLE_PROPAGATION } : false,
      store,
      jobs: { duration: 3_000 },
    })
    store.commit()
    const hosts = new Set([`127.0.0.1:${settings.port}`, `localhost:${settings.port}`])
    const server = await platform.listen({
      port: settings.port,
      around: async (request, answer) => {
        const { pathname, host } = new URL(request.url)
        // A page on the internet may lead its own name to this machine, or just ask: the browser says so here.
        if (!hosts.has(request.headers.get('host') ?? host)) return refuse(HOST_REFUSED)
        if (!isFromHere(request.headers.get('origin'))) return refuse(ORIGIN_REFUSED)
        if (pathname === INSTANCE_PATH)
          return new Response(id, { headers: { [PROCESS_HEADER]: String(process.pid) } })
        const started = performance.now()
        const response = await store.during(() => answer(request))
        platform.requests.splice(0, platform.requests.length - REMEMBERED)
        log(
          invocation,
          `${request.method} ${pathname} ${response.status} ${Math.round(performance.now() - started)} ms`,
        )
        return response
      },
    })
    const bounded = keepLogShort(home.log)
    try {
      log(invocation, `The platform runs at ${server.url}`)
      await writeServer(home, { port: settings.port, id, engine: 'mock' })
      await ended(io.signal)
      forgetServer(home)
      log(invocation, 'The platform ends')
    } finally {
      bounded.stop()
      await server.close()
    }
  } finally {
    store.close()
  }
}

async function openStore({ database }: QuickstartHome): Promise<SqliteStore> {
  try {
    return await SqliteStore.open(database)
  } catch (cause) {
    throw new LocalError(`${database} cannot be opened: ${problemOf(cause)}`, [toOpen(database, cause)], {
      cause,
    })
  }
}

function toOpen(database: string, cause: unknown): Remedy {
  const code = cause instanceof Error && 'errcode' in cause ? Number(cause.errcode) & 0xff : undefined
  if (code !== undefined && IN_USE.has(code))
    return run('nemo quickstart down', 'Stop the other process that has it open')
  const isSystems = cause instanceof Error && 'syscall' in cause
  if (isSystems || (code !== undefined && NOT_WRITABLE.has(code))) return makeRoom(database)
  return run(`mv ${shellWord(database)} ${shellWord(`${database}.old`)}`, 'Move it away to start afresh')
}

/** SQLITE_BUSY and SQLITE_LOCKED: another process has it open. */
const IN_USE = new Set([5, 6])
/** SQLITE_PERM, SQLITE_READONLY, SQLITE_FULL and SQLITE_CANTOPEN: nothing is wrong with what it holds. */
const NOT_WRITABLE = new Set([3, 8, 13, 14])

const HOST_REFUSED = 'This platform answers requests to 127.0.0.1 and localhost only.'
const ORIGIN_REFUSED = 'This platform answers pages of this machine only.'

function refuse(detail: string): Response {
  return Response.json({ detail }, { status: 403 })
}

/** Programs name no origin; pages that are served on this machine, on whatever port, are somebody's own. */
function isFromHere(origin: string | null): boolean {
  if (origin === null) return true
  return URL.canParse(origin) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname)
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function log(invocation: Invocation, line: string): void {
  invocation.say(`${new Date().toISOString()} ${line}`)
}
