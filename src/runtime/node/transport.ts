/**
 * Sends requests over `node:http(s)`: kept connections, a certificate authority of one's own, back-pressure in both
 * directions, and about half the time of the global `fetch` per call. Redirects are left to the caller.
 */

import type * as HTTP from 'node:http'
import type { Agent, ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'
import { codeOf } from '../../errors/error-code-of.ts'
import { NotSentError } from '../../errors/not-sent.ts'
import { problemOf } from '../../errors/problem.ts'
import { isIdempotent } from '../../http/retry.ts'
import type { RawResponse } from '../../http/transport/raw-response.ts'
import {
  OutgoingBodyError,
  type OutgoingRequest,
  ProxyError,
  type Transport,
} from '../../http/transport/transport.ts'
import {
  dropDoubtfulConnections,
  dropIdleConnections,
  hasIdleConnections,
  historyOf,
  openPool,
  type Pool,
  type TransportSettings,
} from './pool.ts'
import { isLong, preferAnswer, sendStream } from './request-body.ts'
import { headerOf, receive } from './response-body.ts'

/**
 * Loaded with the first request, and not by `import`: that evaluates every export of `node:http`, WebSocket among them, for
 * which Node loads all of undici.
 */
let http: typeof HTTP | undefined
/** Kept from before anybody puts fake timers in its place. */
const { setImmediate } = process.getBuiltinModule('node:timers')

/** Makes a transport with its own pools of connections, one for each origin. */
export function createTransport(settings: TransportSettings = {}): Transport {
  const pools = new Map<string, Pool>()
  const open = async (url: URL): Promise<Pool> => {
    const opened = await openPool(url, settings)
    const pool = pools.get(url.origin) ?? opened
    pools.set(url.origin, pool)
    return pool
  }
  return {
    send: async (request) => {
      const pool = pools.get(request.url.origin) ?? (await open(request.url))
      const queued = pool.turns.take(request.idleTimeout)
      if (queued !== undefined) await queued
      if (!isIdempotent(request.method) && hasIdleConnections(pool)) {
        // Whoever closed one of them in the meantime is heard of in this turn.
        await loopTurn()
        dropDoubtfulConnections(pool)
      }
      try {
        return await exchange(request, pool)
      } catch (error) {
        if (!(error instanceof StaleConnectionError)) throw error
        dropIdleConnections(pool)
        await pool.turns.take(request.idleTimeout)
        return exchange(request, pool, { isRepeated: true })
      }
    },
    close: () => {
      for (const { agent } of pools.values()) agent.destroy()
      pools.clear()
    },
  }
}

/** A kept connection broke under a request that another one may carry unnoticed. */
class StaleConnectionError extends Error {}

/** Lets the event loop look at all connections once: two, since the first may be of the turn that is under way. */
function loopTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(setImmediate, resolve))
}

/** Sends a request, for which a turn has been taken, and gives the turn back when its connection is free. */
function exchange(request: OutgoingRequest, pool: Pool, { isRepeated = false } = {}): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const { idleTimeout } = request
    if (idleTimeout.aborted) {
      pool.turns.giveBack()
      reject(idleTimeout.reason)
      return
    }
    let message: ClientRequest
    try {
      message = openMessage(request, pool)
    } catch (error) {
      pool.turns.giveBack()
      throw error
    }
    const progress = new Progress(request, message)
    idleTimeout.target = message
    message.on('response', (incoming) => {
      progress.answered = true
      noteKeepAlive(incoming)
      if (!message.writableEnded) {
        incoming.once('end', () => {
          // An answer to an upload that nobody reads any more.
          if (!message.writableEnded) message.destroy()
        })
      }
      receive(incoming, request, resolve, (error) => {
        message.destroy()
        reject(error)
      })
    })
    // A library would hand on the proxy's refusal as if it were the platform's answer.
    if (!pool.isDirect) {
      message.on('proxyConnect', ({ statusCode }: { statusCode?: number }) => {
        // There is no status where no tunnel was asked for.
        progress.isPastProxy = statusCode === undefined || statusCode === 200
        if (progress.isPastProxy) return
        message.destroy(new ProxyError(pool.proxy ?? '', `refused the tunnel with ${statusCode}`))
      })
    }
    message.on('error', (error) => {
      progress.failure ??= error
    })
    message.on('close', () => {
      pool.turns.giveBack()
      progress.restore?.()
      // Its connection may be somebody else's from now on.
      if (idleTimeout.target === message) idleTimeout.target = undefined
      if (progress.answered) return
      if (idleTimeout.aborted) reject(idleTimeout.reason)
      else reject(!isRepeated && progress.isStale() ? new StaleConnectionError() : progress.error(pool.proxy))
    })
    const { body } = request
    if (body === undefined) message.end()
    else if (typeof body === 'string' || body instanceof Uint8Array) message.end(body)
    else {
      sendStream(message, body instanceof Blob ? body.stream() : body, idleTimeout).catch(
        (error: unknown) => {
          progress.failure = error
          message.destroy()
        },
      )
    }
  })
}

function openMessage(
  { url, method, headers, body }: OutgoingRequest,
  { agent, isDirect }: Pool,
): ClientRequest {
  const { hostname } = url
  const all: OutgoingHttpHeaders = { 'accept-encoding': 'gzip, deflate, br', ...headers }
  const length = lengthOf(body, method)
  if (length !== undefined) all['content-length'] = length
  // The agent knows how to speak TLS, so this serves both protocols. Called through the module, in which test tools replace it.
  http ??= process.getBuiltinModule('node:http')
  return http.request({
    protocol: url.protocol,
    hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
    port: url.port,
    path: url.pathname + url.search,
    method,
    // Node takes a list too, which its types do not know. A proxy's agent changes headers, which a list does not let it do.
    headers: (isDirect ? listOf(url, all) : all) as OutgoingHttpHeaders,
    agent: agent as Agent,
  })
}

/** A list is sent as it stands, without a look at each entry, and without a host of Node's own. */
function listOf(url: URL, headers: OutgoingHttpHeaders): string[] {
  const list = ['host', String(headers['host'] ?? url.host)]
  for (const name in headers) if (name !== 'host') list.push(name, String(headers[name]))
  return list
}

function lengthOf(body: OutgoingRequest['body'], method: string): number | undefined {
  if (body === undefined) return method === 'POST' || method === 'PUT' || method === 'PATCH' ? 0 : undefined
  if (typeof body === 'string') return Buffer.byteLength(body)
  if (body instanceof Uint8Array) return body.byteLength
  return body instanceof Blob ? body.size : undefined
}

/** The hint by which a server tells how long it keeps a connection. */
function noteKeepAlive(incoming: IncomingMessage): void {
  const hint = headerOf(incoming, 'keep-alive')
  if (hint === undefined) return
  const seconds = /(?:^|[\s,;])timeout=(\d{1,9})/i.exec(hint)?.[1]
  if (seconds !== undefined) historyOf(incoming.socket).keptFor = Number(seconds) * 1000
}

const RESET_CODES = new Set<unknown>(['ECONNRESET', 'EPIPE', 'ECONNABORTED'])

/** How far a request has come. */
class Progress {
  answered = false
  failure: unknown
  /** Whether a proxy has connected us, so that what fails is not its fault. */
  isPastProxy = false
  /** Puts the connection back to what it was. */
  restore: (() => void) | undefined
  readonly #request: OutgoingRequest
  readonly #message: ClientRequest
  #isConnected = false
  #bytesRead = 0
  #bytesWritten = 0

  constructor(request: OutgoingRequest, message: ClientRequest) {
    this.#request = request
    this.#message = message
    message.on('socket', (socket) => this.#start(socket))
  }

  /** Whether a kept connection broke under the request, so that another may take its place unnoticed. */
  isStale(): boolean {
    const { reusedSocket, socket } = this.#message
    if (!reusedSocket || !RESET_CODES.has(codeOf(this.failure))) return false
    const { method, body } = this.#request
    const hasAnswerBegun = (socket?.bytesRead ?? 0) > this.#bytesRead
    if (hasAnswerBegun || body instanceof ReadableStream) return false
    // What a server may do only once it must not have seen at all.
    return isIdempotent(method) || (socket?.bytesWritten ?? 0) <= this.#bytesWritten
  }

  /** The error for a request without an answer. */
  error(proxy: string | undefined): unknown {
    const cause = this.failure ?? new Error('The connection was closed before an answer came')
    if (this.#isConnected || cause instanceof ProxyError || cause instanceof OutgoingBodyError) return cause
    if (proxy !== undefined && !this.isPastProxy)
      return new ProxyError(proxy, `cannot be reached (${problemOf(cause)})`, cause)
    return new NotSentError(problemOf(cause), { cause })
  }

  #start(socket: Socket): void {
    this.#bytesRead = socket.bytesRead
    this.#bytesWritten = socket.bytesWritten
    historyOf(socket).idleSince = undefined
    const { body, url } = this.#request
    const isLarge = typeof body === 'string' || body instanceof Uint8Array ? isLong(body) : body !== undefined
    if (isLarge) this.restore = preferAnswer(socket)
    if (!socket.connecting) this.#isConnected = true
    else
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (this.#isConnected = true))
  }
}
