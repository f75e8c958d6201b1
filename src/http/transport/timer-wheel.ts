/** One timer for all waits of the same length: a timer for each would be set and cleared with every call. */

/** Something that runs out when nothing has happened for the length of its wheel. */
export interface TimedEntry {
  /** How many ms are left, at a time on the clock of the wheel; undefined while nothing is waited for. */
  timeLeft(now: number): number | undefined
  /** Its time is over. It has left the wheel already. */
  expire(): void
}

/** Longest delay that timers take, in ms. */
export const LONGEST_TIMER = 2_147_483_647

/** More lengths than this are not kept ready. */
const MOST_WHEELS = 32

const wheels = new Map<number, TimerWheel>()

/** The wheel for waits of a length in ms; undefined for those that never end. */
export function wheelFor(length: number): TimerWheel | undefined {
  if (length > LONGEST_TIMER) return undefined
  let wheel = wheels.get(length)
  if (wheel === undefined || wheel.isOutdated) {
    // Whoever has another timeout for each call must not fill the memory. Wheels in use go on without their place here.
    if (wheels.size >= MOST_WHEELS) wheels.clear()
    wheel = new TimerWheel(length)
    wheels.set(length, wheel)
  }
  return wheel
}

/** Waits of one length. It has a timer only while there are some. */
export class TimerWheel {
  readonly #length: number
  readonly #entries = new Set<TimedEntry>()
  /** Test tools replace it: what was set with another one never fires, or never did. */
  readonly #setTimeout = globalThis.setTimeout
  #timer: ReturnType<typeof setTimeout> | undefined
  #delay = 0
  /** When the timer was set: on the clock of the wheel, and on that of `performance`. */
  #setAt = 0
  #measuredAt = 0
  /** Whether it waits for what arrived while we were busy. */
  #isDelivering = false

  constructor(length: number) {
    this.#length = length
  }

  /** Whether time goes by another clock since it was made. */
  get isOutdated(): boolean {
    return this.#setTimeout !== globalThis.setTimeout
  }

  /** The time in ms. A timer that has fired proves that its delay has passed, even where `performance` stands still. */
  now(): number {
    return this.#setAt + performance.now() - this.#measuredAt
  }

  add(entry: TimedEntry): void {
    if (this.#timer === undefined && !this.#isDelivering) this.#set(this.#length)
    this.#entries.add(entry)
  }

  delete(entry: TimedEntry): void {
    if (!this.#entries.delete(entry) || this.#entries.size > 0) return
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #set(delay: number): void {
    const measuredAt = performance.now()
    this.#delay = delay
    this.#setAt += measuredAt - this.#measuredAt
    this.#measuredAt = measuredAt
    this.#timer = this.#setTimeout.call(globalThis, this.#fire, delay) as ReturnType<typeof setTimeout>
  }

  readonly #fire = (): void => {
    const elapsed = performance.now() - this.#measuredAt
    // Timers are late, or a little early; one that is far too early is moved by hand, and the other clock is not.
    const tolerance = elapsed < this.#delay / 2 ? this.#delay / 2 : 1
    const isLate = elapsed - this.#delay > USUAL_DELAY
    this.#setAt += Math.max(this.#delay, elapsed)
    this.#measuredAt = performance.now()
    this.#timer = undefined
    if (!isLate) {
      this.#expire(tolerance)
      return
    }
    // We were busy. What arrived meanwhile is not the server's silence.
    this.#isDelivering = true
    afterDelivery(() => {
      this.#isDelivering = false
      this.#expire(tolerance)
    })
  }

  #expire(tolerance: number): void {
    const now = this.now()
    let next = this.#length
    for (const entry of this.#entries) {
      const left = entry.timeLeft(now)
      if (left === undefined) continue
      if (left > tolerance) {
        next = Math.min(next, left)
        continue
      }
      this.#entries.delete(entry)
      entry.expire()
    }
    if (this.#entries.size > 0) this.#set(next)
  }
}

/** How late timers usually are, in ms. */
const USUAL_DELAY = 2
/** Turns of the event loop in which all that has arrived is handed out, one layer after the other. */
const TURNS = 4
/** Kept from before anybody puts fake timers in its place. */
const nextTurn = /* @__PURE__ */ ownTimer()

/** What it is depends on the runtime. */
function ownTimer(): (work: () => void) => unknown {
  return globalThis.setImmediate ?? globalThis.setTimeout
}

/** Lets the event loop hand out what has arrived: timers come before it. */
function afterDelivery(work: () => void, turns = TURNS): void {
  nextTurn(() => {
    if (turns > 1) afterDelivery(work, turns - 1)
    else work()
  })
}
