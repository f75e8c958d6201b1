/** A `fetch` that answers from a list and remembers what it was asked. */

/** What a call of the stub looked like. */
export interface StubbedCall {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  /** The body as text; empty for none. */
  readonly body: string
}

/** An answer, an error to throw, or a function that makes one of them. */
export type Answer = Response | Error | ((call: StubbedCall) => Response | Error | Promise<Response | Error>)

/** The stub and what it saw. */
export interface StubFetch {
  readonly fetch: typeof globalThis.fetch
  readonly calls: StubbedCall[]
}

/** Answers each call with the next entry; the last one serves all further calls. */
export function stubFetch(...answers: Answer[]): StubFetch {
  const calls: StubbedCall[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const call = {
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
      body: await request.text(),
    }
    calls.push(call)
    const entry = answers[Math.min(calls.length, answers.length) - 1] ?? json({})
    const answer = typeof entry === 'function' ? await entry(call) : entry
    if (answer instanceof Error) throw answer
    return copyOf(answer)
  }
  return { fetch, calls }
}

/** A JSON answer. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** What `fetch` throws where no connection comes about. */
export function networkError(code: string, message = `connect ${code}`): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) })
}

/** A response that shares nothing with the original, which may have to serve again. */
async function copyOf(response: Response): Promise<Response> {
  const { status, statusText, headers } = response
  const bytes = response.body === null ? null : await response.clone().arrayBuffer()
  return new Response(bytes, { status, statusText, headers })
}
