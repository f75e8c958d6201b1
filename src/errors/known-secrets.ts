/** Finds values that are known to be secret, however they are encoded. */

import { binaryText, decodedFurther, decodedOnce, plainView, type View } from './decoded-views.ts'
import { REDACTED } from './token-shapes.ts'

/** Shorter values are parts of too many words. */
const SHORTEST_SECRET = 4
/** A line of a secret counts as a secret of its own from this length on: servers name the line that they cannot read. */
const SHORTEST_LINE = 16

/** Values that must not be shown, prepared for the search. */
export class KnownSecrets {
  /** Searched for in every encoding. */
  readonly #values: ReadonlySet<string>
  /** Lines of values that have several, by their beginnings: as many as somebody likes, and one look at each place. */
  readonly #lines = new Map<string, Set<string>>()
  /** Searched for as they are and decoded once. */
  readonly #echoes: ReadonlySet<string>

  /**
   * @param values - Credentials, and what was sent as a secret.
   * @param echoes - What else was sent: perhaps many values, and perhaps secret.
   */
  constructor(values: readonly string[], echoes: readonly string[] = []) {
    this.#values = new Set(values.flatMap(formsOf))
    this.#echoes = new Set(echoes.filter((echo) => echo.length >= SHORTEST_SECRET))
    for (const value of this.#values) if (/[\r\n]/.test(value)) this.#addLines(value)
  }

  /**
   * The text without them.
   *
   * @param isCut - Whether the text is the start of a longer one, and may end in the middle of a secret.
   */
  redact(text: string, isCut = false): string {
    if (text.length < SHORTEST_SECRET || (this.#values.size === 0 && this.#echoes.size === 0)) return text
    const found: Range[] = []
    const plain = plainView(text)
    const once = decodedOnce(plain)
    for (const view of [plain, ...once]) {
      this.#findValues(view, isCut, found)
      for (const echo of this.#echoes) findAll(view, echo, found)
      this.#findLines(view, found)
    }
    if (this.#values.size > 0)
      for (const view of decodedFurther(plain, once)) this.#findValues(view, isCut, found)
    return withoutRanges(text, found)
  }

  #addLines(value: string): void {
    for (const line of value.split(/[\r\n]+/).map((part) => part.trim())) {
      if (line.length < SHORTEST_LINE) continue
      const beginning = line.slice(0, SHORTEST_LINE)
      const lines = this.#lines.get(beginning)
      if (lines === undefined) this.#lines.set(beginning, new Set([line]))
      else lines.add(line)
    }
  }

  #findValues(view: View, isCut: boolean, found: Range[]): void {
    for (const value of this.#values) {
      findAll(view, value, found)
      if (isCut) findCut(view, value, found)
    }
  }

  #findLines(view: View, found: Range[]): void {
    if (this.#lines.size === 0) return
    for (let index = 0; index + SHORTEST_LINE <= view.text.length; index += 1) {
      for (const line of this.#lines.get(view.text.slice(index, index + SHORTEST_LINE)) ?? []) {
        if (view.text.startsWith(line, index)) found.push(rangeOf(view, index, line.length))
      }
    }
  }
}

/** From where to where in a text. */
type Range = readonly [start: number, end: number]

/** Servers trim what they get, and have their own line ends; what is in headers and in base64 has a character for each byte. */
function formsOf(value: string): string[] {
  const unix = value.replaceAll('\r\n', '\n')
  return [value, value.trim(), unix, unix.trim(), unix.replaceAll('\n', '\r\n')]
    .flatMap((form) => (isAscii(form) ? [form] : [form, binaryText(new TextEncoder().encode(form))]))
    .filter(({ length }) => length >= SHORTEST_SECRET)
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text)
}

function findAll(view: View, value: string, found: Range[]): void {
  for (let at = view.text.indexOf(value); at >= 0; at = view.text.indexOf(value, at + value.length))
    found.push(rangeOf(view, at, value.length))
}

/** Finds the beginning of a value at the end of a text: Knuth, Morris and Pratt's search, which reads each character once. */
function findCut(view: View, value: string, found: Range[]): void {
  // A character of which some bytes are missing.
  const text = view.text.replace(/\uFFFD{1,3}$/, '')
  const borders = [0]
  let matched = 0
  const step = (character: string | undefined) => {
    while (matched > 0 && value[matched] !== character) matched = borders[matched - 1] ?? 0
    if (value[matched] === character) matched += 1
  }
  const start = Math.max(0, text.length - value.length + 1)
  const longest = text.length - start
  for (let index = 1; index < longest; index += 1) {
    step(value[index])
    borders.push(matched)
  }
  matched = 0
  for (let index = start; index < text.length; index += 1) step(text[index])
  if (matched >= SHORTEST_SECRET) found.push([view.startOf(text.length - matched), Number.POSITIVE_INFINITY])
}

function rangeOf(view: View, at: number, length: number): Range {
  return [view.startOf(at), view.endOf(at + length - 1)]
}

function withoutRanges(text: string, ranges: Range[]): string {
  if (ranges.length === 0) return text
  ranges.sort(([left], [right]) => left - right)
  let clean = ''
  let done = 0
  for (const [start, end] of ranges) {
    if (start > done || (start === 0 && done === 0)) clean += text.slice(done, start) + REDACTED
    done = Math.max(done, Math.min(end, text.length))
  }
  return clean + text.slice(done)
}
