/** Reads logs of OpenTelemetry from their binary form, as far as the platform looks at them. */

/** Bytes that are not a message. */
export class ProtobufError extends Error {}

/**
 * Reads an `ExportLogsServiceRequest`.
 *
 * @returns It in its JSON form.
 * @throws ProtobufError for bytes that are none.
 */
export function decodeLogs(bytes: Uint8Array): unknown {
  const request = read(bytes)
  return { resourceLogs: messages(request, 1).map(resourceLogs) }
}

/** A span as OpenTelemetry sends it. */
export interface OtlpSpan {
  readonly traceId: string
  readonly spanId: string
  /** Empty for a root. */
  readonly parentSpanId: string
  readonly name: string
  /** In nanoseconds since 1970. */
  readonly start: bigint
  readonly end: bigint
  /** 0: not said, 1: good, 2: an error. */
  readonly status: number
  readonly statusMessage: string
  readonly attributes: Readonly<Record<string, unknown>>
}

/**
 * Reads an `ExportTraceServiceRequest`.
 *
 * @returns All its spans; attributes of the resource count where a span has none of that name.
 * @throws ProtobufError for bytes that are none.
 */
export function decodeTraces(bytes: Uint8Array): OtlpSpan[] {
  return messages(read(bytes), 1).flatMap((resourceSpans) => {
    const shared = attributesOf(messages(resourceSpans, 1).at(-1), 1)
    return messages(resourceSpans, 2).flatMap((scope) =>
      messages(scope, 2).map((span) => spanOf(span, shared)),
    )
  })
}

type Field = bigint | Uint8Array
/** The values of each field, in their order. */
type Message = ReadonlyMap<number, readonly Field[]>

const VARINT = 0
const FIXED64 = 1
const BYTES = 2
const FIXED32 = 5
/** Values within values: the libraries of the format follow 100 messages, and each level here is two. */
const DEEPEST = 48

function resourceLogs(message: Message): unknown {
  const resource = messages(message, 1).at(-1)
  return {
    ...(resource === undefined
      ? {}
      : { resource: { attributes: messages(resource, 1).map((pair) => keyValue(pair, 0)) } }),
    scopeLogs: messages(message, 2).map((scope) => ({ logRecords: messages(scope, 2).map(logRecord) })),
  }
}

function logRecord(message: Message): unknown {
  const observed = number(message, 11)
  const body = messages(message, 5).at(-1)
  return {
    timeUnixNano: String(number(message, 1)),
    ...(observed === 0n ? {} : { observedTimeUnixNano: String(observed) }),
    ...(body === undefined ? {} : { body: anyValue(body) }),
  }
}

function spanOf(message: Message, shared: Readonly<Record<string, unknown>>): OtlpSpan {
  const status = messages(message, 15).at(-1)
  return {
    traceId: hex(bytesOf(message, 1)),
    spanId: hex(bytesOf(message, 2)),
    parentSpanId: hex(bytesOf(message, 4)),
    name: text(message, 5),
    start: number(message, 7),
    end: number(message, 8),
    status: status === undefined ? 0 : Number(number(status, 3)),
    statusMessage: status === undefined ? '' : text(status, 2),
    attributes: { ...shared, ...attributesOf(message, 9) },
  }
}

/** Attributes with plain values. */
function attributesOf(message: Message | undefined, field: number): Record<string, unknown> {
  const pairs = message === undefined ? [] : messages(message, field)
  return Object.fromEntries(
    pairs.map((pair) => {
      const value = messages(pair, 2).at(-1)
      return [text(pair, 1), value === undefined ? null : (Object.values(anyValue(value))[0] ?? null)]
    }),
  )
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function keyValue(message: Message, depth: number): unknown {
  const value = messages(message, 2).at(-1)
  return { key: text(message, 1), value: value === undefined ? {} : anyValue(value, depth) }
}

/** Which of its fields is there says what it is. */
function anyValue(message: Message, depth = 0): Record<string, unknown> {
  if (depth > DEEPEST) throw new ProtobufError('it is nested too deep')
  const [field] = [...message.keys()].slice(-1)
  switch (field) {
    case 1:
      return { stringValue: text(message, field) }
    case 2:
      return { boolValue: number(message, field) !== 0n }
    case 3:
      return { intValue: Number(BigInt.asIntN(64, number(message, field))) }
    case 4:
      return { doubleValue: double(number(message, field)) }
    case 5: {
      const list = messages(message, field).at(-1)
      return {
        arrayValue: {
          values: list === undefined ? [] : messages(list, 1).map((item) => anyValue(item, depth + 1)),
        },
      }
    }
    case 6: {
      const list = messages(message, field).at(-1)
      return {
        kvlistValue: {
          values: list === undefined ? [] : messages(list, 1).map((pair) => keyValue(pair, depth + 1)),
        },
      }
    }
    case 7:
      return {
        bytesValue: hex(bytesOf(message, field)),
      }
    default:
      return {}
  }
}

function double(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, bits)
  return view.getFloat64(0)
}

function messages(message: Message, field: number): Message[] {
  return (message.get(field) ?? []).filter((value) => value instanceof Uint8Array).map(read)
}

function bytesOf(message: Message, field: number): Uint8Array {
  const value = message.get(field)?.at(-1)
  return value instanceof Uint8Array ? value : new Uint8Array()
}

function text(message: Message, field: number): string {
  return new TextDecoder().decode(bytesOf(message, field))
}

function number(message: Message, field: number): bigint {
  const value = message.get(field)?.at(-1)
  return typeof value === 'bigint' ? value : 0n
}

function read(bytes: Uint8Array): Message {
  const message = new Map<number, Field[]>()
  const reader = new Reader(bytes)
  while (!reader.isAtEnd) {
    const tag = Number(reader.varint())
    const field = tag >>> 3
    if (field === 0) throw new ProtobufError('a field without a number')
    const value = reader.value(tag & 7)
    message.set(field, [...(message.get(field) ?? []), value])
  }
  return message
}

class Reader {
  readonly #bytes: Uint8Array
  #position = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#bytes.length
  }

  value(type: number): Field {
    switch (type) {
      case VARINT:
        return this.varint()
      case FIXED64:
        return littleEndian(this.#take(8))
      case BYTES:
        return this.#take(Number(this.varint()))
      case FIXED32:
        return littleEndian(this.#take(4))
      default:
        throw new ProtobufError(`a field of type ${type}`)
    }
  }

  varint(): bigint {
    let result = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#take(1)[0] ?? 0
      result |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return BigInt.asUintN(64, result)
    }
    throw new ProtobufError('a number that is too long')
  }

  #take(count: number): Uint8Array {
    const end = this.#position + count
    if (end > this.#bytes.length) throw new ProtobufError('it ends too early')
    const taken = this.#bytes.subarray(this.#position, end)
    this.#position = end
    return taken
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((result, byte) => (result << 8n) | BigInt(byte), 0n)
}
