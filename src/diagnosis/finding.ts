/** What was found out, before it is handed out: remedies as data only, secrets perhaps still in it. */

import { redactSentence } from '../errors/redact.ts'
import { printable } from '../printable.ts'
import { forCode, type Remedy } from '../remedies/index.ts'
import type { Confidence, KnownCause } from '../types/index.ts'

/** An explanation without its rendered remedies. */
export interface Finding {
  readonly cause: KnownCause
  readonly confidence: Confidence
  readonly summary: string
  readonly evidence: readonly string[]
  readonly advice: readonly Remedy[]
}

/** What explanations, checks and answers have in common. */
interface Presentable {
  readonly summary: string
  readonly evidence: readonly string[]
  readonly advice: readonly Remedy[]
}

/** The same without what looks like a secret, and with its remedies as text too. */
export function presented<Found extends Presentable>(
  found: Found,
  token: string | undefined,
): Omit<Found, keyof Presentable> & {
  summary: string
  evidence: string[]
  remedies: string[]
  advice: Remedy[]
} {
  const advice = distinct(found.advice.map((remedy) => cleanRemedy(remedy, token)))
  return {
    ...found,
    summary: clean(found.summary, token),
    evidence: found.evidence.map((line) => clean(line, token)),
    remedies: advice.map(forCode),
    advice,
  }
}

/** Text that shows neither the token nor what looks like one, and steers no terminal. */
export function clean(text: string, token: string | undefined): string {
  return printable(redactSentence(text, token === undefined ? [] : [token]))
}

function cleanRemedy({ text, command, call }: Remedy, token: string | undefined): Remedy {
  return {
    text: clean(text, token),
    ...(command === undefined ? {} : { command: clean(command, token) }),
    ...(call === undefined ? {} : { call: clean(call, token) }),
  }
}

/** Two sources of advice may name the same way out. */
function distinct(advice: readonly Remedy[]): Remedy[] {
  const byText = new Map(advice.map((remedy) => [JSON.stringify(remedy), remedy]))
  return [...byText.values()]
}
