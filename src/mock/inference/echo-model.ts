/** A server like OpenAI's whose models say what they are told: the last message comes back, word by word. */

import { isRecord, parseJson } from '../../json.ts'

/** The model that it serves unless told otherwise. */
export const ECHO_MODEL = 'echo'

/** What answers in place of the servers behind providers. */
export type Upstream = (request: Request) => Response | Promise<Response>

/**
 * Answers a request to `/v1/models`, `/v1/chat/completions`, `/v1/completions` or `/v1/embeddings`.
 *
 * @param models - The models that it lists; it answers for every other one, too.
 */
export async function answerAsEcho(
  request: Request,
  models: readonly string[] = [ECHO_MODEL],
): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^.*?\/v1\//, '')
  if (request.method === 'GET' && path === 'models') return Response.json(listOf(models))
  if (request.method !== 'POST') return notFound(request)
  const body = parseJson(await request.text())
  if (body === undefined) return failure(400, 'The body is not JSON')
  if (!isRecord(body)) return failure(400, 'The body is not a JSON object')
  switch (path) {
    case 'chat/completions':
      return completion(body, lastMessageOf(body), CHAT)
    case 'completions':
      return completion(body, textOf(body['prompt']), PLAIN)
    case 'embeddings':
      return embeddings(body)
    default:
      return notFound(request)
  }
}

type Body = Record<string, unknown>

/** How answers of one kind of request look. */
interface CompletionFormat {
  readonly prefix: string
  readonly object: string
  readonly chunkObject: string
  whole(text: string): Body
  part(text: string, isFirst: boolean): Body
}

const CHAT: CompletionFormat = {
  prefix: 'chatcmpl',
  object: 'chat.completion',
  chunkObject: 'chat.completion.chunk',
  whole: (content) => ({ message: { role: 'assistant', content } }),
  part: (content, isFirst) => ({
    delta: { ...(isFirst ? { role: 'assistant' } : {}), ...(content && { content }) },
  }),
}
const PLAIN: CompletionFormat = {
  prefix: 'cmpl',
  object: 'text_completion',
  chunkObject: 'text_completion',
  whole: (text) => ({ text }),
  part: (text) => ({ text }),
}
const DIMENSIONS = 8

function completion(body: Body, said: string, form: CompletionFormat): Response {
  const head = {
    id: `${form.prefix}-${crypto.randomUUID()}`,
    created: now(),
    model: body['model'] ?? ECHO_MODEL,
  }
  const limit = Number(body['max_completion_tokens'] ?? body['max_tokens'] ?? Number.POSITIVE_INFINITY)
  const words = tokensOf(said)
  const given = words.slice(0, limit)
  const finish_reason = given.length < words.length ? 'length' : 'stop'
  const usage = usageOf(promptTokensOf(body), given.length)
  if (body['stream'] !== true) {
    const choice = { index: 0, ...form.whole(given.join('')), logprobs: null, finish_reason }
    return Response.json({ ...head, object: form.object, choices: [choice], usage })
  }
  const chunk = (part: Body, reason: string | null) => ({
    ...head,
    object: form.chunkObject,
    choices: [{ index: 0, ...part, finish_reason: reason }],
  })
  const chunks: unknown[] = given.map((word, index) => chunk(form.part(word, index === 0), null))
  chunks.push(chunk(form.part('', given.length === 0), finish_reason))
  const options = body['stream_options'] as { include_usage?: unknown } | undefined
  if (options?.include_usage === true) chunks.push({ ...head, object: form.chunkObject, choices: [], usage })
  return eventStream([...chunks.map((entry) => JSON.stringify(entry)), '[DONE]'])
}

/** Events, each in a chunk of its own, and each made when it is asked for. */
function eventStream(events: readonly string[]): Response {
  const encoder = new TextEncoder()
  let next = 0
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const event = events[next]
        next += 1
        if (event === undefined) controller.close()
        else controller.enqueue(encoder.encode(`data: ${event}\n\n`))
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
}

function embeddings(body: Body): Response {
  const input = body['input']
  const texts = (Array.isArray(input) ? input : [input]).map(textOf)
  const tokens = texts.reduce((sum, text) => sum + tokensOf(text).length, 0)
  return Response.json({
    object: 'list',
    data: texts.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) })),
    model: body['model'] ?? ECHO_MODEL,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  })
}

/** A vector of length 1 that depends on nothing but the text. */
function vectorOf(text: string): number[] {
  const sums = Array.from({ length: DIMENSIONS }, (_, index) => index + 1)
  for (const [position, letter] of [...text].entries()) {
    const slot = position % DIMENSIONS
    sums[slot] = (sums[slot] ?? 0) + (letter.codePointAt(0) ?? 0)
  }
  const length = Math.hypot(...sums)
  return sums.map((sum) => sum / length)
}

function lastMessageOf(body: Body): string {
  const messages = Array.isArray(body['messages']) ? (body['messages'] as Body[]) : []
  return textOf(messages.at(-1)?.['content'])
}

/** The text of a content, which may come in parts. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content
    .map((part) => (typeof part === 'string' ? part : textOf((part as Body | null)?.['text'])))
    .join('')
}

/** A word with the blanks after it counts as a token. */
function tokensOf(text: string): string[] {
  return text.match(/\s*\S+\s*/g) ?? []
}

function promptTokensOf(body: Body): number {
  const messages = Array.isArray(body['messages']) ? (body['messages'] as Body[]) : undefined
  const texts = messages?.map((message) => textOf(message['content'])) ?? [textOf(body['prompt'])]
  return texts.reduce((sum, text) => sum + tokensOf(text).length, 0)
}

function usageOf(prompt_tokens: number, completion_tokens: number) {
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
}

function listOf(models: readonly string[]) {
  const data = models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'echo' }))
  return { object: 'list', data }
}

function notFound(request: Request): Response {
  return failure(404, `There is nothing at ${request.method} ${new URL(request.url).pathname}`)
}

function failure(status: number, message: string): Response {
  return Response.json({ error: { message, type: 'invalid_request_error', code: null } }, { status })
}

function now(): number {
  return Math.floor(Date.now() / 1000)
}
