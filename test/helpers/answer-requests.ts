/** Answers requests over a socket as the portable cases say. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer, ServedRequest } from '../portable/case.ts'
import { bodyOf } from './local-server.ts'

/** What one case has been asked. */
export interface AnsweredCase {
  readonly answer: Answer
  readonly requests: ServedRequest[]
}

/**
 * Answers one request, and notes it.
 *
 * @param path - Its path, as the case knows it.
 */
export async function answerRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { answer, requests }: AnsweredCase,
  path = incoming.url ?? '',
): Promise<void> {
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const method = incoming.method ?? ''
  const request: ServedRequest = { method, path, headers, body: await bodyOf(incoming), isAborted: false }
  requests.push(request)
  outgoing.once('close', () => {
    request.isAborted = !outgoing.writableFinished
  })
  const response = await answer(request, requests.length)
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  for await (const chunk of response.body ?? []) outgoing.write(chunk)
  outgoing.end()
}
