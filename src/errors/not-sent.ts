/** Tells requests that cannot have reached the server from those that may have. */

/** The answer did not come because the request could not be delivered: it is safe to send it again. */
export class NotSentError extends Error {
  override get name(): string {
    return 'NotSentError'
  }
}

const NEVER_DELIVERED = new Set<unknown>([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Whether a failed request surely never reached the server. */
export function wasNotSent(error: unknown): boolean {
  if (error instanceof NotSentError) return true
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && NEVER_DELIVERED.has((cause as { code?: unknown }).code)
}
