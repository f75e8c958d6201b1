/** Child processes that speak in JSON lines. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Command, Sample } from './commands.ts'
import { onCore } from './cores.ts'

/** A program with its arguments, and the only environment that it sees. */
export interface Program {
  readonly file: string
  readonly args: readonly string[]
  readonly home: string
  /** Who it is: the server and its clients run on cores of their own, where there are two. */
  readonly role: 'server' | 'client'
}

/** Starts a program; its errors go to our own standard error. */
function startChild({ file, args, home, role }: Program): ChildProcess {
  const env = { PATH: process.env['PATH'], HOME: home }
  const [command, ...rest] = onCore(role === 'server' ? 0 : 1, [file, ...args])
  return spawn(command, rest, { env, stdio: ['pipe', 'pipe', 'inherit'] })
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
