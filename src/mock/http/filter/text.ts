/** The text notation of filters: `name:"x" AND (size>5 OR -status IN ["a", "b"])`. */

import { type Comparator, FilterError, FilterSyntaxError, type Operation } from './operation.ts'

/**
 * Parses a text filter.
 *
 * @throws FilterError where it does not follow the notation.
 */
export function parseTextFilter(text: string): Operation {
  if (text === '') throw new FilterError('Filter query cannot be empty')
  const parser = new Parser(tokenize(text))
  const operation = parser.or()
  parser.expectEnd()
  return operation
}

/** Parentheses within each other. */
const DEEPEST = 1000

type Kind = 'word' | 'text' | 'number' | 'symbol' | 'end'

interface Token {
  readonly kind: Kind
  readonly text: string
  readonly column: number
  /** Why it is no token: told only when the parser comes to it. */
  readonly problem?: FilterError
}

const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(>=|<=|[:~<>()[\],.-]))/sy

const OPERATORS: Readonly<Record<string, Comparator>> = {
  ':': '$eq',
  '~': '$like',
  '>': '$gt',
  '>=': '$gte',
  '<': '$lt',
  '<=': '$lte',
}

/** Symbols by the names that the platform's messages have for them. */
const SYMBOL_NAMES: Readonly<Record<string, string>> = {
  ':': 'EXACT',
  '~': 'LIKE',
  '>': 'GT',
  '>=': 'GTE',
  '<': 'LT',
  '<=': 'LTE',
  '(': 'LPAR',
  ')': 'RPAR',
  '[': 'LSQB',
  ']': 'RSQB',
  ',': 'COMMA',
  '.': 'DOT',
  '-': 'MINUS',
}
const AFTER_FIELD = ['EXACT', 'LIKE', 'GT', 'GTE', 'LT', 'LTE', '_IN', '_NOT', 'DOT', 'LSQB']
const OPERAND = ['LPAR', 'MINUS', 'IDENTIFIER']

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const start = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (match === null) {
      const column = start + (/^\s*/.exec(text.slice(start))?.[0].length ?? 0)
      const problem = new FilterSyntaxError(
        `No terminal matches '${text[column]}' in the current parser context, at line 1 col ${column + 1}\n\n` +
          `${text}\n${' '.repeat(column)}^\n`,
      )
      return [...tokens, { kind: 'end', text: '', column, problem }]
    }
    const [, quoted, number, word, symbol] = match
    const value = quoted ?? number ?? word ?? symbol ?? ''
    const kind: Kind = quoted ? 'text' : number ? 'number' : word ? 'word' : 'symbol'
    tokens.push({ kind, text: value, column: TOKEN.lastIndex - value.length + 1 })
  }
  // The end is reported where the last token begins.
  tokens.push({ kind: 'end', text: '', column: tokens.at(-1)?.column ?? 1 })
  return tokens
}

class Parser {
  readonly #tokens: Token[]
  #index = 0
  #depth = 0

  constructor(tokens: Token[]) {
    this.#tokens = tokens
  }

  or(): Operation {
    const operations = [this.#and()]
    while (this.#takeKeyword('OR')) operations.push(this.#and())
    return logic('$or', operations)
  }

  expectEnd(): void {
    if (this.#peek().kind !== 'end') this.#fail('$END')
  }

  /** AND may be left out. */
  #and(): Operation {
    const operations = [this.#unary()]
    while (this.#takeKeyword('AND') || this.#startsOperand()) operations.push(this.#unary())
    return logic('$and', operations)
  }

  #unary(): Operation {
    if (!this.#take('-')) return this.#atom()
    return { kind: 'logic', operator: '$not', operations: [this.#atom()] }
  }

  #atom(): Operation {
    if (this.#take('(')) {
      this.#depth += 1
      if (this.#depth > DEEPEST) throw new FilterSyntaxError('it is nested too deep')
      const inner = this.or()
      this.#expect(')')
      this.#depth -= 1
      return inner
    }
    if (this.#peek().kind !== 'word') this.#fail(...OPERAND)
    const field = this.#field()
    if (this.#takeKeyword('IN')) return { kind: 'compare', operator: '$in', field, value: this.#list() }
    if (this.#takeKeyword('NOT')) {
      if (!this.#takeKeyword('IN')) this.#fail('_IN')
      return { kind: 'compare', operator: '$nin', field, value: this.#list() }
    }
    const operator = OPERATORS[this.#peek().kind === 'symbol' ? this.#peek().text : '']
    if (operator === undefined) this.#fail(...AFTER_FIELD)
    this.#index += 1
    return { kind: 'compare', operator, field, value: this.#value() }
  }

  #field(): string {
    const first = this.#word()
    if (this.#take('[')) {
      const key = this.#peek()
      if (key.kind !== 'text') this.#fail('QUOTED_STRING')
      this.#index += 1
      this.#expect(']')
      return `${first}.${unquote(key.text)}`
    }
    const parts = [first]
    while (this.#take('.')) parts.push(this.#word())
    return parts.join('.')
  }

  #word(): string {
    // A keyword is an ordinary word where only a word may stand.
    const token = this.#peek()
    if (token.kind !== 'word') this.#fail('IDENTIFIER')
    this.#index += 1
    return token.text
  }

  #list(): unknown[] {
    this.#expect('[')
    const items: unknown[] = []
    if (this.#take(']')) return items
    do items.push(this.#value())
    while (this.#take(','))
    this.#expect(']')
    return items
  }

  #value(): unknown {
    if (this.#takeKeyword('NULL')) return null
    const { kind, text } = this.#peek()
    if (kind !== 'text' && kind !== 'number') this.#fail('QUOTED_STRING', 'NUMBER', 'NULL')
    this.#index += 1
    return kind === 'text' ? unquote(text) : Number(text)
  }

  #startsOperand(): boolean {
    const { kind, text } = this.#peek()
    if (kind === 'word') return !/^or/i.test(text)
    return kind === 'symbol' && (text === '-' || text === '(')
  }

  #peek(): Token {
    const token = this.#tokens[this.#index] as Token
    if (token.problem !== undefined) throw token.problem
    return token
  }

  #take(symbol: string): boolean {
    const token = this.#peek()
    const matches = token.kind === 'symbol' && token.text === symbol
    if (matches) this.#index += 1
    return matches
  }

  /** The platform takes a keyword off the front of a longer word, too: `order` is `OR der` where OR may stand. */
  #takeKeyword(keyword: string): boolean {
    const { kind, text, column } = this.#peek()
    if (kind !== 'word' || !text.toUpperCase().startsWith(keyword)) return false
    const rest = text.slice(keyword.length)
    if (rest === '') {
      this.#index += 1
    } else {
      const restKind = /^\d+$/.test(rest) ? 'number' : 'word'
      const token: Token = { kind: restKind, text: rest, column: column + keyword.length }
      const next = this.#tokens[this.#index + 1]
      this.#tokens[this.#index] = token
      // The end is reported where the last token begins.
      if (next?.kind === 'end' && next.problem === undefined) {
        this.#tokens[this.#index + 1] = { ...next, column: token.column }
      }
    }
    return true
  }

  #expect(symbol: string): void {
    if (!this.#take(symbol)) this.#fail(String(SYMBOL_NAMES[symbol]))
  }

  #fail(...expected: string[]): never {
    const { kind, text, column } = this.#peek()
    const name = {
      word: 'IDENTIFIER',
      text: 'QUOTED_STRING',
      number: 'NUMBER',
      symbol: SYMBOL_NAMES[text],
      end: '$END',
    }[kind]
    throw new FilterSyntaxError(
      `Unexpected token Token('${name}', '${text}') at line 1, column ${column}.\nExpected one of: \n${expected.map((name) => `\t* ${name}\n`).join('')}`,
    )
  }
}

function logic(
  operator: '$and' | '$or',
  operations: readonly [Operation, ...Operation[]] | Operation[],
): Operation {
  const [first, second] = operations
  return second === undefined ? (first as Operation) : { kind: 'logic', operator, operations }
}

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replaceAll('\\"', '"')
}
