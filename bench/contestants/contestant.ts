/** What a contestant can do. */

/** Where a contestant connects, and as whom. */
export interface Target {
  readonly url: string
  readonly token: string
}

/** A client under test. What it leaves out it cannot do. */
export interface Contestant {
  /** Fetches a small list and parses it. */
  list(): Promise<unknown>
  /** Walks through a list of 10 000 items in pages of 100, and counts them. */
  items?(): Promise<number>
  /** Reads an event stream to its end, parses each event, and counts them. */
  events?(path: string): Promise<number>
  /** Reads an answer of a shape in the way that is meant for it, whatever comes of it. */
  answer?(shape: string, bytes: number): Promise<unknown>
  /** Sends a stream of unknown length. */
  upload?(body: ReadableStream<Uint8Array>): Promise<unknown>
  /** Asks for that many bytes. */
  download?(bytes: number): Promise<AsyncIterable<Uint8Array>>
  /** Sends a file from the disk to `fs#file` in the workspace `default`. */
  uploadFile?(path: string): Promise<unknown>
  /** Receives it. */
  downloadFile?(path: string): Promise<unknown>
}

/** Makes a contestant. */
export type CreateContestant = (target: Target) => Contestant

/** The stream of a body. */
export function bodyOf(response: {
  readonly body: ReadableStream<Uint8Array> | null
}): ReadableStream<Uint8Array> {
  if (response.body === null) throw new Error('The answer has no body')
  return response.body
}
