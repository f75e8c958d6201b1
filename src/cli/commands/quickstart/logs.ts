/** `nemo quickstart logs`. */

import { type FileHandle, open, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { LocalError, run } from '../../errors.ts'
import { readNumber } from '../../global-options.ts'
import type { Invocation } from '../../invocation.ts'
import { printable } from '../../output/terminal.ts'
import { quickstartHome } from './home.ts'

const USUAL_LINES = 100
const PAUSE = 250

/** Shows the end of the log, and goes on with it if that is asked for. */
export async function logs(invocation: Invocation, flags: { lines?: string; follow?: true }): Promise<void> {
  const count = readNumber('--lines', flags.lines, { least: 0 }) ?? USUAL_LINES
  const { log } = quickstartHome()
  const text = await readFile(log).catch((cause: unknown) => {
    throw new LocalError('There is no log yet', [run('nemo quickstart up')], { cause })
  })
  const lines = text.toString().trimEnd().split('\n')
  for (const line of count === 0 ? [] : lines.slice(-count)) if (line !== '') invocation.say(line)
  if (flags.follow !== true) return
  const handle = await open(log, 'r')
  try {
    await follow(invocation, handle, text.length)
  } finally {
    await handle.close()
  }
}

async function follow({ io }: Invocation, handle: FileHandle, start: number): Promise<void> {
  let position = start
  const decoder = new TextDecoder()
  while (!io.signal.aborted && !io.isOutputLost()) {
    const { bytesRead, buffer } = await handle.read({ position })
    if (bytesRead === 0) {
      // The log is shortened when it becomes too long.
      position = Math.min(position, (await handle.stat()).size)
      await sleep(PAUSE, undefined, { signal: io.signal }).catch(() => {})
      continue
    }
    position += bytesRead
    const chunk = buffer.subarray(0, bytesRead)
    if (io.stdout.isTTY === true) io.stdout.write(printable(decoder.decode(chunk, { stream: true })))
    else io.stdout.write(chunk)
  }
}
