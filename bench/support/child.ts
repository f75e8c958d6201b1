/** Child processes that speak in JSON lines. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Command, Sample } from './commands.ts'

/** A program with its arguments, and the only environment that it sees. */
export interface Program {
  readonly file: string
  readonly args: readonly string[]
  readonly home: string
}

/** Starts a program; its errors go to our own standard error. */
function startChild({ file, args, home }: Program): ChildProcess {
  const env = { PATH: process.env['PATH'], HOME: home }
  return spawn(file, args, { env, stdio: ['pipe', 'pipe', 'inherit'] })
}

/** A child that answers each line with a line. */
export class Child {
  readonly #process: ChildProcess
  readonly #lines: AsyncIterator<string>

  constructor(program: Program) {
    this.#process = startChild(program)
    if (this.#process.stdout === null) throw new Error(`${program.file} has no output`)
    this.#lines = createInterface(this.#process.stdout)[Symbol.asyncIterator]()
  }

  /** The next line. */
  async next(): Promise<Record<string, unknown>> {
    const { done, value } = await this.#lines.next()
    if (done) throw new Error(`${this.#process.spawnargs.join(' ')} ended without an answer`)
    return JSON.parse(value) as Record<string, unknown>
  }

  /** Tells the child to do something, and waits for what it measured. */
  async tell(command: Command): Promise<Sample> {
    this.#process.stdin?.write(`${JSON.stringify(command)}\n`)
    return (await this.next()) as Sample
  }

  /** Waits until the child has ended by itself. */
  async end(): Promise<void> {
    if (this.#process.exitCode === null) await once(this.#process, 'exit')
  }

  /** Ends the child. */
  stop(): void {
    this.#process.kill()
  }
}
