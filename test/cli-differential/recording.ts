/** What the Python command line of a release said, line by line. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Generation } from '../../src/generations.ts'
import { SUBJECTS } from './lines.ts'
import type { Reading } from './reading.ts'

/** A line with what came of it. */
export interface RecordedLine extends Reading {
  readonly subject: string
  readonly line: string
}

/** All of it. */
export function recordedLines(generation: Generation): RecordedLine[] {
  const path = recordingOf(generation)
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as RecordedLine)
}

/** Keeps the lines of a subject in place of those that were there. */
export function keep(generation: Generation, subject: string, lines: readonly RecordedLine[]): void {
  const others = recordedLines(generation).filter((line) => line.subject !== subject)
  const all = [...others, ...lines]
  const inOrder = Object.keys(SUBJECTS).flatMap((name) => all.filter((line) => line.subject === name))
  const text = inOrder.map((line) => `${JSON.stringify(line)}\n`).join('')
  writeFileSync(recordingOf(generation), text)
}

function recordingOf(generation: Generation): string {
  return fileURLToPath(new URL(`recorded-${generation}.jsonl`, import.meta.url))
}
