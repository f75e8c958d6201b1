/** Lines on a terminal that are drawn anew in the same place. */

import { writeText } from './terminal.ts'

const CLEAR_TO_END = '\u001b[0J'
const HOME_AND_CLEAR = '\u001b[H\u001b[2J'

/** A block of lines. */
export class Frame {
  readonly #stdout: NodeJS.WriteStream
  #height = 0

  constructor(stdout: NodeJS.WriteStream) {
    this.#stdout = stdout
  }

  /** Draws it over what was drawn before; what has no room is left out. */
  draw(lines: readonly string[]): void {
    const rows = Math.max(2, this.#stdout.rows ?? 24)
    const shown =
      lines.length < rows ? lines : [...lines.slice(0, rows - 2), `… ${lines.length - rows + 2} more`]
    // Above the screen nothing can be written over.
    const start = this.#height === 0 ? '' : this.#height < rows ? `\u001b[${this.#height}F` : HOME_AND_CLEAR
    this.#stdout.write(`${start}${CLEAR_TO_END}`)
    writeText(this.#stdout, `${shown.join('\n')}\n`)
    this.#height = shown.length
  }
}
