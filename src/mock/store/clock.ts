/** Times as the platform writes them: in microseconds, each later than the one before. */

let last = 0

/** Now, in microseconds since 1970; never the same twice. */
function microseconds(): number {
  const now = Math.floor((performance.timeOrigin + performance.now()) * 1000)
  last = Math.max(now, last + 1)
  return last
}

/** Forgets how late it was: a test's clock may have been ahead. */
export function resetClock(): void {
  last = 0
}

/** UTC without a zone, as most times are: `2026-11-22T06:46:55.881305`. */
export function timestamp(): string {
  const now = microseconds()
  const seconds = new Date(Math.floor(now / 1000)).toISOString().slice(0, 19)
  return `${seconds}.${String(now % 1_000_000).padStart(6, '0')}`
}

/** UTC with its zone, as grants and keys have it. */
export function zonedTimestamp(): string {
  return `${timestamp()}Z`
}
