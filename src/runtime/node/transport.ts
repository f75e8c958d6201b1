/**
 * Sends requests over `node:http(s)`: kept connections, a certificate authority of one's own, back-pressure in both
 * directions, and about half the time of the global `fetch` per call. Redirects are left to the caller.
 */

import http from 'node:http'
import { codeOf } from '../../errors/error-code-of.ts'
import { NotSentError } from '../../errors/not-sent.ts'
import { problemOf } from '../../errors/problem.ts'
import { PROXY_REFUSED } from '../../http/transport/connection-problem.ts'
import type { Transport, TransportOptions } from '../../http/transport/transport.ts'
import { createProxyAgent, proxyFor } from './proxy.ts'
import { sendBody } from './request-body.ts'
import { createResponse } from './response-body.ts'

/** How a transport connects. */
export interface TransportSettings {
  /** Path of a PEM file with the certificates to trust in place of the system's. */
  certificateAuthority?: string | undefined
  /** Trust the system's certificates too. @default false */
  alsoSystemCertificates?: boolean | undefined
}

/** Makes a transport with its own pools of connections, one for each origin. */
export function createTransport(settings: TransportSettings = {}): Transport {
  const pools = new Map<string, http.Agent>()
  return {
    send: async (request, options) => {
      const { origin } = options.url
      let pool = pools.get(origin)
      if (pool === undefined) {
        const created = await createPool(options.url, settings)
        pool = pools.get(origin) ?? created
        pools.set(origin, pool)
      }
      try {
        return await exchange(request, options, pool)
      } catch (error) {
        if (!(error instanceof StaleConnectionError)) throw error
        dropIdleConnections(pool)
        return exchange(request, options, pool, { lastTry: true })
      }
    },
    close: () => {
      for (const pool of pools.values()) pool.destroy()
      pools.clear()
    },
  }
}

/** Connections at a time and origin; further requests wait for one. */
const MAX_CONNECTIONS = 256
/** The platform closes idle connections after 5 s, without a word: ours are given up before that. */
const IDLE_LIMIT = 4_000
/** A connection that had been idle for this long, in ms, and breaks under a request, was closed before it got there. */
const CLEARLY_IDLE = 250

/** The kept connection had been closed by the server before our request reached it. */
class StaleConnectionError extends Error {}

const idleSince = new WeakMap<object, number>()

async function createPool(url: URL, settings: TransportSettings): Promise<http.Agent> {
  const isTls = url.protocol === 'https:'
  const ca = isTls ? await trustedCertificates(settings) : undefined
  const options = {
    keepAlive: true,
    maxSockets: MAX_CONNECTIONS,
    timeout: IDLE_LIMIT,
    ...(ca === undefined ? {} : { ca }),
  }
  const proxy = proxyFor(url, process.env)
  const pool =
    proxy !== undefined
      ? await createProxyAgent(proxy, isTls, options)
      : isTls
        ? new (await import('node:https')).Agent(options)
        : new http.Agent(options)
  const keep = pool.keepSocketAlive.bind(pool)
  pool.keepSocketAlive = (socket) => {
    idleSince.set(socket, performance.now())
    return keep(socket)
  }
  return pool
}

/** Loaded when they are first needed: most starts are shorter without. */
async function trustedCertificates(settings: TransportSettings): Promise<string[] | undefined> {
  if (settings.certificateAuthority === undefined) return undefined
  const { loadCertificates } = await import('./certificates.ts')
  return loadCertificates(settings.certificateAuthority, settings.alsoSystemCertificates)
}

/** Where one kept connection was stale, the others likely are too: the repetition gets a new one. */
function dropIdleConnections(pool: http.Agent): void {
  for (const sockets of Object.values(pool.freeSockets)) for (const socket of sockets ?? []) socket.destroy()
}

function exchange(
  request: Request,
  options: TransportOptions,
  agent: http.Agent,
  { lastTry = false } = {},
): Promise<Response> {
  const { url, signal, idleTimer, collect } = options
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason)
      return
    }
    const isTls = url.protocol === 'https:'
    const headers = headersOf(request, options)
    // The agent knows how to speak TLS, so this serves both protocols.
    const message = http.request({
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: url.pathname + url.search,
      method: request.method,
      // Node takes pairs too, which its types do not know.
      headers: (isPlain(agent) ? pairsOf(url, headers) : headers) as http.OutgoingHttpHeaders,
      agent,
    })
    let answered = false
    let wasSent = false
    let idleFor = 0
    let bytesBefore = 0
    const onAbort = () => message.destroy(signal.reason instanceof Error ? signal.reason : undefined)
    signal.addEventListener('abort', onAbort, { once: true })
    message.on('socket', (socket) => {
      idleFor = performance.now() - (idleSince.get(socket) ?? performance.now())
      bytesBefore = socket.bytesRead
      if (socket.connecting) socket.once(isTls ? 'secureConnect' : 'connect', () => (wasSent = true))
      else wasSent = true
    })
    message.on('response', (incoming) => {
      answered = true
      createResponse(incoming, { url, method: request.method, signal, idleTimer, collect }).then(
        resolve,
        (error) => {
          message.destroy()
          reject(signal.aborted ? signal.reason : error)
        },
      )
    })
    // The library would hand on the proxy's refusal as if it were the platform's answer.
    message.on('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      if (statusCode === 200) return
      const refusal = new Error(`the proxy refused the tunnel with ${statusCode}`)
      message.destroy(Object.assign(refusal, { code: PROXY_REFUSED }))
    })
    let failure: unknown
    message.on('error', (error) => {
      failure = error
    })
    message.on('close', () => {
      signal.removeEventListener('abort', onAbort)
      if (answered) return
      failure ??= new Error('The connection was closed before an answer came')
      if (signal.aborted) reject(signal.reason)
      else if (!lastTry && isStale()) reject(new StaleConnectionError())
      else reject(wasSent ? failure : new NotSentError(problemOf(failure), { cause: failure }))
    })
    /** Whether a kept connection broke under the request, so that another may take its place unnoticed. */
    const isStale = () => {
      const isReset = message.reusedSocket && RESET_CODES.has(codeOf(failure))
      const hasAnswerBegun = (message.socket?.bytesRead ?? 0) > bytesBefore
      const isBodySpent = options.wholeBody === undefined && request.body !== null
      if (!isReset || hasAnswerBegun || isBodySpent) return false
      return IDEMPOTENT.has(request.method) || idleFor >= CLEARLY_IDLE
    }
    sendBody(message, request, options).catch((error: unknown) => {
      message.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  })
}

function headersOf(request: Request, { headers, wholeBody }: TransportOptions): http.OutgoingHttpHeaders {
  const sent: http.OutgoingHttpHeaders = { 'accept-encoding': 'gzip, deflate, br', ...headers }
  if (wholeBody !== undefined) {
    sent['content-length'] =
      typeof wholeBody === 'string' ? Buffer.byteLength(wholeBody) : wholeBody.byteLength
  } else if (request.body !== null) {
    // A blob's type and a form's boundary are the request's own doing.
    const type = request.headers.get('content-type')
    if (type !== null) sent['content-type'] ??= type
  } else if (request.method === 'POST' || request.method === 'PUT' || request.method === 'PATCH') {
    sent['content-length'] = 0
  }
  return sent
}

/** A proxy's agent changes headers, which a list does not let it do. */
function isPlain(agent: http.Agent): boolean {
  return agent.constructor.name === 'Agent'
}

/** Pairs are sent as they stand, without a look at each of them, and without a host of Node's own. */
function pairsOf(url: URL, headers: http.OutgoingHttpHeaders): [string, string][] {
  const pairs: [string, string][] = [['host', String(headers['host'] ?? url.host)]]
  for (const name in headers) if (name !== 'host') pairs.push([name, String(headers[name])])
  return pairs
}

const RESET_CODES = new Set<unknown>(['ECONNRESET', 'EPIPE', 'ECONNABORTED'])
const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])
