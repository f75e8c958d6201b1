/** Progress in one line that is redrawn. */

import { printableLine } from '../printable.ts'
import { openLine } from './line.ts'
import { type Progress, progressText } from './progress-text.ts'

/** What to hand over as `onProgress` or `onUpdate`. */
export type Report = (progress: Progress) => void

/**
 * Shows how far something has come, in one line.
 *
 * @param title - What stands at the beginning of the line.
 * @param act - Gets what to hand over as `onProgress` or `onUpdate`.
 * @returns What `act` gives.
 *
 * @example
 * ```ts
 * await withProgress('Uploading', (onProgress) => client.files.upload({ local_path: 'data/', remote_path: 'corpus#', onProgress }))
 * const job = await withProgress('nightly', (onUpdate) => client.jobs.wait('nightly', { onUpdate }))
 * ```
 */
export async function withProgress<Result>(
  title: string,
  act: (report: Report) => Promise<Result>,
): Promise<Result> {
  const line = openLine()
  let last: Progress | undefined
  try {
    const result = await act((progress) => {
      last = progress
      line.draw(lineOf(title, progress))
    })
    if (last !== undefined && isOnTheWay(last)) line.draw(`${printableLine(title)}: done`)
    return result
  } finally {
    await line.end()
  }
}

/**
 * Follows events to their end, with the newest one in one line.
 *
 * @param events - What a loop would go through, for instance `client.jobs.watch(name)`.
 * @returns The last event; undefined if there was none.
 *
 * @example
 * ```ts
 * await followEvents('nightly', client.jobs.watch('nightly'))
 * ```
 */
export async function followEvents<Event extends Progress>(
  title: string,
  events: AsyncIterable<Event>,
): Promise<Event | undefined> {
  const line = openLine()
  let last: Event | undefined
  try {
    for await (const event of events) {
      last = event
      line.draw(lineOf(title, event))
    }
  } finally {
    await line.end()
  }
  return last
}

/** Whether a report says what goes on rather than what has come of it: a call that is done makes it untrue. */
function isOnTheWay(progress: Progress): boolean {
  return 'phase' in progress || 'role' in progress
}

function lineOf(title: string, progress: Progress): string {
  return `${printableLine(title)}: ${progressText(progress)}`
}
