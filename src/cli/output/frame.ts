/** Lines on a terminal that are drawn anew in the same place. */

import width from 'fast-string-width'
import { columnsOf, writeText } from './terminal.ts'

const CLEAR_TO_END = '\u001b[0J'
const HOME_AND_CLEAR = '\u001b[H\u001b[2J'

/** A block of lines. */
export class Frame {
  readonly #stdout: NodeJS.WriteStream
  /** In rows of the terminal: a long line takes several. */
  #height = 0

  constructor(stdout: NodeJS.WriteStream) {
    this.#stdout = stdout
  }

  /** Draws it over what was drawn before; what has no room is left out. */
  draw(lines: readonly string[]): void {
    const columns = columnsOf(this.#stdout) ?? 80
    const room = Math.max(2, this.#stdout.rows || 24)
    const height = (some: readonly string[]) =>
      some.reduce((sum, line) => sum + Math.max(1, Math.ceil(width(line) / columns)), 0)
    let shown = lines
    if (height(lines) >= room) {
      let count = 0
      while (height(lines.slice(0, count + 1)) <= room - 2) count += 1
      shown = [...lines.slice(0, count), `… ${lines.length - count} more`]
    }
    // Above the screen nothing can be written over.
    const start = this.#height === 0 ? '' : this.#height < room ? `\u001b[${this.#height}F` : HOME_AND_CLEAR
    this.#stdout.write(`${start}${CLEAR_TO_END}`)
    writeText(this.#stdout, `${shown.join('\n')}\n`)
    this.#height = height(shown)
  }
}
