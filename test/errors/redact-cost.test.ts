import { describe, expect, test } from 'vitest'
import { readErrorBody } from '../../src/errors/body.ts'
import { redactStart, redactText } from '../../src/errors/redact.ts'

const ATTACKS: readonly [what: string, make: (length: number) => string][] = [
  ['beginnings of tokens', (length) => 'eyJaaaa-'.repeat(length / 8)],
  ['beginnings of tokens before a dot', (length) => `${'eyJaaaa-'.repeat(length / 8)}.x`],
  ['parts of tokens', (length) => 'eyJaaaa.'.repeat(length / 8)],
  ['blanks behind a scheme', (length) => `bearer${' '.repeat(length)}`],
  ['schemes', (length) => 'bearer '.repeat(length / 7)],
  ['letters behind a scheme', (length) => `bearer ${'a'.repeat(length)}`],
  ['names of secrets', (length) => 'password '.repeat(length / 9)],
  ['blanks behind a name', (length) => `password${' '.repeat(length)}`],
  ['URLs', (length) => 'http://a:'.repeat(length / 9)],
  ['backslashes', (length) => `"${'\\'.repeat(length)}`],
  ['tags', (length) => `<html>${'<title'.repeat(length / 6)}`],
  ['scripts', (length) => `<html>${'<script'.repeat(length / 7)}`],
]

describe.each(ATTACKS)('%s', (_what, make) => {
  // In a time that grew with the square of the length, these would not end within the limit of the runner.
  test('are searched to their end', () => {
    expect(redactText(make(1_000_000)).length).toBeLessThanOrEqual(1_000_016)
  })

  test('are searched to their end in an error body', () => {
    expect(readErrorBody(make(1_000_000), '', []).detail.length).toBeLessThan(3_000)
  })
})

test('very many values that a validation error repeats are left out, with all words that may hold them', () => {
  const detail = [
    { loc: ['body'], msg: 'wrong', input: Array.from({ length: 6_000 }, (_, n) => `value-${n}`) },
  ]

  const read = readErrorBody(JSON.stringify({ detail }), '', [])

  expect(read).toEqual({ detail: 'invalid: body', body: undefined, issues: [] })
})

describe('a token', () => {
  const TOKEN = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2lnbmF0dXJl'

  test.each([
    ['alone', TOKEN, '[redacted]'],
    ['without a signature', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.', '[redacted]'],
    ['of two parts', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0', '[redacted]'],
    ['in a sentence', `it is ${TOKEN}, is it?`, 'it is [redacted], is it?'],
    ['behind a dash', `token-${TOKEN}`, 'token-[redacted]'],
    ['behind a host name', `a.b.${TOKEN}`, 'a.b.[redacted]'],
    ['behind another', `${TOKEN} ${TOKEN}`, '[redacted] [redacted]'],
  ])('%s is replaced', (_what, text, clean) => {
    expect(redactText(text)).toBe(clean)
  })

  test('that reaches into what is shown is replaced', () => {
    expect(redactStart(`${'x '.repeat(95)}${TOKEN}`, [], 200)).toBe(`${'x '.repeat(95)}[redacted]`)
  })

  test('that is none stays', () => {
    expect(redactText('eyJ and eyJabc.x and xeyJabcdef.abc')).toBe('eyJ and eyJabc.x and xeyJabcdef.abc')
  })
})
