/** Steps of an iterator, taken one after another. */

/**
 * Lets one step at a time be taken, in the order in which they were asked for.
 *
 * Nobody but its caller looks at the promise of a step: engines follow a chain of promises only as long as it does not branch, and with
 * it the stack of an error tells the line that iterates.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()
  #open = 0

  /** False while steps are being taken, or wait for it. */
  get areFree(): boolean {
    return this.#open === 0
  }

  /** Takes a step as soon as all earlier ones have ended, well or badly. */
  take<Result>(step: () => Promise<Result>): Promise<Result> {
    const turn = async () => {
      try {
        return await step()
      } finally {
        this.#open -= 1
      }
    }
    const isFirst = this.areFree
    this.#open += 1
    const taken = isFirst ? turn() : this.#last.then(turn, turn)
    this.#last = taken
    return taken
  }
}
