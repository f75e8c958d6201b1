/** Cuts the text of a stream into its events, however it was cut into pieces on its way. */

import type { createParser, EventSourceParser } from 'eventsource-parser'
import { loadPart } from '../../errors/load-part.ts'
import { LONGEST_EVENT } from '../../limits.ts'

/** How a stream is written. */
export type StreamFormat = 'sse' | 'ndjson'

/** An event, its data unparsed: as `eventsource-parser` gives it, so that none is copied. */
export interface RawEvent {
  /** The event's name, where it has one. */
  readonly event?: string | undefined
  readonly data: string
}

/** Takes text, gives events. */
export interface EventSplitter {
  /** Whether the stream has ended before its last event did, whose data may be a part only. */
  readonly isCutOff: boolean
  /** Takes more text; all events of the text before have been taken. */
  feed(text: string): void
  /** No more text comes: what is incomplete becomes an event that is cut off. */
  end(): void
  /** The next event; undefined where more text is needed. */
  next(): RawEvent | undefined
}

/** Makes a splitter. What parses server-sent events is loaded when it is first needed. */
export async function splitterFor(format: StreamFormat): Promise<EventSplitter> {
  if (format === 'ndjson') return new LineSplitter()
  const { createParser } = await loadPart(import('eventsource-parser'))
  return new SseSplitter(createParser)
}

function tooLong(): Error {
  return new Error(`an event is longer than ${LONGEST_EVENT} characters`)
}

/** Events that were cut off from the text, in order. */
class EventQueue {
  isCutOff = false
  #events: RawEvent[] = []
  #taken = 0

  next(): RawEvent | undefined {
    return this.#events[this.#taken++]
  }

  protected restart(): void {
    this.#events = []
    this.#taken = 0
  }

  protected add(event: RawEvent): void {
    this.#events.push(event)
  }
}

class SseSplitter extends EventQueue implements EventSplitter {
  readonly #parser: EventSourceParser

  constructor(create: typeof createParser) {
    super()
    this.#parser = create({
      maxBufferSize: LONGEST_EVENT,
      onEvent: (event) => this.add(event),
      onError: ({ type }) => {
        if (type === 'max-buffer-size-exceeded') throw tooLong()
      },
    })
  }

  feed(text: string): void {
    this.restart()
    this.#parser.feed(text)
  }

  end(): void {
    this.restart()
    this.isCutOff = true
    // The line break and the blank line that may be missing; where nothing is, they mean nothing.
    this.#parser.feed('\n\n')
  }
}

class LineSplitter extends EventQueue implements EventSplitter {
  /** The line that has begun, piece by piece: joined once, lest a long one cost its length for each piece. */
  #begun: string[] = []
  #length = 0

  feed(text: string): void {
    this.restart()
    this.#split(text)
  }

  end(): void {
    this.restart()
    this.isCutOff = true
    this.#split('\n')
  }

  #split(text: string): void {
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#append(text.slice(start, end))
      this.add({ data: this.#begun.length === 1 ? (this.#begun[0] as string) : this.#begun.join('') })
      this.#begun = []
      this.#length = 0
      start = end + 1
    }
    if (start < text.length) this.#append(text.slice(start))
  }

  #append(piece: string): void {
    this.#begun.push(piece)
    this.#length += piece.length
    if (this.#length > LONGEST_EVENT) throw tooLong()
  }
}
