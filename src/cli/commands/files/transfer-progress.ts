/** Shows how far a transfer has come: on a terminal a bar, with speed and the time that is left. */

import type { TransferProgress } from '../../../index.ts'
import type { Invocation } from '../../invocation.ts'
import { canRedraw, roomForProgress } from '../../output/terminal.ts'

const LONGEST_BAR = 20
const SHORTEST_BAR = 5
/** The speed is that of so many ms. */
const SPEED_WINDOW = 5_000

/** A bar. */
export interface TransferBar {
  readonly update: (progress: TransferProgress) => void
  /** How many files are whole by now: "2 of 3 files". */
  done(): string
  stop(): void
}

/** Shows it until it is stopped. */
export function showTransfer(invocation: Invocation, verb: string): TransferBar {
  const isTerminal = canRedraw(invocation.io.stderr, invocation.io.env)
  const progress = invocation.progress(`${verb}…`)
  const seen: { at: number; bytes: number }[] = []
  let done = 'no file'
  return {
    done: () => done,
    update: ({ filesDone, filesTotal, bytesDone, bytesTotal }) => {
      done = `${filesDone} of ${filesTotal} files`
      // Lines that nobody watches would fill logs.
      if (!isTerminal) return
      const now = performance.now()
      seen.push({ at: now, bytes: bytesDone })
      while ((seen[0]?.at ?? now) < now - SPEED_WINDOW) seen.shift()
      const [first] = seen
      const speed =
        first === undefined || now === first.at ? 0 : ((bytesDone - first.bytes) / (now - first.at)) * 1000
      const share = bytesTotal === 0 ? 1 : bytesDone / bytesTotal
      const numbers = [
        `${Math.min(100, Math.floor(share * 100))} %`,
        `${filesDone}/${filesTotal} files`,
        `${sizeText(bytesDone)} of ${sizeText(bytesTotal)}`,
        ...(speed > 0 ? [`${sizeText(speed)}/s`, `${timeText((bytesTotal - bytesDone) / speed)} left`] : []),
      ].join(', ')
      // The numbers say more than the bar.
      const room = roomForProgress(invocation.io.stderr) - verb.length - numbers.length - 2
      progress.update([verb, ...bar(share, Math.min(LONGEST_BAR, room)), numbers].join(' '))
    },
    stop: () => progress.stop(),
  }
}

function bar(share: number, length: number): string[] {
  if (length < SHORTEST_BAR) return []
  const full = Math.min(length, Math.floor(share * length))
  return [`${'█'.repeat(full)}${'░'.repeat(length - full)}`]
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** `1500000` → `1.5 MB` */
function sizeText(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`
}

/** Seconds as `1:05`. */
export function timeText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const [hours = 0, minutes = 0, rest = 0] = parts
  const tail = `${String(rest).padStart(2, '0')}`
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}
