/** Runs the command line within this process, and tells what was sent. */

import { run } from '../../../src/cli/main.ts'

/** What became of it. */
export interface RunHere {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs it with the process's own environment and nothing on standard input. */
export async function runHere(args: readonly string[]): Promise<RunHere> {
  const written = { stdout: '', stderr: '' }
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY: false,
    write: (text: string | Uint8Array, done?: () => void) => {
      written[name] += typeof text === 'string' ? text : new TextDecoder().decode(text)
      done?.()
      return true
    },
  })
  const code = await run(args, {
    stdin: { isTTY: false } as NodeJS.ReadStream,
    stdout: stream('stdout') as unknown as NodeJS.WriteStream,
    stderr: stream('stderr') as unknown as NodeJS.WriteStream,
    env: process.env,
    signal: new AbortController().signal,
    isOutputLost: () => false,
    exit: () => {},
  })
  return { code, ...written }
}
