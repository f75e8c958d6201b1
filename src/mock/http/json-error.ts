/** Says where a text stops being JSON, in the words of Python's reader. */

import { problemOf } from '../../errors/problem.ts'

/** A place in a text, counted from 0, and what is wrong there. */
export interface JsonError {
  readonly position: number
  readonly problem: string
}

/**
 * Finds the first fault of a text that is no JSON.
 *
 * @param text - A text that is no JSON.
 */
export function findJsonError(text: string): JsonError {
  try {
    new Reader(text).readDocument()
  } catch (error) {
    if (error instanceof JsonSyntaxError) return { position: error.position, problem: problemOf(error) }
    throw error
  }
  return { position: 0, problem: 'Expecting value' }
}

class JsonSyntaxError extends Error {
  readonly position: number

  constructor(position: number, problem: string) {
    super(problem)
    this.position = position
  }
}

const LITERAL = /(?:true|false|null|NaN|-?Infinity|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)/y

class Reader {
  readonly #text: string
  #index = 0

  constructor(text: string) {
    this.#text = text
  }

  readDocument(): void {
    this.#skipBlanks()
    this.#readValue()
    this.#skipBlanks()
    if (this.#index < this.#text.length) throw new JsonSyntaxError(this.#index, 'Extra data')
  }

  #peek(): string | undefined {
    return this.#text[this.#index]
  }

  #skipBlanks(): void {
    while (/[ \t\n\r]/.test(this.#peek() ?? '')) this.#index += 1
  }

  #readValue(): void {
    if (this.#peek() === '"') this.#readString()
    else if (this.#peek() === '{') this.#readList('}', () => this.#readMember())
    else if (this.#peek() === '[') this.#readList(']', () => this.#readValue())
    else this.#readLiteral()
  }

  #readLiteral(): void {
    LITERAL.lastIndex = this.#index
    const match = LITERAL.exec(this.#text)
    if (match === null) throw new JsonSyntaxError(this.#index, 'Expecting value')
    this.#index += match[0].length
  }

  #readList(end: '}' | ']', readItem: () => void): void {
    this.#index += 1
    this.#skipBlanks()
    if (this.#peek() === end) {
      this.#index += 1
      return
    }
    for (;;) {
      this.#skipBlanks()
      readItem()
      this.#skipBlanks()
      if (this.#peek() === end) break
      if (this.#peek() !== ',') throw new JsonSyntaxError(this.#index, "Expecting ',' delimiter")
      this.#index += 1
    }
    this.#index += 1
  }

  #readMember(): void {
    if (this.#peek() !== '"')
      throw new JsonSyntaxError(this.#index, 'Expecting property name enclosed in double quotes')
    this.#readString()
    this.#skipBlanks()
    if (this.#peek() !== ':') throw new JsonSyntaxError(this.#index, "Expecting ':' delimiter")
    this.#index += 1
    this.#skipBlanks()
    this.#readValue()
  }

  #readString(): void {
    const start = this.#index
    for (this.#index += 1; this.#peek() !== '"'; this.#index += 1) {
      const char = this.#peek()
      if (char === undefined) throw new JsonSyntaxError(start, 'Unterminated string starting at')
      if (char < ' ') throw new JsonSyntaxError(this.#index, 'Invalid control character at')
      if (char === '\\') this.#readEscape(start)
    }
    this.#index += 1
  }

  #readEscape(start: number): void {
    const letter = this.#text[this.#index + 1]
    if (letter === undefined) throw new JsonSyntaxError(start, 'Unterminated string starting at')
    if (letter === 'u') {
      const isCode = /^[\da-f]{4}/i.test(this.#text.slice(this.#index + 2))
      if (!isCode) throw new JsonSyntaxError(this.#index + 1, 'Invalid \\uXXXX escape')
      this.#index += 4
    } else if (!'"\\/bfnrt'.includes(letter)) {
      throw new JsonSyntaxError(this.#index, 'Invalid \\escape')
    }
    this.#index += 1
  }
}
