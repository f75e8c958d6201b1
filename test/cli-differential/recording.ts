/** What the Python command line said, line by line. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { SUBJECTS } from './lines.ts'
import type { Reading } from './reading.ts'

/** A line with what came of it. */
export interface RecordedLine extends Reading {
  readonly subject: string
  readonly line: string
}

const RECORDING = fileURLToPath(new URL('recorded.jsonl', import.meta.url))

/** All of it. */
export function recordedLines(): RecordedLine[] {
  if (!existsSync(RECORDING)) return []
  return readFileSync(RECORDING, 'utf8')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as RecordedLine)
}

/** Keeps the lines of a subject in place of those that were there. */
export function keep(subject: string, lines: readonly RecordedLine[]): void {
  const others = recordedLines().filter((line) => line.subject !== subject)
  const all = [...others, ...lines]
  const inOrder = Object.keys(SUBJECTS).flatMap((name) => all.filter((line) => line.subject === name))
  writeFileSync(RECORDING, `${inOrder.map((line) => JSON.stringify(line)).join('\n')}\n`)
}
