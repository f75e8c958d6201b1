/** Cuts the text of a stream into its events, however it was cut into pieces on its way. */

/** How a stream is written. */
export type StreamFormat = 'sse' | 'ndjson'

/** An event, its data unparsed. */
export interface RawEvent {
  /** The event's name, where it has one. */
  readonly name: string | undefined
  readonly data: string
  /** Whether the stream ended before the event did, so that its data may be a part only. */
  readonly isCutOff: boolean
}

/** Takes text, gives events. */
export interface EventSplitter {
  /** The events that this text completes. */
  push(text: string): RawEvent[]
  /** The events that this text, the last one, completes or leaves incomplete. */
  end(text: string): RawEvent[]
}

/** Makes a splitter. What parses server-sent events is loaded when it is first needed. */
export async function splitterFor(format: StreamFormat): Promise<EventSplitter> {
  if (format === 'ndjson') return lineSplitter()
  const { createParser } = await import('eventsource-parser')
  return eventSplitter(createParser)
}

/** More than this, in characters, is no event but a server gone wrong. */
const LONGEST_EVENT = 64 * 1024 * 1024
const TOO_LONG = `an event is longer than ${LONGEST_EVENT} characters`

function eventSplitter(createParser: typeof import('eventsource-parser').createParser): EventSplitter {
  let events: RawEvent[] = []
  let isCutOff = false
  const parser = createParser({
    maxBufferSize: LONGEST_EVENT,
    onEvent: ({ event, data }) => events.push({ name: event, data, isCutOff }),
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded') throw new Error(TOO_LONG)
    },
  })
  const push = (text: string) => {
    events = []
    parser.feed(text)
    return events
  }
  return {
    push,
    end(text) {
      const complete = push(text)
      isCutOff = true
      // The line break and the blank line that may be missing; where nothing is, they mean nothing.
      return [...complete, ...push('\n\n')]
    },
  }
}

function lineSplitter(): EventSplitter {
  /** The line that has begun, piece by piece: joined once, lest a long one cost its length for each piece. */
  let begun: string[] = []
  let length = 0
  const push = (text: string, isCutOff = false): RawEvent[] => {
    const [first = '', ...rest] = text.split('\n')
    begun.push(first)
    length += first.length
    if (length > LONGEST_EVENT) throw new Error(TOO_LONG)
    const last = rest.pop()
    if (last === undefined) return []
    const lines = [begun.join(''), ...rest]
    begun = [last]
    length = last.length
    return lines.map((data) => ({ name: undefined, data, isCutOff }))
  }
  return { push, end: (text) => [...push(text), ...push('\n', true)] }
}
