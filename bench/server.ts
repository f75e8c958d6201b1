/** The server that all contestants talk to, in a process of its own: lists, transfers, discovery and rotating tokens. */

import { once } from 'node:events'
import http from 'node:http'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { answerOf } from './support/answer-shapes.ts'
import {
  chatChunk,
  discovery,
  issueLogin,
  login,
  projectPage,
  refresh,
  statistics,
  workspacePage,
} from './support/server-answers.ts'

const CHUNK = Buffer.alloc(64 * 1024, 'x')
/** So that a thousand clients can knock at the same moment. */
const BACKLOG = 4_096

/** Starts the server on a free port. */
function start(): void {
  const server = http.createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG }, () => {
    const address = server.address()
    if (address !== null && typeof address === 'object') {
      process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${address.port}` })}\n`)
    }
  })
}

async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const origin = `http://${request.headers.host}`
  const { pathname, searchParams } = new URL(request.url ?? '/', origin)
  switch (`${request.method} ${pathname}`) {
    case 'GET /apis/auth/discovery':
      return sendJson(response, JSON.stringify(discovery(origin)))
    case 'POST /token': {
      const { status, body } = refresh(new URLSearchParams(await readText(request)))
      return sendJson(response, JSON.stringify(body), status)
    }
    case 'POST /bench/login':
      issueLogin(Number(searchParams.get('expiresAt')))
      return sendJson(response, JSON.stringify(login()))
    case 'GET /bench/statistics':
      return sendJson(response, JSON.stringify(statistics()))
    default:
      if (request.method === 'PUT') return sendJson(response, `{"received":${await countBytes(request)}}`)
      if (pathname.endsWith('/download')) return sendBytes(response, Number(searchParams.get('bytes')))
      if (pathname.startsWith('/answer/'))
        return sendAnswer(response, pathname.slice('/answer/'.length), Number(searchParams.get('bytes')))
      if (searchParams.has('answer'))
        return sendAnswer(response, searchParams.get('answer') ?? '', Number(searchParams.get('bytes')))
      if (pathname === '/events') return sendEvents(response, searchParams)
      if (pathname.endsWith('/projects'))
        return sendJson(response, projectPage(Number(searchParams.get('page') ?? 1)))
      return sendJson(response, workspacePage)
  }
}

function sendJson(response: http.ServerResponse, text: string, status = 200): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

function sendAnswer(response: http.ServerResponse, shape: string, bytes: number): void {
  const { status = 200, headers, body } = answerOf(shape, bytes)
  response.writeHead(status, { ...headers, 'content-length': body.byteLength })
  response.end(body)
}

/** Events as a model server sends them. Each write leaves by itself, so that the other side gets them one by one. */
async function sendEvents(response: http.ServerResponse, query: URLSearchParams): Promise<void> {
  const isSse = query.get('format') === 'sse'
  const perWrite = Number(query.get('per_write'))
  const event = isSse ? `data: ${chatChunk}\n\n` : `${chatChunk}\n`
  response.writeHead(200, { 'content-type': isSse ? 'text/event-stream' : 'application/x-ndjson' })
  for (let left = Number(query.get('events')); left > 0; left -= perWrite) {
    if (!response.write(event.repeat(Math.min(left, perWrite)))) await once(response, 'drain')
    await setImmediate()
  }
  response.end()
}

async function sendBytes(response: http.ServerResponse, length: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': length })
  await pipeline(chunks(length), response)
}

function* chunks(length: number): Generator<Buffer> {
  for (let left = length; left > 0; left -= CHUNK.byteLength) yield CHUNK.subarray(0, left)
}

async function countBytes(request: http.IncomingMessage): Promise<number> {
  let length = 0
  for await (const chunk of request) length += (chunk as Buffer).byteLength
  return length
}

async function readText(request: http.IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) start()
