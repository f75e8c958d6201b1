/** Text at a terminal breaks between words, and not within them. */

import width from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { MarkdownWriter } from '../../../src/cli/commands/chat/markdown-writer.ts'
import { fields, table } from '../../../src/cli/output/formats.ts'
import { createStyle } from '../../../src/cli/output/style.ts'
import { canRedraw, columnsOf, wrapped, wrappedLines } from '../../../src/cli/output/terminal.ts'

const PLAIN = createStyle(false)
const SENTENCE = 'A sentence of many words, which is longer than the terminal is wide, and goes on.'

test('a sentence', () => {
  expect(wrapped(SENTENCE, undefined)).toBe(SENTENCE)
  const lines = wrapped(SENTENCE, 40, 4).split('\n')
  expect(lines.every((line) => width(line) <= 40)).toBe(true)
  expect(lines.slice(1).every((line) => /^ {4}\S/.test(line))).toBe(true)
  expect(lines.map((line) => line.trim()).join(' ')).toBe(SENTENCE)
})

test('an address stays whole, and what has no blanks between words breaks anywhere', () => {
  const url = `https://nemo.example.com/${'a'.repeat(60)}`
  expect(wrapped(url, 40)).toBe(url)
  const lines = wrapped('\u65e5\u672c\u8a9e\u306e'.repeat(20), 40, 10).split('\n')
  expect(lines.length).toBeGreaterThan(4)
  expect(lines.every((line) => width(line) <= 40)).toBe(true)
})

test('lines of a help stand as far in as they begin', () => {
  const text = `Examples:\n  ${SENTENCE}\n\n${SENTENCE}`
  expect(wrappedLines(text, undefined)).toBe(text)
  const lines = wrappedLines(text, 50).split('\n')
  expect(lines.slice(1, 3).every((line) => /^ {2}\S/.test(line))).toBe(true)
  expect(lines.every((line) => width(line) <= 50)).toBe(true)
})

test('a record', () => {
  const one = { columns: ['name', 'description'], rows: [['ml', SENTENCE]], isCut: false }
  const lines = fields(one, PLAIN, 40).split('\n')
  expect(lines.every((line) => width(line) <= 40)).toBe(true)
  expect(lines.slice(2).every((line) => /^ {13}\S/.test(line))).toBe(true)
})

test('a list that is too wide becomes blocks', () => {
  const columns = ['name', 'description', 'status', 'created_at']
  const cells = { columns, rows: [['a', 'b', 'c', 'd'], Array(4).fill('x'.repeat(9))], isCut: false }
  expect(table(cells, PLAIN, 60)).toContain('\u250f')
  expect(table(cells, PLAIN, 20)).toBe(
    `${fields({ ...cells, rows: [cells.rows[0] ?? []] }, PLAIN, 20)}\n\n${fields({ ...cells, rows: [cells.rows[1] ?? []] }, PLAIN, 20)}`,
  )
})

test('terminals that do not tell their width, and such as cannot draw', () => {
  expect(columnsOf({ isTTY: true, columns: 0 })).toBe(80)
  expect(columnsOf({ isTTY: true, columns: 120 })).toBe(120)
  expect(columnsOf({ columns: 120 })).toBeUndefined()
  expect(canRedraw({ isTTY: true }, { TERM: 'dumb' })).toBe(false)
  expect(canRedraw({ isTTY: true }, { TERM: 'xterm' })).toBe(true)
  expect(canRedraw({}, { TERM: 'xterm' })).toBe(false)
})

describe('Markdown', () => {
  const shown = (text: string, columns: number) => {
    let output = ''
    const writer = new MarkdownWriter(PLAIN, columns, (piece) => {
      output += piece
    })
    // As it comes: in pieces.
    for (const character of text) writer.write(character)
    writer.end()
    return output
  }

  test('paragraphs and lists', () => {
    const lines = shown(`${SENTENCE}\n\n- ${SENTENCE}\n1. ${SENTENCE}`, 40).trimEnd().split('\n')
    expect(lines.every((line) => width(line) <= 40)).toBe(true)
    const item = lines.findIndex((line) => line.startsWith('\u2022 '))
    expect(lines[item + 1]).toMatch(/^ {2}\S/)
  })

  test('code stays as it is', () => {
    const code = `x = ${'1 + '.repeat(20)}1`
    expect(shown(`\`\`\`python\n${code}\n| a | b |\n\`\`\`\n`, 40)).toBe(
      `\`\`\`python\n${code}\n| a | b |\n\`\`\`\n`,
    )
  })

  test('tables have their columns under each other, and fit', () => {
    const text = '| name | what |\n|---|:-------:|\n| **a** | one |\n| bbbb | four |\n'
    expect(shown(text, 80)).toBe(
      ' name \u2502 what\n\u2500\u2500\u2500\u2500\u2500\u2500\u253c\u2500\u2500\u2500\u2500\u2500\u2500\n a    \u2502 one\n bbbb \u2502 four\n',
    )
    const wide = shown(`| ${'a '.repeat(30)} | b |\n`, 40)
      .trimEnd()
      .split('\n')
    expect(wide.every((line) => width(line) <= 40)).toBe(true)
    expect(wide.join('').match(/a/g)).toHaveLength(30)
  })
})
