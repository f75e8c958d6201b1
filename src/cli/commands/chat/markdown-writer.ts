/** Shows Markdown on a terminal as it comes, a line at a time: what a line means is known only at its end. */

import type { Style } from '../../output/style.ts'
import { printable } from '../../output/terminal.ts'

/** Takes pieces of text, and writes painted lines. */
export class MarkdownWriter {
  readonly #style: Style
  readonly #write: (text: string) => void
  #line = ''
  #isCode = false

  constructor(style: Style, write: (text: string) => void) {
    this.#style = style
    this.#write = write
  }

  /** Takes a piece. */
  write(piece: string): void {
    const lines = (this.#line + piece).split('\n')
    this.#line = lines.pop() ?? ''
    for (const line of lines) this.#write(`${this.#painted(line)}\n`)
  }

  /** Writes what is left. */
  end(): void {
    if (this.#line !== '') this.#write(`${this.#painted(this.#line)}\n`)
    this.#line = ''
  }

  #painted(text: string): string {
    const { bold, cyan, dim } = this.#style
    const line = printable(text)
    if (/^\s*```/.test(line)) {
      this.#isCode = !this.#isCode
      return dim(line)
    }
    if (this.#isCode) return cyan(line)
    const heading = /^#{1,6}\s(.*)$/.exec(line)
    if (heading !== null) return bold(heading[1]?.trimStart() ?? '')
    return line
      .replace(/^(\s*)[*-]\s+/, '$1• ')
      .replace(/\*\*([^*]+)\*\*/g, (_, words: string) => bold(words))
      .replace(/`([^`]+)`/g, (_, words: string) => cyan(words))
  }
}
