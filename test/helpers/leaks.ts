/** Secrets that are easy to find again, and all the places in which an error could show them. */

import { inspect } from 'node:util'
import fc from 'fast-check'
import type { Logger } from 'nemo-platform'

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const TOKEN_CHARACTERS = `${LETTERS}0123456789-._~+/`

const mark = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 12, maxLength: 12 })

/** A secret: random text between two marks, so that a part of it is recognised too. */
export interface Secret {
  readonly text: string
  readonly marks: readonly string[]
}

function between(middle: fc.Arbitrary<string>): fc.Arbitrary<Secret> {
  return fc
    .tuple(mark, middle, mark)
    .map(([head, inner, tail]) => ({ text: head + inner + tail, marks: [head, tail] }))
}

/** A token that is no JWT: nothing but the knowledge that it was sent tells that it is secret. */
export const opaqueToken = between(fc.string({ unit: fc.constantFrom(...TOKEN_CHARACTERS), maxLength: 30 }))

/** Any printable text. */
export const secretValue = between(fc.string({ unit: 'grapheme-ascii', maxLength: 20 }))

/** A logger that keeps its lines. */
export function keepingLogger(): { logger: Logger; lines: string[] } {
  const lines: string[] = []
  const keep = (line: string) => void lines.push(line)
  return { logger: { error: keep, warn: keep, info: keep, debug: keep }, lines }
}

/** The places in which one of these values shows up. */
export function leaksOf({ marks }: Secret, error: unknown, lines: readonly string[] = []): string[] {
  return Object.entries(facesOf(error, lines)).flatMap(([place, text]) =>
    marks.some((part) => text.includes(part)) ? [`${place}: ${text.slice(0, 300)}`] : [],
  )
}

/** Everything that somebody could print of an error. */
function facesOf(error: unknown, lines: readonly string[]): Record<string, string> {
  const faces: Record<string, string> = {
    text: String(error),
    json: JSON.stringify(error) ?? '',
    inspect: inspect(error, { depth: null, showHidden: true, maxStringLength: null, maxArrayLength: null }),
    log: lines.join('\n'),
  }
  if (!(error instanceof Error)) return faces
  faces['stack'] = error.stack ?? ''
  for (const key of Reflect.ownKeys(error)) {
    const value = (error as unknown as Record<PropertyKey, unknown>)[key]
    faces[`.${String(key)}`] =
      value instanceof Headers ? JSON.stringify([...value]) : (JSON.stringify(value) ?? String(value))
  }
  return faces
}
