/** JavaScript in processes of their own, which use the built package. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { onTestFinished } from 'vitest'

/** How to run it. */
export interface ChildOptions {
  args?: readonly string[]
  environment?: Readonly<Record<string, string>>
  /** Where the built package is. @default the project's */
  dist?: string | undefined
  /** File modes bind the child, as they bind everybody but root. */
  boundByFileModes?: boolean
  /** A folder that is an empty disk for the child, to which nobody can write. See {@link canMount}. */
  readOnlyFolder?: string
}

/** What became of a child. */
export interface ChildResult {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
  readonly errors: string
}

/** A running child. */
export interface Child {
  readonly process: ChildProcess
  readonly exited: Promise<ChildResult>
  /** Waits until it has printed a text. */
  printed(text: string): Promise<void>
  /** Writes a line to its standard input. */
  tell(line: string): void
  kill(): void
}

const BUILT = new URL('../../dist/', import.meta.url).href

/**
 * Runs a command without root's privilege to pass over file modes. It stays root otherwise: another user could not reach the
 * Node and the modules of a checkout in root's home.
 */
const WITHOUT_PRIVILEGE = ['setpriv', '--bounding-set=-dac_override,-dac_read_search']

const WITH_READ_ONLY = ['unshare', '-rm', 'sh', '-c', 'mount -t tmpfs -o ro none "$0" && exec "$@"']

/** Whether children can have disks of their own here. */
export const canMount = spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0

/**
 * Runs a script. `dist` in it is the URL of the built package, `args` the arguments; `print` writes a line.
 *
 * @param source - The body of a module.
 */
export function startNode(source: string, options: ChildOptions = {}): Child {
  const script = `
    const dist = ${JSON.stringify(options.dist ?? BUILT)}
    const args = process.argv.slice(1)
    const print = (line) => process.stdout.write(line + '\\n')
    ${source}`
  const prefix = options.boundByFileModes === true && process.getuid?.() === 0 ? WITHOUT_PRIVILEGE : []
  const node = [process.execPath, '--input-type=module', '-e', script, ...(options.args ?? [])]
  const mounting = options.readOnlyFolder === undefined ? [] : [...WITH_READ_ONLY, options.readOnlyFolder]
  return start([...mounting, ...prefix, ...node], options.environment)
}

/** Runs a script to its end; a failing one throws. */
export async function runNode(source: string, options: ChildOptions = {}): Promise<ChildResult> {
  const result = await startNode(source, options).exited
  if (result.code !== 0) {
    throw new Error(`child ended with ${result.code ?? result.signal}:\n${result.output}\n${result.errors}`)
  }
  return result
}

/** Runs a command, without a shell. */
export function startCommand(words: readonly string[]): Child {
  return start(words)
}

/** Runs Python. */
export function startPython(source: string, args: readonly string[]): Child {
  return start(['python3', '-c', source, ...args])
}

function start(
  [command = '', ...args]: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Child {
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  let errors = ''
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const look of waiting) look()
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    wake()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  child.stdin.on('error', () => {})
  let ended = false
  const exited = new Promise<ChildResult>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      ended = true
      resolve({ code, signal, output, errors })
      wake()
    })
  })
  const printed = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (output.includes(text)) resolve()
        else if (ended) reject(new Error(`it ended without printing ${text}:\n${output}\n${errors}`))
        else return
        waiting.delete(look)
      }
      waiting.add(look)
      look()
    })
  return {
    process: child,
    exited,
    printed,
    tell: (line) => void child.stdin.write(`${line}\n`),
    kill: () => void child.kill('SIGKILL'),
  }
}
