/** The platform's clock. A token's times are measured by it, however wrong the clock of this machine is. */

import { CLOCK_NOISE } from '../jwt/clock-tolerance.ts'

/** Tells the time at the server, learnt from its answers. */
export class ServerClock {
  #offset = 0

  /** The time at the server, in ms since 1970. */
  now(): number {
    return Date.now() + this.#offset
  }

  /** How far ahead of this machine the server is, in ms. */
  get offset(): number {
    return this.#offset
  }

  /** Learns from an answer, unless a cache may have kept it. */
  observe(headers: Pick<Headers, 'get'>): void {
    const date = headers.get('date')
    if (date === null || headers.get('age') !== null) return
    const offset = Date.parse(date) + 500 - Date.now()
    if (Number.isNaN(offset)) return
    this.#offset = Math.abs(offset) < CLOCK_NOISE ? 0 : offset
  }
}
