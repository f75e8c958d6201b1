/**
 * Reads a file to its end, over as many requests as that takes: where one breaks off, the next goes on. The next one may be of
 * another file by then, for which there is no sign but its size and its bytes: both are compared each time.
 */

import { APIStatusError, NeMoPlatformError } from '../../errors/index.ts'
import { abortError, connectionError } from '../../http/request-errors.ts'
import { retryDelayForFailure } from '../../http/retry.ts'
import { sleep } from '../../http/transport/idle-timeout.ts'
import type { RawResponse } from '../../http/transport/raw-response.ts'
import { DOWNLOAD_OVERLAP, MOST_DOWNLOAD_ANSWERS, MOST_DOWNLOAD_RESTARTS } from '../../limits.ts'
import type { RemoteAnswer } from './remote.ts'

/** What takes the bytes. */
export interface Sink {
  /** Bytes that it has. */
  readonly size: number
  /** The last bytes that it has, at most so many. */
  tail(length: number): Promise<Uint8Array>
  write(chunk: Uint8Array): Promise<void> | void
  /** Forgets all that it has. */
  restart(): Promise<void>
}

/** What there is to read. */
export interface RemoteBytes {
  /** The file's path in its fileset, for messages. */
  readonly path: string
  /** Asks for the file, with these headers. */
  readonly get: (headers: Readonly<Record<string, string>>) => Promise<RemoteAnswer>
  /** Asks how long the fileset says it is; undefined if it is not there. */
  readonly listedSize: () => Promise<number | undefined>
  /** An answer that is there already: of the whole file. */
  readonly first?: RemoteAnswer | undefined
  /** How long it is, as far as that is known without asking. */
  readonly size?: number | undefined
  /** How often in a row it may break off without much more than what was there. */
  readonly maxRetries: number
  readonly signal: AbortSignal | undefined
  /** Told when another length turns out. */
  readonly onSize?: ((size: number) => void) | undefined
}

/**
 * Reads what a sink does not have yet. When this resolves it has all of it, and not a byte more. It ends: after
 * `MOST_DOWNLOAD_RESTARTS` new beginnings, `MOST_DOWNLOAD_ANSWERS` answers, or `maxRetries` answers in a row that bring less than
 * `DOWNLOAD_OVERLAP` bytes.
 */
export async function pour(source: RemoteBytes, sink: Sink): Promise<void> {
  const { maxRetries, signal } = source
  let { first, size } = source
  let version: Version = {}
  let failures = 0
  let restarts = 0
  /** All over again, but not for ever. */
  const restart = async (failure: () => unknown) => {
    restarts += 1
    if (restarts > MOST_DOWNLOAD_RESTARTS) throw failure()
    await sink.restart()
  }
  const changed = (cause?: unknown) => changedError(source.path, cause)
  for (let answers = 1; ; answers += 1) {
    const isContinued = answers > 1 && sink.size > 0
    if (isContinued && size !== undefined && (await source.listedSize()) !== size) {
      size = undefined
      await restart(changed)
    }
    const overlap = new Overlap(first === undefined ? await sink.tail(DOWNLOAD_OVERLAP) : NOTHING)
    const before = sink.size
    const start = before - overlap.size
    let answer: RemoteAnswer
    try {
      answer = first ?? (await source.get(rangeFrom(start, version.etag)))
    } catch (error) {
      // The file has become shorter.
      if (start === 0 || !(error instanceof APIStatusError) || error.status !== 416) throw error
      await restart(() => changed(error))
      continue
    }
    first = undefined
    const { response, sent } = answer
    const part = partOf(response)
    const latest = versionOf(response)
    const isOther = part.start !== 0 && (differ(part.total, size) || isAnother(version, latest))
    if (part.start !== 0 && (part.start !== start || isOther)) {
      // Part of another file, or another part than was asked for: all over again.
      response.discard()
      const failure = () =>
        isOther ? changed() : connectionError(sent, new Error('other bytes came than were asked for'))
      if (start === 0) throw failure()
      size = undefined
      await restart(failure)
      continue
    }
    if (part.start === 0) {
      if (start > 0) {
        overlap.drop()
        await restart(() =>
          connectionError(sent, new Error('it broke off again and again, and the server cannot go on')),
        )
      }
      version = latest
      size = part.total ?? size
      if (size !== undefined) source.onSize?.(size)
    } else {
      version = { ...latest, ...version }
      // Of an answer without a length only the next one tells how long the file is.
      size ??= part.total
    }
    const failure = await read(response, overlap, sink)
    if (failure === undefined && overlap.isOver && (size === undefined || sink.size === size)) return
    if (signal?.aborted) throw abortError(sent, signal)
    if (failure instanceof StaleBytesError) {
      await restart(changed)
      continue
    }
    if (failure instanceof SinkError) throw failure.cause
    if (size !== undefined && sink.size > size) {
      throw connectionError(sent, new Error(`more bytes came than the ${size} that the file has`))
    }
    if (sink.size - before >= DOWNLOAD_OVERLAP) failures = 0
    const reason = failure ?? new Error(`it ended after ${sink.size} of ${size} bytes`)
    if (failures >= maxRetries || answers >= MOST_DOWNLOAD_ANSWERS) throw connectionError(sent, reason)
    await sleep(retryDelayForFailure(reason, true, failures) ?? 0, signal).catch(() => {
      throw abortError(sent, signal)
    })
    failures += 1
  }
}

const NOTHING = new Uint8Array(0)

/** The bytes that a sink has do not belong to what comes. */
class StaleBytesError extends Error {}

/** The end of what a sink has, which has to come again before anything new does. */
class Overlap {
  #left: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#left = bytes
  }

  /** Bytes that have not come again. */
  get size(): number {
    return this.#left.byteLength
  }

  get isOver(): boolean {
    return this.#left.byteLength === 0
  }

  /** Nothing is to come again. */
  drop(): void {
    this.#left = NOTHING
  }

  /**
   * What is new of the next chunk.
   *
   * @throws StaleBytesError if what should be known is not the same.
   */
  newOf(chunk: Uint8Array): Uint8Array {
    const known = Math.min(this.#left.byteLength, chunk.byteLength)
    if (known === 0) return chunk
    for (let index = 0; index < known; index += 1) {
      if (chunk[index] !== this.#left[index]) throw new StaleBytesError()
    }
    this.#left = this.#left.subarray(known)
    return chunk.subarray(known)
  }
}

function changedError(path: string, cause: unknown): NeMoPlatformError {
  return new NeMoPlatformError(`${path} changed in its fileset while it was downloaded, again and again`, {
    code: 'file/changed',
    cause,
    remedies: [{ text: 'Download it again when nobody writes to it any more' }],
  })
}

/** What went wrong on our side. */
class SinkError extends Error {}

function rangeFrom(start: number, etag: string | undefined): Record<string, string> {
  if (start === 0) return {}
  // One that is weak is no condition for a range.
  const isStrong = etag !== undefined && !etag.startsWith('W/')
  return { range: `bytes=${start}-`, ...(isStrong ? { 'if-range': etag } : {}) }
}

/** What an answer tells of the version of its file: the platform nothing, other servers and proxies in between perhaps. */
interface Version {
  readonly etag?: string
  readonly modified?: string
}

function versionOf(response: RawResponse): Version {
  const [etag, modified] = [response.header('etag'), response.header('last-modified')]
  return { ...(etag === undefined ? {} : { etag }), ...(modified === undefined ? {} : { modified }) }
}

/** Replicas of a server may tell different times of one file: an entity tag says more. */
function isAnother(one: Version, other: Version): boolean {
  const haveTags = one.etag !== undefined && other.etag !== undefined
  return haveTags ? differ(one.etag, other.etag) : differ(one.modified, other.modified)
}

/** Whether both are known, and not the same. */
function differ<Value>(one: Value | undefined, other: Value | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other
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

/** Reads to the end. @returns What ended it before; undefined for nothing. */
async function read(response: RawResponse, overlap: Overlap, sink: Sink): Promise<unknown> {
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
      const fresh = overlap.newOf(chunk)
      if (fresh.byteLength > 0) await sink.write(fresh)
    } catch (error) {
      chunks.cancel()
      return error instanceof StaleBytesError ? error : new SinkError('', { cause: error })
    }
  }
}
