/** Reads a file to its end, over as many requests as that takes: where one breaks off, the next goes on. */

import { APIStatusError } from '../../errors/index.ts'
import type { SentRequest } from '../../http/request/operation.ts'
import { abortError, connectionError } from '../../http/request-errors.ts'
import { retryDelayForFailure } from '../../http/retry.ts'
import { sleep } from '../../http/transport/idle-timeout.ts'
import type { RawResponse } from '../../http/transport/raw-response.ts'
import { MOST_DOWNLOAD_RESTARTS } from '../../limits.ts'
import type { RemoteAnswer } from './remote.ts'

/** What takes the bytes. */
export interface Sink {
  /** Bytes that it has. */
  readonly size: number
  /** @throws StaleBytesError if those that it has are not of the same file. */
  write(chunk: Uint8Array): Promise<void> | void
  /** Forgets all that it has. */
  restart(): Promise<void>
}

/** The bytes that a sink has do not belong to what comes. */
export class StaleBytesError extends Error {}

/** What there is to read. */
export interface RemoteBytes {
  /** Asks for the file, with these headers. */
  readonly get: (headers: Readonly<Record<string, string>>) => Promise<RemoteAnswer>
  /** An answer that is there already: of the whole file. */
  readonly first?: RemoteAnswer | undefined
  /** How long it is, as far as that is known without asking. */
  readonly size?: number | undefined
  /** How often in a row it may break off without a byte more. */
  readonly maxRetries: number
  readonly signal: AbortSignal | undefined
  /** Told when another length turns out. */
  readonly onSize?: ((size: number) => void) | undefined
}

/** Reads what a sink does not have yet. When this resolves it has all of it, and not a byte more. */
export async function pour(source: RemoteBytes, sink: Sink): Promise<void> {
  const { maxRetries, signal } = source
  let { first, size } = source
  let etag: string | undefined
  let failures = 0
  let restarts = 0
  /** All over again, but not for ever. */
  const restart = async (sent: SentRequest) => {
    restarts += 1
    if (restarts > MOST_DOWNLOAD_RESTARTS) {
      throw connectionError(sent, new Error(`other bytes came than were asked for, ${restarts} times`))
    }
    await sink.restart()
  }
  for (;;) {
    const start = sink.size
    let answer: RemoteAnswer
    try {
      answer = first ?? (await source.get(rangeFrom(start, etag)))
    } catch (error) {
      // The file has become shorter.
      const isShorter = start > 0 && error instanceof APIStatusError && error.status === 416
      restarts += 1
      if (!isShorter || restarts > MOST_DOWNLOAD_RESTARTS) throw error
      await sink.restart()
      continue
    }
    first = undefined
    const { response, sent } = answer
    const part = partOf(response)
    const isOther = part.start !== 0 && part.total !== undefined && size !== undefined && part.total !== size
    if (part.start !== 0 && (part.start !== start || isOther)) {
      // Part of another file, or another part than was asked for: all over again.
      response.discard()
      if (start === 0)
        throw connectionError(sent, new Error('the server answered with another part of the file'))
      size = undefined
      await restart(sent)
      continue
    }
    if (part.start === 0) {
      if (start > 0) await restart(sent)
      etag = strongTag(response)
      size = part.total ?? size
      if (size !== undefined) source.onSize?.(size)
    }
    const failure = await read(response, sink)
    if (failure === undefined && (size === undefined || sink.size === size)) return
    if (signal?.aborted) throw abortError(sent, signal)
    if (failure instanceof StaleBytesError) {
      await restart(sent)
      continue
    }
    if (failure instanceof SinkError) throw failure.cause
    if (size !== undefined && sink.size > size) {
      throw connectionError(sent, new Error(`more bytes came than the ${size} that the file has`))
    }
    if (sink.size > start) failures = 0
    const reason = failure ?? new Error(`it ended after ${sink.size} of ${size} bytes`)
    if (failures >= maxRetries) throw connectionError(sent, reason)
    await sleep(retryDelayForFailure(reason, true, failures) ?? 0, signal).catch(() => {
      throw abortError(sent, signal)
    })
    failures += 1
  }
}

/** What went wrong on our side. */
class SinkError extends Error {}

function rangeFrom(start: number, etag: string | undefined): Record<string, string> {
  if (start === 0) return {}
  return { range: `bytes=${start}-`, ...(etag === undefined ? {} : { 'if-range': etag }) }
}

/** Which part of which length an answer has. */
function partOf(response: RawResponse): { start: number; total: number | undefined } {
  if (response.status === 206) {
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.header('content-range') ?? '') ?? []
    return {
      start: Number(start ?? Number.NaN),
      total: total === undefined || total === '*' ? undefined : Number(total),
    }
  }
  const length =
    response.header('content-encoding') === undefined ? response.header('content-length') : undefined
  return { start: 0, total: length === undefined ? undefined : Number(length) }
}

function strongTag(response: RawResponse): string | undefined {
  const tag = response.header('etag')
  return tag?.startsWith('W/') ? undefined : tag
}

/** Reads to the end. @returns What ended it before; undefined for nothing. */
async function read(response: RawResponse, sink: Sink): Promise<unknown> {
  const chunks = response.chunks()
  for (;;) {
    let chunk: Uint8Array | undefined
    try {
      chunk = await chunks.read()
      if (chunk === undefined) return undefined
    } catch (error) {
      return error
    }
    try {
      await sink.write(chunk)
    } catch (error) {
      chunks.cancel()
      return error instanceof StaleBytesError ? error : new SinkError('', { cause: error })
    }
  }
}
