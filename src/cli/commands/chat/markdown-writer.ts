/** Shows Markdown on a terminal as it comes: paragraphs row by row, what only its end explains at that end. */

import width from 'fast-string-width'
import type { Style } from '../../output/style.ts'
import { shownOn, wrappedRows } from '../../output/terminal.ts'
import { hasOpenMark, inlineMarkdown } from './inline-markdown.ts'
import { paintTable } from './markdown-table.ts'

/** Rows of a table that are waited for before it is drawn. */
const MOST_ROWS = 200
/** Longer paragraphs wait for their end: each look at what is there so far paints all of it. In characters. */
const LONGEST_LOOK = 8_000

/** Takes pieces of text, and writes painted lines, broken between words. */
export class MarkdownWriter {
  readonly #style: Style
  readonly #columns: number
  readonly #write: (text: string) => void
  #line = ''
  /** How long the line was when it was looked at last. */
  #lookedAt = 0
  /** Rows of the line that have been written. */
  #written = 0
  #hasBegun = false
  /** What a block of code began with: it ends with the same. */
  #fence: string | undefined
  /** The rows of a table: how wide its columns are is known only at its end. */
  #table: string[] = []

  constructor(style: Style, columns: number, write: (text: string) => void) {
    this.#style = style
    this.#columns = columns
    this.#write = write
  }

  /** Takes a piece. */
  write(piece: string): void {
    const lines = (this.#line + piece).split('\n')
    this.#line = lines.pop() ?? ''
    for (const line of lines) this.#take(safe(line))
    if (this.#line.length - this.#lookedAt >= this.#columns / 2) this.#look()
  }

  /** Writes what is left. */
  end(): void {
    if (this.#line !== '') this.#take(safe(this.#line))
    this.#line = ''
    this.#drawTable()
  }

  /** Writes the rows of a paragraph that stay as they are, whatever comes. */
  #look(): void {
    this.#lookedAt = this.#line.length
    const line = safe(this.#line)
    const isPlain = this.#fence === undefined && !/^\s*(?:[|`~]|$)/.test(line)
    if (!isPlain || line.length > LONGEST_LOOK || hasOpenMark(line)) return
    this.#drawTable()
    const rows = this.#rows(line).slice(this.#written, -1)
    for (const row of rows) this.#write(`${row}\n`)
    this.#written += rows.length
    this.#hasBegun = true
  }

  #take(line: string): void {
    this.#lookedAt = 0
    const isRow = this.#fence === undefined && /^\s*\|.*\|\s*$/.test(line)
    if (isRow && this.#table.length < MOST_ROWS) {
      this.#table.push(line)
      return
    }
    this.#drawTable()
    // Models that think first leave blank lines behind.
    if (!this.#hasBegun && line.trim() === '') return
    this.#hasBegun = true
    for (const row of this.#rows(line).slice(this.#written)) this.#write(`${row}\n`)
    this.#written = 0
    this.#noteFence(line)
  }

  #drawTable(): void {
    const rows = this.#table
    this.#table = []
    if (rows.length === 0) return
    this.#hasBegun = true
    for (const row of paintTable(rows, this.#style, this.#columns)) this.#write(`${row}\n`)
  }

  #noteFence(line: string): void {
    const fence = fenceOf(line)
    if (this.#fence === undefined) this.#fence = fence?.mark
    else if (fence?.isBare === true && fence.mark.startsWith(this.#fence)) this.#fence = undefined
  }

  #rows(line: string): string[] {
    const { bold, cyan, dim } = this.#style
    const fence = fenceOf(line)
    if (this.#fence === undefined && fence !== undefined) return [dim(line)]
    if (this.#fence !== undefined) {
      const isEnd = fence?.isBare === true && fence.mark.startsWith(this.#fence)
      // Code is copied: where a line of it is too long, the terminal breaks it.
      return [isEnd ? dim(line) : cyan(line)]
    }
    if (/^\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/.test(line))
      return [dim('─'.repeat(this.#columns))]
    const heading = /^#{1,6}\s(.*)$/.exec(line)
    if (heading !== null) return wrappedRows(bold(this.#inline(heading[1]?.trim() ?? '')), this.#columns)
    const quote = /^\s{0,3}(?:>\s?)+/.exec(line)?.[0] ?? ''
    if (quote !== '') {
      const bar = dim('│ '.repeat(quote.replace(/[^>]/g, '').length))
      const text = this.#inline(line.slice(quote.length))
      return wrappedRows(text, this.#columns - width(bar)).map((row) => bar + row)
    }
    const rest = line.trimStart()
    const [mark = ''] = /^(?:[*+-]\s+|\d+[.)]\s+)/.exec(rest) ?? []
    const head = `${line.slice(0, line.length - rest.length)}${/^[*+-]/.test(mark) ? '• ' : mark}`
    const rows = wrappedRows(this.#inline(rest.slice(mark.length)), this.#columns - width(head))
    return rows.map((row, index) => `${index === 0 ? head : ' '.repeat(width(head))}${row}`)
  }

  #inline(text: string): string {
    return inlineMarkdown(text, this.#style)
  }
}

function safe(line: string): string {
  return shownOn({ isTTY: true }, line.replace(/\r$/, ''))
}

/** The mark of a line that begins or ends a block of code, and whether nothing else stands there. */
function fenceOf(line: string): { mark: string; isBare: boolean } | undefined {
  const [head = '', mark] = /^\s*(`{3,}|~{3,})/.exec(line) ?? []
  const rest = line.slice(head.length)
  if (mark === undefined || rest.includes('`')) return undefined
  return { mark, isBare: rest.trim() === '' }
}
