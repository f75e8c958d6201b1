/** Reads a text as what it may be an encoding of, and knows for each character where in the text it came from. */

/** A text that was decoded, with the place of each of its UTF-16 units in the text at the beginning. */
export interface View {
  readonly text: string
  /** Where the unit begins. */
  startOf(index: number): number
  /** Where the unit ends. */
  endOf(index: number): number
}

/** A text as it is. */
export function plainView(text: string): View {
  return { text, startOf: (index) => index, endOf: (index) => index + 1 }
}

/** A view decoded once: without the escapes of JSON or HTML, or percent-decoded. */
export function decodedOnce(view: View): View[] {
  return DECODERS.map((decode) => decode(view)).filter((decoded) => decoded !== undefined)
}

/**
 * Views decoded further: once more, and from base64 in each alignment. Their number is bounded, and each takes time in proportion
 * to the length of the text.
 *
 * @param plain - The text as it is.
 * @param once - What {@link decodedOnce} makes of it.
 */
export function* decodedFurther(plain: View, once: readonly View[]): Generator<View> {
  for (const view of once) {
    for (const twice of decodedOnce(view)) {
      yield twice
      // JSON in a string of JSON in a string is what a gateway makes of an answer that it wraps.
      const thrice = unescaped(twice)
      if (thrice !== undefined) yield thrice
    }
  }
  for (const view of [plain, ...once]) yield* fromBase64(view)
}

type Decoder = (view: View) => View | undefined

/** Percent-encoded texts write a blank as `%20`, forms as `+`. */
const percentDecoded: Decoder = (view) => percent(view, false)
const formDecoded: Decoder = (view) => (view.text.includes('+') ? percent(view, true) : undefined)

const DECODERS: readonly Decoder[] = [unescaped, percentDecoded, formDecoded, withoutEntities]

function* fromBase64(view: View): Generator<View> {
  const digits = base64Digits(view)
  if (digits.values.length < 6) return
  for (let skipped = 0; skipped < 4; skipped += 1) {
    const decoded = base64(view, digits, skipped)
    yield decoded
    yield* decodedOnce(decoded)
  }
}

/** A piece of a view: units taken over one by one, or some that stand for a stretch of the source. */
interface Piece {
  /** Where it begins in the view. */
  readonly at: number
  readonly from: number
  /** Where the stretch ends that all its units stand for; undefined where each stands for itself. */
  readonly to: number | undefined
}

/** Puts a view together from pieces of another one. Only what was decoded takes memory of its own. */
class ViewBuilder {
  readonly #source: View
  readonly #pieces: Piece[] = []
  #text = ''

  constructor(source: View) {
    this.#source = source
  }

  /** Takes units over as they are. */
  copy(from: number, to: number): void {
    if (from >= to) return
    this.#pieces.push({ at: this.#text.length, from, to: undefined })
    this.#text += this.#source.text.slice(from, to)
  }

  /** Adds what the units from `from` to `to` stand for. */
  add(text: string, from: number, to: number): void {
    this.#pieces.push({ at: this.#text.length, from, to })
    this.#text += text
  }

  build(): View {
    const pieces = this.#pieces
    const source = this.#source
    return {
      text: this.#text,
      startOf: (index) => {
        const { at, from, to } = pieceAt(pieces, index)
        return source.startOf(to === undefined ? from + index - at : from)
      },
      endOf: (index) => {
        const { at, from, to } = pieceAt(pieces, index)
        return source.endOf(to === undefined ? from + index - at : to - 1)
      },
    }
  }
}

/** The last piece that begins at the place or before it. */
function pieceAt(pieces: readonly Piece[], index: number): Piece {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((pieces[middle]?.at ?? 0) <= index) low = middle
    else high = middle - 1
  }
  return pieces[low] ?? { at: 0, from: 0, to: undefined }
}

/** Replaces matches of a pattern; undefined where there is none. */
function replaced(
  view: View,
  pattern: RegExp,
  replace: (
    match: RegExpExecArray | RegExpMatchArray,
    builder: ViewBuilder,
    from: number,
    to: number,
  ) => void,
): View | undefined {
  const builder = new ViewBuilder(view)
  let done = 0
  for (const match of view.text.matchAll(pattern)) {
    const from = match.index
    const to = from + match[0].length
    builder.copy(done, from)
    replace(match, builder, from, to)
    done = to
  }
  if (done === 0) return undefined
  builder.copy(done, view.text.length)
  return builder.build()
}

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '0': '\0',
}
/** Those of JSON, JavaScript and Python. The last one is an escape that was cut off. */
const ESCAPE =
  /\\(?:u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\}|U([\da-fA-F]{8})|x([\da-fA-F]{2})|(["'\\/bfnrtv0])|[uUx]?[\da-fA-F{]{0,7}$)/g

function unescaped(view: View): View | undefined {
  if (!view.text.includes('\\')) return undefined
  return replaced(view, ESCAPE, (match, builder, from, to) => {
    const [, unit, inBraces, long, byte, letter] = match
    const digits = unit ?? inBraces ?? long ?? byte
    if (letter !== undefined) builder.add(ESCAPES[letter] ?? letter, from, to)
    else if (digits !== undefined) builder.add(characterOf(Number.parseInt(digits, 16)), from, to)
  })
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));|&[#\da-z]{0,7}$/gi

function withoutEntities(view: View): View | undefined {
  if (!view.text.includes('&')) return undefined
  return replaced(view, ENTITY, ([, decimal, hexadecimal, name], builder, from, to) => {
    if (name !== undefined) builder.add(ENTITIES[name.toLowerCase()] ?? '', from, to)
    else if (decimal !== undefined) builder.add(characterOf(Number(decimal)), from, to)
    else if (hexadecimal !== undefined) builder.add(characterOf(Number.parseInt(hexadecimal, 16)), from, to)
  })
}

function percent(view: View, isForm: boolean): View | undefined {
  if (!view.text.includes('%') && !isForm) return undefined
  const pattern = isForm ? /(?:%[\da-f]{2})+|\+|%[\da-f]?$/gi : /(?:%[\da-f]{2})+|%[\da-f]?$/gi
  return replaced(view, pattern, ([text], builder, from, to) => {
    if (text === '+') builder.add(' ', from, to)
    else addUtf8(builder, text, from)
  })
}

/** Adds percent-encoded bytes as the UTF-8 that they are; those that are none become replacement characters. */
function addUtf8(builder: ViewBuilder, encoded: string, from: number): void {
  const bytes = Array.from({ length: Math.floor(encoded.length / 3) }, (_, index) =>
    Number.parseInt(encoded.slice(index * 3 + 1, index * 3 + 3), 16),
  )
  for (let index = 0; index < bytes.length; ) {
    const length = utf8Length(bytes, index)
    const character = length === 0 ? '\uFFFD' : String.fromCodePoint(codePoint(bytes, index, length))
    const next = index + Math.max(1, length)
    builder.add(character, from + index * 3, from + next * 3)
    index = next
  }
}

/** What of a text may be base64 or base64url: the values of the digits, and where they stand. */
interface Base64Digits {
  readonly values: Uint8Array
  readonly places: Uint32Array
}

/** What is between them (line ends, padding, words) does not matter: each alignment of the digits is tried. */
function base64Digits({ text }: View): Base64Digits {
  const values = new Uint8Array(text.length)
  const places = new Uint32Array(text.length)
  let count = 0
  for (let index = 0; index < text.length; index += 1) {
    const value = base64Value(text.charCodeAt(index))
    if (value === undefined) continue
    values[count] = value
    places[count] = index
    count += 1
  }
  return { values: values.subarray(0, count), places: places.subarray(0, count) }
}

function base64Value(code: number): number | undefined {
  if (code >= 65 && code <= 90) return code - 65
  if (code >= 97 && code <= 122) return code - 71
  if (code >= 48 && code <= 57) return code + 4
  // + and -, / and _
  if (code === 43 || code === 45) return 62
  return code === 47 || code === 95 ? 63 : undefined
}

/** The bytes that the digits stand for, each as a character. */
function base64(view: View, { values, places }: Base64Digits, skipped: number): View {
  const digits = values.subarray(skipped)
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  for (let index = 0; index < bytes.length; index += 1) {
    const phase = index % 3
    const digit = digitOf(index)
    const [left = 0, right = 0] = [digits[digit], digits[digit + 1]]
    bytes[index] = (left << (2 + phase * 2)) | (right >> (4 - phase * 2))
  }
  return {
    text: binaryText(bytes),
    startOf: (index) => view.startOf(places[skipped + digitOf(index)] ?? 0),
    endOf: (index) => view.endOf(places[skipped + digitOf(index) + 1] ?? 0),
  }
}

/** The first of the two digits of which a byte is made. */
function digitOf(byte: number): number {
  return Math.floor(byte / 3) * 4 + (byte % 3)
}

/** How many bytes become text at a time: they are arguments of a function. */
const CHUNK = 8192

/** Bytes as a text of as many characters. */
export function binaryText(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += CHUNK)
    text += String.fromCharCode(...bytes.subarray(index, index + CHUNK))
  return text
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD'
}

/** How many bytes the character has that begins there; 0 where none does. */
function utf8Length(bytes: readonly number[], index: number): number {
  const first = bytes[index] ?? 0
  if (first < 0x80) return 1
  const length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : 2
  if (first < 0xc2 || first > 0xf4) return 0
  for (let next = 1; next < length; next += 1) {
    if (((bytes[index + next] ?? 0) & 0xc0) !== 0x80) return 0
  }
  return codePoint(bytes, index, length) <= 0x10ffff ? length : 0
}

function codePoint(bytes: readonly number[], index: number, length: number): number {
  const first = bytes[index] ?? 0
  if (length === 1) return first
  let code = first & (0xff >> (length + 1))
  for (let next = 1; next < length; next += 1) code = (code << 6) | ((bytes[index + next] ?? 0) & 0x3f)
  return code
}
