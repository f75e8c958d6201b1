/** What the Python command line said, line by line. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Reading } from './reading.ts'

/** A line with what came of it. */
export interface RecordedLine extends Reading {
  readonly subject: string
  readonly line: string
}

/** The file. */
export const RECORDING = fileURLToPath(new URL('recorded.jsonl', import.meta.url))

/** All of it. */
export function recordedLines(): RecordedLine[] {
  return readFileSync(RECORDING, 'utf8')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as RecordedLine)
}
