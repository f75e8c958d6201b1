/** What the command line has around it: streams, environment, Ctrl-C. */

/** Exit code of a command that Ctrl-C ended, as shells have it. */
export const INTERRUPTED = 130

/** Streams, environment and the wish to stop. */
export interface IO {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted by Ctrl-C, by the end of a terminal, or by being told to end. */
  readonly signal: AbortSignal
}

/** The process's own. */
export interface ProcessIO extends IO {
  /** Ends the process once all that was said has gone out. */
  exit(code: number): void
}

/** Those of this process. */
export function processIO(): ProcessIO {
  const { stdin, stdout, stderr, env } = process
  const interruption = new AbortController()
  const interrupt = () => {
    // Who asks a second time does not want to wait.
    if (interruption.signal.aborted) process.exit(INTERRUPTED)
    interruption.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt)
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // The reader has seen enough, as `head` does.
      process.exit(error.code === 'EPIPE' ? 0 : 1)
    })
  }
  return {
    stdin,
    stdout,
    stderr,
    env,
    signal: interruption.signal,
    exit: (code) => {
      process.exitCode = code
      stdout.write('', () => stderr.write('', () => process.exit(code)))
    },
  }
}

/** All of a stream as text. */
export async function readText(stream: NodeJS.ReadStream): Promise<string> {
  stream.setEncoding('utf8')
  let text = ''
  for await (const chunk of stream) text += chunk
  return text
}
