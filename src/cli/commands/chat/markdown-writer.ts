/** Shows Markdown on a terminal as it comes, a line at a time: what a line means is known only at its end. */

import width from 'fast-string-width'
import type { Style } from '../../output/style.ts'
import { printable, wrapped } from '../../output/terminal.ts'

/** Rows of a table that are waited for before it is drawn. */
const MOST_ROWS = 200

/** Takes pieces of text, and writes painted lines, broken between words. */
export class MarkdownWriter {
  readonly #style: Style
  readonly #columns: number
  readonly #write: (text: string) => void
  #line = ''
  #isCode = false
  /** The rows of a table: how wide its columns are is known only at its end. */
  #rows: string[] = []

  constructor(style: Style, columns: number, write: (text: string) => void) {
    this.#style = style
    this.#columns = columns
    this.#write = write
  }

  /** Takes a piece. */
  write(piece: string): void {
    const lines = (this.#line + piece).split('\n')
    this.#line = lines.pop() ?? ''
    for (const line of lines) this.#take(printable(line))
  }

  /** Writes what is left. */
  end(): void {
    if (this.#line !== '') this.#take(printable(this.#line))
    this.#line = ''
    this.#drawTable()
  }

  #take(line: string): void {
    if (!this.#isCode && /^\s*\|.*\|\s*$/.test(line) && this.#rows.length < MOST_ROWS) {
      this.#rows.push(line)
      return
    }
    this.#drawTable()
    this.#write(`${this.#painted(line)}\n`)
  }

  /** Draws its columns under each other; where that is too wide, the rows stay as they came. */
  #drawTable(): void {
    const rows = this.#rows
    this.#rows = []
    if (rows.length === 0) return
    const { bold, dim } = this.#style
    const cells = rows.map(cellsOf)
    const isRule = (row: readonly string[]) => row.every((cell) => /^:?-+:?$/.test(cell))
    const widths: number[] = []
    for (const row of cells.filter((one) => !isRule(one)))
      for (const [index, cell] of row.entries())
        widths[index] = Math.max(widths[index] ?? 0, width(plain(cell)))
    const fits = widths.reduce((sum, one) => sum + one + 3, 1) <= this.#columns
    for (const [index, row] of cells.entries()) {
      if (!fits) this.#write(`${wrapped(this.#inline(rows[index] ?? ''), this.#columns)}\n`)
      else if (isRule(row)) this.#write(`${dim(widths.map((one) => '─'.repeat(one + 2)).join('┼'))}\n`)
      else {
        const isHead = index === 0 && cells.length > 1
        const shown = widths.map((one, place) => {
          const cell = row[place] ?? ''
          const text = this.#inline(cell) + ' '.repeat(Math.max(0, one - width(plain(cell))))
          return ` ${isHead ? bold(text) : text} `
        })
        this.#write(`${shown.join(dim('│'))}\n`)
      }
    }
  }

  #painted(line: string): string {
    const { bold, cyan, dim } = this.#style
    if (/^\s*```/.test(line)) {
      this.#isCode = !this.#isCode
      return dim(line)
    }
    // Code is copied: where a line of it is too long, the terminal breaks it.
    if (this.#isCode) return cyan(line)
    const heading = /^#{1,6}\s(.*)$/.exec(line)
    if (heading !== null) return wrapped(bold(heading[1]?.trimStart() ?? ''), this.#columns)
    const rest = line.trimStart()
    const [mark = ''] = /^(?:[*-]\s+|\d+[.)]\s+|>\s?)/.exec(rest) ?? []
    const head = `${line.slice(0, line.length - rest.length)}${/^[*-]/.test(mark) ? '• ' : mark}`
    return `${head}${wrapped(this.#inline(rest.slice(mark.length)), this.#columns, width(head))}`
  }

  #inline(text: string): string {
    const { bold, cyan } = this.#style
    return text
      .replace(/\*\*([^*]+)\*\*/g, (_, words: string) => bold(words))
      .replace(/`([^`]+)`/g, (_, words: string) => cyan(words))
  }
}

function cellsOf(row: string): string[] {
  return row
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
}

/** What is left of a text when its marks are painted. */
function plain(text: string): string {
  return text.replace(/\*\*([^*]+)\*\*/g, '$1').replace(/`([^`]+)`/g, '$1')
}
