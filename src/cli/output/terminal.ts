/** Makes safe what is shown on a terminal: what a server, a file or an argument holds must not steer it. */

import { stripVTControlCharacters } from 'node:util'
import width from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'
import { printable, UNSAFE } from '../../printable.ts'

export { printable, printableLine } from '../../printable.ts'

/** What {@link printable} takes out, within data, in which line ends are escaped already. */
const UNSAFE_IN_DATA = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu
/** The colours of `style.ts`: all that may stay of a line of ours. */
const OWN_COLOUR = /\p{Cc}\[(?:1|2|22|31|32|33|36|39)m/gu

/** Empties the line that the cursor is in. */
export const CLEAR_LINE = '\r\u001b[2K'

const USUAL_COLUMNS = 80
/** Text is never squeezed into less. */
const NARROWEST_TEXT = 20

/** What a text is written to. */
interface Output {
  readonly isTTY?: boolean | undefined
  write(text: string): unknown
}

/** Text for a stream: safe on a terminal, and as it is for a program that reads it. */
export function shownOn({ isTTY }: { readonly isTTY?: boolean | undefined }, text: string): string {
  // Of the colours of a log, say, nothing is to be left.
  return isTTY === true ? printable(stripVTControlCharacters(text)) : text
}

/** JSON, or YAML with such texts in quotes, with escapes in place of what steers a terminal: it means the same. */
export function escapedData(text: string): string {
  return text.replace(
    UNSAFE_IN_DATA,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Whether a text holds what steers a terminal. */
export function isUnsafe(text: string): boolean {
  return text.search(UNSAFE) >= 0
}

/** How wide a terminal is; some say 0, and do not know. Undefined for what is none. */
export function columnsOf({ isTTY, columns }: { readonly isTTY?: boolean; readonly columns?: number }) {
  return isTTY === true ? columns || USUAL_COLUMNS : undefined
}

/** Columns that a line of progress leaves free: its frame before it, and `^C` behind it, without which the terminal begins a new line. */
const FREE_COLUMNS = 5

/** How wide a line of progress may be. */
export function roomForProgress(stderr: NodeJS.WriteStream): number {
  return Math.max(1, (columnsOf(stderr) ?? 0) - FREE_COLUMNS)
}

/** Whether a stream is a terminal on which lines can be drawn anew. */
export function canRedraw(
  { isTTY }: { readonly isTTY?: boolean },
  { TERM }: Readonly<Record<string, string | undefined>>,
): boolean {
  return isTTY === true && TERM !== 'dumb'
}

/**
 * A text in lines that fit into a terminal, broken between words; those after the first stand further in. Text for something
 * else than a terminal stays as it is.
 */
export function wrapped(text: string, columns: number | undefined, indent = 0): string {
  if (columns === undefined) return text
  // Where words have no blanks between them, a line may end behind any character.
  const hard = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text)
  const lines = wrapAnsi(text, Math.max(NARROWEST_TEXT, columns - indent), { hard })
  return lines.replaceAll('\n', `\n${' '.repeat(indent)}`)
}

/** The same for the lines of a text, each of which stands as far in as its beginning does. */
export function wrappedLines(text: string, columns: number | undefined): string {
  return text.replace(/^( *)(.*)$/gm, (line, blanks: string, rest: string) =>
    columns === undefined || width(line) <= columns
      ? line
      : `${blanks}${wrapped(rest, columns, blanks.length)}`,
  )
}

/** The rows that a text takes on a terminal; with `hard`, a word that is too long for one goes on in the next. */
export function wrappedRows(text: string, columns: number, { hard = false } = {}): string[] {
  const rows = hard ? wrapAnsi(text, Math.max(1, columns), { hard }) : wrapped(text, columns)
  return rows.split('\n')
}

/** Writes text of ours, which may be coloured, and may hold words of others: on a terminal, nothing but the colours gets through. */
export function writeText(output: Output, text: string): void {
  output.write(output.isTTY === true ? withOwnColours(text) : text)
}

function withOwnColours(text: string): string {
  let safe = ''
  let done = 0
  for (const match of text.matchAll(OWN_COLOUR)) {
    if (!match[0].startsWith('\u001b')) continue
    safe += printable(text.slice(done, match.index)) + match[0]
    done = match.index + match[0].length
  }
  return safe + printable(text.slice(done))
}
