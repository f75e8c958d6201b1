/** The connections to one origin: kept between calls, limited in number, through a proxy where one is named. */

import type { Agent } from 'node:http'
import type { Socket } from 'node:net'
import { NotSentError } from '../../errors/not-sent.ts'
import { problemOf } from '../../errors/problem.ts'
import type { Destroyable, IdleTimeout, MovingQueue } from '../../http/transport/idle-timeout.ts'
import { MOST_CONNECTIONS } from '../../limits.ts'
import { processEnvironment } from '../../process-facts.ts'
import { createProxyAgent, nameOfProxy, proxyFor } from './proxy.ts'

/** How a transport connects. */
export interface TransportSettings {
  /** Path of a PEM file with the certificates to trust in place of the system's. */
  certificateAuthority?: string | undefined
  /** Trust the system's certificates too. @default false */
  alsoSystemCertificates?: boolean | undefined
  /** Connections at a time and origin; further requests wait for one. @default 256 */
  maxConnections?: number | undefined
}

/** What is known of a kept connection. */
export interface ConnectionHistory {
  /** When it was used last, on the clock of `performance`; undefined while it is in use. */
  idleSince: number | undefined
  /** How long the server keeps it, in ms, as far as it told. */
  keptFor: number | undefined
}

/** The connections to one origin. */
export interface Pool {
  readonly agent: Agent
  /** Whether connections are direct, so that the headers of a request go out as they are. */
  readonly isDirect: boolean
  /** The proxy in between, for messages. */
  readonly proxy: string | undefined
  readonly turns: Turns
}

/** The platform closes idle connections after 5 s, without a word: ours are given up before that. */
const IDLE_LIMIT = 4_000
/** A connection that was idle for longer gets no request that must not be sent twice. */
const FRESH_LIMIT = 2_000
/** How long before the time that the server names a connection is not used any more. */
const HINT_MARGIN = 1_000
/** How often idle connections are looked at. */
const SWEEP_EVERY = 1_000

const HISTORY = Symbol('history')

interface KeptSocket extends Socket {
  [HISTORY]?: ConnectionHistory
}

/** Opens a pool. Nothing is connected yet. */
export async function openPool(url: URL, settings: TransportSettings): Promise<Pool> {
  const isTls = url.protocol === 'https:'
  const ca = isTls ? await trustedCertificates(settings) : undefined
  const options = { keepAlive: true, ...(ca === undefined ? {} : { ca }) }
  const proxy = proxyFor(url, processEnvironment)
  const agent =
    proxy !== undefined
      ? await createProxyAgent(proxy, isTls, options)
      : new (process.getBuiltinModule(isTls ? 'node:https' : 'node:http').Agent)(options)
  keepConnections(agent)
  return {
    agent,
    isDirect: proxy === undefined,
    proxy: proxy && nameOfProxy(proxy),
    turns: new Turns(settings.maxConnections ?? MOST_CONNECTIONS),
  }
}

/** What is known of a connection. */
export function historyOf(socket: Socket): ConnectionHistory {
  const kept = socket as KeptSocket
  kept[HISTORY] ??= { idleSince: undefined, keptFor: undefined }
  return kept[HISTORY]
}

/** Whether there is a connection that a request could take. */
export function hasIdleConnections({ agent }: Pool): boolean {
  for (const _key in agent.freeSockets) return true
  return false
}

/** Where one kept connection was stale, the others likely are too: the repetition gets a new one. */
export function dropIdleConnections({ agent }: Pool): void {
  for (const socket of idleSockets(agent)) socket.destroy()
}

/** Leaves only connections that the server has surely not given up, for what must not be sent twice. */
export function dropDoubtfulConnections({ agent }: Pool): void {
  const now = performance.now()
  for (const socket of idleSockets(agent)) {
    const { idleSince = now, keptFor } = historyOf(socket)
    const limit = keptFor === undefined ? FRESH_LIMIT : keptFor - HINT_MARGIN
    if (now - idleSince >= limit) socket.destroy()
  }
}

/** Hands out turns, no more at a time than there may be connections; first come, first served. */
export class Turns implements MovingQueue {
  readonly #limit: number
  readonly #waiting = new Set<Waiting>()
  #taken = 0
  movedAt = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Takes a turn; a promise only where there is none yet. Each one that is taken has to be given back. */
  take(idleTimeout: IdleTimeout): Promise<void> | undefined {
    if (this.#taken < this.#limit) {
      this.#taken += 1
      return undefined
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        start: () => {
          idleTimeout.target = undefined
          idleTimeout.queue(undefined)
          resolve()
        },
        destroy: () => {
          this.#waiting.delete(waiting)
          reject(new NotSentError(problemOf(idleTimeout.reason), { cause: idleTimeout.reason }))
        },
      }
      this.#waiting.add(waiting)
      idleTimeout.target = waiting
      idleTimeout.queue(this)
    })
  }

  /** Gives a turn back. */
  giveBack(): void {
    // What ended tells that before its connection counts as free.
    if (this.#waiting.size > 0) process.nextTick(() => this.#handOn())
    else this.#taken -= 1
  }

  #handOn(): void {
    const [next] = this.#waiting
    if (next === undefined) {
      this.#taken -= 1
      return
    }
    this.#waiting.delete(next)
    this.movedAt = performance.now()
    next.start()
  }
}

interface Waiting extends Destroyable {
  start(): void
}

/** Loaded when they are first needed: most starts are shorter without. */
async function trustedCertificates(settings: TransportSettings): Promise<string[] | undefined> {
  if (settings.certificateAuthority === undefined) return undefined
  const { loadCertificates } = await import('./certificates.ts')
  return loadCertificates(settings.certificateAuthority, settings.alsoSystemCertificates)
}

/** Keeps connections by our own rules, with one timer for all: Node's would be set anew for each of them, and with each byte. */
function keepConnections(agent: Agent): void {
  agent.keepSocketAlive = (socket: Socket) => {
    const history = historyOf(socket)
    if (history.keptFor !== undefined && history.keptFor <= HINT_MARGIN) return false
    history.idleSince = performance.now()
    socket.setKeepAlive(true, 1_000)
    socket.unref()
    sweepLater(agent)
    return true
  }
}

const swept = new WeakSet<Agent>()

function sweepLater(agent: Agent): void {
  if (swept.has(agent)) return
  swept.add(agent)
  setTimeout(sweep, SWEEP_EVERY, agent).unref()
}

function sweep(agent: Agent): void {
  swept.delete(agent)
  const now = performance.now()
  for (const socket of idleSockets(agent)) {
    const { idleSince = now, keptFor = Number.POSITIVE_INFINITY } = historyOf(socket)
    // None is to be too old before the next sweep.
    if (now - idleSince > Math.min(IDLE_LIMIT, keptFor - HINT_MARGIN) - SWEEP_EVERY) socket.destroy()
    else sweepLater(agent)
  }
}

function idleSockets({ freeSockets }: Agent): Socket[] {
  return Object.values(freeSockets).flatMap((sockets) => sockets ?? [])
}
