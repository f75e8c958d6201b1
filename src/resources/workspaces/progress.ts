/** Tells a caller how far a bulk addition has come. */

import { InvalidArgumentError } from '../../errors/index.ts'
import type { CreateAllProgress } from '../../types/index.ts'

/** Progress of one bulk addition. A callback that throws does not stop what is on its way. */
export class Progress {
  /** Members that are stored. */
  done = 0
  readonly #total: number
  readonly #callback: ((progress: CreateAllProgress) => void) | undefined
  readonly #complaints: unknown[] = []

  /** @throws InvalidArgumentError for a callback that is no function. */
  constructor(total: number, callback: ((progress: CreateAllProgress) => void) | undefined) {
    if (callback !== undefined && typeof callback !== 'function') {
      throw new InvalidArgumentError('onProgress', 'must be a function')
    }
    this.#total = total
    this.#callback = callback
  }

  report(phase: CreateAllProgress['phase']): void {
    try {
      this.#callback?.({ phase, done: this.done, total: this.#total })
    } catch (error) {
      this.#complaints.push(error)
    }
  }

  /** Throws what the callback threw first, if it did. */
  rethrow(): void {
    if (this.#complaints.length > 0) throw this.#complaints[0]
  }
}
