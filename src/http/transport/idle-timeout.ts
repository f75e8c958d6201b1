/** Ends an attempt when its caller wants that, or when nothing has moved for too long. */

import type { IdleTimer } from './transport.ts'

/** Longest delay that timers take, in ms. */
const LONGEST_TIMER = 2 ** 31 - 1

/** The reason with which a silent attempt is aborted. */
export class IdleTimeoutError extends Error {
  override get name(): string {
    return 'IdleTimeoutError'
  }
}

/** One attempt's abort signal, fed by the caller's signal and a timer that every movement sets back. */
export class IdleTimeout implements IdleTimer {
  readonly #controller = new AbortController()
  readonly #timeout: number
  readonly #outer: AbortSignal | undefined
  readonly #onOuterAbort: (() => void) | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** When something moved last, on the clock of `performance.now()`; undefined while nothing is expected. */
  #movedAt: number | undefined

  constructor(timeout: number, outer: AbortSignal | undefined) {
    this.#timeout = timeout
    this.#outer = outer
    if (outer !== undefined) {
      this.#onOuterAbort = () => this.#controller.abort(outer.reason)
      if (outer.aborted) this.#onOuterAbort()
      else outer.addEventListener('abort', this.#onOuterAbort, { once: true })
    }
    this.restart()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  restart(): void {
    this.#movedAt = performance.now()
    if (this.#timeout <= LONGEST_TIMER) this.#timer ??= setTimeout(this.#check, this.#timeout)
  }

  stop(): void {
    this.#movedAt = undefined
  }

  /** The attempt is over: lets go of timer and caller's signal. */
  finish(): void {
    this.stop()
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#onOuterAbort !== undefined) this.#outer?.removeEventListener('abort', this.#onOuterAbort)
  }

  /** Looks whether the silence was long enough: a timer that each movement sets anew would cost more. */
  readonly #check = (): void => {
    this.#timer = undefined
    if (this.#movedAt === undefined) return
    const left = this.#movedAt + this.#timeout - performance.now()
    // Timers may come a little early.
    if (left > 1) this.#timer = setTimeout(this.#check, left)
    else this.#controller.abort(new IdleTimeoutError(`nothing moved for ${this.#timeout} ms`))
  }
}

/** Waits; rejects with the signal's reason as soon as that aborts. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason)
      return
    }
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

/** Waits for a promise, but no longer than until a signal aborts; the promise itself goes on. */
export function untilAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
