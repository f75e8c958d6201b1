/** Markdown of models at a terminal, as it comes: in pieces that end anywhere. */

import width from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { MarkdownWriter } from '../../../src/cli/commands/chat/markdown-writer.ts'
import { createStyle } from '../../../src/cli/output/style.ts'

/** What is written for pieces of so many characters. */
function shown(text: string, { columns = 40, size = 3, isColoured = false } = {}): string {
  let output = ''
  const writer = new MarkdownWriter(createStyle(isColoured), columns, (piece) => {
    output += piece
  })
  for (let start = 0; start < text.length; start += size) writer.write(text.slice(start, start + size))
  writer.end()
  return output
}

test.each([
  [
    '*a* and _b_, but 2 * 3 * 4, snake_case_name and *.txt',
    'a and b, but 2 * 3 * 4, snake_case_name and *.txt',
  ],
  ['**bold with *italic* in it**, __bold__, ***both***', 'bold with italic in it, bold, both'],
  ['[text](https://a.example/b) ![alt](c.png)', 'text (https://a.example/b) alt (c.png)'],
  ['\\*no emphasis\\* and `code *here*`', '*no emphasis* and `code *here*`'],
  ['a line\r\nand another\r\n', 'a line\nand another'],
  ['+ one\n* two\n  - three\n1) four', '• one\n• two\n  • three\n1) four'],
  ['> a\n> > b', '│ a\n│ │ b'],
  ['***', '─'.repeat(80)],
  ['## A **heading** ', 'A heading'],
  ['\n\n\nthe answer', 'the answer'],
  [
    'a \u001b[1;31mred\u001b[0m word\u001b]0;title\u0007, \u001b[2J\u009b31mand \u202eno more',
    'a red word, and no more',
  ],
])('%j', (text, expected) => {
  for (const size of [1, 2, 5, 100]) expect(shown(text, { columns: 80, size })).toBe(`${expected}\n`)
})

test('with colour, marks of code give way to it', () => {
  expect(shown('`code` and *it*', { isColoured: true })).toBe(
    '\u001b[36mcode\u001b[39m and \u001b[3mit\u001b[23m\n',
  )
})

test('a block of code ends with what it began with, and stays as it is', () => {
  const text = '````md\n```js\n**a** | b\n```\n````\n**c**'
  expect(shown(text)).toBe('````md\n```js\n**a** | b\n```\n````\nc\n')
})

test('a long paragraph is shown before it ends, and each word once', () => {
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`)
  let output = ''
  const writer = new MarkdownWriter(createStyle(false), 40, (piece) => {
    output += piece
  })
  const sizes: number[] = []
  for (const word of words) {
    writer.write(`${word} `)
    sizes.push(output.length)
  }
  expect(sizes.at(-1)).toBeGreaterThan(300)
  writer.end()
  expect(output.trim().split(/\s+/)).toEqual(words)
  expect(output.split('\n').every((line) => width(line) <= 40)).toBe(true)
})

test('what a mark may still change waits for it', () => {
  const text = `It begins **in bold, ${'and goes on '.repeat(10)}to here**, and ends.`
  expect(shown(text, { size: 1 })).toBe(shown(text, { size: 1000 }))
  const list = `- An item ${'of many words '.repeat(10)}\n\nAnd a paragraph ${'of many words '.repeat(10)}`
  expect(shown(list, { size: 1 })).toBe(shown(list, { size: 1000 }))
})

describe('tables', () => {
  test('have their columns under each other, aligned as their rule says', () => {
    const text = '| a | `b` |\n|:--|--:|\n| \u65e5\u672c | 1 |\n| x \\| y | 200 |\nafter'
    expect(shown(text)).toBe(' a     │ `b`\n───────┼─────\n \u65e5\u672c  │   1\n x | y │ 200\nafter\n')
  })

  test('that are too wide break within their cells', () => {
    const text = `| name | what it is |\n|---|---|\n| one | ${'many words '.repeat(10)}|\n| two | few |`
    const lines = shown(text).trimEnd().split('\n')
    expect(lines.every((line) => width(line) <= 40)).toBe(true)
    expect(lines.filter((line) => line.includes('many')).length).toBeGreaterThan(2)
    expect(lines.every((line) => /[\u2502\u253c]/.test(line))).toBe(true)
  })

  test('lose nothing of a row that is longer than their head', () => {
    expect(shown('| a | b |\n|---|---|\n| 1 | x|y|z |')).toContain('x|y|z')
  })
})

test('long lines of marks are read in no time', () => {
  for (const mark of ['*', '**a ', '_', '`', '[', '[a](', '\\', '> ', '- ', '| '])
    expect(shown(mark.repeat(20_000 / mark.length), { size: 1_000 }).length).toBeGreaterThan(0)
})
