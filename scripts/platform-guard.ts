/**
 * Runs a program for as long as somebody holds the guard's standard input open, then ends it with all its children and
 * removes a folder. A test process that dies, however it does, thus leaves neither processes nor files behind.
 *
 * Usage: platform-guard.ts <folder> <program> [argument...]
 */

import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'

/** A program that does not end by itself is killed after this, in ms. */
const GRACE = 15_000

const [folder = '', program = '', ...parameters] = process.argv.slice(2)
const child = spawn(program, parameters, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] })

child.once('error', (error) => {
  console.error(error.message)
  leave(1)
})
child.once('exit', (code) => {
  signalGroup('SIGKILL')
  leave(code ?? 1)
})
process.stdin.resume()
process.stdin.once('close', () => {
  signalGroup('SIGTERM')
  setTimeout(() => signalGroup('SIGKILL'), GRACE)
})
// What ends a terminal session ends the holder of the input too; the order of things is the same.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
  process.on(signal, () => process.stdin.destroy())

function signalGroup(signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal)
  } catch {
    // Nobody is left in the group.
  }
}

function leave(code: number): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.exit(code)
}
