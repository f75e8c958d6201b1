/** A gateway whose model breaks off, says nothing, or says what it should not. */

import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { isRecord, parseJson } from '../../src/json.ts'

/** Answers a prompt. */
export type Model = (prompt: string, reply: Reply) => void

/** What a model does with an answer. */
export interface Reply {
  /** Sends a piece. */
  say(text: string): void
  /** Ends it as it should end. */
  end(): void
  /** Breaks the connection. */
  breakOff(): void
}

/** Starts one; gives its base URL. */
export async function brokenModel(model: Model): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.on('end', () => {
      if (request.method !== 'POST') {
        response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail": "Not Found"}')
        return
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.flushHeaders()
      model(promptOf(Buffer.concat(chunks).toString()), replyOn(response))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function promptOf(body: string): string {
  const parsed = parseJson(body)
  const messages = isRecord(parsed) ? parsed['messages'] : undefined
  const last = Array.isArray(messages) ? messages.at(-1) : undefined
  return isRecord(last) ? String(last['content']) : ''
}

function replyOn(response: ServerResponse): Reply {
  return {
    say: (content) =>
      void response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`),
    end: () => void response.end('data: [DONE]\n\n'),
    // What was said goes out first.
    breakOff: () => void setTimeout(() => response.destroy(), 50),
  }
}
