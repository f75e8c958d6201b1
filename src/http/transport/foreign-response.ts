/** Answers of a `fetch` that is not the web's, as if they were: of node-fetch, of another copy of undici, of test tools. Loaded with the first one. */

import { InvalidArgumentError } from '../../errors/index.ts'
import { bytesOf, bytesOfChunk } from './chunk-bytes.ts'
import type { WebAnswer } from './raw-response.ts'

/** What such an answer may have. */
interface ForeignResponse {
  readonly status: number
  readonly statusText?: unknown
  readonly url?: unknown
  readonly type?: unknown
  readonly headers?: unknown
  readonly body?: unknown
  readonly arrayBuffer?: () => Promise<ArrayBuffer>
  readonly text?: () => Promise<string>
  readonly json?: () => Promise<unknown>
}

/** @throws InvalidArgumentError for what is no answer. */
export function adoptResponse(answer: unknown): WebAnswer {
  if (!isResponse(answer)) throw new InvalidArgumentError('fetch', 'gave no `Response`')
  const { status, statusText, url, type } = answer
  return {
    status,
    statusText: typeof statusText === 'string' ? statusText : '',
    url: typeof url === 'string' ? url : '',
    type: typeof type === 'string' ? type : 'default',
    headers: headersOf(answer.headers),
    body: bodyOf(answer),
  }
}

function isResponse(answer: unknown): answer is ForeignResponse {
  return (
    typeof answer === 'object' && answer !== null && 'status' in answer && Number.isInteger(answer.status)
  )
}

function headersOf(headers: unknown): Headers {
  if (headers instanceof Headers) return headers
  try {
    return new Headers(headers as ConstructorParameters<typeof Headers>[0])
  } catch (cause) {
    throw new InvalidArgumentError('fetch', 'gave an answer whose headers cannot be read', { cause })
  }
}

/** A web stream, a stream of Node's, or what a method reads at once. */
function bodyOf(answer: ForeignResponse): ReadableStream<Uint8Array> | null {
  const { body } = answer
  if (body === null) return null
  if (typeof body === 'object' && 'getReader' in body) return body as ReadableStream<Uint8Array>
  if (typeof body === 'object' && Symbol.asyncIterator in body)
    return streamOfNode(body as AsyncIterable<unknown>)
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const bytes = await bytesOfMethod(answer)
        if (bytes.byteLength > 0) controller.enqueue(bytes)
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

function streamOfNode(
  stream: AsyncIterable<unknown> & { destroy?: () => unknown },
): ReadableStream<Uint8Array> {
  let iterator: AsyncIterator<unknown> | undefined
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        iterator ??= stream[Symbol.asyncIterator]()
        const { done, value } = await iterator.next()
        if (done === true) controller.close()
        else controller.enqueue(bytesOfChunk(value, 'fetch'))
      },
      async cancel() {
        // Its iterator alone would let go of nothing before it has begun.
        stream.destroy?.()
        await iterator?.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

async function bytesOfMethod(answer: ForeignResponse): Promise<Uint8Array> {
  if (typeof answer.arrayBuffer === 'function') return bytesOf(await answer.arrayBuffer(), 'fetch')
  if (typeof answer.text === 'function') return bytesOfChunk(await answer.text(), 'fetch')
  if (typeof answer.json === 'function') return bytesOfChunk(JSON.stringify(await answer.json()), 'fetch')
  return new Uint8Array()
}
