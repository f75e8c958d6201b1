/** Answers of the mock platform, with the headers of the real one. */

/** A refusal that a handler throws. */
export class HTTPError extends Error {
  readonly response: Response

  constructor(response: Response) {
    super(`refused with ${response.status}`)
    this.response = response
  }
}

/** An answer with JSON, written as the platform writes it: without blanks. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** The answer to a deletion that is done: nothing, though it says that it is JSON. */
export function noContent(): Response {
  return new Response(null, { status: 204, headers: { 'content-type': 'application/json' } })
}

/** A refusal with the server's words. */
export function httpError(
  status: number,
  detail: unknown,
  extra: Readonly<Record<string, unknown>> = {},
): HTTPError {
  // Every conflict of the platform says that repeating it is of no use.
  const headers: Record<string, string> = status === 409 ? { 'x-should-retry': 'false' } : {}
  return new HTTPError(json({ detail, ...extra }, status, headers))
}

/** The platform's answer to what it did not expect. */
export function internalError(): HTTPError {
  return httpError(500, 'An unexpected error occurred.')
}
