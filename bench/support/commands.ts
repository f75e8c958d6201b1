/** What a worker can be told to do, and what it answers; the same for Node and Python. */

/** Where the worker's client connects. */
export interface Setup {
  readonly url: string
  readonly token: string
}

/** How an event stream is written: server-sent events, or JSON line by line. */
export type EventFormat = 'sse' | 'ndjson'

/** An order to a worker, one JSON line. */
export type Command =
  /** Calls, one after the other. */
  | { readonly command: 'sequential'; readonly calls: number }
  /** Calls, so many at a time. */
  | { readonly command: 'concurrent'; readonly calls: number; readonly width: number }
  /** Walks through a list of that many items. */
  | { readonly command: 'pages'; readonly items: number }
  /** Calls, one after the other, whose garbage is watched. */
  | { readonly command: 'garbage'; readonly calls: number }
  /** Reads an event stream: so many events, of which the server sends some at a time. */
  | {
      readonly command: 'events'
      readonly format: EventFormat
      readonly events: number
      readonly perWrite: number
    }
  /** Sends a file as a stream. */
  | { readonly command: 'upload'; readonly file: string }
  /** Uploads a file into a fileset, whose only one it is. */
  | { readonly command: 'upload-file'; readonly file: string }
  /** Downloads it, and compares it with what went up. */
  | { readonly command: 'download-file'; readonly file: string }
  /** Reads answers of a shape, of so many bytes and of twice as many. */
  | { readonly command: 'answers'; readonly shape: string; readonly bytes: number }
  /** Receives a stream. */
  | { readonly command: 'download'; readonly bytes: number }
  /**
   * A client from the config file, then all calls at the same moment: at once, or once the token is due after a first
   * call (seconds since 1970).
   */
  | { readonly command: 'expiry'; readonly calls: number; readonly dueAt?: number }

/** What was measured: a number per metric. */
export type Sample = Readonly<Record<string, number>>
