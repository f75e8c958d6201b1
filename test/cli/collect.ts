/** Runs a program to its end, and gives what it said. */

import { spawn } from 'node:child_process'
import type { Run } from './run-nemo.ts'

/**
 * Runs it without standard input.
 *
 * @param watch - Told what has been printed so far.
 */
export function collect(
  [file = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  watch?: (printed: string) => void,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      watch?.(stdout)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}
