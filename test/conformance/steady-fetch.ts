/** The runtime's fetch, but not for connections that the server closed while nobody was looking. */

const CLOSED = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'])

/**
 * Sends a request, and once more if the connection turns out to be closed. The platform closes one that was idle for 5 s,
 * and one whose request it refused before the body had arrived; it announces neither.
 */
export const steadyFetch: typeof fetch = async (...parameters) => {
  try {
    return await fetch(...parameters)
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    const isClosed = cause instanceof Error && 'code' in cause && CLOSED.has(String(cause.code))
    if (!isClosed) throw error
    return fetch(...parameters)
  }
}
