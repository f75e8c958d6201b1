/** JSON whose numbers stay as they are written: `1.0` and integers of any length. */

/** What V8 offers, and TypeScript's own types do not have yet. */
interface JsonWithSource {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown
  /** A value that `JSON.stringify` writes as this text. */
  rawJSON(text: string): unknown
  isRawJSON(value: unknown): value is RawJson
}

/** A number as it is written. */
interface RawJson {
  readonly rawJSON: string
}

const json = JSON as unknown as JsonWithSource

/** What a text holds as JSON, to be written again; undefined where it is none. */
export function parseExactly(text: string): unknown {
  try {
    return json.parse(text, (_key, value, { source }) =>
      typeof value === 'number' && source !== undefined && String(value) !== source
        ? json.rawJSON(source)
        : value,
    )
  } catch {
    return undefined
  }
}

/** Whether a value of {@link parseExactly} is a number that is kept as text. */
export function isExactNumber(value: unknown): value is RawJson {
  return json.isRawJSON(value)
}
