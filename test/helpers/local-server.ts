/** Real servers on the loopback interface, for tests of what happens on the wire. */

import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import net, { type AddressInfo, type Socket } from 'node:net'

/** Answers one request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/** A request that a server got. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: http.IncomingHttpHeaders
  /** Number of the connection it came over, from 1. */
  readonly connection: number
}

/** A server that listens. */
export interface LocalServer extends AsyncDisposable {
  /** URL without a slash at the end. */
  readonly url: string
  readonly port: number
  readonly requests: SeenRequest[]
  /** All connections that were ever made. */
  readonly sockets: Socket[]
}

/** How to listen. */
export interface ServeOptions {
  host?: string
  /** Certificate and key: makes it https. */
  tls?: { cert: string; key: string }
  /** How long idle connections are kept, in ms. @default 60 s */
  keepAliveTimeout?: number
}

/** Starts a server that answers every request with the handler. */
export async function serve(handler: Handler, options: ServeOptions = {}): Promise<LocalServer> {
  const { host = '127.0.0.1', tls, keepAliveTimeout = 60_000 } = options
  const requests: SeenRequest[] = []
  const sockets: Socket[] = []
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url: path = '', headers, socket } = request
    requests.push({ method, path, headers, connection: sockets.indexOf(socket) + 1 })
    void Promise.resolve(handler(request, response)).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  }
  const server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener)
  server.keepAliveTimeout = keepAliveTimeout
  server.on(tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => sockets.push(socket))
  const close = closer(server, sockets)
  const port = await listening(server, host)
  const shownHost = host.includes(':') ? `[${host}]` : host
  const url = `${tls === undefined ? 'http' : 'https'}://${shownHost}:${port}`
  return { url, port, requests, sockets, [Symbol.asyncDispose]: close }
}

/** Starts a server of bare connections. */
export async function serveSockets(handler: (socket: Socket) => void): Promise<LocalServer> {
  const sockets: Socket[] = []
  const server = net.createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    handler(socket)
  })
  const close = closer(server, sockets)
  const port = await listening(server, '127.0.0.1')
  return { url: `http://127.0.0.1:${port}`, port, requests: [], sockets, [Symbol.asyncDispose]: close }
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

/** Reads a request's body. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Waits until something holds; fails after ten seconds. */
export async function eventually(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    if (condition()) return
    await pause(10)
  }
  throw new Error(`still not so: ${condition}`)
}

/** Waits until a number has stopped growing. */
export async function settled(read: () => number): Promise<number> {
  let last = -1
  for (let quiet = 0; quiet < 15; quiet += 1) {
    const value = read()
    if (value !== last) quiet = 0
    last = value
    await pause(20)
  }
  return last
}

/** Lets time pass. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function listening(server: net.Server, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, host, () => resolve((server.address() as AddressInfo).port))
  })
}

function closer(server: net.Server, sockets: readonly Socket[]): () => Promise<void> {
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
}
