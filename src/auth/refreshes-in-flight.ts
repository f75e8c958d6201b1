/** The refreshes of this process whose refresh token is on its way, or whose tokens are not stored yet. */

const inFlight = new Set<Promise<unknown>>()

/** Counts a refresh as being in flight until it is over. */
export async function trackRefresh<Result>(refresh: Promise<Result>): Promise<Result> {
  inFlight.add(refresh)
  try {
    return await refresh
  } finally {
    inFlight.delete(refresh)
  }
}

/** Does what would cut a refresh in flight: at once where there is none, else when it is over. */
export function afterRefreshes(action: () => void): void {
  if (inFlight.size === 0) action()
  else void Promise.allSettled(inFlight).then(action)
}

/**
 * Waits until what is in flight is stored: whoever ends the process before loses the answer.
 *
 * @param longest - Longest wait, in ms.
 */
export async function settleRefreshes(longest: number): Promise<void> {
  if (inFlight.size === 0) return
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, longest)
  })
  await Promise.race([Promise.allSettled(inFlight), patience])
  clearTimeout(timer)
}
