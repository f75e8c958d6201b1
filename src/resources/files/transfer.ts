/** Moves several files at a time, and tells what became of each. */

import { APIUserAbortError, BatchError, InvalidArgumentError } from '../../errors/index.ts'
import type { TransferParams, TransferredFile } from '../../types/file-transfers.ts'
import { mapSettled } from '../shared/map-settled.ts'

/** A file that is to be moved. */
export interface Transfer extends TransferredFile {
  /** Bytes that have moved in the current attempt. */
  moved: number
}

/** What is moved, and how. */
export interface TransferPlan<Item extends Transfer> {
  /** What it is called in an error, for instance `Uploading files`. */
  readonly what: string
  readonly transfers: readonly Item[]
  readonly workers: number
  /** Whether it is one file that was asked for, whose error is thrown as it is. */
  readonly isSingle: boolean
  readonly signal: AbortSignal | undefined
  readonly onProgress: TransferParams['onProgress']
}

/** Tells how far a file has come: bytes since its beginning, of so many. */
export type Report = (moved: number, size?: number) => void

/**
 * Moves files, a few at a time. All are tried, whatever becomes of the others.
 *
 * @throws BatchError if some failed; APIUserAbortError if the caller wanted it to end.
 */
export async function transferAll<Item extends Transfer>(
  plan: TransferPlan<Item>,
  move: (item: Item, report: Report) => Promise<void>,
): Promise<void> {
  const progress = new Progress(plan.transfers, plan.onProgress)
  progress.report(undefined)
  const outcomes = await mapSettled(plan.transfers, plan.workers, async (item) => {
    await move(item, (moved, size = item.size) => progress.move(item, moved, size))
    progress.finish(item)
  })
  settle(plan, outcomes)
  progress.rethrow()
}

/** @throws InvalidArgumentError for a callback that is no function. */
export function checkProgress({ onProgress }: TransferParams): TransferParams['onProgress'] {
  if (onProgress === undefined || typeof onProgress === 'function') return onProgress
  throw new InvalidArgumentError('onProgress', 'must be a function')
}

/** A callback that throws does not stop what is on its way. */
class Progress {
  readonly #callback: TransferParams['onProgress']
  readonly #complaints: unknown[] = []
  readonly #filesTotal: number
  #filesDone = 0
  #bytesDone = 0
  #bytesTotal = 0

  constructor(transfers: readonly Transfer[], callback: TransferParams['onProgress']) {
    this.#callback = callback
    this.#filesTotal = transfers.length
    for (const { size } of transfers) this.#bytesTotal += size
  }

  move(item: Transfer, reached: number, size: number): void {
    // The end counts when all of it is there as a whole: acknowledged by the platform, or under its name on the disk.
    const moved = reached < size ? reached : Math.min(item.moved, size)
    if (item.moved === moved && item.size === size) return
    this.#bytesDone += moved - item.moved
    this.#bytesTotal += size - item.size
    item.moved = moved
    item.size = size
    this.report(item.remote_path)
  }

  finish(item: Transfer): void {
    this.#bytesDone += item.size - item.moved
    item.moved = item.size
    this.#filesDone += 1
    this.report(item.remote_path)
  }

  report(file: string | undefined): void {
    try {
      this.#callback?.({
        filesDone: this.#filesDone,
        filesTotal: this.#filesTotal,
        bytesDone: this.#bytesDone,
        bytesTotal: this.#bytesTotal,
        file,
      })
    } catch (error) {
      this.#complaints.push(error)
    }
  }

  /** Throws what the callback threw first, if it did. */
  rethrow(): void {
    if (this.#complaints.length > 0) throw this.#complaints[0]
  }
}

function settle<Item extends Transfer>(
  { what, transfers, isSingle, signal }: TransferPlan<Item>,
  outcomes: readonly PromiseSettledResult<void>[],
): void {
  const succeeded: TransferredFile[] = []
  const failed: { item: TransferredFile; error: Error }[] = []
  for (const [index, outcome] of outcomes.entries()) {
    const { local_path, remote_path, size } = transfers[index] as Item
    const item = { local_path, remote_path, size }
    if (outcome.status === 'fulfilled') succeeded.push(item)
    else failed.push({ item, error: toError(outcome.reason) })
  }
  const [first] = failed
  if (first === undefined) return
  const aborted = failed.find(({ error }) => error instanceof APIUserAbortError)
  if (signal?.aborted && aborted !== undefined) throw aborted.error
  if (isSingle) throw first.error
  throw new BatchError(what, succeeded, failed)
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}
