/** Regular expressions: none takes a time that grows with more than the length of what it searches, unless that is short. */

import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check } from 'recheck'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { filesBelow } from '../scripts/lib/files.ts'

const SRC = fileURLToPath(new URL('../src', import.meta.url))

/** Expressions whose time grows with the square of a length that something else bounds. */
const SHORT_INPUT: Readonly<Record<string, string>> = {
  'errors/body.ts': 'an error body, of which BODY_LIMIT characters are read as words',
  'errors/server-texts.ts': 'the words of an error, which have DETAIL_LIMIT characters at most',
  'cli/main.ts': 'what commander says of a word of the command line',
  'openapi/operations.ts': 'paths of our own description of the API',
  'runtime/node/proxy.ts': 'a host name of NO_PROXY, whose variables have no other author than the user',
}
/** The mock platform is asked by tests alone: nothing in it may explode, but it need not be linear. */
const MOCK = 'mock/'

/** Expressions that are made at run time, and of what. */
const MADE: Readonly<Record<string, string>> = {
  'openapi/operations.ts': 'paths of our own description',
  'openapi/mismatch.ts': 'patterns of our own description',
  'errors/redact.ts': 'names of secrets that stand beside it; test/errors/redact-cost.test.ts has its cost',
  'cli/output/terminal.ts': 'codes of colours that stand beside it',
  'cli/commands/chat/inline-markdown.ts':
    'expressions that stand beside it, each of which is looked at by itself',
}

interface Expression {
  readonly file: string
  readonly text: string
}

function findExpressions(): { literals: Expression[]; made: Expression[] } {
  const literals: Expression[] = []
  const made: Expression[] = []
  for (const path of filesBelow(SRC).filter((name) => name.endsWith('.ts'))) {
    const file = relative(SRC, path)
    const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) literals.push({ file, text: node.text })
      const isCall = ts.isNewExpression(node) || ts.isCallExpression(node)
      if (isCall && node.expression.getText() === 'RegExp') made.push({ file, text: node.getText() })
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return { literals, made }
}

describe('expressions', () => {
  const { literals, made } = findExpressions()

  test('are linear, or search what is short', { timeout: 600_000 }, async () => {
    const bad: string[] = []
    const results = new Map<string, Awaited<ReturnType<typeof check>>>()
    for (const { file, text } of literals) {
      const end = text.lastIndexOf('/')
      const result =
        results.get(text) ?? (await check(text.slice(1, end), text.slice(end + 1), { timeout: 60_000 }))
      results.set(text, result)
      if (result.status === 'safe') continue
      const isPolynomial = result.status === 'vulnerable' && result.complexity.type === 'polynomial'
      if (isPolynomial && (file in SHORT_INPUT || file.startsWith(MOCK))) continue
      const summary = result.status === 'vulnerable' ? result.complexity.summary : result.status
      bad.push(`${file}: ${text} is ${summary}`)
    }

    expect(literals.length).toBeGreaterThan(100)
    expect(bad).toEqual([])
  })

  test('are not made of what others send', () => {
    const unknown = made.filter(({ file }) => !(file in MADE) && !file.startsWith(MOCK))

    expect(unknown).toEqual([])
  })

  test('one that explodes is found', async () => {
    const result = await check('^(a+)+$', '')

    expect(result.status === 'vulnerable' && result.complexity.type).toBe('exponential')
  })
})
