/** What the platform tells browsers of other origins. */

const METHODS = 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, QUERY'
const MAX_AGE_SECONDS = '600'

/** Whether a browser asks in advance. */
export function isPreflight(request: Request): boolean {
  const { method, headers } = request
  return method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method')
}

/** The answer to a browser that asks in advance: yes, always. */
export function preflightAnswer({ headers }: Request): Response {
  const asked = headers.get('access-control-request-headers')
  return new Response('OK', {
    headers: {
      date: new Date().toUTCString(),
      server: 'uvicorn',
      vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers, Access-Control-Request-Private-Network',
      'access-control-allow-methods': METHODS,
      'access-control-max-age': MAX_AGE_SECONDS,
      'access-control-allow-credentials': 'true',
      'access-control-allow-origin': headers.get('origin') ?? '*',
      'content-type': 'text/plain; charset=utf-8',
      ...(asked === null ? {} : { 'access-control-allow-headers': asked }),
    },
  })
}

/** Headers of every other answer. */
export function corsHeaders({ headers }: Request): [string, string][] {
  const origin = headers.get('origin')
  const vary: [string, string] = ['vary', 'Origin']
  if (origin === null) return [vary]
  return [
    ['access-control-allow-origin', origin],
    ['access-control-allow-credentials', 'true'],
    ['access-control-expose-headers', '*'],
    vary,
  ]
}
