/** Tells that something takes a while. */

import type { IO } from '../io.ts'
import { shortened } from './formats.ts'
import { CLEAR_LINE, canRedraw, printable, roomForProgress } from './terminal.ts'

/** A line about what is going on. */
export interface Progress {
  update(text: string): void
  /** Ends it, with a last word if there is one. */
  stop(text?: string): void
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const FRAME_TIME = 80
const HIDE_CURSOR = '\u001b[?25l'
const SHOW_CURSOR = '\u001b[?25h'

/** A spinner on a terminal; where standard error is something else, each text is a line. */
export function createProgress(
  text: string,
  { stderr, signal, env }: Pick<IO, 'stderr' | 'signal' | 'env'>,
): Progress {
  return canRedraw(stderr, env) ? spinner(text, stderr, signal) : lines(text, stderr)
}

function lines(text: string, stderr: NodeJS.WriteStream): Progress {
  let last = ''
  const show = (line: string) => {
    if (line !== last) stderr.write(`${line}\n`)
    last = line
  }
  show(text)
  return {
    update: show,
    stop: (word) => {
      if (word !== undefined) show(word)
    },
  }
}

function spinner(first: string, stderr: NodeJS.WriteStream, signal: AbortSignal): Progress {
  let text = first
  let frame = 0
  const draw = () => {
    const most = roomForProgress(stderr)
    stderr.write(`${CLEAR_LINE}${FRAMES[frame % FRAMES.length]} ${shortened(text, most)}`)
    frame += 1
  }
  let isRunning = true
  const stop = (word?: string) => {
    if (!isRunning) return
    isRunning = false
    clearInterval(timer)
    signal.removeEventListener('abort', interrupted)
    stderr.write(`${CLEAR_LINE}${SHOW_CURSOR}${word === undefined ? '' : `${printable(word)}\n`}`)
  }
  const interrupted = () => stop()
  stderr.write(HIDE_CURSOR)
  draw()
  const timer = setInterval(draw, FRAME_TIME)
  timer.unref()
  signal.addEventListener('abort', interrupted)
  return {
    update: (line) => {
      text = line
      if (isRunning) draw()
    },
    stop,
  }
}
