/** What models think aloud, between `<think>` and `</think>`, apart from what they say. */

const BEGIN = '<think>'
const END = '</think>'

/** Takes an answer in pieces, and gives what of it is said. */
export class ThinkingFilter {
  /** What may be the beginning of a mark. */
  #pending = ''
  #isThinking = false

  /** What a piece adds to what is said. */
  feed(piece: string): string {
    let rest = this.#pending + piece
    let said = ''
    for (;;) {
      const mark = this.#isThinking ? END : BEGIN
      const index = rest.indexOf(mark)
      const isWhole = index >= 0
      const end = isWhole ? index : rest.length - beginningOf(mark, rest)
      if (!this.#isThinking) said += rest.slice(0, end)
      rest = rest.slice(isWhole ? end + mark.length : end)
      if (!isWhole) break
      this.#isThinking = !this.#isThinking
    }
    this.#pending = rest
    return said
  }

  /** What is left: the beginning of a mark that was none. */
  end(): string {
    return this.#isThinking ? '' : this.#pending
  }
}

/** How many characters at the end of a text may be the beginning of a mark. */
function beginningOf(mark: string, text: string): number {
  for (let length = Math.min(mark.length - 1, text.length); length > 0; length -= 1)
    if (text.endsWith(mark.slice(0, length))) return length
  return 0
}

/** A whole answer, taken apart as Python's command line does it. */
export function splitThinking(text: string): { thinking: string; content: string } {
  const thoughts: string[] = []
  const [first = '', ...others] = text.split(BEGIN)
  let content = first
  for (const part of others) {
    const end = part.indexOf(END)
    thoughts.push(end < 0 ? part : part.slice(0, end))
    if (end >= 0) content += part.slice(end + END.length)
  }
  return thoughts.length === 0
    ? { thinking: '', content }
    : { thinking: thoughts.join('\n\n'), content: content.trim() }
}
