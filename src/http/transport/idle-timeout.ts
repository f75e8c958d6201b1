/** Ends an attempt when its caller wants that, or when nothing has moved for too long. */

import { type TimedEntry, type TimerWheel, wheelFor } from './timer-wheel.ts'

/** The reason with which a silent attempt is aborted. */
export class IdleTimeoutError extends Error {
  override get name(): string {
    return 'IdleTimeoutError'
  }
}

/** What an exchange goes through, and can be broken off. */
export interface Destroyable {
  destroy(reason?: Error): unknown
}

/** A queue: as long as it moves, nobody in it waits for nothing. */
export interface MovingQueue {
  /** When somebody's turn came last, on the clock of `performance`. */
  readonly movedAt: number
}

/**
 * Watches one attempt: not the length of a transfer ends it, but a pause in which something is expected and nothing moves, or
 * the caller's signal.
 */
export class IdleTimeout implements TimedEntry {
  /** Whether it has ended the attempt. */
  aborted = false
  /** Why it has. */
  reason: unknown
  /**
   * What is destroyed then; one thing at a time. Not a callback: measured, a closure for each request keeps a quarter of all that a
   * request allocates alive until the next full collection.
   */
  target: Destroyable | undefined
  readonly #timeout: number
  readonly #outer: AbortSignal | undefined
  readonly #wheel: TimerWheel | undefined
  #controller: AbortController | undefined
  /** When something moved last, on the clock of the wheel; undefined while nothing is expected. */
  #movedAt: number | undefined
  #endsAt = Number.POSITIVE_INFINITY
  #queue: MovingQueue | undefined
  #isOver = false

  /**
   * @param timeout - The longest pause, in ms.
   * @param outer - The caller's signal.
   */
  constructor(timeout: number, outer: AbortSignal | undefined) {
    this.#timeout = timeout
    this.#outer = outer
    this.#wheel = wheelFor(timeout)
    if (outer?.aborted) this.abort(outer.reason)
    else outer?.addEventListener('abort', this, { once: true })
    this.restart()
  }

  /** The same as a signal, made when it is first asked for: most transports need none. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.aborted) this.#controller.abort(this.reason)
    }
    return this.#controller.signal
  }

  /** Whether the attempt waits for its turn. */
  get isQueued(): boolean {
    return this.#queue !== undefined
  }

  /** Bytes moved, or are waited for from now on. */
  restart(): void {
    if (this.#wheel === undefined || this.#isOver || this.aborted) return
    if (this.#movedAt === undefined) this.#wheel.add(this)
    this.#movedAt = this.#wheel.now()
  }

  /** Nothing is expected for now: the caller takes its time. */
  stop(): void {
    this.#movedAt = undefined
    this.#wheel?.delete(this)
  }

  /** Waits for its turn from now on, or no longer. */
  queue(queue: MovingQueue | undefined): void {
    this.#queue = queue
    this.restart()
  }

  /** However steadily it moves, it is over after so many times its timeout. */
  limitTotal(timeouts: number): void {
    if (this.#wheel !== undefined) this.#endsAt = this.#wheel.now() + timeouts * this.#timeout
  }

  /** The answer is complete, or given up: lets go of timer and caller's signal. */
  finish(): void {
    this.#isOver = true
    this.stop()
    this.target = undefined
    this.#outer?.removeEventListener('abort', this)
  }

  /** Ends the attempt. */
  abort(reason: unknown): void {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason
    this.stop()
    this.#controller?.abort(reason)
    this.target?.destroy(reason instanceof Error ? reason : undefined)
  }

  /** The caller's signal aborts. */
  handleEvent(): void {
    this.abort(this.#outer?.reason)
  }

  timeLeft(now: number): number | undefined {
    if (this.#movedAt === undefined) return undefined
    const queuePause =
      this.#queue === undefined ? Number.POSITIVE_INFINITY : performance.now() - this.#queue.movedAt
    const pause = Math.min(now - this.#movedAt, queuePause)
    return Math.min(this.#timeout - pause, this.#endsAt - now)
  }

  expire(): void {
    const problem = this.isQueued ? 'no connection came free' : 'nothing moved'
    this.abort(new IdleTimeoutError(`${problem} for ${this.#timeout} ms`))
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
